import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import type { DigestSubscription, ScheduledDigest } from '../../../src/digests/subscription.ts';
import {
  type ScheduleChange,
  scheduleChanged,
  scheduleList,
} from '../../../src/slack/blocks/digest-schedules.ts';
import { zonedMoment } from '../../../src/slack/blocks/zoned-moment.ts';
import { parseCommand } from '../../../src/slack/parse-command.ts';
import { NEXT, SHOP } from '../fake-digests.ts';
import { buttonsOf, expectGood, readable } from './checks.ts';
import { hostileText as text } from './hostile.ts';

const NOW = Date.UTC(2026, 10, 22, 12);
const CHANGES: readonly ScheduleChange[] = ['subscribe', 'pause', 'resume', 'remove'];
const BY = { now: NOW, user: 'U1' };

describe('a change is told with what it is about and how it is undone', () => {
  it.each([
    [
      'subscribe',
      {},
      '📬 Digest of shop on prod: weekdays 09:00 Europe/Zurich · next: Monday 23 November, 09:00',
      '/pod digest pause shop-9k2f',
    ],
    [
      'pause',
      { paused: true },
      '⏸️ Digest of shop on prod (weekdays 09:00 Europe/Zurich) is paused',
      '/pod digest resume shop-9k2f',
    ],
    [
      'resume',
      {},
      '📬 Digest of shop on prod: weekdays 09:00 Europe/Zurich · next: Monday 23 November, 09:00',
      '/pod digest pause shop-9k2f',
    ],
    [
      'remove',
      {},
      '🗑️ Digest of shop on prod (weekdays 09:00 Europe/Zurich) is not posted here any more',
      '/pod digest subscribe "weekdays 09:00" -n shop --tz Europe/Zurich --cluster prod',
    ],
  ] as const)('%s', (change, fields, headline, undo) => {
    const message = scheduleChanged(change, { subscription: { ...SHOP, ...fields }, next: NEXT }, BY);
    expectGood(message);
    const lines = readable(message).split('\n');
    expect(lines.slice(0, 3).join('')).toBe(headline);
    expect(lines[3]).toBe(undo);
    expect(JSON.stringify(message.blocks)).toContain('by <@U1>');
    expect(parseCommand(undo).kind).toBe('schedule');
  });

  it.each([
    [['shop', 'pay'], 'Digest of shop, pay on prod', ' -n shop,pay '],
    [undefined, 'Digest of all namespaces on prod', ' -A '],
    [[], 'Digest of prod', '09:00" --tz'],
    [
      ['a', 'b', 'c', 'd', 'e', 'f', 'g'],
      'Digest of a, b, c, d, e, 2 more namespaces on prod',
      ' -n a,b,c,d,e,f,g ',
    ],
  ])('of %s', (names, title, flag) => {
    const { namespaces: _, ...rest } = SHOP;
    const subscription = { ...rest, ...(names ? { namespaces: names } : {}) };
    const shown = readable(scheduleChanged('remove', { subscription }, BY));
    expect(shown).toContain(title);
    expect(shown).toContain(flag);
  });

  it('shows no command that would have to be cut', () => {
    const namespaces = Array.from({ length: 40 }, (_, index) => `namespace-${index}`);
    const shown = readable(scheduleChanged('remove', { subscription: { ...SHOP, namespaces } }, BY));
    expect(shown).not.toContain('/pod digest subscribe');
  });
});

