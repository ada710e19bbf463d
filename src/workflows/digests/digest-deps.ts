import type { Chart, ToldDigest } from '../../asks.ts';
import type { Gate } from '../../diagnosis/gate.ts';
import type { Playbook } from '../../diagnosis/playbook.ts';
import type { DigestHistory, DigestPosts } from '../../digest-ports.ts';
import type { ChartPoint } from '../../digests/chart-points.ts';
import type { Digest } from '../../digests/digest.ts';
import type { CountDigest } from '../../digests/digest-metric.ts';
import type { IgnoreRules } from '../../digests/noise.ts';
import type { DigestSubscription } from '../../digests/subscription.ts';
import type { Clock, Cluster, Logger, Message, Messenger } from '../../ports.ts';
import type { LinkDeps } from '../link-incident.ts';

/** How a digest is taken where nothing else is said. */
export interface DigestRules {
  readonly ignore: IgnoreRules;
  readonly graceMs: number;
  readonly mostOwners: number;
}

/** A file for the thread. */
export interface DigestFile {
  readonly name: string;
  readonly title: string;
  readonly content: string | Uint8Array;
  readonly altText?: string;
}

/** What telling of digests needs, asked for or due. */
export interface DigestDeps {
  readonly playbooks: () => Promise<readonly Playbook[]>;
  readonly clean: Gate;
  readonly history: DigestHistory;
  readonly incidents: LinkDeps['incidents'];
  readonly messenger: Pick<Messenger, 'permalink'>;
  readonly rules: DigestRules;
  /** Undefined where there is nothing to draw, or no way to. */
  readonly draw: (
    points: readonly ChartPoint[],
    about: { readonly title: string; readonly timeZone: string },
  ) => Promise<Chart | undefined>;
  /** Of charts that nobody in particular asked for. */
  readonly timeZone: string;
  readonly clock: Clock;
  readonly logger: Logger;
}

/** A file that Slack has already, to be shown in a message. */
export interface Picture {
  readonly fileId: string;
  readonly altText: string;
}

/** What posting a digest that is due needs beside that. */
export interface PostDeps extends DigestDeps {
  readonly clusterNamed: (name: string) => Cluster | undefined;
  /** False: no log line is read. */
  readonly logs: boolean;
  readonly posts: DigestPosts;
  readonly messenger: Pick<Messenger, 'post' | 'update' | 'find' | 'upload' | 'permalink'>;
  /** The general rules, and those of this one. */
  readonly rulesOf: (subscription: DigestSubscription) => DigestRules;
  /** Why it may not be posted any more, in words; what of it may be told where it may. */
  readonly permission: (
    subscription: DigestSubscription,
  ) => Promise<
    | { readonly status: 'refused'; readonly why: string }
    | { readonly status: 'granted'; readonly visible: (digest: Digest) => Digest }
  >;
  /** Nothing of it is posted until somebody resumes it. */
  readonly pause: (id: string) => Promise<void>;
  readonly wait: (milliseconds: number) => Promise<void>;
  readonly count: CountDigest;
  readonly render: {
    digest(
      told: ToldDigest,
      subscription: DigestSubscription,
      picture?: Picture,
    ): { readonly message: Message; readonly files: readonly DigestFile[] };
    /** Why there is none. */
    problem(text: string, subscription: DigestSubscription): Message;
  };
}
