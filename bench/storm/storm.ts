import { createHash } from 'node:crypto';
import { MADE_AT } from '../../src/replay/made-cluster/made-cluster.ts';
import { type MadeOwner, podsOf } from '../../src/replay/made-cluster/made-owner.ts';
import { alert } from '../../test/e2e/support/made-alerts.ts';

/** `one`: a webhook for each alert. `grouped`: as Alertmanager groups, a group sent again as it grows. */
export type Shape = 'one' | 'grouped';

/** A webhook, and when it is sent after the storm's beginning. */
export interface Webhook {
  readonly atMs: number;
  readonly body: string;
}

interface StormAlert {
  readonly atMs: number;
  readonly labels: Readonly<Record<string, string>>;
}

/** How often a group that has grown is sent: far oftener than anybody sets it. */
const GROUP_INTERVAL_MS = 1000;
/** All of a pod. */
const ALERTNAMES = [
  'KubePodCrashLooping',
  'KubePodNotReady',
  'KubeContainerWaiting',
  'PodRestartsOften',
  'PodUnavailable',
];

/** Five alerts for each pod, spread over `lastsMs`: first one of all pods, then the next one of all. */
export function stormOf(owners: readonly MadeOwner[], shape: Shape, lastsMs: number): readonly Webhook[] {
  const pods = inTurn(owners.map((owner) => podsOf(owner, MADE_AT)));
  const all = ALERTNAMES.flatMap((alertname) =>
    pods.map(({ name, namespace, uid }) => ({ alertname, pod: name, namespace, container: 'app', uid })),
  );
  const alerts = all.map(({ alertname, ...labels }, index) => ({
    atMs: (index * lastsMs) / all.length,
    labels: alert(alertname, labels).labels,
  }));
  return shape === 'one' ? alerts.map((one) => webhook(one.atMs, [one])) : grouped(alerts);
}

/** The first of each list, then the second of each, … */
function inTurn<T>(lists: readonly (readonly T[])[]): readonly T[] {
  const longest = Math.max(...lists.map(({ length }) => length));
  return Array.from({ length: longest }, (_, index) =>
    lists.flatMap((list) => list.slice(index, index + 1)),
  ).flat();
}

function grouped(alerts: readonly StormAlert[]): readonly Webhook[] {
  const groups = Map.groupBy(alerts, ({ labels }) => `${labels.namespace} ${labels.alertname}`);
  const webhooks = [...groups.values()].flatMap((group) => {
    const flushes = new Set(group.map(({ atMs }) => flushAfter(atMs)));
    return [...flushes].map((at) =>
      webhook(
        at,
        group.filter(({ atMs }) => flushAfter(atMs) <= at),
      ),
    );
  });
  return webhooks.toSorted((a, b) => a.atMs - b.atMs);
}

function flushAfter(atMs: number): number {
  return Math.ceil((atMs + 1) / GROUP_INTERVAL_MS) * GROUP_INTERVAL_MS;
}

/** To the letter of https://prometheus.io/docs/alerting/latest/configuration/#webhook_config */
function webhook(atMs: number, alerts: readonly StormAlert[]): Webhook {
  const { alertname, namespace } = alerts[0]?.labels ?? {};
  const group = { alertname, namespace };
  const body = {
    version: '4',
    groupKey: `{}:{alertname="${alertname}", namespace="${namespace}"}`,
    truncatedAlerts: 0,
    status: 'firing',
    receiver: 'podwhy',
    groupLabels: group,
    commonLabels: group,
    commonAnnotations: {},
    externalURL: 'http://alertmanager.example:9093',
    alerts: alerts.map(({ labels }) => ({
      status: 'firing',
      labels,
      annotations: { summary: `${labels.alertname} fires for ${labels.pod}.` },
      startsAt: '2026-01-01T11:59:00Z',
      endsAt: '0001-01-01T00:00:00Z',
      generatorURL: 'http://prometheus.example/graph',
      fingerprint: createHash('sha256').update(JSON.stringify(labels)).digest('hex').slice(0, 16),
    })),
  };
  return { atMs, body: JSON.stringify(body) };
}
