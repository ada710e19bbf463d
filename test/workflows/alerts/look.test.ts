import { afterEach, describe, expect, it } from 'vitest';
import { madeOwner, withRevision } from '../../../src/replay/made-cluster/made-owner.ts';
import { CHANNEL } from '../../support/alerting/alert-bench.ts';
import { CLUSTER, newsOf, ownerNews, podNews, subjectOf } from '../../support/alerting/made-news.ts';
import { madeShops } from '../../support/alerting/made-shop.ts';

const shops = madeShops();
afterEach(shops.close);

const web = madeOwner('shop', 'web', { pods: 5, way: 'out-of-memory', broken: 3 });
const mixed = withRevision(web, { pods: 2, way: 'image-not-found' });

describe('a group of alerts', () => {
  it('of many pods of one owner is one card, and one answer in its thread', async () => {
    const many = madeOwner('shop', 'web', { pods: 40, way: 'out-of-memory' });
    const { bench } = await shops.shop([many]);
    await bench.deliver(...podNews(many), ownerNews(many));
    const [card, answer, ...others] = bench.slack.messages;
    expect(others).toEqual([]);
    expect(card?.text).toBe(
      '🔥 Deployment shop/web: app was killed at its memory limit of 64Mi (40 of 40 pods)',
    );
    expect(card).toMatchObject({ channel: CHANNEL, mark: bench.one().id, edits: 0 });
    expect(card).not.toHaveProperty('threadTs');
    expect(answer).toMatchObject({ channel: CHANNEL, threadTs: card?.ts, edits: 0 });
    expect(answer?.text).toContain('Deployment shop/web is unhealthy');
    expect(bench.one().alerts).toHaveLength(41);
    expect(bench.one().place).toEqual({ channel: CHANNEL, ts: card?.ts, reportTs: answer?.ts });
  });

  it('about two revisions with two causes is two, each with an answer about itself', async () => {
    const { bench } = await shops.shop([mixed]);
    await bench.deliver(...podNews(mixed));
    expect(bench.slack.messages.map(({ threadTs, text }) => [threadTs, text])).toEqual([
      [undefined, expect.stringContaining('killed at its memory limit of 64Mi (3 of 7 pods)')],
      ['1.000100', expect.stringContaining('killed at its memory limit')],
      [undefined, expect.stringContaining('has no image shop/web:1.2.0 (2 of 7 pods)')],
      ['3.000100', expect.stringContaining('has no image')],
    ]);
    expect(bench.slack.messages[1]?.shown).not.toContain('has no image');
    expect(bench.slack.messages[3]?.shown).not.toContain('memory limit');
  });

  it('about two revisions with one cause is two', async () => {
    const both = withRevision(web, { pods: 2, way: 'out-of-memory' });
    const { bench } = await shops.shop([both]);
    await bench.deliver(...podNews(both));
    expect(bench.incidents.all().map(({ cause, unwell }) => [cause, unwell.length])).toEqual([
      ['crashloop/out-of-memory', 3],
      ['crashloop/out-of-memory', 2],
    ]);
    expect(new Set(bench.incidents.all().map(({ template }) => template)).size).toBe(2);
    expect(bench.slack.messages).toHaveLength(4);
  });

  it('about a cause that no alert names opens nothing', async () => {
    const { bench } = await shops.shop([mixed]);
    await bench.deliver(...podNews(web));
    expect(bench.one().cause).toBe('crashloop/out-of-memory');
  });
});

describe('news of what is known', () => {
  it('is neither posted nor edited, whenever it comes', async () => {
    const { bench } = await shops.shop([web]);
    const news = [...podNews(web), ownerNews(web)];
    await bench.deliver(...news);
    const before = bench.slack.messages;
    for (const after of [1_000, 30_000, 4 * 3_600_000]) {
      bench.wait(after);
      await bench.deliver(...news.map((one) => ({ ...one, receivedAt: bench.now() })));
    }
    expect(bench.slack.messages).toEqual(before);
    expect(bench.trouble.effects.filter((effect) => effect === 'post' || effect === 'update')).toEqual([
      'post',
      'post',
    ]);
    expect(bench.metrics.filter(({ name }) => name === 'deduplicated')).toHaveLength(12);
  });

  it('of the other of a pair asks the cluster nothing', async () => {
    const { bench, cluster } = await shops.shop([web]);
    await bench.deliver(...podNews(web));
    const asked = cluster.replay.journal.length;
    bench.wait(3_000);
    await bench.deliver(...podNews(web, { receivedAt: bench.now() }));
    expect(cluster.replay.journal).toHaveLength(asked);
  });

  it('with a new name edits the card once', async () => {
    const { bench } = await shops.shop([web]);
    await bench.deliver(...podNews(web));
    bench.wait(60_000);
    await bench.deliver(ownerNews(web));
    await bench.deliver(ownerNews(web));
    const [card, answer, ...others] = bench.slack.messages;
    expect(others).toEqual([]);
    expect([card?.edits, answer?.edits]).toEqual([1, 0]);
    expect(card?.shown).toContain('KubeDeploymentReplicasMismatch');
  });
});

