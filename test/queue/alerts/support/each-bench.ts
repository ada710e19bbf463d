import { afterAll, afterEach, beforeAll, beforeEach } from 'vitest';
import type { OpenStore } from '../../support/stores.ts';
import { type AlertBench, createAlertBench } from './alert-bench.ts';

/** A store for all tests of a suite, and a bench on it for each. */
export function eachBench(open: () => Promise<OpenStore>, given: (bench: AlertBench) => void): void {
  let opened: OpenStore;
  let bench: AlertBench;
  beforeAll(async () => {
    opened = await open();
  });
  afterAll(() => opened.close());
  beforeEach(() => {
    bench = createAlertBench(opened.store);
    given(bench);
  });
  afterEach(() => bench.close());
}
