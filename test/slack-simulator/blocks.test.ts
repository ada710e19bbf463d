import { describe, expect, test } from 'vitest';
import { textLength, validateBlocks } from '../../src/playground/slack/blocks/validate-blocks.ts';
import { validateView } from '../../src/playground/slack/blocks/validate-view.ts';
import { actions, button, mrkdwn, option, plain, preformatted, raw, rich, select } from './block-samples.ts';

const refused: readonly [string, readonly object[], string][] = [
  ['an unknown block', [{ type: 'bogus' }], 'unsupported type: bogus [/blocks/0/type]'],
  ['a block without type', [{}], 'missing required field: type [/blocks/0]'],
  [
    'a header in mrkdwn',
    [{ type: 'header', text: mrkdwn(4) }],
    'unsupported type: mrkdwn [/blocks/0/text/type]',
  ],
  [
    'an empty text',
    [{ type: 'section', text: plain(0) }],
    'must be more than 0 characters [/blocks/0/text/text]',
  ],
  ['a section of nothing', [{ type: 'section' }], 'must define at least one of text, fields [/blocks/0]'],
  [
    'a field that is not Slack’s',
    [{ type: 'divider', colour: 'red' }],
    'invalid additional property: colour [/blocks/0]',
  ],
  [
    'a button in mrkdwn',
    [actions(button(0, { text: mrkdwn(4) }))],
    'unsupported type: mrkdwn [/blocks/0/elements/0/text/type]',
  ],
  [
    'a button style',
    [actions(button(0, { style: 'warning' }))],
    'must be a valid enum value [/blocks/0/elements/0/style]',
  ],
  ['a button address', [actions(button(0, { url: 'nowhere' }))], 'invalid url [/blocks/0/elements/0/url]'],
  [
    'equal action ids in a block',
    [actions(button(1), button(1))],
    'action_id already exists: a1 [/blocks/0/elements/1/action_id]',
  ],
  [
    'equal block ids',
    [
      { type: 'divider', block_id: 'b' },
      { type: 'divider', block_id: 'b' },
    ],
    'block_id already exists: b [/blocks/1/block_id]',
  ],
  [
    'a menu of nothing',
    [select({})],
    'must define exactly one of options, option_groups [/blocks/0/elements/0]',
  ],
  ['no options', [select({ options: [] })], 'must be more than 0 items [/blocks/0/elements/0/options]'],
  [
    'a choice that is not offered',
    [select({ options: [option(0)], initial_option: option(1) })],
    'initial option must be one of the options [/blocks/0/elements/0]',
  ],
  [
    'an empty rich text',
    [preformatted({ type: 'text', text: '' })],
    'must be more than 0 characters [/blocks/0/elements/0/elements/0/text]',
  ],
  [
    'a mention in preformatted text',
    [preformatted({ type: 'user', user_id: 'U1' })],
    'unsupported type: user [/blocks/0/elements/0/elements/0/type]',
  ],
  ['an alert in a message', [{ type: 'alert', text: plain(4) }], 'unsupported type: alert [/blocks/0/type]'],
  [
    'two tables',
    [
      { type: 'table', rows: [[raw]] },
      { type: 'table', rows: [[raw]] },
    ],
    'only_one_table_allowed [/blocks]',
  ],
  [
    'markdown of more than 12,000 in all',
    [
      { type: 'markdown', text: 'x'.repeat(6001) },
      { type: 'markdown', text: 'x'.repeat(6000) },
    ],
    'markdown must be less than 12001 characters [/blocks]',
  ],
];

test.each(refused)('%s is refused', (_, blocks, problem) => {
  const problems = validateBlocks(blocks, 'message').map(({ message, pointer }) => `${message} [${pointer}]`);
  expect(problems).toContain(problem);
});

describe('what Slack takes is taken', () => {
  test.each([
    ['equal action ids in different blocks', [actions(button(1)), actions(button(1))]],
    [
      'rich text of all kinds',
      [
        rich(
          {
            type: 'rich_text_section',
            elements: [
              { type: 'text', text: 'x', style: { bold: true } },
              { type: 'broadcast', range: 'here' },
            ],
          },
          {
            type: 'rich_text_list',
            style: 'bullet',
            elements: [{ type: 'rich_text_section', elements: [] }],
          },
          { type: 'rich_text_quote', elements: [{ type: 'link', url: 'https://x.y', text: 'x' }] },
          {
            type: 'rich_text_preformatted',
            elements: [{ type: 'text', text: 'kubectl get pods' }],
            border: 0,
            language: 'sh',
          },
        ),
      ],
    ],
    [
      'a section with an accessory',
      [{ type: 'section', text: mrkdwn(4), accessory: button(0), expand: true }],
    ],
    [
      'an input',
      [{ type: 'input', label: plain(4), element: { type: 'plain_text_input', multiline: true } }],
    ],
  ])('%s', (_, blocks) => {
    expect(validateBlocks(blocks, 'message')).toEqual([]);
  });

  test('tables are for messages only', () => {
    expect(validateBlocks([{ type: 'table', rows: [[raw]] }], 'home')).toHaveLength(1);
  });
});

test('the text of blocks is counted however deep it lies', () => {
  expect(
    textLength([
      { type: 'section', text: mrkdwn(10) },
      preformatted({ type: 'text', text: 'abc' }),
      actions(button(0)),
    ]),
  ).toBe(17);
});

test('a view has limits of its own', () => {
  const view = { type: 'modal', title: plain(24), blocks: [], private_metadata: 'x'.repeat(3000) };
  expect(validateView(view, 'modal')).toEqual([]);
  expect(
    validateView({ ...view, title: plain(25), private_metadata: 'x'.repeat(3001) }, 'modal'),
  ).toHaveLength(2);
  const input = { type: 'input', label: plain(4), element: { type: 'plain_text_input' } };
  expect(validateView({ ...view, blocks: [input] }, 'modal')).toEqual([
    { pointer: '/view', message: 'missing required field: submit' },
  ]);
});