describe('what cannot be looked at', () => {
  it('because it is not there is told, with what may be meant', async () => {
    const { bench } = await shops.shop([web]);
    await bench.deliver(newsOf({ target: 'deployment/wep' }));
    expect(bench.one()).toMatchObject({ cause: 'not-found', state: 'open', unwell: [] });
    const [card, answer] = bench.slack.messages;
    expect(card?.text).toMatch(/^❔ Deployment shop\/wep: There is no deployment "wep"/);
    expect(answer?.shown).toContain('web');
  });

  it('because no namespace is named asks for it, once', async () => {
    const { bench, cluster } = await shops.shop([web]);
    const { namespace: _, ...unnamed } = newsOf({ question: 'Which namespace is deployment/web in?' });
    await bench.deliver(unnamed);
    bench.wait(60_000);
    await bench.deliver(unnamed);
    expect(cluster.replay.journal).toEqual([]);
    expect(bench.slack.messages.map(({ edits }) => edits)).toEqual([0, 0]);
    expect(bench.slack.messages[0]?.text).toContain('Which namespace is deployment/web in?');
    expect(bench.one()).toMatchObject({ cause: 'question', state: 'open' });
    await bench.deliver({ ...unnamed, status: 'resolved', receivedAt: bench.now() });
    expect(bench.one().state).toBe('closed');
  });

  it('because no namespace is named is looked at once one is', async () => {
    const { bench } = await shops.shop([web]);
    const { namespace: _, ...unnamed } = newsOf();
    await bench.deliver(unnamed);
    expect((await bench.sort(newsOf()))[0]?.subject).toEqual(subjectOf(web));
  });

  it('because the cluster forbids it says so, and is over with the alert', async () => {
    const { bench, cluster } = await shops.shop([web]);
    cluster.replay.setFaults([{ kind: 'status', code: 403, verb: '*', resource: '*' }]);
    await bench.deliver(...podNews(web));
    expect(bench.incidents.all().map(({ cause }) => cause)).toEqual([
      'unanswered',
      'unanswered',
      'unanswered',
    ]);
    expect(bench.slack.messages[0]?.text).toMatch(/^❔ Pod shop\/web-.*(forbidden|may not|not allowed)/i);
    await bench.deliver(...podNews(web, { status: 'resolved', receivedAt: bench.now() }));
    expect(bench.incidents.all().map(({ state }) => state)).toEqual(['closed', 'closed', 'closed']);
  });

  it('because the cluster forbids it is looked at once it may be, and may be well', async () => {
    const well = madeOwner('shop', 'api', { pods: 2 });
    const { bench, cluster } = await shops.shop([web, well]);
    cluster.replay.setFaults([{ kind: 'status', code: 403, verb: '*', resource: '*' }]);
    await bench.deliver(ownerNews(web), ownerNews(well));
    cluster.replay.setFaults([]);
    await bench.passUntilDue(125_000);
    expect(bench.incidents.all().map(({ cause, state }) => [cause, state])).toEqual([
      ['crashloop/out-of-memory', 'open'],
      ['none', 'open'],
    ]);
    expect(bench.slack.messages.find(({ text }) => text.includes('shop/api'))?.text).toContain('is well');
  });

  it('because nobody knows its cluster is one incident for all that come from there', async () => {
    const { bench } = await shops.shop([web]);
    const elsewhere = [
      newsOf({ cluster: 'moon' }),
      newsOf({ cluster: 'moon', target: 'pod/db-0', alertname: 'KubePodNotReady' }),
    ];
    await bench.deliver(...elsewhere);
    await bench.deliver(...elsewhere);
    expect(bench.one().subject).toEqual({ cluster: 'moon', kind: 'Cluster', name: 'moon' });
    expect(bench.one().alerts.map(({ status }) => status)).toEqual(['firing', 'firing']);
    expect(bench.slack.messages.map(({ edits }) => edits)).toEqual([0, 0]);
    expect(bench.slack.messages[0]?.shown).toContain(CLUSTER);
    await bench.deliver(
      ...elsewhere.map((one) => ({ ...one, status: 'resolved' as const, receivedAt: bench.now() })),
    );
    expect(bench.one().state).toBe('closed');
  });
});
