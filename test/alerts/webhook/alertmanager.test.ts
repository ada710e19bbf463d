import { describe, expect, it } from 'vitest';
import { BotError } from '../../../src/errors.ts';
import { ALERTMANAGER, BEARER, CRASHING, NOW, runningDoor, webhookOf } from './running-door.ts';

const RESOLVED = { ...CRASHING, status: 'resolved', endsAt: '2026-11-22T07:50:00Z' };
const WATCHDOG = { status: 'firing', labels: { alertname: 'Watchdog' }, fingerprint: 'aa' };

describe('what is sent to /webhooks/alertmanager', () => {
  it('is put into the queue, answered and counted', async () => {
    const door = await runningDoor();
    const answer = await door.post(ALERTMANAGER, webhookOf(CRASHING, WATCHDOG, WATCHDOG, CRASHING), BEARER);
    expect(answer.code).toBe(202);
    expect(answer.headers['content-type']).toBe('application/json');
    expect(answer.json).toEqual({ accepted: 1, dropped: [{ alertname: 'Watchdog', reason: 'ignored' }] });
    expect(door.added).toHaveLength(1);
    expect(door.added[0]?.news).toEqual([
      expect.objectContaining({
        fingerprint: CRASHING.fingerprint,
        target: 'pod/web-1',
        namespace: 'shop',
        externalURL: 'http://alertmanager.example.com',
        origin: { kind: 'webhook' },
        receivedAt: NOW,
      }),
    ]);
    const received = { name: 'received', source: 'alertmanager', status: 'firing' };
    expect(door.counted).toEqual([
      ...[received, received, received, received],
      { name: 'dropped', reason: 'ignored' },
      { name: 'dropped', reason: 'ignored' },
      { name: 'deduplicated' },
      { name: 'request', route: ALERTMANAGER, code: 202, ms: 0 },
    ]);
  });

  it('may be resolved', async () => {
    const door = await runningDoor();
    await door.post(ALERTMANAGER, webhookOf(RESOLVED), BEARER);
    expect(door.added[0]?.news[0]?.status).toBe('resolved');
    expect(door.counted[0]).toEqual({ name: 'received', source: 'alertmanager', status: 'resolved' });
  });

  it.each([
    ['grafana', JSON.stringify({ ...JSON.parse(webhookOf(CRASHING)), orgId: 1 })],
    ['alertmanager-api', JSON.stringify([{ ...CRASHING, status: { state: 'active' } }])],
    ['generic', JSON.stringify({ labels: CRASHING.labels })],
    [
      'pagerduty',
      JSON.stringify({
        event: { event_type: 'incident.triggered', data: { custom_details: CRASHING.labels } },
      }),
    ],
  ])('may be of another sender: %s', async (source, body) => {
    const door = await runningDoor();
    expect((await door.post(ALERTMANAGER, body, BEARER)).json).toEqual({ accepted: 1, dropped: [] });
    expect(door.added[0]?.news[0]).toMatchObject({ target: 'pod/web-1', namespace: 'shop' });
    expect(door.counted[0]).toEqual({ name: 'received', source, status: 'firing' });
  });

  it('may hold no alerts, or none that is about anything: nothing is put into the queue', async () => {
    const door = await runningDoor();
    const none = await door.post(ALERTMANAGER, webhookOf(), BEARER);
    expect([none.code, none.json]).toEqual([202, { accepted: 0, dropped: [] }]);
    expect((await door.post(ALERTMANAGER, webhookOf(WATCHDOG), BEARER)).code).toBe(202);
    expect(door.added).toEqual([]);
  });

  it('takes cluster and namespace from the address where the alert names none', async () => {
    const door = await runningDoor();
    const { namespace: _, ...elsewhere } = CRASHING.labels;
    const body = webhookOf({ ...CRASHING, labels: elsewhere }, { ...CRASHING, fingerprint: 'bb' });
    await door.post(
      `${ALERTMANAGER}?cluster=arn:aws:eks:eu-west-1:1:cluster/prod&namespace=home`,
      body,
      BEARER,
    );
    expect(door.added[0]?.news.map(({ cluster, namespace }) => [cluster, namespace])).toEqual([
      ['arn:aws:eks:eu-west-1:1:cluster/prod', 'home'],
      ['arn:aws:eks:eu-west-1:1:cluster/prod', 'shop'],
    ]);
  });

  it.each([
    ['?namespace=Shop_1', 'The namespace in the address cannot be one.'],
    ['?namespace=../kube-system', 'The namespace in the address cannot be one.'],
    ['?cluster=%0Aprod', 'The cluster in the address cannot be the name of one.'],
  ])('is refused where the address is wrong: %s', async (query, error) => {
    const door = await runningDoor();
    const answer = await door.post(ALERTMANAGER + query, webhookOf(CRASHING), BEARER);
    expect([answer.code, answer.json]).toEqual([400, { error }]);
    expect(door.added).toEqual([]);
  });

  it('names alerts of its own that are ignored, and labels of its own for the cluster', async () => {
    const door = await runningDoor({ ignored: ['KubePodNotReady'], clusterLabels: ['env'] });
    const body = webhookOf(
      { ...CRASHING, labels: { ...CRASHING.labels, env: 'prod' } },
      { ...CRASHING, labels: { ...CRASHING.labels, alertname: 'KubePodNotReady' }, fingerprint: 'bb' },
    );
    const { json } = await door.post(ALERTMANAGER, body, BEARER);
    expect(json).toEqual({ accepted: 1, dropped: [{ alertname: 'KubePodNotReady', reason: 'ignored' }] });
    expect(door.added[0]?.news[0]?.cluster).toBe('prod');
  });
});

