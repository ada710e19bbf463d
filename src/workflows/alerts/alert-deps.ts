import type { Playbook } from '../../diagnosis/playbook.ts';
import type { IncidentRendering, IncidentStore, Later } from '../../incident-ports.ts';
import type { CountAlert } from '../../incidents/alert-metric.ts';
import type { IncidentAlert } from '../../incidents/incident.ts';
import type { Clock, Cluster, Logger, Messenger } from '../../ports.ts';
import type { Observer } from '../observer.ts';

/** Where an incident is told. */
export interface Destination {
  /** Absent where no route leads anywhere. */
  readonly channel?: string;
  /** Slack's user group to tell. */
  readonly mention?: string;
  /** Milliseconds since the epoch: not before then. */
  readonly heldUntil?: number;
}

/** What following up on alerts needs. */
export interface AlertDeps {
  /** The kubeconfig context that an alert's cluster label means; the label's own value where none is meant. */
  readonly clusterOf: (label: string | undefined) => string;
  readonly clusterNamed: (name: string) => Cluster | undefined;
  /** The configured contexts, for those who name another. */
  readonly clusterNames: readonly string[];
  readonly playbooks: () => Promise<readonly Playbook[]>;
  /** False: no log line is read. */
  readonly logs: boolean;
  readonly incidents: IncidentStore;
  readonly later: Later;
  readonly messenger: Pick<Messenger, 'post' | 'update' | 'find' | 'upload'>;
  readonly render: IncidentRendering;
  readonly route: (about: {
    readonly alerts: readonly IncidentAlert[];
    readonly cluster: string;
    readonly namespace?: string;
    readonly now: number;
  }) => Destination;
  /** New incidents a minute in one channel above which one message tells of all. */
  readonly stormAt: number;
  readonly followUpMinutes: readonly number[];
  readonly clock: Clock;
  readonly logger: Logger;
  readonly count: CountAlert;
  readonly observer?: Observer;
}
