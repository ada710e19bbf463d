import { afterEach, expect, it, vi } from 'vitest';
import type { Slack } from '../../src/playground/slack/slack.ts';
import { startSlack } from '../../src/playground/slack/start-slack.ts';
import type { MessageRef, Messenger } from '../../src/ports.ts';
import { createMessenger } from '../../src/slack/messenger.ts';
import { loggerTo, type Running } from './running-app.ts';

const open: (() => Promise<void>)[] = [];

interface Posted {
  readonly slack: Slack;
  readonly m: Messenger;
  readonly ref: MessageRef;
  readonly log: Running['log'];
  /** How often Slack was asked. */
  asked(): number;
}

async function posted(): Promise<Posted> {
  const slack = await startSlack();
  open.push(() => slack.close());
  const log: Running['log'] = [];
  const m = createMessenger({
    token: slack.botToken,
    apiUrl: slack.url,
    logger: loggerTo(log),
    callMs: 1500,
  });
  const ref = await m.post({ channel: 'C1' }, { text: 'one' });
  return { slack, m, ref, log, asked: () => slack.journal.requests('chat.getPermalink').length };
}

afterEach(async () => {
  vi.restoreAllMocks();
  for (const close of open.splice(0)) await close();
});

it('is where a message is opened, asked for once however many want it', async () => {
  const { m, ref, asked } = await posted();
  const links = await Promise.all([m.permalink(ref), m.permalink(ref), m.permalink({ ...ref })]);
  expect(new Set(links).size).toBe(1);
  expect(links[0]).toMatch(new RegExp(`^https://.*/archives/C1/p${ref.ts.replace('.', '')}$`));
  expect(await m.permalink(ref)).toBe(links[0]);
  expect(asked()).toBe(1);
});

it('of a message in a thread leads into the thread', async () => {
  const { m, ref } = await posted();
  const below = await m.post({ channel: 'C1', threadTs: ref.ts }, { text: 'two' });
  expect(await m.permalink(below)).toContain(`?thread_ts=${ref.ts}&cid=C1`);
});

it('is asked for again after a while', async () => {
  const { m, ref, asked } = await posted();
  await m.permalink(ref);
  const now = Date.now();
  vi.spyOn(Date, 'now').mockReturnValue(now + 9 * 60_000);
  await m.permalink(ref);
  expect(asked()).toBe(1);
  vi.spyOn(Date, 'now').mockReturnValue(now + 11 * 60_000);
  await m.permalink(ref);
  expect(asked()).toBe(2);
});

it('is undefined where Slack refuses, which is not kept', async () => {
  const { slack, m, ref, log } = await posted();
  const mend = slack.faults.add({ method: 'chat.getPermalink', kind: 'error', error: 'not_authed' });
  expect(await m.permalink(ref)).toBeUndefined();
  expect(log).toContainEqual(expect.objectContaining({ event: 'slack.no-permalink' }));
  mend();
  expect(await m.permalink(ref)).toContain('/archives/C1/');
});

it.each([
  ['a message that is gone', { channel: 'C1', ts: '1.000001' }],
  ['a channel that we do not know', { channel: 'C0NONE', ts: '1.000001' }],
])('is undefined of %s', async (_, ref) => {
  const { m } = await posted();
  expect(await m.permalink(ref)).toBeUndefined();
});

it.each(['hang', 'reset'] as const)('is undefined where Slack does not answer: %s', async (kind) => {
  const { slack, m, ref } = await posted();
  slack.faults.add({ method: 'chat.getPermalink', kind });
  expect(await m.permalink(ref)).toBeUndefined();
});
