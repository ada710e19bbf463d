import { describe, expect, it } from 'vitest';
import { BotError } from '../../../src/errors.ts';
import { parseFault } from '../../../src/replay/faults.ts';
import { createDigestBench, SUBSCRIPTION } from '../../support/digesting/digest-bench.ts';
import { changeOwner } from '../../support/made-cluster/made-cluster.ts';
import { madeOwner, mended } from '../../support/made-cluster/made-owner.ts';
import { serveOwners } from './digested.ts';

const WEB = madeOwner('shop', 'web', { pods: 3, way: 'out-of-memory' });
const API = madeOwner('shop', 'api', { pods: 2, way: 'image-not-found' });
const DAY = 86_400_000;
const away = () => new BotError('slack-unavailable', 'Slack does not answer.');

describe('a digest that is due', () => {
  it('is posted once, and says against the last one what is new and what recovered', async () => {
    const cluster = await serveOwners([WEB, mended(API)]);
    const bench = createDigestBench({ prod: cluster });
    await bench.post(bench.due());
    changeOwner(cluster.replay, WEB, mended(WEB));
    changeOwner(cluster.replay, mended(API), API);
    bench.wait(DAY);
    await bench.post(bench.due());
    const [first, second] = bench.slack.messages.map(({ text }) => text);
    expect(first).toMatch(/^shop: 1 broken \[F\d+\]$/);
    expect(second).toMatch(/^shop: 1 broken, 1 new, 1 recovered \[F\d+\]$/);
    expect(bench.slack.files.map(({ name }) => name)).toEqual([
      'digest.md',
      'chart.png',
      'digest.md',
      'chart.png',
    ]);
  });

  it('names the thread of an incident that is open', async () => {
    const bench = createDigestBench({ prod: await serveOwners([WEB]) });
    bench.incidents.push({
      id: 'one',
      subject: { cluster: 'prod', namespace: 'shop', kind: 'Deployment', name: 'web' },
      template: '',
      cause: 'crashloop/out-of-memory',
      title: '',
      verdict: 'unhealthy',
      unwell: [],
      pods: 3,
      state: 'open',
      openedAt: 0,
      lookedAt: 0,
      alerts: [],
      flaps: 0,
      place: { channel: 'C0ALERTS', ts: '7.1' },
    });
    await bench.post(bench.due());
    expect(bench.slack.messages[0]?.text).toContain('https://shop.example.com/archives/C0ALERTS/7.1');
  });

  it.each(['before', 'after'] as const)('is one post whatever goes wrong %s an effect', async (when) => {
    const calm = createDigestBench({ prod: await serveOwners([WEB]) });
    await calm.post(calm.due());
    const effects = calm.trouble.effects.length;
    expect(effects).toBeGreaterThan(3);
    for (let number = 0; number < effects; number++) {
      const bench = createDigestBench({ prod: await serveOwners([WEB]) });
      const due = bench.due();
      bench.trouble.strike(number, when, away);
      const failed = await bench.post(due).then(
        () => false,
        () => true,
      );
      bench.trouble.calm();
      await bench.post({ ...due, begun: failed });
      await bench.post({ ...due, begun: true });
      expect(bench.slack.messages).toHaveLength(1);
      expect(bench.slack.messages[0]?.text).toMatch(/^shop: 1 broken/);
      expect(await bench.deps.history.recent(SUBSCRIPTION.id, 9)).toHaveLength(1);
    }
  });

  it('says that it is late where the cluster is away for minutes, and comes in the same message', async () => {
    const cluster = await serveOwners([WEB], ['503:list:pods']);
    const bench = createDigestBench({ prod: cluster });
    const due = bench.due();
    await expect(bench.post(due)).rejects.toMatchObject({ retryable: true });
    expect(bench.slack.messages).toEqual([]);
    bench.wait(6 * 60_000);
    for (const _ of [1, 2])
      await expect(bench.post({ ...due, begun: true })).rejects.toBeInstanceOf(BotError);
    expect(bench.slack.messages).toHaveLength(1);
    expect(bench.slack.messages[0]?.text).toMatch(/^No digest: .* It comes once the cluster answers\.$/);
    cluster.replay.setFaults([]);
    await bench.post({ ...due, begun: true });
    expect(bench.slack.messages).toHaveLength(1);
    expect(bench.slack.messages[0]?.text).toMatch(/^shop: 1 broken/);
    expect(bench.counted).toEqual(['problem', 'posted']);
  });

  it('says once why there is none where asking again does not help', async () => {
    const cluster = await serveOwners([WEB]);
    cluster.replay.setFaults([parseFault('403:list:pods')]);
    const bench = createDigestBench({ prod: cluster });
    const due = bench.due();
    await bench.post(due);
    await bench.post({ ...due, begun: true });
    expect(bench.slack.messages).toHaveLength(1);
    expect(bench.slack.messages[0]?.text).toMatch(/^No digest: .*not allowed/);
    expect(bench.paused).toEqual([]);
  });

  it('says so where its cluster is not configured any more', async () => {
    const bench = createDigestBench({});
    await bench.post(bench.due());
    expect(bench.slack.messages.map(({ text }) => text)).toEqual([
      'No digest: There is no cluster prod in the configuration any more.',
    ]);
  });

  it('rests, and says so once, where who subscribed may not see it any more', async () => {
    const permission = async () => ({ status: 'refused', why: 'You may not ask digest here.' }) as const;
    const bench = createDigestBench({ prod: await serveOwners([WEB]) }, { permission });
    await bench.post(bench.due());
    expect(bench.paused).toEqual(['shop-9k2f']);
    expect(bench.counted).toEqual(['refused']);
    expect(bench.slack.messages.map(({ text }) => text)).toEqual(['No digest: You may not ask digest here.']);
  });

  it('keeps and tells only what may be told', async () => {
    const visible = (digest: Parameters<typeof Object>[0]) => ({ ...digest, items: [] });
    const permission = async () => ({ status: 'granted', visible }) as const;
    const bench = createDigestBench({ prod: await serveOwners([WEB]) }, { permission });
    await bench.post(bench.due());
    expect(bench.slack.messages[0]?.text).toMatch(/^shop: all quiet/);
    expect((await bench.deps.history.recent('shop-9k2f', 1))[0]?.digest.items).toEqual([]);
  });

  it.each(['slack-not-in-channel', 'slack-rejected'] as const)('is given up on %s', async (code) => {
    const bench = createDigestBench({ prod: await serveOwners([WEB]) });
    bench.slack.refusal = () => new BotError(code, 'It is not there.');
    await bench.post(bench.due());
    expect(bench.slack.messages).toEqual([]);
    expect(bench.warnings).toContain('digest.not-posted');
    expect(bench.counted).toEqual(['not-posted']);
  });

  it('stands without the files that Slack refuses', async () => {
    const bench = createDigestBench({ prod: await serveOwners([WEB]) });
    bench.slack.upload = () => Promise.reject(away());
    await bench.post(bench.due());
    expect(bench.slack.messages.map(({ text }) => text)).toEqual(['shop: 1 broken']);
    expect(bench.warnings.filter((one) => one === 'digest.file-refused')).toHaveLength(2);
  });

  it('hides what is secret before it is kept', async () => {
    const clean = Object.assign((text: string) => text.replaceAll('web', '[redacted]'), {
      lines: (lines: readonly string[]) => lines,
    });
    const bench = createDigestBench({ prod: await serveOwners([WEB]) }, { clean });
    await bench.post(bench.due());
    const kept = JSON.stringify(await bench.deps.history.recent('shop-9k2f', 1));
    expect(kept).toContain('[redacted]');
    expect(kept).not.toContain('web');
  });
});