describe('the queue is down', () => {
  it('asks the sender to send it again, and counts no alert: it will come again', async () => {
    const away = new BotError('queue-unavailable', 'The queue cannot be reached.');
    const door = await runningDoor({ queue: { add: () => Promise.reject(away) } });
    const answer = await door.post(ALERTMANAGER, webhookOf(CRASHING), BEARER);
    expect(answer.code).toBe(503);
    expect(Number(answer.headers['retry-after'])).toBeGreaterThan(0);
    expect(door.counted).toEqual([{ name: 'request', route: ALERTMANAGER, code: 503, ms: 0 }]);
  });

  it('answers 500 where something else went wrong, and logs where but not what was sent', async () => {
    const door = await runningDoor({ queue: { add: () => Promise.reject(new Error('of hunter2')) } });
    const answer = await door.post(ALERTMANAGER, webhookOf(CRASHING), BEARER);
    expect(answer.code).toBe(500);
    expect(answer.text + door.logged.join()).not.toContain('hunter2');
    expect(door.logged.join()).toContain('alertmanager.test.ts');
    expect(door.counted).toEqual([{ name: 'request', route: ALERTMANAGER, code: 500, ms: 0 }]);
  });
});

describe('a delivery', () => {
  const OTHER = { ...CRASHING, labels: { ...CRASHING.labels, pod: 'web-2' }, fingerprint: 'bb' };

  async function idsOf(...deliveries: readonly (readonly [body: string, ms: number])[]) {
    const door = await runningDoor();
    for (const [body, ms] of deliveries) {
      door.setNow(NOW + ms);
      await door.post(ALERTMANAGER, body, BEARER);
    }
    return new Set(door.added.map(({ id }) => id)).size;
  }

  it('is the same where it is sent again, by the other of a pair too', async () => {
    const ofPair = webhookOf(OTHER, CRASHING).replace('alertmanager.example', 'alertmanager-2.example');
    expect(
      await idsOf([webhookOf(CRASHING, OTHER), 0], [webhookOf(CRASHING, OTHER), 900], [ofPair, 15_000]),
    ).toBe(1);
  });

  it('is another when it is repeated later, ended, or began again', async () => {
    const again = { ...CRASHING, startsAt: '2026-11-22T08:00:05Z' };
    expect(await idsOf([webhookOf(CRASHING), 0], [webhookOf(CRASHING), 60_000])).toBe(2);
    expect(await idsOf([webhookOf(CRASHING), 0], [webhookOf(RESOLVED), 1], [webhookOf(again), 2])).toBe(3);
    expect(await idsOf([webhookOf(CRASHING), 0], [webhookOf(CRASHING, OTHER), 1])).toBe(2);
  });

  it('without times is the same for seconds alone: it may have ended in between', async () => {
    const { startsAt: _, ...timeless } = CRASHING;
    expect(await idsOf([webhookOf(timeless), 0], [webhookOf(timeless), 4_000])).toBe(1);
    expect(await idsOf([webhookOf(timeless), 0], [webhookOf(timeless), 5_000])).toBe(2);
  });
});
