import { afterAll, afterEach, beforeAll, beforeEach } from 'vitest';
import type { Store } from '../../../src/queue/store.ts';
import type { OpenStore } from './stores.ts';

/** A store for all tests of a suite, and a bench on it for each. */
export function eachBench<Bench extends { close(): Promise<void> }>(
  open: () => Promise<OpenStore>,
  create: (store: Store) => Bench,
  given: (bench: Bench) => void,
): void {
  let opened: OpenStore | undefined;
  let bench: Bench;
  beforeAll(async () => {
    opened = await open();
  });
  afterAll(() => opened?.close());
  beforeEach(() => {
    if (!opened) throw new Error('the store was not opened');
    bench = create(opened.store);
    given(bench);
  });
  afterEach(() => bench.close());
}
