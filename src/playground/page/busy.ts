import type { Done } from '../contract.ts';
import { toastProblem } from './toast.ts';

const underWay = new Set<string>();

/** Does something once at a time: what was pressed for it is shown as disabled meanwhile, and keeps the focus. */
export async function whileBusy(key: string, work: () => Promise<Done>): Promise<void> {
  if (underWay.has(key)) return;
  underWay.add(key);
  showBusy();
  const done = await work();
  underWay.delete(key);
  showBusy();
  toastProblem(done);
}

/** Marks what is under way, also in what has been rendered since. */
export function showBusy(): void {
  for (const one of document.querySelectorAll('[data-key]')) {
    const isBusy = underWay.has(one.getAttribute('data-key') ?? '');
    if (isBusy) one.setAttribute('aria-disabled', 'true');
    else if (one.hasAttribute('aria-disabled')) one.removeAttribute('aria-disabled');
  }
}
