import type { AlertNews, AlertSubject, InboxItem } from '../../../src/incidents/alert-news.ts';
import { MADE_AT } from '../../../src/replay/made-cluster/made-cluster.ts';
import type { MadeOwner } from '../../../src/replay/made-cluster/made-owner.ts';
import { podsOf } from '../../../src/replay/made-cluster/made-owner.ts';
import { WAYS } from '../../../src/replay/made-cluster/way.ts';

/** The cluster that the news of these tests are about. */
export const CLUSTER = 'prod';

type Change = Partial<AlertNews>;

/** One alert, about the Deployment `web` unless said. */
export function newsOf(change: Change = {}): AlertNews {
  const { target = 'deployment/web', alertname = 'KubeDeploymentReplicasMismatch' } = change;
  return {
    fingerprint: `${alertname} ${target}`,
    status: 'firing',
    alertname,
    severity: 'warning',
    startsAt: MADE_AT,
    labels: { alertname },
    target,
    namespace: 'shop',
    cluster: CLUSTER,
    origin: { kind: 'webhook' },
    receivedAt: Date.parse(MADE_AT),
    ...change,
  };
}

/** What fires for each broken pod of a made Deployment. */
export function podNews(owner: MadeOwner, change: Change = {}): readonly AlertNews[] {
  return podsOf(owner, MADE_AT).flatMap(({ name, namespace, way }) =>
    way === undefined
      ? []
      : [newsOf({ alertname: WAYS[way].alert.alertname, target: `pod/${name}`, namespace, ...change })],
  );
}

export function ownerNews({ namespace, name }: MadeOwner, change: Change = {}): AlertNews {
  return newsOf({ target: `deployment/${name}`, namespace, ...change });
}

export function subjectOf({ namespace, name }: MadeOwner): AlertSubject {
  return { cluster: CLUSTER, namespace, kind: 'Deployment', name };
}

export function resolved(news: readonly AlertNews[], receivedAt: number): readonly AlertNews[] {
  return news.map((one) => ({ ...one, status: 'resolved', receivedAt }));
}

export function asItems(news: readonly AlertNews[]): readonly InboxItem[] {
  return news.map((one) => ({ kind: 'alert', news: one }));
}
