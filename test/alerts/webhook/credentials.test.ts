import { describe, expect, it } from 'vitest';
import { ALERTMANAGER, BEARER, CRASHING, runningDoor, TOKEN, webhookOf } from './running-door.ts';

const BODY = webhookOf(CRASHING);
const OLD_TOKEN = 'the-token-before-this-one';
const BASIC = 'alerts:pässword:1';

function basic(credentials: string): Record<string, string> {
  return { authorization: `Basic ${Buffer.from(credentials).toString('base64')}` };
}

describe('a sender with a token', () => {
  it.each([
    ['the token', `Bearer ${TOKEN}`],
    ['the one before it', `Bearer ${OLD_TOKEN}`],
    ['the scheme in other letters', `bearer ${TOKEN}`],
  ])('comes in with %s', async (_, authorization) => {
    const door = await runningDoor({ authorization: { tokens: [TOKEN, OLD_TOKEN] } });
    expect((await door.post(ALERTMANAGER, BODY, { authorization })).code).toBe(202);
    expect(door.added).toHaveLength(1);
  });

  it.each([
    ['none', undefined],
    ['another token', 'Bearer a-token-of-some-lengtH'],
    ['the beginning of it', `Bearer ${TOKEN.slice(0, -1)}`],
    ['more than it', `Bearer ${TOKEN}1`],
    ['both at once', `Bearer ${TOKEN},${OLD_TOKEN}`],
    ['no token', 'Bearer '],
    ['the token without its scheme', TOKEN],
    ['the token as a password', basic(`:${TOKEN}`).authorization],
    ['something endless', `Bearer ${'x'.repeat(8_000)}`],
  ])('stays out with %s', async (_, authorization) => {
    const door = await runningDoor({ authorization: { tokens: [TOKEN, OLD_TOKEN] } });
    const answer = await door.post(ALERTMANAGER, BODY, authorization === undefined ? {} : { authorization });
    expect(answer.code).toBe(401);
    expect(answer.headers['www-authenticate']).toBe('Bearer realm="podwhy"');
    expect(answer.json).toEqual({ error: expect.stringContaining('credentials') });
    expect(door.added).toEqual([]);
    expect(door.counted).toEqual([{ name: 'request', route: ALERTMANAGER, code: 401, ms: 0 }]);
    expect(door.logged.join()).not.toContain(TOKEN.slice(0, -1));
  });
});

describe('a sender with a password', () => {
  it('comes in with it, letters beyond ASCII and colons in it too', async () => {
    const door = await runningDoor({ authorization: { tokens: [], basic: BASIC } });
    expect((await door.post(ALERTMANAGER, BODY, basic(BASIC))).code).toBe(202);
  });

  it.each([
    ['another password', basic('alerts:password')],
    ['another user', basic('alert:pässword:1')],
    ['the user alone', basic('alerts')],
    ['what is not base64', { authorization: 'Basic %%%%' }],
    ['a token of the same letters', { authorization: `Bearer ${encodeURIComponent(BASIC)}` }],
  ])('stays out with %s', async (_, headers) => {
    const door = await runningDoor({ authorization: { tokens: [], basic: BASIC } });
    const answer = await door.post(ALERTMANAGER, BODY, headers);
    expect([answer.code, answer.headers['www-authenticate']]).toEqual([
      401,
      'Basic realm="podwhy", charset="UTF-8"',
    ]);
    expect(door.added).toEqual([]);
  });

  it('may have a token as well: each lets in', async () => {
    const door = await runningDoor({ authorization: { tokens: [TOKEN], basic: BASIC } });
    expect((await door.post(ALERTMANAGER, BODY, basic(BASIC))).code).toBe(202);
    expect((await door.post(ALERTMANAGER, BODY, BEARER)).code).toBe(202);
    const { headers } = await door.post(ALERTMANAGER, BODY);
    expect(headers['www-authenticate']).toBe('Bearer realm="podwhy", Basic realm="podwhy", charset="UTF-8"');
  });
});

describe('a webhook that is not set up', () => {
  it('takes nothing and says which variable to set', async () => {
    const door = await runningDoor({ authorization: { tokens: [] } });
    for (const headers of [{}, BEARER, { authorization: 'Bearer ' }, basic(':')]) {
      const answer = await door.post(ALERTMANAGER, BODY, headers);
      expect([answer.code, answer.json]).toEqual([404, { error: expect.stringContaining('ALERTS_TOKEN') }]);
    }
    expect(door.added).toEqual([]);
  });
});
