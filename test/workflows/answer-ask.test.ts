import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { BotError } from '../../src/errors.ts';
import type { ReplayedCluster } from '../../src/replayed-cluster.ts';
import { recordingOf } from '../kube/support/objects.ts';
import { askCluster, ofKind, recordedCluster } from '../support/answering.ts';

let cluster: ReplayedCluster;
beforeAll(async () => {
  cluster = await recordedCluster(['r-feed-timeline', 'r-ok-2-redis', 'r-imports-customer-import']);
});
afterAll(() => cluster.close());

const feed = { namespace: 'r-feed' };
const timeline = { ...feed, target: 'deploy/timeline' };

describe('why', () => {
  it('is answered with the report, naming the cluster as it was asked for', async () => {
    const asked = await askCluster(cluster, timeline);
    const { report } = ofKind(asked, 'report');
    expect(report).toMatchObject({ cluster: 'test', verdict: 'unhealthy' });
    expect(report.findings[0]?.cause).toBe('configuration-missing');
    expect(asked).not.toHaveProperty('againAfterMs');
  });

  it('says in short words what is being done', async () => {
    const { steps } = await askCluster(cluster, timeline);
    expect(steps[0]).toBe('finding deploy/timeline');
    expect(steps[1]).toMatch(/^reading .*events.*logs/);
    expect(steps.at(-1)).toBe('judging');
  });

  it('counts the requests of this answer alone, however many run at once', async () => {
    const asked = await Promise.all([1, 2, 3].map(() => askCluster(cluster, timeline)));
    for (const one of asked) expect(ofKind(one, 'report').report.cost.requests).toBeLessThanOrEqual(10);
  });

  it('of a name that is nearly right offers the right one, with its state', async () => {
    const reply = ofKind(await askCluster(cluster, { ...feed, target: 'timelin' }), 'unresolved');
    expect(reply.code).toBe('not-found');
    expect(reply.near[0]).toMatchObject({ kind: 'Deployment', name: 'timeline' });
    expect(reply.near[0]?.status).toMatch(/^2\/3 ready, /);
  });

  it('of a name that is elsewhere says where', async () => {
    const reply = ofKind(await askCluster(cluster, { ...feed, target: 'redis' }), 'unresolved');
    expect(reply.elsewhere).toContainEqual(expect.objectContaining({ namespace: 'r-ok-2', name: 'redis' }));
  });

  it('of something that cannot be a name is a plain refusal', async () => {
    const reply = ofKind(await askCluster(cluster, { target: 'We_b!' }), 'failed');
    expect(reply.code).toBe('target-invalid');
  });

  it('throws what the cluster cannot answer now, for whoever decides on another try', async () => {
    const broken = await recordedCluster(['r-feed-timeline'], [{ kind: 'hang', verb: '*', resource: '*' }]);
    const error = await askCluster(broken, timeline).catch((caught: unknown) => caught);
    await broken.close();
    expect(error).toBeInstanceOf(BotError);
    expect(error).toMatchObject({ code: 'timeout', retryable: true });
  });

  it('ends at once when it is cancelled', async () => {
    const broken = await recordedCluster(['r-feed-timeline'], [{ kind: 'hang', verb: '*', resource: '*' }]);
    const controller = new AbortController();
    const asking = askCluster(broken, timeline, { signal: controller.signal });
    controller.abort(new Error('lock lost'));
    await expect(asking).rejects.toThrow('lock lost');
    await broken.close();
  });
});

describe('a name that fits several things', () => {
  const waiting = { phase: 'Running', conditions: [{ type: 'Ready', status: 'False' }] };
  const crashed = {
    ...waiting,
    containerStatuses: [{ name: 'app', ready: false, state: { waiting: { reason: 'CrashLoopBackOff' } } }],
  };
  const ready = { phase: 'Running', conditions: [{ type: 'Ready', status: 'True' }] };

  it('is answered with them, the worst first, each with its state', async () => {
    const made = (name: string, status: object) => ({
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: { name, namespace: 'shop', uid: name },
      spec: { containers: [{ name: 'app' }] },
      status,
    });
    const objects = [made('web-a', ready), made('web-b', crashed), made('web-c', waiting)];
    const several = await recordedCluster([recordingOf(objects)]);
    const reply = ofKind(await askCluster(several, { target: 'web', namespace: 'shop' }), 'unresolved');
    await several.close();
    expect(reply).toMatchObject({ code: 'ambiguous', message: '"web" fits more than one object.' });
    expect(reply.near).toMatchObject([
      { name: 'web-b', status: 'CrashLoopBackOff' },
      { name: 'web-c', status: 'Running' },
      { name: 'web-a', status: 'Running' },
    ]);
  });
});

describe('watch', () => {
  const again = async (ask: object, afterMs: number, over = cluster) => {
    const asked = await askCluster(over, { verb: 'watch', ...ask }, { afterMs });
    return { state: ofKind(asked, 'report').watch, againAfterMs: asked.againAfterMs };
  };

  it('looks again after a while that grows, and stops when the time is up', async () => {
    expect(await again(timeline, 0)).toEqual({ state: 'watching', againAfterMs: 5_000 });
    expect(await again(timeline, 60_000)).toEqual({ state: 'watching', againAfterMs: 10_000 });
    expect(await again(timeline, 600_000)).toEqual({ state: 'watching', againAfterMs: 30_000 });
    expect(await again(timeline, 895_000)).toEqual({ state: 'watching', againAfterMs: 5_000 });
    expect(await again(timeline, 900_000)).toEqual({ state: 'timed-out' });
  });

  it('stops when all is well', async () => {
    expect(await again({ target: 'sts/redis', namespace: 'r-ok-2' }, 0)).toEqual({ state: 'healthy' });
  });

  it('stops when nothing can bring it back', async () => {
    expect(await again({ target: 'job/customer-import', namespace: 'r-imports' }, 0)).toEqual({
      state: 'failed',
    });
  });

  it('stops when there is nothing of that name any more', async () => {
    const asked = await askCluster(cluster, { verb: 'watch', ...feed, target: 'deploy/gone' });
    expect(asked.reply.kind).toBe('unresolved');
    expect(asked).not.toHaveProperty('againAfterMs');
  });
});