describe('the list', () => {
  it('has each with its id, its time in its own zone, who made it, and buttons', () => {
    const tokyo = { ...SHOP, id: 'all-2345', timeZone: 'Asia/Tokyo', user: 'U2' };
    const paused = { ...SHOP, id: 'pay-6789', paused: true };
    const { user: _, ...unowned } = SHOP;
    const configured: DigestSubscription = { ...unowned, id: 'morning', source: 'config' };
    const message = scheduleList(
      [
        { subscription: tokyo, next: NEXT },
        { subscription: paused },
        { subscription: configured, next: NEXT },
      ],
      NOW,
    );
    expectGood(message);
    const shown = readable(message);
    expect(shown).toContain('3 digests are scheduled here');
    expect(shown).toContain('weekdays 09:00 Asia/Tokyo · next: Monday 23 November, 17:00');
    expect(shown).toContain('weekdays 09:00 Europe/Zurich · paused');
    expect(shown).toContain('morning · from the configuration');
    expect(JSON.stringify(message.blocks)).toContain('by <@U2>');
    expect(buttonsOf(message).map(({ id, value }) => `${id} ${value}`)).toEqual([
      'digest_pause all-2345',
      'digest_remove all-2345',
      'digest_resume pay-6789',
      'digest_remove pay-6789',
      'digest_pause morning',
    ]);
  });

  it.each([1, 12, 13, 40])('has all of %i', (count) => {
    const message = scheduleList(manyOf(count), NOW);
    expectGood(message);
    for (const { subscription } of manyOf(count)) expect(readable(message)).toContain(subscription.id);
  });

  it('says that there are more than a message takes', () => {
    const message = scheduleList(manyOf(200), NOW);
    expectGood(message);
    expect(readable(message)).toContain('No room here for: the other digests.');
  });
});

function manyOf(count: number): readonly ScheduledDigest[] {
  return Array.from({ length: count }, (_, index) => ({
    subscription: { ...SHOP, id: `shop-${1000 + index}` },
    next: NEXT,
  }));
}

describe('a moment by the clocks of a zone', () => {
  it.each([
    ['UTC', Date.UTC(2026, 10, 23, 8), 'Monday 23 November, 08:00'],
    ['Europe/Zurich', Date.UTC(2026, 10, 23, 8), 'Monday 23 November, 09:00'],
    ['Europe/Zurich', Date.UTC(2026, 5, 1, 22), 'Tuesday 2 June, 00:00'],
    ['America/New_York', Date.UTC(2026, 10, 24, 1), 'Monday 23 November, 20:00'],
    ['Asia/Kolkata', Date.UTC(2026, 10, 23, 8), 'Monday 23 November, 13:30'],
    ['UTC', Date.UTC(2028, 1, 29, 9), 'Tuesday 29 February 2028, 09:00'],
    ['Nowhere/Else', Date.UTC(2026, 10, 23, 8), 'Monday 23 November, 08:00 UTC'],
    ['UTC', Number.NaN, ''],
    ['Nowhere/Else', 1e20, ''],
  ])('%s', (zone, milliseconds, words) => {
    expect(zonedMoment(milliseconds, zone, NOW)).toBe(words);
  });
});

const subscription: fc.Arbitrary<DigestSubscription> = fc.record(
  {
    id: text,
    source: fc.constantFrom('config' as const, 'slack' as const),
    channel: text,
    when: text,
    pattern: text,
    timeZone: fc.oneof(text, fc.constantFrom('Europe/Zurich', 'UTC')),
    cluster: text,
    namespaces: fc.array(text, { maxLength: 30 }),
    user: fc.oneof(text, fc.constant('U1')),
    paused: fc.boolean(),
    createdAt: fc.nat(),
  },
  { requiredKeys: ['id', 'source', 'channel', 'when', 'pattern', 'timeZone', 'cluster', 'createdAt'] },
);
const time = fc.oneof(fc.integer({ min: 0, max: 4e12 }), fc.constantFrom(8.7e15, Number.NaN));
const scheduled = fc.record({ subscription, next: time }, { requiredKeys: ['subscription'] });

test('whatever stands in a subscription, Slack takes it and nothing in it is markup', () => {
  fc.assert(
    fc.property(
      fc.array(scheduled, { maxLength: 60 }),
      scheduled,
      fc.constantFrom(...CHANGES),
      text,
      (all, one, change, user) => {
        expectGood(scheduleList(all, NOW));
        expectGood(scheduleChanged(change, one, { now: NOW, user }));
      },
    ),
    { numRuns: 80 },
  );
});
