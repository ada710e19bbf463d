import type { Given } from './cause-case.ts';
import { saying } from './change.ts';

/** A recording in which the registry has no such tag. */
export const NO_TAG = { target: 'deploy/invoices', recording: 'r-billing-invoices' } as const;

const IMAGE = '127.0.0.1:5000/shop/app:1.4.3-rc9';
/** How containerd begins whatever it says of asking the registry. */
export const RESOLVE = `failed to resolve reference "${IMAGE}": `;
const SAYS = `${RESOLVE}${IMAGE}: not found`;

/** The same pull, ending in other words of the runtime, in status and events. */
export function endingIn(words: string): Given {
  return { ...NO_TAG, change: saying(SAYS, words) };
}

/** The same pull with all that the runtime says of it replaced. */
export function failingWith(words: string): Given {
  const whole = `rpc error: code = NotFound desc = failed to pull and unpack image "${IMAGE}": ${SAYS}`;
  return { ...NO_TAG, change: saying(whole, words) };
}
