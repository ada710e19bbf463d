import { describe, expect, it } from 'vitest';
import { withoutHiddenDigest } from '../../../src/access/visible-digest.ts';
import type { ChartPoint } from '../../../src/digests/chart-points.ts';
import type { Digest } from '../../../src/digests/digest.ts';
import { BotError } from '../../../src/errors.ts';
import type { HeldWork } from '../../../src/incident-ports.ts';
import type { Cluster } from '../../../src/ports.ts';
import { parseFault } from '../../../src/replay/faults.ts';
import { changeOwner } from '../../../src/replay/made-cluster/made-cluster.ts';
import { madeOwner, mended } from '../../../src/replay/made-cluster/made-owner.ts';
import { postDigest } from '../../../src/workflows/digests/post-digest.ts';
import type { MemoryMessenger } from '../../support/alerting/memory-messenger.ts';
import {
  createDigestBench,
  type DigestBench,
  HELD,
  SUBSCRIPTION,
} from '../../support/digesting/digest-bench.ts';
import { serveOwners } from './digested.ts';

const WEB = madeOwner('shop', 'web', { pods: 3, way: 'out-of-memory' });
const API = madeOwner('shop', 'api', { pods: 2, way: 'image-not-found' });
const DAY = 86_400_000;
/** A cluster whose clock goes on a day each time it is asked for. */
function aging(cluster: Cluster, days = 0): Cluster {
  const now = () => new Date(Date.parse(cluster.now()) + days * DAY).toISOString();
  return { ...cluster, now, session: () => aging(cluster.session(), days++) };
}
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
    expect(bench.slack.messages[0]?.text).toMatch(/^No digest: .* It comes here as soon as there is one, if/);
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

  it('says so each time where its namespace is gone', async () => {
    const bench = createDigestBench({ prod: await serveOwners([{ ...WEB, namespace: 'pay' }]) });
    await bench.post(bench.due());
    bench.wait(DAY);
    await bench.post(bench.due());
    const said = 'No digest: There is no namespace "shop".';
    expect(bench.slack.messages.map(({ text }) => text)).toEqual([said, said]);
    expect(bench.counted).toEqual(['problem', 'problem']);
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

  it('draws only digests of the same namespaces: the configuration may name others by now', async () => {
    const drawn: number[] = [];
    const draw: DigestBench['deps']['draw'] = async (points) => void drawn.push(points.length);
    const bench = createDigestBench({ prod: aging(await serveOwners([WEB])) }, { draw });
    const wider = { ...SUBSCRIPTION, namespaces: ['shop', 'pay'] };
    for (const subscription of [SUBSCRIPTION, wider, wider]) {
      await bench.post(bench.due({ subscription }));
      bench.wait(DAY);
    }
    expect(drawn).toEqual([1, 1, 2]);
  });

  it('names nothing of the last one that may not be told any more', async () => {
    const pay = madeOwner('pay', 'bank', { pods: 1, way: 'out-of-memory' });
    const cluster = await serveOwners([WEB, pay]);
    let hidden = '';
    const visible = (digest: Digest) =>
      withoutHiddenDigest(
        digest,
        Object.assign((name: string) => name !== hidden, { all: hidden === '' }),
      );
    const permission = async () => ({ status: 'granted', visible }) as const;
    const points: ChartPoint[][] = [];
    const draw: DigestBench['deps']['draw'] = async (drawn) => void points.push([...drawn]);
    const bench = createDigestBench({ prod: aging(cluster) }, { permission, draw });
    const { namespaces: _, ...subscription } = SUBSCRIPTION;
    await bench.post(bench.due({ subscription }));
    changeOwner(cluster.replay, pay, mended(pay));
    bench.wait(DAY);
    hidden = 'pay';
    await bench.post(bench.due({ subscription }));
    expect(bench.slack.messages.at(-1)?.text).toMatch(/^replay: 1 broken in 1 namespace, nothing new/);
    const [newest] = await bench.deps.history.recent(subscription.id, 1);
    expect(JSON.stringify(newest?.digest)).not.toContain('bank');
    expect(points.at(-1)?.map(({ unwell }) => unwell)).toEqual([3, 3]);
  });

  it('is compared with the last one that was posted, not with one that nobody saw', async () => {
    const cluster = await serveOwners([mended(WEB)]);
    const bench = createDigestBench({ prod: cluster });
    await bench.post(bench.due());
    changeOwner(cluster.replay, mended(WEB), WEB);
    bench.wait(DAY);
    bench.slack.refusal = () => new BotError('slack-not-in-channel', 'I may not write in this channel.');
    await bench.post(bench.due());
    bench.slack.refusal = undefined;
    bench.wait(DAY);
    await bench.post(bench.due());
    expect(bench.slack.messages.at(-1)?.text).toMatch(/^shop: 1 broken, 1 new/);
  });

  it('comes in the message that says that it is late, where the answer to that one was lost', async () => {
    const cluster = await serveOwners([WEB], ['503:list:pods']);
    const bench = createDigestBench({ prod: cluster }, { draw: async () => undefined });
    const due = bench.due();
    bench.wait(6 * 60_000);
    bench.trouble.strike(0, 'after', away);
    await expect(bench.post(due)).rejects.toMatchObject({ code: 'slack-unavailable' });
    bench.trouble.calm();
    expect(bench.slack.messages[0]?.text).toMatch(/^No digest/);
    cluster.replay.setFaults([]);
    await bench.post({ ...due, begun: true });
    expect(bench.slack.messages.map(({ text }) => text)).toEqual([expect.stringMatching(/^shop: 1 broken/)]);
  });

  it('comes as a new message, once, where somebody has deleted the one that says that it is late', async () => {
    const cluster = await serveOwners([WEB], ['503:list:pods']);
    const bench = createDigestBench({ prod: cluster });
    const due = bench.due();
    bench.wait(6 * 60_000);
    await expect(bench.post(due)).rejects.toBeInstanceOf(BotError);
    bench.slack.delete(bench.slack.messages[0]?.ts ?? '');
    cluster.replay.setFaults([]);
    // Slack takes the post, and its answer is lost.
    bench.trouble.strike(2, 'after', away);
    await expect(bench.post({ ...due, begun: true })).rejects.toMatchObject({ code: 'slack-unavailable' });
    bench.trouble.calm();
    await bench.post({ ...due, begun: true });
    expect(bench.slack.messages.map(({ text }) => text)).toEqual([expect.stringMatching(/^shop: 1 broken/)]);
  });

  it('rests only once it was said why', async () => {
    const permission = async () => ({ status: 'refused', why: 'You may not ask digest here.' }) as const;
    const bench = createDigestBench({ prod: await serveOwners([WEB]) }, { permission });
    bench.trouble.strike(0, 'before', away);
    await expect(bench.post(bench.due())).rejects.toMatchObject({ retryable: true });
    expect(bench.paused).toEqual([]);
    bench.trouble.calm();
    await bench.post({ ...bench.due(), begun: true });
    expect(bench.slack.messages).toHaveLength(1);
    expect(bench.paused).toEqual(['shop-9k2f']);
  });

  it('puts its files into the thread also where others have their turn at Slack first', async () => {
    const bench = createDigestBench({ prod: await serveOwners([WEB]) });
    const turns: string[] = [];
    const held: HeldWork = {
      signal: new AbortController().signal,
      permit: async () => undefined,
      enter: async () => () => undefined,
      async turn(what) {
        turns.push(what);
        if ([2, 3, 5].includes(turns.length)) throw new Error("Slack's turn for a post is too far off");
      },
    };
    await postDigest(bench.due(), held, bench.deps);
    expect(bench.slack.files.map(({ name }) => name)).toEqual(['digest.md', 'chart.png']);
    expect(turns).toEqual(['post', 'post', 'post', 'post', 'post', 'post', 'edit']);
  });

  it('waits for the picture to be shown last: it holds up no file', async () => {
    const bench = createDigestBench({ prod: await serveOwners([WEB]) });
    const { digest } = bench.deps.render;
    const render = {
      ...bench.deps.render,
      digest: (...args: Parameters<typeof digest>) => ({
        ...digest(...args),
        files: digest(...args).files.toReversed(),
      }),
    };
    const files: number[] = [];
    const update: MemoryMessenger['update'] = async () => void files.push(bench.slack.files.length);
    await postDigest(bench.due(), HELD, {
      ...bench.deps,
      render,
      messenger: { ...bench.deps.messenger, update },
    });
    expect(files).toEqual([2]);
  });

  it('looks for an earlier post from before it was due: a worker whose clock is ahead begins too early', async () => {
    const bench = createDigestBench({ prod: await serveOwners([WEB]) });
    const due = bench.due({ begun: true });
    let from = due.dueAt;
    const find: MemoryMessenger['find'] = async (_, __, since) => {
      from = since;
      return undefined;
    };
    await postDigest(due, HELD, { ...bench.deps, messenger: { ...bench.deps.messenger, find } });
    expect(due.dueAt - from).toBeGreaterThanOrEqual(5 * 60_000);
  });
});
