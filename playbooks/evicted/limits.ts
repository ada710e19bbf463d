import { eventTime } from '../../src/diagnosis/events.ts';
import { type Eviction, type Offender, readEviction } from '../../src/diagnosis/eviction-message.ts';
import { fromEvent, fromSpec } from '../../src/diagnosis/evidence.ts';
import type { Found, Params } from '../../src/diagnosis/finding.ts';
import type { KubeEvent } from '../../src/diagnosis/objects/meta.ts';
import { newestPodEvent } from '../../src/diagnosis/pod-events.ts';
import { formatQuantity, isBytes, parseQuantity } from '../../src/diagnosis/quantity.ts';
import { templatePatch } from '../../src/diagnosis/template-patch.ts';
import { type Ending, type EvictedView, situationOf } from './ending.ts';

export type LimitCause =
  | 'own-storage-limit'
  | 'own-empty-dir-limit'
  | 'node-memory-pressure'
  | 'node-disk-pressure'
  | 'node-pid-pressure';

/** A pod that the kubelet evicted: for what it used itself, or for what its node lacked. */
export function judgeEviction(view: EvictedView, ending: Ending): Found<LimitCause> | undefined {
  const event = newestPodEvent(view, ({ reason }) => reason === 'Evicted');
  const eviction = readEviction(ending.message) ?? readEviction(event?.message ?? '');
  if (!eviction) return undefined;
  const found = judge(view, eviction, event);
  return {
    ...found,
    params: { message: ending.message.trim() || event?.message, ...situationOf(view), ...found.params },
    evidence: [...ending.evidence, ...(event && eventTime(event) ? [fromEvent(event)] : []), ...found.proof],
  };
}

interface Judged {
  readonly cause: LimitCause;
  readonly confidence: 'certain';
  readonly container?: string;
  readonly params: Params;
  readonly proof: readonly ReturnType<typeof fromSpec>[];
}

function judge(view: EvictedView, eviction: Eviction, event: KubeEvent | undefined): Judged {
  switch (eviction.kind) {
    case 'container-storage-limit':
      return storageLimit(view, eviction.limit, [eviction.container], event);
    case 'pod-storage-limit':
      return storageLimit(view, eviction.limit, limitedContainers(view), event);
    case 'empty-dir-limit':
      return emptyDir(view, eviction.volume, eviction.limit);
    case 'node-condition':
      return nodePressure(view, resourceOf(eviction.conditions), {}, [], {
        arrival: eviction.conditions.join(', '),
      });
    case 'node-pressure': {
      const { resource, threshold, available, offenders } = eviction;
      return nodePressure(view, resource, { threshold, available }, [...offenders, ...annotated(event)], {});
    }
  }
}

function limitedContainers({ containers }: EvictedView): readonly string[] {
  return containers
    .filter(({ kind, spec }) => kind !== 'init' && spec.resources?.limits?.['ephemeral-storage'])
    .map(({ name }) => name);
}

function storageLimit(
  view: EvictedView,
  limit: string,
  names: readonly string[],
  event: KubeEvent | undefined,
): Judged {
  const [only] = names.length === 1 ? names : [];
  const [offender] = annotated(event).filter(({ container }) => container === only);
  const limits = view.containers.flatMap(({ name, spec }) => {
    const own = spec.resources?.limits?.['ephemeral-storage'];
    return own && names.includes(name) ? [{ name, own }] : [];
  });
  return {
    cause: 'own-storage-limit',
    confidence: 'certain',
    ...(only === undefined ? {} : { container: only }),
    params: {
      several: only === undefined ? names.join(', ') || `pod ${view.podName}` : undefined,
      limit,
      limits: only === undefined ? limits.map(({ name, own }) => `${name} ${own}`) : undefined,
      usage: offender?.usage,
      suggested: only === undefined ? undefined : doubled(limit),
    },
    proof: limits.map(({ name, own }) => {
      return fromSpec(view.podName, 'resources.limits.ephemeral-storage', own, name);
    }),
  };
}

