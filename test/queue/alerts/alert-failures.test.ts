import { describe, expect, it } from 'vitest';
import { until } from '../support/bench.ts';
import { eachBench } from '../support/each-bench.ts';
import { stores } from '../support/stores.ts';
import {
  type AlertBench,
  createAlertBench,
  nameOf,
  news,
  sortByTarget,
  subject,
} from './support/alert-bench.ts';

describe.each(stores.filter(({ skip }) => !skip))('alerts whose work fails, on $name', ({ open }) => {
  let bench: AlertBench;
  eachBench(open, createAlertBench, (made) => {
    bench = made;
  });

  it('a look that fails is done again with all that has come meanwhile', async () => {
    const door = await bench.door();
    let tries = 0;
    bench.worker({
      work: () => ({
        async look(about, items) {
          tries++;
          if (tries < 4) throw new Error('Slack is away');
          await bench.look(about, items);
        },
      }),
    });
    await door.add([news({ fingerprint: 'a' })], 'd1');
    await until(() => tries === 1);
    await door.add([news({ fingerprint: 'b' })], 'd2');
    await until(() => bench.names().length === 2);
    expect(bench.names()).toEqual(['a', 'b']);
    expect(tries).toBe(4);
  });

  it('what always fails is given up, and what came later is looked at', async () => {
    const door = await bench.door();
    bench.worker({
      work: () => ({
        async look(about, items) {
          if (items.some((item) => nameOf(item) === 'poison')) throw new Error('cannot');
          await bench.look(about, items);
        },
      }),
    });
    await door.add([news({ fingerprint: 'poison' })], 'd1');
    await until(() => bench.events('alerts.failed').length > 0);
    await door.add([news({ fingerprint: 'later' })], 'd2');
    await until(() => bench.names().includes('later'));
    expect(bench.names()).toEqual(['later']);
    expect(bench.dropped('given-up')).toBe(1);
    expect(bench.logger.lines).toContainEqual({
      event: 'alerts.given-up',
      fields: { subject: subject(), items: 1, why: expect.stringContaining('cannot') },
    });
  });

  it('a sort that fails is done again; one that always fails is given up', async () => {
    const door = await bench.door();
    let tries = 0;
    bench.worker({
      work: () => ({
        async sort(all) {
          if (all[0]?.fingerprint === 'poison') throw new Error('cannot');
          tries++;
          if (tries < 3) throw new Error('the cluster is away');
          return sortByTarget(all);
        },
      }),
    });
    await door.add([news({ fingerprint: 'poison' }), news()], 'd1');
    await door.add([news({ fingerprint: 'good' })], 'd2');
    await until(() => bench.names().includes('good') && bench.dropped('given-up') === 2);
    expect(bench.names()).toEqual(['good']);
  });

  it('a look that hangs fails, and its signal ends', async () => {
    const door = await bench.door();
    const signals: AbortSignal[] = [];
    bench.worker({
      timing: { work: 100 },
      work: () => ({
        async look(about, items, held) {
          signals.push(held.signal);
          if (signals.length === 1) await new Promise(() => {});
          await bench.look(about, items);
        },
      }),
    });
    await door.add([news()], 'd1');
    await until(() => bench.names().length === 1);
    expect(signals[0]?.aborted).toBe(true);
  });

  it('news that another version wrote are skipped and counted; the rest goes on', async () => {
    const door = await bench.door();
    const broken = { ...news(), status: 'maybe' } as unknown as ReturnType<typeof news>;
    const good = news();
    bench.worker();
    await door.add([broken, good], 'd1');
    await until(() => bench.names().length === 1);
    expect(bench.names()).toEqual([good.fingerprint]);
    expect(bench.dropped('unreadable')).toBe(1);
  });
});
