import { expect, it, vi } from 'vitest';
import type { Asker } from '../../src/asks.ts';
import { BotError } from '../../src/errors.ts';
import type { Message } from '../../src/playground/slack/message.ts';
import type { Slack } from '../../src/playground/slack/slack.ts';
import type { DigestDoor } from '../../src/slack/front-door.ts';
import { madeItem } from '../support/made-digest.ts';
import { rendered } from './blocks/digest-fixtures.ts';
import { FakeDigests } from './fake-digests.ts';
import { postAsBot } from './post-as-bot.ts';
import { type Running, running } from './running-app.ts';

/** Digests that are kept, and who asked for which. */
class KeptDigests extends FakeDigests {
  readonly asked: unknown[] = [];
  refusal: Error | undefined;

  override async file(...asked: [Asker, string, 'markdown' | 'json']): ReturnType<DigestDoor['file']> {
    this.asked.push(asked);
    if (this.refusal) throw this.refusal;
    return { name: 'digest.md', title: 'The digest', content: '## shop: 1 broken' };
  }
}

interface Scene {
  readonly slack: Slack;
  readonly run: Running;
  readonly digests: KeptDigests;
  readonly digest: Message;
}

async function scene(options: { readonly none?: boolean } = {}): Promise<Scene> {
  const digests = new KeptDigests();
  const { slack, run } = await running(options.none ? {} : { digests });
  return { slack, run, digests, digest: await post(slack) };
}

function post(slack: Slack, more: object = {}): Promise<Message> {
  return postAsBot(slack, { ...rendered([madeItem()]).message, ...more });
}

it.each([
  ['Markdown', 'markdown'],
  ['JSON', 'json'],
] as const)('%s puts the digest into its thread as a file, in the name of who clicked', async (button, format) => {
  const { slack, run, digests, digest } = await scene();
  const seen = await slack.user('U2').click(digest, button);
  expect(seen.acked).toBe(true);
  const [file] = await slack.until(() => slack.thread(digest).find(({ files }) => files.length > 0)?.files);
  expect(file).toMatchObject({ name: 'digest.md', title: 'The digest', content: '## shop: 1 broken' });
  expect(digests.asked).toEqual([[{ user: 'U2', channel: 'C1', team: 'T0001' }, 'dg-1', format]]);
  const line = { user: 'U2', verb: `digest ${format}`, digest: 'dg-1', outcome: 'answered' };
  await vi.waitFor(() => expect(run.audit).toEqual([expect.objectContaining(line)]), 5_000);
});

it('of a digest in a thread goes into that thread', async () => {
  const { slack, digest } = await scene();
  const below = await post(slack, { thread_ts: digest.ts });
  await slack.user('U1').click(below, 'JSON');
  const file = await slack.until(() => slack.thread(digest).find(({ files }) => files.length > 0));
  expect(file.threadTs).toBe(digest.ts);
});

it.each([
  [new BotError('denied', 'You may not see shop.'), 'You may not see shop.', 'refused', 'denied'],
  [new BotError('usage', 'It is not kept any more.'), 'It is not kept any more.', 'failed', 'usage'],
  [new Error('a fault'), 'a fault of podwhy', 'failed', 'internal'],
])('says to who clicked why there is none: %s', async (refusal, expected, outcome, verdict) => {
  const { slack, run, digests, digest } = await scene();
  digests.refusal = refusal;
  await slack.user('U1').click(digest, 'JSON');
  const said = await slack.until(() => slack.user('U1').ephemerals('C1')[0]);
  expect(said.shown).toContain(expected);
  expect(slack.thread(digest)).toEqual([]);
  expect(run.audit).toEqual([expect.objectContaining({ outcome, verdict })]);
});

it('says that Slack did not take the file', async () => {
  const { slack, digest } = await scene();
  slack.faults.add({ method: 'files.getUploadURLExternal', kind: 'error', error: 'missing_scope' });
  await slack.user('U1').click(digest, 'JSON');
  const said = await slack.until(() => slack.user('U1').ephemerals('C1')[0]);
  expect(said.shown).toContain('missing_scope');
});

it('says so where there are no digests', async () => {
  const { slack, digest } = await scene({ none: true });
  await slack.user('U1').click(digest, 'JSON');
  const said = await slack.until(() => slack.user('U1').ephemerals('C1')[0]);
  expect(said.shown).toContain('There are no digests here');
});

it('asks for a message that everyone sees where one person sees it', async () => {
  const { slack, run, digests } = await scene();
  const { responseUrl = '' } = await slack.user('U1').slash('/pod', 'help', { channel: 'C1' });
  const { message } = rendered([madeItem()]);
  await fetch(responseUrl, {
    method: 'POST',
    body: JSON.stringify({ ...message, replace_original: false }),
    headers: { 'content-type': 'application/json' },
  });
  const own = await slack.message(
    'C1',
    ({ visibleTo, shown }) => visibleTo === 'U1' && shown.includes('JSON'),
  );
  await slack.user('U1').click(own, 'JSON');
  const said = await slack.until(() =>
    slack
      .user('U1')
      .ephemerals('C1')
      .find(({ shown }) => shown.includes('Share')),
  );
  expect(said.shown).toContain('needs a message that everyone sees');
  expect([digests.asked, run.audit]).toEqual([[], []]);
});
