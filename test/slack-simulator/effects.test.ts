import type { webApi } from '@slack/bolt';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Slack } from '../../src/playground/slack/slack.ts';
import { startSlack } from '../../src/playground/slack/start-slack.ts';
import { webClient } from './web-client.ts';

let slack: Slack;
let client: webApi.WebClient;

beforeEach(async () => {
  slack = await startSlack({ userGroups: [{ id: 'S1', handle: 'oncall', users: ['U1'] }] });
  client = webClient(slack);
});

afterEach(() => slack.close());

const section = (text: string) => ({ type: 'section', text: { type: 'mrkdwn', text } });

const posted = async (args: object) => {
  await client.apiCall('chat.postMessage', { channel: 'C1', unfurl_media: false, ...args });
  return slack.messages('C1').at(-1);
};

test.each<[string, object, readonly string[]]>([
  [
    'special sequences fire',
    { text: '<!channel> <@U1> <#C1|general> <!subteam^S1>' },
    ['!channel', '@U1', '#C1', '!subteam^S1'],
  ],
  ['escaped ones do not', { text: '&lt;!channel&gt; @channel @ann #general' }, []],
  [
    'plain words fire with parse=full',
    { text: '@channel @ann #general @nobody', parse: 'full' },
    ['!channel', '@U1', '#C1'],
  ],
  ['and with link_names', { text: 'ask @oncall', link_names: true }, ['!subteam^S1']],
  ['sections fire', { text: 'x', blocks: [section('<!here>')] }, ['!here']],
  ['sections link names unless verbatim', { text: 'x', blocks: [section('@here')] }, ['!here']],
  [
    'verbatim sections do not',
    {
      text: 'x',
      blocks: [{ type: 'section', text: { type: 'mrkdwn', text: '@here &lt;!here&gt;', verbatim: true } }],
    },
    [],
  ],
  [
    'plain and rich text never do, rich text mentions do',
    {
      text: 'x',
      blocks: [
        { type: 'header', text: { type: 'plain_text', text: '<!channel> @here' } },
        {
          type: 'rich_text',
          elements: [
            {
              type: 'rich_text_preformatted',
              elements: [{ type: 'text', text: '<!channel> @here <@U1> https://x.y' }],
            },
            { type: 'rich_text_section', elements: [{ type: 'user', user_id: 'U2' }] },
          ],
        },
      ],
    },
    ['@U2'],
  ],
])('%s', async (_, args, mentions) => {
  expect((await posted(args))?.mentions).toEqual(mentions);
});

test('an update reads plain words unless it is told not to', async () => {
  const message = await posted({ text: '@channel' });
  expect(message?.mentions).toEqual([]);
  await client.chat.update({ channel: 'C1', ts: String(message?.ts), text: '@channel', parse: 'none' });
  expect(message?.mentions).toEqual([]);
  await client.chat.update({ channel: 'C1', ts: String(message?.ts), text: '@channel' });
  expect(message?.mentions).toEqual(['!channel']);
});

test('links are previewed unless that is turned off', async () => {
  expect((await posted({ text: 'see https://x.y/z' }))?.unfurls).toEqual([]);
  expect((await posted({ text: 'see https://x.y/z', unfurl_media: true }))?.unfurls).toEqual([
    'https://x.y/z',
  ]);
});
