import type { AlertNews, AlertSubject, InboxItem } from '../../incidents/alert-news.ts';
import type { AlertDeps } from './alert-deps.ts';

/** A cluster that does not answer is told of once its alerts have waited this long. */
const PATIENCE_MS = 20_000;

/** The cluster as a whole: what alerts wait for while it doesn't answer. */
export function clusterSubject(cluster: string): AlertSubject {
  return { cluster, kind: 'Cluster', name: cluster };
}

/** Alerts whose cluster does not answer are one incident, about the cluster, while they are tried again. */
export async function tellIfAway(
  cluster: string,
  news: readonly AlertNews[],
  { later, clock }: AlertDeps,
): Promise<void> {
  const waiting = news.filter((one) => one.status === 'firing' && hasWaited(one, clock.now()));
  if (waiting.length === 0) return;
  await later.tell(
    clusterSubject(cluster),
    waiting.map((one) => ({ kind: 'alert', news: one })),
  );
}

/** The cluster was told of as one that does not answer: have it looked at, it may answer again. */
export async function tellIfBack(cluster: string, { incidents, later }: AlertDeps): Promise<void> {
  const subject = clusterSubject(cluster);
  const open = (await incidents.of(subject)).filter(({ state }) => state !== 'closed');
  const looks = open.map(({ id }): InboxItem => ({ kind: 'look', why: 'follow-up', incident: id }));
  if (looks.length > 0) await later.tell(subject, looks);
}

/** Whether it waits for longer than a cluster may be silent without a word about it. */
export function hasWaited({ receivedAt }: AlertNews, now: number): boolean {
  return now - receivedAt > PATIENCE_MS;
}
