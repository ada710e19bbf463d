import { containersOf } from '../diagnosis/containers.ts';
import type { Pod } from '../diagnosis/objects/pod.ts';
import { groupPods } from '../diagnosis/pod-group.ts';
import { wellFormed } from '../diagnosis/well-formed.ts';
import { BotError } from '../errors.ts';
import type { FoundTarget } from '../ports.ts';

/** A target's pods, the one that needs looking at most first. */
export function podsWorstFirst({ pods, workload }: FoundTarget): readonly Pod[] {
  const groups = groupPods(pods.map(wellFormed), workload ? wellFormed(workload) : undefined);
  return groups.flatMap((group) => group.pods);
}

/**
 * The pod to show of a target: the worst that has the container, where one is named.
 * @throws BotError target-invalid.
 */
export function choosePod(found: FoundTarget, container: string | undefined): Pod {
  const pods = podsWorstFirst(found);
  const [worst] = pods;
  const { kind, namespace, name } = found.target;
  if (!worst) {
    const again = kind === 'Selector' ? `-l ${name}` : `${kind.toLowerCase()}/${name}`;
    const [place, flag] = namespace ? [` in ${namespace}`, ` -n ${namespace}`] : ['', ''];
    const message = `${kind} ${name}${place} has no pods now. \`/pod why ${again}${flag}\` says why.`;
    throw new BotError('target-invalid', message);
  }
  const chosen = pods.find((pod) => container === undefined || containerNames(pod).includes(container));
  if (chosen) return chosen;
  throw new BotError(
    'target-invalid',
    `There is no container "${container}" in ${worst.metadata?.name}; there is ${containerNames(worst).join(', ')}.`,
  );
}

function containerNames(pod: Pod): readonly string[] {
  return containersOf(pod).map(({ name }) => name);
}
