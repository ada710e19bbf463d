import type { VolumeView } from './scene.ts';

/**
 * The node that a storage system means by the name of a machine: its own name, the end of its provider's id, or in a
 * scale set of Azure `aks-x-vmss_10`, whose node is `aks-x-vmss00000a`: the number in base 36
 * (https://learn.microsoft.com/en-us/azure/virtual-machine-scale-sets/virtual-machine-scale-sets-instance-ids).
 */
export function nodeOfMachine(view: VolumeView, machine: string): string {
  const end = machine.slice(machine.lastIndexOf('/') + 1);
  const answer = view.get({ section: 'nodes' });
  const nodes = answer.status === 'ok' ? answer.value : [];
  const node = nodes.find(({ spec }) => spec?.providerID?.toLowerCase().endsWith(`/${end.toLowerCase()}`));
  return node?.metadata?.name ?? end.replace(/_(\d{1,9})$/, inScaleSet);
}

function inScaleSet(_: string, number: string): string {
  return Number(number).toString(36).padStart(6, '0');
}