function emptyDir(view: EvictedView, volume: string, limit: string): Judged {
  const spec = view.pod.spec?.volumes?.find(({ name }) => name === volume)?.emptyDir;
  const suggested = doubled(limit);
  const mounts = view.containers.flatMap(({ name, spec: { volumeMounts = [] } }) =>
    volumeMounts.flatMap((mount) => (mount.name === volume ? [`${name} at ${mount.mountPath}`] : [])),
  );
  const patched = { volumes: [{ name: volume, emptyDir: { sizeLimit: suggested } }] };
  return {
    cause: 'own-empty-dir-limit',
    confidence: 'certain',
    params: {
      volume,
      limit,
      mounts,
      suggested,
      inMemory: spec?.medium === 'Memory' ? 'medium: Memory' : undefined,
      patch: suggested && templatePatch(view, patched),
    },
    proof: spec
      ? [fromSpec(view.podName, 'volumes', `${volume}: emptyDir, sizeLimit ${spec.sizeLimit ?? limit}`)]
      : [],
  };
}

/** Kubelet conditions by the resource that they are about. */
function resourceOf(conditions: readonly string[]): string {
  if (conditions.includes('MemoryPressure')) return 'memory';
  return conditions.includes('PIDPressure') ? 'pids' : 'ephemeral-storage';
}

const CAUSE_OF = new Map<string, LimitCause>([
  ['memory', 'node-memory-pressure'],
  ['pids', 'node-pid-pressure'],
]);
const SCARCE = new Map([
  ['inodes', 'inodes (files)'],
  ['ephemeral-storage', 'disk space'],
]);

function nodePressure(
  view: EvictedView,
  resource: string,
  threshold: Params,
  offenders: readonly Offender[],
  more: Params,
): Judged {
  const [worst] = offenders.toSorted((a, b) => amount(b.usage) - amount(a.usage));
  const spec = view.containers.find(({ name }) => name === worst?.container)?.spec;
  const request = worst?.request || spec?.resources?.requests?.[resource];
  const usage = worst && amount(worst.usage) > 0 ? amount(worst.usage) : undefined;
  const unrequested = view.containers.every(({ spec: one }) => !one.resources?.requests?.[resource]);
  return {
    cause: CAUSE_OF.get(resource) ?? 'node-disk-pressure',
    confidence: 'certain',
    ...(spec ? { container: spec.name } : {}),
    params: {
      ...threshold,
      ...more,
      scarce: SCARCE.get(resource) ?? resource,
      usage: worst?.usage,
      request,
      unrequested: unrequested && resource === 'memory' ? resource : undefined,
      // A fifth above what it used: room for an ordinary day.
      suggested: usage && isBytes(resource) ? formatQuantity(resource, roundedUp(usage * 1.2)) : undefined,
    },
    proof:
      spec && request ? [fromSpec(view.podName, `resources.requests.${resource}`, request, spec.name)] : [],
  };
}

/** The event carries the containers and their use as annotations, in step with each other. */
function annotated(event: KubeEvent | undefined): readonly Offender[] {
  const { offending_containers: names = '', offending_containers_usage: usages = '' } =
    event?.metadata?.annotations ?? {};
  const used = usages.split(',');
  return names.split(',').flatMap((container, index) => {
    const usage = used[index] ?? '';
    return container ? [{ container, usage, request: '' }] : [];
  });
}

function amount(quantity: string): number {
  return parseQuantity(quantity) ?? 0;
}

function doubled(limit: string): string | undefined {
  const bytes = parseQuantity(limit);
  return bytes ? formatQuantity('ephemeral-storage', 2 * bytes) : undefined;
}

function roundedUp(bytes: number): number {
  const mebibyte = 2 ** 20;
  return Math.ceil(bytes / mebibyte) * mebibyte;
}
