import { createHmac } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { BotError } from '../../../src/errors.ts';
import { CRASHING, PAGER_DUTY, runningDoor } from './running-door.ts';

const SECRET = 'a-secret-of-the-subscription';

function eventOf(type: string, data: object): string {
  return JSON.stringify({
    event: {
      id: '01',
      event_type: type,
      occurred_at: '2026-11-22T07:30:00Z',
      data: { type: 'incident', ...data },
    },
  });
}

const TRIGGERED = eventOf('incident.triggered', {
  title: 'web-1 is crash looping',
  html_url: 'https://example.pagerduty.com/incidents/1',
  custom_details: CRASHING.labels,
});

function signature(body: string, secret = SECRET): string {
  return `v1=${createHmac('sha256', secret).update(body).digest('hex')}`;
}

function signed(body: string): Record<string, string> {
  return { 'x-pagerduty-signature': signature(body) };
}

describe('what PagerDuty sends', () => {
  it('is taken in where it is signed', async () => {
    const door = await runningDoor({ pagerDutySecret: SECRET });
    const answer = await door.post(PAGER_DUTY, TRIGGERED, signed(TRIGGERED));
    expect([answer.code, answer.json]).toEqual([202, { accepted: 1, dropped: [] }]);
    expect(door.added[0]?.news[0]).toMatchObject({
      status: 'firing',
      alertname: 'KubePodCrashLooping',
      target: 'pod/web-1',
      namespace: 'shop',
      externalURL: 'https://example.pagerduty.com/incidents/1',
    });
    expect(door.counted[0]).toEqual({ name: 'received', source: 'pagerduty', status: 'firing' });
  });

  it('has the same fingerprint when it is resolved', async () => {
    const door = await runningDoor({ pagerDutySecret: SECRET });
    const resolved = TRIGGERED.replace('incident.triggered', 'incident.resolved');
    await door.post(PAGER_DUTY, TRIGGERED, signed(TRIGGERED));
    await door.post(PAGER_DUTY, resolved, signed(resolved));
    const [first, second] = door.added.map(({ news }) => news[0]);
    expect([first?.status, second?.status]).toEqual(['firing', 'resolved']);
    expect(second?.fingerprint).toBe(first?.fingerprint);
  });

  it('may have several signatures: any of them fits', async () => {
    const door = await runningDoor({ pagerDutySecret: SECRET });
    const others = [signature(TRIGGERED, 'another secret'), 'v2=00', 'v1='];
    const headers = { 'x-pagerduty-signature': [...others, signature(TRIGGERED)].join(',') };
    expect((await door.post(PAGER_DUTY, TRIGGERED, headers)).code).toBe(202);
    const spaced = { 'x-pagerduty-signature': [signature(TRIGGERED), ...others].join(', ') };
    expect((await door.post(PAGER_DUTY, TRIGGERED, spaced)).code).toBe(202);
  });

  it.each([
    ['no signature', {}],
    ['an empty one', { 'x-pagerduty-signature': '' }],
    ['one with another secret', { 'x-pagerduty-signature': signature(TRIGGERED, 'another secret') }],
    ['one of another body', { 'x-pagerduty-signature': signature(`${TRIGGERED} `) }],
    ['one of another version', { 'x-pagerduty-signature': signature(TRIGGERED).replace('v1=', 'v0=') }],
    ['half of one', { 'x-pagerduty-signature': signature(TRIGGERED).slice(0, 35) }],
    ['one without its version', { 'x-pagerduty-signature': signature(TRIGGERED).slice(3) }],
    ['a token', { authorization: 'Bearer a-token-of-some-length' }],
  ])('is refused with %s', async (_, headers: Record<string, string>) => {
    const door = await runningDoor({ pagerDutySecret: SECRET });
    const answer = await door.post(PAGER_DUTY, TRIGGERED, headers);
    expect([answer.code, answer.json]).toEqual([401, { error: expect.stringContaining('ignature') }]);
    expect(door.added).toEqual([]);
    expect(door.counted).toEqual([{ name: 'request', route: PAGER_DUTY, code: 401, ms: 0 }]);
  });

  it.each([
    ['a ping', eventOf('pagey.ping', { message: 'Hello from your friend Pagey!', type: 'ping' })],
    ['an incident that someone made by hand', eventOf('incident.triggered', { title: 'All is slow' })],
    ['what is no event', '{"messages":[]}'],
    ['what is no JSON', 'hello'],
  ])('is welcome where it is signed, and counted as dropped: %s', async (_, body) => {
    const door = await runningDoor({ pagerDutySecret: SECRET });
    const answer = await door.post(PAGER_DUTY, body, signed(body));
    expect([answer.code, answer.json]).toEqual([202, { accepted: 0, dropped: [], note: expect.any(String) }]);
    expect(door.added).toEqual([]);
    expect(door.counted[0]).toEqual({ name: 'dropped', reason: 'unreadable' });
  });

  it('is to be sent again while the queue is down', async () => {
    const away = new BotError('queue-unavailable', 'The queue cannot be reached.');
    const door = await runningDoor({ pagerDutySecret: SECRET, queue: { add: () => Promise.reject(away) } });
    expect((await door.post(PAGER_DUTY, TRIGGERED, signed(TRIGGERED))).code).toBe(503);
  });

  it('is not taken without a secret of ours, and the answer says which variable to set', async () => {
    const door = await runningDoor();
    const body = TRIGGERED;
    const answer = await door.post(PAGER_DUTY, body, { 'x-pagerduty-signature': signature(body, '') });
    expect([answer.code, answer.json]).toEqual([
      404,
      { error: expect.stringContaining('PAGERDUTY_SIGNING_SECRET') },
    ]);
  });
});
