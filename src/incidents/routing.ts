import { fitsGlob } from '../glob.ts';
import { type QuietHours, quietUntil } from './quiet-hours.ts';
import { isCritical } from './severity.ts';

/** Where alerts of a kind are told, and to whom. */
export interface Route {
  /** By label name, patterns of which one must fit; all labels must. A label that an alert doesn't have fits nothing. */
  readonly match: Readonly<Record<string, readonly string[]>>;
  /** The default one where absent. */
  readonly channel?: string;
  /** Slack's user group that is told what is critical; the default one where absent, none where false. */
  readonly mention?: string | false;
  /** The default ones where absent, none where false. */
  readonly quietHours?: QuietHours | false;
}

export interface RoutingOptions {
  readonly routes: readonly Route[];
  readonly channel?: string;
  readonly mention?: string;
  readonly quietHours?: QuietHours;
}

/** What a route is chosen by. */
export interface RoutedAlert {
  readonly labels: Readonly<Record<string, string>>;
  /** The worst of an incident's alerts. */
  readonly severity?: string;
  /** The kubeconfig context. */
  readonly cluster: string;
  readonly namespace?: string;
}

/** Where an alert is told. */
export interface Routed {
  /** Absent where no route fits and there is no default. */
  readonly channel?: string;
  /** Slack's user group to tell; of a critical alert alone. */
  readonly mention?: string;
  /** Milliseconds since the epoch: not shown before. Never of a critical alert. */
  readonly heldUntil?: number;
}

/** Where an alert is told: the first route that fits decides. `now` is in milliseconds since the epoch. */
export function routeOf(alert: RoutedAlert, options: RoutingOptions, now: number): Routed {
  const route = options.routes.find(({ match }) =>
    Object.entries(match).every(([name, patterns]) => fits(alert, name, patterns)),
  );
  const critical = isCritical(alert.severity);
  const channel = route?.channel ?? options.channel;
  const mention = critical && (route?.mention ?? options.mention);
  const quietHours = !critical && (route?.quietHours ?? options.quietHours);
  const heldUntil = quietHours ? quietUntil(quietHours, now) : undefined;
  return {
    ...(channel === undefined ? {} : { channel }),
    ...(mention ? { mention } : {}),
    ...(heldUntil === undefined ? {} : { heldUntil }),
  };
}

function fits(alert: RoutedAlert, name: string, patterns: readonly string[]): boolean {
  const values = valuesOf(alert, name).filter((value) => value !== undefined);
  return patterns.some((pattern) => values.some((value) => fitsGlob(pattern, value)));
}

/** A cluster is known by its context's name or by the alert's own word for it; a namespace by whose it turned out to be. */
function valuesOf(alert: RoutedAlert, name: string): readonly (string | undefined)[] {
  const label = Object.hasOwn(alert.labels, name) ? alert.labels[name] : undefined;
  if (name === 'cluster') return [alert.cluster, label];
  if (name === 'namespace') return [alert.namespace ?? label];
  const severity = alert.severity ?? label;
  if (name === 'severity') return [severity, severity?.toLowerCase()];
  return [label];
}
