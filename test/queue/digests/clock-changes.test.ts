import { describe, expect, it } from 'vitest';
import { sleep, until } from '../support/bench.ts';
import { eachBench } from '../support/each-bench.ts';
import { stores } from '../support/stores.ts';
import { createDigestBench, type DigestBench, fakeDate, subscription } from './support/digest-bench.ts';

const HALF_HOUR = 30 * 60_000;
const HOUR = 2 * HALF_HOUR;

const changes = [
  {
    name: 'Europe/Zurich in spring, within the hour that is skipped',
    pattern: '30 2 * * *',
    due: ['2026-03-28T01:30', '2026-03-29T01:30', '2026-03-30T00:30'],
  },
  {
    name: 'Europe/Zurich in autumn, within the hour that comes twice',
    pattern: '30 2 * * *',
    due: ['2026-10-24T00:30', '2026-10-25T00:30', '2026-10-26T01:30'],
  },
  {
    name: 'Europe/Zurich in autumn, later in the day',
    pattern: '0 9 * * *',
    due: ['2026-10-24T07:00', '2026-10-25T08:00', '2026-10-26T08:00'],
  },
  {
    name: 'Africa/Cairo in spring, at the midnight that is skipped',
    pattern: '0 0 * * *',
    due: ['2026-04-22T22:00', '2026-04-23T22:00', '2026-04-24T21:00'],
  },
  {
    name: 'Australia/Lord_Howe in autumn, whose clocks change by half an hour',
    pattern: '15 2 * * *',
    due: ['2026-04-03T15:15', '2026-04-04T15:45', '2026-04-05T15:45'],
  },
];

describe.each(stores.filter(({ skip }) => !skip))('daily digests where clocks change, on $name', ({
  open,
}) => {
  let bench: DigestBench;
  eachBench(open, createDigestBench, (made) => {
    bench = made;
  });

  it.each(changes)('are posted once a day by two workers: $name', async ({ name, pattern, due }) => {
    const slots = due.map((slot) => Date.parse(`${slot}:00Z`));
    fakeDate(new Date((slots[0] ?? 0) - HOUR).toISOString());
    const schedules = await bench.schedules();
    bench.worker();
    bench.worker();
    await schedules.put(subscription({ pattern, timeZone: name.split(' ')[0] ?? '' }));
    for (const [index, slot] of slots.entries()) {
      await bench.moveTo(slot - HALF_HOUR);
      await sleep(50);
      await bench.moveTo(slot);
      await until(() => bench.posted.length === index + 1);
      // Where the same time comes again, and where it would have been without the change.
      for (const later of [HALF_HOUR, HOUR, HOUR + HALF_HOUR]) {
        await bench.moveTo(slot + later);
        await sleep(50);
      }
    }
    expect(bench.posted.map(({ dueAt }) => dueAt)).toEqual(slots);
  });
});
