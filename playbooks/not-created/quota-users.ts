import { counted } from '../../src/diagnosis/counted.ts';
import { computed } from '../../src/diagnosis/evidence.ts';
import type { Evidence, Params } from '../../src/diagnosis/finding.ts';
import type { Container } from '../../src/diagnosis/objects/container.ts';
import type { Pod } from '../../src/diagnosis/objects/pod.ts';
import type { ResourceQuota } from '../../src/diagnosis/objects/scaling.ts';
import { kubectlName, ownerOf } from '../../src/diagnosis/owner.ts';
import type { TargetView } from '../../src/diagnosis/playbook.ts';
import { isFinished } from '../../src/diagnosis/pod-status.ts';
import { formatQuantity } from '../../src/diagnosis/quantity.ts';
import { podRequests } from '../../src/diagnosis/scheduling/resources.ts';
import type { Shortage } from './quota.ts';

interface Users {
  readonly params: Params;
  readonly evidence: readonly Evidence[];
}

interface User {
  readonly name: string;
  readonly pods: number;
  readonly amount: number;
}

const MOST_USERS = 3;

/**
 * Who has what the quota counts, the largest first. Not of a quota with scopes, which counts some pods only, nor where
 * nothing of it is taken.
 */
export function quotaUsers(
  view: TargetView<'namespace-pods'>,
  quota: ResourceQuota | undefined,
  shortage: Shortage | undefined,
): Users | undefined {
  const { scopes, scopeSelector } = quota?.spec ?? {};
  if (!shortage || shortage.used <= 0 || scopes?.length || scopeSelector) return undefined;
  const { resource } = shortage;
  const amountOf = meterOf(resource);
  if (!amountOf) return undefined;
  const answer = view.get({ section: 'namespace-pods', namespace: view.namespace });
  if (answer.status !== 'ok') return undefined;
  const isCount = resource === 'count/pods';
  // A finished pod holds nothing any more; as an object it is still counted.
  const counted = answer.value.pods.filter((pod) => isCount || !isFinished(pod));
  const users = sum(counted, amountOf).slice(0, MOST_USERS);
  if (users.length === 0) return undefined;
  const shown = users.map((user) => describe(user, resource));
  const finished = isCount ? counted.filter(isFinished).length : 0;
  return {
    params: { users: shown, finished: finished || undefined },
    evidence: [computed(`namespace/${view.namespace}`, `${resource} by owner: ${shown.join(', ')}`)],
  };
}

type Meter = (pod: Pod) => number;

/** How much of a quota's resource one pod is; undefined for what pods have no part in. */
function meterOf(resource: string): Meter | undefined {
  if (resource === 'pods' || resource === 'count/pods') return () => 1;
  const name = resource.replace(/^(?:requests|limits)\./, '');
  if (name.startsWith('count/')) return undefined;
  return (pod) => podRequests(resource.startsWith('limits.') ? byLimits(pod) : pod)[name] ?? 0;
}

/** The same pod asking for its limits: they add up alike. */
function byLimits(pod: Pod): Pod {
  const limited = ({ name, resources, restartPolicy }: Container): Container => ({
    name,
    resources: { requests: resources?.limits ?? {} },
    ...(restartPolicy === undefined ? {} : { restartPolicy }),
  });
  const { containers = [], initContainers = [] } = pod.spec ?? {};
  return { spec: { containers: containers.map(limited), initContainers: initContainers.map(limited) } };
}

function sum(pods: readonly Pod[], amountOf: Meter): readonly User[] {
  const users = new Map<string, User>();
  for (const pod of pods) {
    const amount = amountOf(pod);
    if (amount <= 0) continue;
    const owner = ownerOf(pod);
    const name = owner ? kubectlName(owner.kind, owner.name) : kubectlName('Pod', String(pod.metadata?.name));
    const known = users.get(name) ?? { name, pods: 0, amount: 0 };
    users.set(name, { name, pods: known.pods + 1, amount: known.amount + amount });
  }
  return [...users.values()].toSorted((a, b) => b.amount - a.amount);
}

function describe({ name, pods, amount }: User, resource: string): string {
  if (/pods$/.test(resource)) return `${name} ${pods}`;
  return `${name} ${formatQuantity(resource, amount)} (${counted(pods, 'pod')})`;
}
