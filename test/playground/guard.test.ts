import { request } from 'node:http';
import { expect, it } from 'vitest';
import { type Place, refusal } from '../../src/playground/guard.ts';
import { startRunning } from './running.ts';

const HERE: Place = { port: 4321 };
const OURS = { host: '127.0.0.1:4321', origin: 'http://127.0.0.1:4321', 'content-type': 'application/json' };

type Headers = Readonly<Record<string, string | undefined>>;

function get(headers: Headers, place = HERE, url = '/api/state'): string | undefined {
  return refusal({ method: 'GET', url, headers }, place);
}

function post(headers: Headers, place = HERE): string | undefined {
  return refusal({ method: 'POST', url: '/api/say', headers: { ...OURS, ...headers } }, place);
}

it.each(['localhost:4321', '127.0.0.1:4321', '[::1]:4321', 'LOCALHOST:4321'])('%s is ours', (host) => {
  expect(get({ host })).toBeUndefined();
});

it.each([
  'evil.example:4321',
  'localhost.evil.example:4321',
  '127.0.0.1:4322',
  '127.0.0.1',
  '192.0.2.7:4321',
  'user@127.0.0.1:4321',
  '',
])('the host "%s" is not', (host) => {
  expect(get({ host })).toContain('Host header');
});

it('takes addresses, and the name it was given, where it listens to more than this machine', () => {
  expect(get({ host: '192.0.2.7:4321' }, { port: 4321, host: '0.0.0.0' })).toBeUndefined();
  expect(get({ host: 'box.lan:4321' }, { port: 4321, host: 'box.lan' })).toBeUndefined();
  expect(get({ host: 'evil.example:4321' }, { port: 4321, host: '0.0.0.0' })).toContain('Host header');
});

it('takes a POST from its own page alone', () => {
  expect(post({})).toBeUndefined();
  expect(post({ origin: undefined, 'sec-fetch-site': 'same-origin' })).toBeUndefined();
  expect(post({ origin: undefined })).toContain('does not come from this page');
  expect(post({ origin: 'null' })).toContain('another origin');
  expect(post({ origin: 'https://evil.example' })).toContain('another origin');
  expect(post({ origin: 'http://localhost:4321' })).toContain('another origin');
  expect(post({ 'sec-fetch-site': 'cross-site' })).toContain('does not come from this page');
  expect(post({ 'sec-fetch-site': 'same-site' })).toContain('does not come from this page');
});

it('takes JSON alone: other bodies a foreign page can send unasked', () => {
  expect(post({ 'content-type': 'application/json; charset=utf-8' })).toBeUndefined();
  for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data', undefined])
    expect(post({ 'content-type': type })).toContain('not application/json');
});

it('shows its state to no other site, and the page to whoever follows a link', () => {
  const headers = { host: 'localhost:4321', 'sec-fetch-site': 'cross-site' };
  expect(get(headers)).toContain('another site');
  expect(get(headers, HERE, '/')).toBeUndefined();
  expect(get({ ...headers, 'sec-fetch-site': 'none' })).toBeUndefined();
});

it('stands before every request, and what is no request of the page does nothing', async () => {
  const { playing, state } = await startRunning();
  const say = JSON.stringify({ channel: 'C0SHOP', text: 'hello' });
  const json = { 'content-type': 'application/json' };
  const { origin } = new URL(playing.url);
  expect(await statusOf(playing.url, 'POST', { ...json, origin: 'http://evil.example' }, say)).toBe(403);
  expect(await statusOf(playing.url, 'POST', { ...json, origin, host: 'evil.example' }, say)).toBe(403);
  expect(await statusOf(playing.url, 'POST', { origin, 'content-type': 'text/plain' }, say)).toBe(403);
  expect(await statusOf(playing.url, 'POST', { ...json, origin }, '{"channel":')).toBe(400);
  expect(await statusOf(playing.url, 'POST', { ...json, origin }, '{"channel":1}')).toBe(400);
  expect(await statusOf(playing.url, 'POST', { ...json, origin }, `"${'x'.repeat(100_000)}"`)).toBe(400);
  expect(await statusOf(playing.url, 'PUT', { ...json, origin }, say)).toBe(405);
  expect((await state()).messages).toEqual([]);
  expect(await statusOf(playing.url, 'POST', { ...json, origin }, say)).toBe(200);
  expect((await state()).messages).toHaveLength(1);
});

/** `fetch` would set the Host header itself. */
function statusOf(url: string, method: string, headers: Headers, body: string): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    const sent = request(new URL('/api/say', url), { method, headers }, (response) => {
      response.resume();
      resolve(response.statusCode);
    });
    sent.once('error', reject);
    sent.end(body);
  });
}
