import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  ALERTMANAGER,
  answerTo,
  BEARER,
  begin,
  CRASHING,
  PAGER_DUTY,
  runningDoor,
  webhookOf,
} from './running-door.ts';

const MEBIBYTE = 1024 * 1024;
const UNSIGNED = { 'x-pagerduty-signature': 'v1=00' };

describe('a body', () => {
  it('may have 2 MiB', async () => {
    const door = await runningDoor();
    const body = webhookOf(CRASHING).padEnd(2 * MEBIBYTE);
    expect((await door.post(ALERTMANAGER, body, BEARER)).code).toBe(202);
  });

  it('that says it is larger is refused before it is sent', async () => {
    const door = await runningDoor();
    const begun = begin(door.port, ALERTMANAGER, { ...BEARER, 'content-length': String(2 * MEBIBYTE + 1) });
    const answer = await answerTo(begun);
    expect([answer.code, answer.headers.connection]).toEqual([413, 'close']);
    expect(answer.json.error).toContain('more than 2 MiB');
    begun.destroy();
  });

  it('that turns out to be larger is refused while it is sent, by either webhook', async () => {
    const door = await runningDoor({ pagerDutySecret: 'a secret', limits: { bytes: 64_000 } });
    for (const [path, headers] of [[ALERTMANAGER, BEARER] as const, [PAGER_DUTY, UNSIGNED] as const]) {
      const begun = begin(door.port, path, { ...headers, 'transfer-encoding': 'chunked' });
      const answer = answerTo(begun);
      begun.write(Buffer.alloc(64_001, 32));
      expect([(await answer).code, (await answer).headers.connection]).toEqual([413, 'close']);
      begun.destroy();
    }
    expect(door.added).toEqual([]);
    expect(door.counted.map((metric) => metric.name === 'request' && metric.code)).toEqual([413, 413]);
  });

  it('that is sent whole all the same finds its answer', async () => {
    const door = await runningDoor({ limits: { bytes: 1_000 } });
    expect((await door.post(ALERTMANAGER, ' '.repeat(8 * MEBIBYTE), BEARER)).code).toBe(413);
    expect((await door.post(ALERTMANAGER, ' '.repeat(8 * MEBIBYTE))).code).toBe(401);
  });

  it('that does not come is not waited for', async () => {
    const door = await runningDoor({ limits: { ms: 50 } });
    const begun = begin(door.port, ALERTMANAGER, { ...BEARER, 'content-length': '100' });
    begun.write('{"alerts":');
    const answer = await answerTo(begun);
    expect([answer.code, answer.headers.connection]).toEqual([408, 'close']);
    begun.destroy();
  });

  it('that breaks off is counted, and nothing of it is taken', async () => {
    const door = await runningDoor();
    const begun = begin(door.port, ALERTMANAGER, { ...BEARER, 'content-length': '100' });
    const broken = new Promise((resolve) => begun.on('close', resolve));
    begun.on('error', () => {});
    begun.write('{"alerts":', () => begun.destroy());
    await broken;
    await expect.poll(() => door.counted).toEqual([expect.objectContaining({ name: 'request', code: 400 })]);
    expect((await door.post(ALERTMANAGER, webhookOf(CRASHING), BEARER)).code).toBe(202);
  });

  it('that is compressed is refused with what would be understood', async () => {
    const door = await runningDoor();
    const headers = { ...BEARER, 'content-encoding': 'gzip' };
    const answer = await door.post(ALERTMANAGER, gzipSync(webhookOf(CRASHING)), headers);
    expect([answer.code, answer.headers['accept-encoding']]).toEqual([415, 'identity']);
    const plain = { ...BEARER, 'content-encoding': 'Identity' };
    expect((await door.post(ALERTMANAGER, webhookOf(CRASHING), plain)).code).toBe(202);
  });

  it.each([
    ['', 'It is empty.'],
    ['{', 'It is not JSON.'],
    ['7', 'It is none of the forms'],
    ['{"alerts":{}}', 'alerts is not a list.'],
    ['{"alerts":[{"labels":{"pod":["hunter2"]}}]}', 'a value in alerts[0].labels is not a text.'],
  ])('that is no payload is refused in words: %s', async (body, problem) => {
    const door = await runningDoor();
    const answer = await door.post(ALERTMANAGER, body, BEARER);
    expect([answer.code, answer.json]).toEqual([400, { error: expect.stringContaining(problem) }]);
    expect(answer.text + door.logged.join()).not.toContain('hunter2');
  });

  it('may begin with a byte order mark and hold a broken character', async () => {
    const door = await runningDoor();
    const body = Buffer.from(`\ufeff${webhookOf({ ...CRASHING, annotations: { summary: '#' } })}`);
    body[body.indexOf('#')] = 0xff;
    expect((await door.post(ALERTMANAGER, body, BEARER)).json).toMatchObject({ accepted: 1 });
  });
});

