import { setTimeout } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { PAGE, shown, startRunning } from './running.ts';

const SHOP = 'C0SHOP';
const ALERTS = 'C0ALERTS';

it('serves the page and what it shows', async () => {
  const { playing, state } = await startRunning();
  const page = await fetch(playing.url);
  expect(await page.text()).toBe(PAGE.html);
  expect(page.headers.get('content-security-policy')).toContain("default-src 'none'");
  expect(new URL(playing.url).hostname).toBe('127.0.0.1');
  const { channels, messages, workloads, cluster } = await state();
  expect(channels.map(({ name }) => name)).toEqual(['shop', 'platform', 'alerts', 'podwhy']);
  expect(messages).toEqual([]);
  expect(workloads.map(({ id, state }) => `${id} ${state}`)).toEqual([
    'shop/checkout broken',
    'shop/web well',
  ]);
  expect(cluster).toBe('a replayed cluster');
});

it('answers a question, shows how, and does what a button says', async () => {
  const { playing, post, said, state, log } = await startRunning();
  expect(await post('/api/say', { channel: SHOP, text: '/pod why checkout' })).toEqual({ ok: true });
  const answer = await said(/cannot reach orders-db\.example\.internal:5432/);
  expect(answer.edits).toBeGreaterThan(0);
  const [trace] = (await state()).traces;
  expect(trace?.question).toBe('/pod why checkout');
  expect(trace?.steps.map(({ text }) => text)).toEqual([
    expect.stringContaining('Looking at checkout in shop'),
    'finding checkout',
    expect.stringMatching(/^reading .*logs/),
    'judging',
    expect.stringContaining('Deployment shop/checkout is unhealthy'),
  ]);
  expect(trace?.requests).toContainEqual(
    expect.objectContaining({
      method: 'GET',
      path: '/apis/apps/v1/namespaces/shop/deployments/checkout',
      status: 200,
    }),
  );
  const proof = await fetch(new URL(trace?.proofUrl ?? '', playing.url));
  expect(await proof.json()).toMatchObject({
    report: { verdict: 'unhealthy', findings: [{ cause: expect.any(String) }] },
    snapshot: {
      target: { kind: 'Deployment', namespace: 'shop', name: 'checkout' },
      facts: { 'replica-sets namespace=shop selector=app.kubernetes.io/name=checkout': { status: 'ok' } },
    },
  });
  const click = { channel: answer.channel, ts: answer.ts, actionId: 'pod_logs' };
  expect(await post('/api/act', click)).toEqual({ ok: true });
  const logs = await said(/Log of checkout-\S+, container checkout/);
  expect(logs.threadTs).toBe(answer.ts);
  expect(await post('/api/act', { ...click, actionId: 'pod_gone' })).toMatchObject({ ok: false });
  expect(log.filter((line) => JSON.parse(line).level !== 'info')).toEqual([]);
});

it('is asked by mention, in private, and in words that are no command', async () => {
  const { post, said, state } = await startRunning();
  await post('/api/say', { channel: SHOP, text: 'good morning' });
  await post('/api/say', { channel: SHOP, text: '@podwhy why feed/timeline' });
  const answer = await said(/REDIS_URL/);
  expect(answer.threadTs).toBe((await state()).messages.find(({ text }) => text.includes('timeline'))?.ts);
  const im = (await state()).channels.find(({ kind }) => kind === 'im')?.id ?? '';
  await post('/api/say', { channel: im, text: 'why web' });
  expect((await said(/shop\/web is healthy/)).channel).toBe(im);
  const unknown = await post('/api/say', { channel: SHOP, text: '/deploy web' });
  expect(unknown).toEqual({ ok: false, problem: '/deploy is not a command here: /pod is.' });
  const thread = await post('/api/say', { channel: SHOP, text: '/pod why web', threadTs: answer.threadTs });
  expect(thread.problem).toContain('no commands in threads');
});

it('follows an alert, and sees that it is over', async () => {
  const { post, said, until } = await startRunning();
  expect(await post('/api/alert')).toEqual({ ok: true });
  const answer = await said(/cannot reach orders-db/);
  const { messages, traces } = await until((state) => (state.traces[0]?.requests.length ?? 0) > 0);
  expect(answer.channel).toBe(ALERTS);
  expect(answer.threadTs).toBe(messages.find(({ user }) => user === 'U0ALERT')?.ts);
  expect(traces[0]?.question).toBe('Alertmanager: KubePodCrashLooping shop/checkout is firing');
  expect(await post('/api/scene', { workload: 'shop/checkout', state: 'well' })).toEqual({ ok: true });
  await until((state) =>
    state.messages.some(({ ts, text }) => ts === answer.ts && text.includes('resolved after')),
  );
  expect(await post('/api/alert')).toMatchObject({ ok: false });
});

it('sends one alert of each that is broken, and says when there is no other', async () => {
  const { post, state } = await startRunning();
  expect(await post('/api/scene', { workload: 'shop/web', state: 'broken' })).toEqual({ ok: true });
  expect(await post('/api/alert')).toEqual({ ok: true });
  expect(await post('/api/alert')).toEqual({ ok: true });
  expect(await post('/api/alert')).toMatchObject({ ok: false, problem: expect.stringContaining('already') });
  const asked = (await state()).traces.map(({ question }) => question);
  expect(asked).toEqual([
    expect.stringMatching(/shop\/web is firing/),
    expect.stringMatching(/shop\/checkout is firing/),
  ]);
});

it('is watched while something heals and breaks', async () => {
  const { post, said, until } = await startRunning();
  await post('/api/say', { channel: SHOP, text: '/pod watch checkout' });
  const watching = await said(/checkout is unhealthy/);
  expect(await post('/api/scene', { workload: 'shop/checkout', state: 'well' })).toEqual({ ok: true });
  await until(({ messages }) =>
    messages.some(({ ts, text }) => ts === watching.ts && text.includes('checkout is healthy')),
  );
  expect(await post('/api/scene', { workload: 'shop/web', state: 'broken' })).toEqual({ ok: true });
  const { workloads } = await until(() => true);
  expect(workloads.map(({ id, state }) => `${id} ${state}`)).toEqual([
    'shop/checkout well',
    'shop/web broken',
  ]);
  await post('/api/say', { channel: SHOP, text: '/pod why web' });
  await said(/readiness probe/);
  expect(await post('/api/scene', { workload: 'shop/none', state: 'well' })).toMatchObject({ ok: false });
});

it('has digests posted, the second with a picture', async () => {
  const { playing, post, said, until } = await startRunning();
  expect(await post('/api/digest')).toEqual({ ok: true });
  expect(shown(await said(/\d+ broken/))).toContain('Deployment shop/checkout');
  await post('/api/scene', { workload: 'shop/web', state: 'broken' });
  // Two points of one second would be one.
  await setTimeout(1100);
  await post('/api/digest');
  const { messages } = await until((state) => state.messages.some(({ files }) => files.length > 0));
  const [picture] = messages.flatMap(({ files }) => files);
  expect(picture).toMatchObject({ isPicture: true, altText: expect.stringContaining('Unhealthy pods') });
  const bytes = await fetch(new URL(picture?.url ?? '', playing.url));
  expect(bytes.headers.get('content-type')).toBe('image/png');
});

it('shows App Home once it is opened', async () => {
  const { post, state, until } = await startRunning();
  expect((await state()).home).toBeUndefined();
  expect(await post('/api/home')).toEqual({ ok: true });
  const { home } = await until((now) => JSON.stringify(now.home ?? '').includes('shop/checkout'));
  expect(JSON.stringify(home)).toContain('Refresh');
});
