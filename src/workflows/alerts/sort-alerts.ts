import { BotError } from '../../errors.ts';
import type { HeldWork, SortedNews } from '../../incident-ports.ts';
import type { AlertNews, AlertSubject } from '../../incidents/alert-news.ts';
import { subjectKey } from '../../incidents/incident-key.ts';
import type { AlertDeps } from './alert-deps.ts';
import { clusterSubject, tellIfAway, tellIfBack } from './cluster-away.ts';
import { createPodOwners, type PodOwners } from './pod-owners.ts';
import { cronJobOf, isOwnedKind } from './run-by.ts';
import { kindOfWord } from './subject-kinds.ts';

/**
 * What each alert is about: a pod's controller where it has one, so that forty pods are one subject.
 * @throws BotError where the cluster could not be asked: to be tried again.
 */
export async function sortAlerts(
  news: readonly AlertNews[],
  held: HeldWork,
  deps: AlertDeps,
): Promise<readonly SortedNews[]> {
  const sorted = new Map<string, { readonly subject: AlertSubject; readonly news: AlertNews[] }>();
  for (const [name, ofCluster] of byCluster(news, deps)) {
    const subjects = await subjectsIn(name, ofCluster, held, deps);
    for (const [index, one] of ofCluster.entries()) {
      const subject = subjects[index];
      if (!subject) continue;
      const key = subjectKey(subject);
      const known = sorted.get(key);
      if (known) known.news.push(one);
      else sorted.set(key, { subject, news: [one] });
    }
    if (deps.clusterNamed(name)) await tellIfBack(name, deps);
  }
  return [...sorted.values()];
}

function byCluster(
  news: readonly AlertNews[],
  { clusterOf }: AlertDeps,
): ReadonlyMap<string, readonly AlertNews[]> {
  const groups = new Map<string, AlertNews[]>();
  for (const one of news) {
    const name = clusterOf(one.cluster);
    groups.set(name, [...(groups.get(name) ?? []), one]);
  }
  return groups;
}

async function subjectsIn(
  name: string,
  news: readonly AlertNews[],
  held: HeldWork,
  deps: AlertDeps,
): Promise<readonly AlertSubject[]> {
  const cluster = deps.clusterNamed(name);
  // Whatever is told of a cluster that we don't know, it is one thing that somebody has to set up.
  if (!cluster) return news.map(() => clusterSubject(name));
  const subjects: AlertSubject[] = [];
  const owners = createPodOwners(cluster.session(), news);
  for (const one of news) subjects.push(await subjectOf(name, one, owners, held, deps));
  return subjects;
}

async function subjectOf(
  cluster: string,
  news: AlertNews,
  owners: PodOwners,
  held: HeldWork,
  deps: AlertDeps,
): Promise<AlertSubject> {
  const [word = '', target = ''] = news.target.split('/', 2);
  const place = { cluster, ...(news.namespace === undefined ? {} : { namespace: news.namespace }) };
  const own = { ...place, ...cronJobOf({ kind: kindOfWord(word), name: target }) };
  if (news.namespace === undefined || !isOwnedKind(own.kind)) return own;
  const known = await deps.incidents.runnerOf(own);
  if (known) return known;
  const leave = await held.enter(cluster);
  try {
    const owner = await owners.of(own.kind, target, news.namespace);
    if (!owner) return own;
    const runner = { ...place, ...owner };
    await deps.incidents.rememberRunner(own, runner);
    return runner;
  } catch (error) {
    if (error instanceof BotError && !error.retryable) return own;
    await tellIfAway(cluster, [news], deps);
    throw error;
  } finally {
    leave();
  }
}
