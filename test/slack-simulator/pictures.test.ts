import { webApi } from '@slack/bolt';
import { afterEach, expect, test } from 'vitest';
import type { Slack } from '../../src/playground/slack/slack.ts';
import { type SlackOptions, startSlack } from '../../src/playground/slack/start-slack.ts';
import { webClient } from './web-client.ts';

const PNG = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0xff, 0xc3, 0x28]);
const open: (() => Promise<void>)[] = [];

afterEach(async () => {
  for (const close of open.splice(0)) await close();
});

async function scene(options: SlackOptions = {}): Promise<{ slack: Slack; client: webApi.WebClient }> {
  const slack = await startSlack(options);
  open.push(() => slack.close());
  return { slack, client: webClient(slack) };
}

async function upload(
  client: webApi.WebClient,
  file: Buffer,
  to: object = { channel_id: 'C1' },
): Promise<string> {
  const { files } = (await client.filesUploadV2({
    ...to,
    file,
    filename: 'a.png',
    alt_text: '3 pods',
  })) as unknown as {
    files: readonly { files: readonly { id: string }[] }[];
  };
  return files[0]?.files[0]?.id ?? '';
}

async function show(client: webApi.WebClient, id: string): Promise<unknown> {
  const blocks = [{ type: 'image' as const, slack_file: { id }, alt_text: '3 pods' }];
  try {
    await client.chat.postMessage({ channel: 'C1', text: 'x', blocks });
    return 'ok';
  } catch (error) {
    return error instanceof webApi.WebAPIPlatformError ? error.data.response_metadata?.messages : error;
  }
}

const REFUSED = ['[ERROR] invalid slack file [json-pointer:/blocks/0/slack_file]'];

test('a picture is kept byte for byte with its alt text, and a message may show it', async () => {
  const { slack, client } = await scene();
  const id = await upload(client, PNG);
  expect(slack.messages('C1')[0]?.files).toMatchObject([
    { id, name: 'a.png', bytes: PNG, altText: '3 pods' },
  ]);
  expect(await show(client, id)).toBe('ok');
});

test('a new picture is refused as often as Slack takes to look at it', async () => {
  const { client } = await scene({ unreadyUses: 2 });
  const id = await upload(client, PNG);
  const tries = [await show(client, id), await show(client, id), await show(client, id)];
  expect(tries).toEqual([REFUSED, REFUSED, 'ok']);
});

test('what is no picture, is nowhere or that nobody else sees is refused', async () => {
  const { client } = await scene();
  expect(await show(client, 'F0000000099')).toEqual(REFUSED);
  expect(await show(client, await upload(client, Buffer.from('a text')))).toEqual(REFUSED);
  expect(await show(client, await upload(client, PNG, {}))).toEqual(REFUSED);
  expect(await show(client, 'web.png')).toEqual([
    '[ERROR] input must match regex pattern: ^[F][A-Z0-9]{8,}$ [json-pointer:/blocks/0/slack_file/id]',
  ]);
});

test('an alt text that is too long is refused', async () => {
  const { client } = await scene();
  const args = { filename: 'a.png', length: 3, alt_text: 'x'.repeat(1001) };
  const thrown = await client.files.getUploadURLExternal(args).catch((error: unknown) => error);
  expect(thrown).toMatchObject({ data: { error: 'alt_txt_too_large' } });
});
