import { afterEach, describe, expect, it } from 'vitest';
import type { AlertNews } from '../../../src/incidents/alert-news.ts';
import type { Fault } from '../../../src/replay/faults.ts';
import { madeOwner } from '../../../src/replay/made-cluster/made-owner.ts';
import { clusterSubject } from '../../../src/workflows/alerts/cluster-away.ts';
import type { AlertBench } from '../../support/alerting/alert-bench.ts';
import { CLUSTER, ownerNews, podNews, subjectOf } from '../../support/alerting/made-news.ts';
import { madeShops } from '../../support/alerting/made-shop.ts';

const shops = madeShops();
afterEach(shops.close);

const web = madeOwner('shop', 'web', { pods: 3, way: 'out-of-memory' });
const DOWN: readonly Fault[] = [{ kind: 'status', code: 503, verb: '*', resource: '*' }];
const ABOUT = clusterSubject(CLUSTER);

/** Delivers until it works, as the queue does: everything that was to be looked at meanwhile is. */
async function tried(
  bench: AlertBench,
  news: readonly AlertNews[],
  pauses: readonly number[],
): Promise<void> {
  for (const pause of pauses) {
    await expect(bench.deliver(...news)).rejects.toThrow(/cluster-unreachable|api-error|timeout/);
    await bench.passUntilDue(pause);
  }
}

const aboutCluster = ({ incidents }: AlertBench) =>
  incidents.all().filter(({ subject }) => subject.kind === 'Cluster');
const parents = ({ slack }: AlertBench) => slack.messages.filter(({ threadTs }) => threadTs === undefined);

describe('a cluster that does not answer', () => {
  it('is tried again, and told of once its alerts have waited for 20 seconds, as one incident', async () => {
    const { bench, cluster } = await shops.shop([web]);
    cluster.replay.setFaults(DOWN);
    const news = [...podNews(web), ownerNews(web)];
    await tried(bench, news, [10_000, 5_000]);
    expect(bench.incidents.all()).toEqual([]);
    await tried(bench, news, [10_000, 30_000, 60_000]);
    expect(bench.incidents.all()).toMatchObject([{ subject: ABOUT, cause: 'unanswered', state: 'open' }]);
    expect(parents(bench).map(({ text, edits }) => [text, edits])).toEqual([
      [expect.stringMatching(/^❔ Cluster prod: /), 0],
    ]);
  }, 60_000);

  it('is told of where only the look has to ask, and is over soon after it answers', async () => {
    const { bench, cluster } = await shops.shop([web]);
    cluster.replay.setFaults(DOWN);
    const news = [ownerNews(web)];
    await tried(bench, news, [25_000, 1_000]);
    expect(aboutCluster(bench)).toMatchObject([{ state: 'open' }]);
    cluster.replay.setFaults([]);
    await bench.deliver(...news);
    await bench.passUntilDue(0);
    expect(bench.incidents.all().map(({ subject, state, cause }) => [subject.kind, state, cause])).toEqual([
      ['Cluster', 'closed', 'none'],
      ['Deployment', 'open', 'crashloop/out-of-memory'],
    ]);
    expect(parents(bench)[0]?.text).toMatch(/^✅ Cluster prod: resolved after/);
  }, 60_000);

  it('is over at a follow-up, even where no alert comes again', async () => {
    const { bench, cluster } = await shops.shop([web]);
    cluster.replay.setFaults(DOWN);
    await tried(bench, podNews(web), [25_000, 1_000]);
    cluster.replay.setFaults([]);
    await bench.passUntilDue(120_000);
    expect(aboutCluster(bench)).toMatchObject([{ state: 'closed' }]);
  }, 60_000);

  it('for hours is looked at until it answers, and told of once', async () => {
    const { bench, cluster } = await shops.shop([web]);
    cluster.replay.setFaults(DOWN);
    await tried(bench, podNews(web), [25_000, 1_000]);
    for (let minutes = 0; minutes < 120; minutes += 30) await bench.passUntilDue(30 * 60_000);
    expect(parents(bench)).toMatchObject([{ edits: 0 }]);
    cluster.replay.setFaults([]);
    await bench.passUntilDue(30 * 60_000);
    expect(aboutCluster(bench)).toMatchObject([{ state: 'closed' }]);
  }, 60_000);

  it('is no reason to forget what an alert was about, nor to change what is known', async () => {
    const { bench, cluster } = await shops.shop([web]);
    await bench.deliver(...podNews(web));
    const before = bench.slack.messages.map((message) => message);
    cluster.replay.setFaults(DOWN);
    bench.wait(60_000);
    const again = podNews(web, { receivedAt: bench.now() });
    expect(await bench.sort(...again)).toMatchObject([{ subject: subjectOf(web) }]);
    await expect(bench.deliver(...again)).rejects.toThrow();
    expect(bench.slack.messages).toEqual(before);
  }, 60_000);

  it('while another answers holds up nobody there', async () => {
    const { bench, cluster } = await shops.shop([web]);
    expect((await bench.sort(ownerNews(web)))[0]?.subject.cluster).toBe(CLUSTER);
    cluster.replay.setFaults(DOWN);
    await bench.deliver(ownerNews(web, { cluster: 'moon', fingerprint: 'moon' }));
    expect(aboutCluster(bench)).toMatchObject([{ subject: clusterSubject('moon') }]);
  });
});
