import type { PageWorkload } from '../contract.ts';
import { whileBusy } from './busy.ts';
import { element, part, pressable } from './element.ts';
import { showList } from './keyed-list.ts';
import { placeBelow } from './place-below.ts';
import { post } from './server.ts';

/** What can be broken and healed, behind its button; no button where there is nothing. */
export function createWorkloads(): (workloads: readonly PageWorkload[]) => void {
  const opener = part('workloads-opener', HTMLButtonElement);
  const panel = part('workloads', HTMLElement);
  placeBelow(panel, opener);
  return (workloads) => {
    opener.hidden = workloads.length === 0;
    showList(
      panel,
      workloads.map((one) => ({ key: one.id, shows: JSON.stringify(one), make: () => render(one) })),
    );
  };
}

function render({ id, label, state, trouble }: PageWorkload): HTMLElement {
  const isBroken = state === 'broken';
  const key = `scene ${id}`;
  const about = isBroken ? `Broken: ${trouble}` : `Well. When broken: ${trouble}`;
  const toggle = pressable(
    isBroken ? 'Heal' : 'Break',
    { class: 'control', 'data-key': key, 'aria-label': `${isBroken ? 'Heal' : 'Break'} ${label}` },
    () => void whileBusy(key, () => post('scene', { workload: id, state: isBroken ? 'well' : 'broken' })),
  );
  const words = element('div', {}, element('strong', {}, label), element('div', { class: 'muted' }, about));
  return element('div', { class: `workload ${state}` }, words, toggle);
}
