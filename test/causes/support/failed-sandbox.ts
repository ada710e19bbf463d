import type { Given } from './cause-case.ts';
import { saying } from './change.ts';

/** A recording in which the node's runtime has no handler of the name that the RuntimeClass wants. */
export const NO_HANDLER = { target: 'deploy/notebook', recording: 'r-sandbox-2-notebook' } as const;

/** How containerd begins whatever a network plugin says. */
export const SETUP = 'failed to setup network for sandbox "9f2c41": ';

/** What the runtime says of it. */
export const RECORDED = 'failed to get sandbox runtime: no runtime for "kata-qemu" is configured';

/** The same pod, whose sandbox fails with other words of the runtime. */
export function sandboxSaying(words: string): Given {
  return { ...NO_HANDLER, change: saying(RECORDED, words) };
}
