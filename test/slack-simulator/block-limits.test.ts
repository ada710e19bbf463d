import { expect, test } from 'vitest';
import type { Surface } from '../../src/playground/slack/blocks/schema.ts';
import { validateBlocks } from '../../src/playground/slack/blocks/validate-blocks.ts';
import { actions, button, many, mrkdwn, option, plain, raw, select } from './block-samples.ts';

/** What is as large as it may be, and what is one larger. */
const limits: readonly [string, (size: number) => object, number][] = [
  ['a section text of 3,000', (size) => ({ type: 'section', text: mrkdwn(size) }), 3000],
  ['10 section fields', (size) => ({ type: 'section', fields: many(size, () => mrkdwn(5)) }), 10],
  ['a field of 2,000', (size) => ({ type: 'section', fields: [mrkdwn(size)] }), 2000],
  ['a header of 150', (size) => ({ type: 'header', text: plain(size) }), 150],
  ['10 context elements', (size) => ({ type: 'context', elements: many(size, () => mrkdwn(5)) }), 10],
  ['25 actions', (size) => actions(...many(size, button)), 25],
  ['a button text of 75', (size) => actions(button(0, { text: plain(size) })), 75],
  ['a button value of 2,000', (size) => actions(button(0, { value: 'x'.repeat(size) })), 2000],
  [
    'a button address of 3,000',
    (size) => actions(button(0, { url: `https://x.y/${'x'.repeat(size - 12)}` })),
    3000,
  ],
  [
    'an accessibility label of 75',
    (size) => actions(button(0, { accessibility_label: 'x'.repeat(size) })),
    75,
  ],
  ['an action_id of 255', (size) => actions(button(0, { action_id: 'x'.repeat(size) })), 255],
  ['a block_id of 255', (size) => ({ type: 'divider', block_id: 'x'.repeat(size) }), 255],
  ['100 options', (size) => select({ options: many(size, (index) => option(index)) }), 100],
  ['an option text of 75', (size) => select({ options: [option(0, size)] }), 75],
  ['an option value of 150', (size) => select({ options: [option(0, 4, 'x'.repeat(size))] }), 150],
  [
    'an option description of 75',
    (size) => select({ options: [{ ...option(0), description: plain(size) }] }),
    75,
  ],
  ['a placeholder of 150', (size) => select({ options: [option(0)], placeholder: plain(size) }), 150],
  [
    '100 option groups',
    (size) => select({ option_groups: many(size, () => ({ label: plain(4), options: [option(0)] })) }),
    100,
  ],
  [
    'a group label of 75',
    (size) => select({ option_groups: [{ label: plain(size), options: [option(0)] }] }),
    75,
  ],
  [
    '5 overflow options',
    (size) => actions({ type: 'overflow', options: many(size, (index) => option(index)) }),
    5,
  ],
  [
    '10 checkboxes',
    (size) => actions({ type: 'checkboxes', options: many(size, (index) => option(index)) }),
    10,
  ],
  [
    'a confirm title of 100',
    (size) => actions(button(0, { confirm: { text: plain(4), title: plain(size) } })),
    100,
  ],
  ['a confirm text of 300', (size) => actions(button(0, { confirm: { text: plain(size) } })), 300],
  [
    'a confirm button of 30',
    (size) => actions(button(0, { confirm: { text: plain(4), deny: plain(size) } })),
    30,
  ],
  [
    'an alt text of 2,000',
    (size) => ({ type: 'image', image_url: 'https://x.y/z', alt_text: 'x'.repeat(size) }),
    2000,
  ],
  ['a markdown block of 12,000', (size) => ({ type: 'markdown', text: 'x'.repeat(size) }), 12_000],
  ['100 table rows', (size) => ({ type: 'table', rows: many(size, () => [raw]) }), 100],
  ['20 table cells', (size) => ({ type: 'table', rows: [many(size, () => raw)] }), 20],
  [
    '20 column settings',
    (size) => ({ type: 'table', rows: [[raw]], column_settings: many(size, () => ({})) }),
    20,
  ],
];

test.each(limits)('%s is the most', (_, make, most) => {
  expect(validateBlocks([make(most)], 'message')).toEqual([]);
  expect(validateBlocks([make(most + 1)], 'message')).not.toEqual([]);
});

test.each<[Surface, number]>([
  ['message', 50],
  ['modal', 100],
  ['home', 100],
])('a %s takes %i blocks', (surface, most) => {
  const dividers = (count: number) => many(count, () => ({ type: 'divider' }));
  expect(validateBlocks(dividers(most), surface)).toEqual([]);
  expect(validateBlocks(dividers(most + 1), surface)).toEqual([
    { pointer: '/blocks', message: `no more than ${most} items allowed` },
  ]);
});
