import { extname } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { Drawing } from '../digests/drawing.ts';

/** It takes a quarter of a second. */
const MOST_MS = 20_000;

/** Beside this file, in the build as well. */
const THREAD = new URL(`./paint-thread${extname(import.meta.url)}`, import.meta.url);

let turn: Promise<unknown> = Promise.resolve();

/**
 * A drawing as PNG, painted in a thread that ends with it: the service goes on meanwhile, and a library that can't run here
 * ends that thread and not the process. One at a time, for each takes some 80 MB.
 */
export function paintApart(drawing: Drawing): Promise<Uint8Array> {
  const painted = turn.then(() => paintInThread(drawing));
  turn = painted.catch(() => undefined);
  return painted;
}

async function paintInThread(drawing: Drawing): Promise<Uint8Array> {
  // What it prints about its end is in the error as well.
  const thread = new Worker(THREAD, { workerData: drawing, stdout: true, stderr: true });
  let clock: NodeJS.Timeout | undefined;
  try {
    return await new Promise((resolve, reject) => {
      clock = setTimeout(() => reject(new Error(`no picture within ${MOST_MS} ms`)), MOST_MS);
      thread.once('message', resolve);
      thread.once('error', reject);
      thread.once('exit', () => reject(new Error('the thread that paints ended without a picture')));
    });
  } finally {
    clearTimeout(clock);
    await thread.terminate();
  }
}