describe('hostile labels', () => {
  it('come no further than into the queue, and their names as one line of plain text', async () => {
    const door = await runningDoor();
    const token = `xoxb-${'1'.repeat(12)}-${'2'.repeat(12)}-${'a'.repeat(24)}`;
    const mention = '<!channel> *x* `rm`\n\u001b[31m@here';
    const hostile = { ...CRASHING.labels, team: 'x'.repeat(10_000), note: mention, owner: `key ${token}` };
    const body = webhookOf(
      { ...CRASHING, labels: hostile, fingerprint: mention },
      { labels: { alertname: `${mention} ${token} ${'a'.repeat(10_000)}` } },
      { ...CRASHING, fingerprint: 'bb', labels: { ...CRASHING.labels, pod: mention } },
    );
    const answer = await door.post(ALERTMANAGER, body, BEARER);
    expect(answer.json.accepted).toBe(1);
    const [news] = door.added[0]?.news ?? [];
    expect(news?.labels).not.toHaveProperty('team');
    expect(news?.fingerprint).toMatch(/^[0-9a-f]{16}$/);
    const [unnamed] = answer.json.dropped as readonly { readonly alertname: string }[];
    expect(unnamed?.alertname).toMatch(/^[^\n\u001b]{100}$/);
    expect(answer.text).not.toContain(token);
    expect(door.logged.join()).not.toMatch(/xoxb-1|x{300}|\\n|web-1/);
  });

  it('called __proto__ change nothing', async () => {
    const door = await runningDoor();
    const labels =
      '{"alertname":"Own","namespace":"shop","pod":"web-1","__proto__":{"x":"y"},"constructor":"z"}';
    const answer = await door.post(
      ALERTMANAGER,
      `{"alerts":[{"labels":${labels}}],"__proto__":{"x":1}}`,
      BEARER,
    );
    expect(answer.code).toBeLessThan(500);
    expect(({} as Record<string, unknown>).x).toBeUndefined();
    const strings = labels.replace('{"x":"y"}', '"y"');
    await door.post(ALERTMANAGER, `{"alerts":[{"labels":${strings}}]}`, BEARER);
    expect(door.added.at(-1)?.news[0]?.labels).toEqual({
      alertname: 'Own',
      namespace: 'shop',
      pod: 'web-1',
      constructor: 'z',
    });
  });

  it('in any number of dropped alerts make a short answer', async () => {
    const door = await runningDoor();
    const many = Array.from({ length: 5_000 }, (_, index) => ({ labels: { alertname: `Own${index}` } }));
    const answer = await door.post(ALERTMANAGER, webhookOf(...many), BEARER);
    expect(answer.json.dropped).toHaveLength(20);
    expect(door.counted.filter(({ name }) => name === 'dropped')).toHaveLength(5_000);
  });
});

describe('any bytes at all', () => {
  const pairs = fc.dictionary(fc.string(), fc.oneof(fc.string(), fc.integer(), fc.constant(null)));
  const alerts = fc.array(
    fc.record({ labels: pairs, status: fc.constantFrom('firing', 'resolved', 'odd') }),
    { maxLength: 4 },
  );
  const bodies = fc.oneof(
    fc.uint8Array({ maxLength: 2_000 }),
    fc.json().map((text) => Buffer.from(text)),
    fc.record({ alerts }).map((payload) => Buffer.from(JSON.stringify(payload))),
    fc.integer({ min: 1, max: 50_000 }).map((depth) => Buffer.from('{"alerts":['.repeat(depth))),
    fc.integer({ min: 1, max: 50_000 }).map((depth) => Buffer.from('['.repeat(depth) + ']'.repeat(depth))),
  );
  const queries = fc.oneof(
    fc.constant(''),
    fc.string().map((text) => `?namespace=${encodeURIComponent(text)}`),
    fc.stringMatching(/^[!-~]*$/).map((text) => `?${text}`),
  );

  it('are answered, never with a failure of ours', async () => {
    const door = await runningDoor();
    await fc.assert(
      fc.asyncProperty(bodies, queries, async (body, query) => {
        const { code } = await door.post(ALERTMANAGER + query, body, BEARER);
        expect([202, 400]).toContain(code);
      }),
      { numRuns: 200 },
    );
  });

  it('in the credentials let nobody in', async () => {
    const door = await runningDoor();
    await fc.assert(
      fc.asyncProperty(fc.stringMatching(/^[ -~]{0,100}$/), async (authorization) => {
        const { code } = await door.post(ALERTMANAGER, '{}', { authorization });
        expect(code).toBe(401);
      }),
    );
  });
});
