import type { Workload } from '../../diagnosis/objects/workload.ts';
import { isWorkloadKind, ownerOf } from '../../diagnosis/owner.ts';
import { selectorText } from '../../diagnosis/scheduling/selectors.ts';
import { wellFormed } from '../../diagnosis/well-formed.ts';
import type { UnwellOwner } from '../../digests/unwell-owner.ts';
import type { Cluster, FoundTarget } from '../../ports.ts';
import { readWorkload } from './read-workload.ts';

/** Beyond these, a list of a workload's pods is cut off. */
const MOST_PODS = 1_000;

/**
 * An owner as a target to diagnose: with the pods that the sweep kept where these are all that it has, else with all
 * pods as they are by now.
 * @throws BotError where a CronJob can't be found any more.
 */
export async function findOwner(owner: UnwellOwner, cluster: Cluster): Promise<FoundTarget> {
  const { namespace, kind, name } = owner;
  if (kind === 'CronJob') {
    const found = await cluster.resolve({ text: `cronjob/${name}`, namespace });
    if (found.status === 'found') return found;
  }
  const workload =
    isWorkloadKind(kind) && kind !== 'CronJob' ? await readWorkload(owner, cluster) : undefined;
  const target = { kind, namespace, name };
  const pods = owner.kept.length < owner.pods ? await podsOf(owner, workload, cluster) : undefined;
  return {
    status: 'found',
    target,
    ...(workload ? { workload } : {}),
    pods: pods ?? owner.kept,
    ...(isPart(owner, pods) ? { truncated: true } : {}),
  };
}

async function podsOf(
  { namespace, kind, name }: UnwellOwner,
  workload: Workload | undefined,
  cluster: Cluster,
): Promise<FoundTarget['pods'] | undefined> {
  const selector = selectorText(workload?.spec?.selector);
  if (selector === '') return undefined;
  const read = await cluster.read({ section: 'pods', namespace, selector });
  if (read.status !== 'ok') return undefined;
  // Selectors may overlap by mistake: whose a pod is its owner references tell.
  const own = read.value.map(wellFormed).filter((pod) => {
    const owner = ownerOf(pod);
    return owner?.kind === kind && owner.name === name;
  });
  return own.length > 0 ? own : undefined;
}

function isPart({ kept, pods: all }: UnwellOwner, pods: FoundTarget['pods'] | undefined): boolean {
  return pods ? pods.length >= MOST_PODS : kept.length < all;
}
