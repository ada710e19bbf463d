import { afterAll, afterEach, beforeAll, beforeEach, vi } from 'vitest';
import type { OpenStore } from '../../support/stores.ts';
import { createDigestBench, type DigestBench } from './digest-bench.ts';

/** A store for all tests of a suite, and a bench on it for each. */
export function eachDigestBench(open: () => Promise<OpenStore>, given: (bench: DigestBench) => void): void {
  let opened: OpenStore;
  let bench: DigestBench;
  beforeAll(async () => {
    opened = await open();
  });
  afterAll(() => opened.close());
  beforeEach(() => {
    bench = createDigestBench(opened.store);
    given(bench);
  });
  afterEach(async () => {
    await bench.close();
    vi.useRealTimers();
  });
}
