/** A container that a kubelet names as one that used more of a resource than it requests. */
export interface Offender {
  readonly container: string;
  readonly usage: string;
  readonly request: string;
}

/** Why a kubelet put an end to a pod, read from `status.message` or the event `Evicted`. */
export type Eviction =
  | {
      readonly kind: 'node-pressure';
      /** As the kubelet spells it: `memory`, `ephemeral-storage`, `inodes`, `pids`. */
      readonly resource: string;
      readonly threshold?: string;
      readonly available?: string;
      readonly offenders: readonly Offender[];
    }
  | { readonly kind: 'container-storage-limit'; readonly container: string; readonly limit: string }
  | { readonly kind: 'pod-storage-limit'; readonly limit: string }
  | { readonly kind: 'empty-dir-limit'; readonly volume: string; readonly limit: string }
  /** Refused on arrival, because the node was short already. */
  | { readonly kind: 'node-condition'; readonly conditions: readonly string[] };

/**
 * The wordings since 1.20
 * (https://github.com/kubernetes/kubernetes/blob/v1.36.0/pkg/kubelet/eviction/helpers.go). Those before 1.27 have
 * neither threshold nor `has larger consumption of`, but `which exceeds its request of`.
 */
const PRESSURE = /node was low on resource: ([\w./-]+?)(?:\.(?:\s|$)|$)/i;
const THRESHOLD = /Threshold quantity: ([^\s,]+), available: ([^\s,]+?)\.(?:\s|$)/;
const OFFENDER =
  /Container (\S{1,253}) was using ([^\s,]{1,40}), (?:request is|which exceeds its request of) ([^\s,]{1,40}?)(?:, has larger|\.(?:\s|$)|$)/g;
const CONTAINER_LIMIT = /Container (\S+) exceeded its local ephemeral storage limit "([^"]*)"/i;
const POD_LIMIT = /ephemeral local storage usage exceeds the total limit of containers (\S+?)\.(?:\s|$)/i;
const VOLUME_LIMIT = /usage of EmptyDir volume "([^"]*)" exceeds the limit "([^"]*)"/i;
const CONDITION = /The node had condition: \[([^\]]*)\]/i;

/** Undefined for a message that is none of the known ones. */
export function readEviction(message: string): Eviction | undefined {
  const [, container, own] = CONTAINER_LIMIT.exec(message) ?? [];
  if (container && own) return { kind: 'container-storage-limit', container, limit: own };
  const [, all] = POD_LIMIT.exec(message) ?? [];
  if (all) return { kind: 'pod-storage-limit', limit: all };
  const [, volume, size] = VOLUME_LIMIT.exec(message) ?? [];
  if (volume && size) return { kind: 'empty-dir-limit', volume, limit: size };
  const [, conditions] = CONDITION.exec(message) ?? [];
  if (conditions) return { kind: 'node-condition', conditions: conditions.split(/[\s,]+/).filter(Boolean) };
  return readPressure(message);
}

function readPressure(message: string): Eviction | undefined {
  const [, resource] = PRESSURE.exec(message) ?? [];
  if (!resource) return undefined;
  const [, threshold, available] = THRESHOLD.exec(message) ?? [];
  const offenders = [...message.matchAll(OFFENDER)].map(([, container = '', usage = '', request = '']) => ({
    container,
    usage,
    request,
  }));
  return {
    kind: 'node-pressure',
    resource,
    ...(threshold && available ? { threshold, available } : {}),
    offenders,
  };
}

/** `Node didn't have enough resource: cpu, requested: 8000, used: 120, capacity: 2000`; cpu counts in thousandths. */
export interface Shortage {
  readonly resource: string;
  readonly requested: number;
  readonly used: number;
  readonly capacity: number;
}

const SHORTAGE = /enough resource: ([\w./-]+), requested: (\d+), used: (\d+), capacity: (\d+)/;

/** What a node lacked that a pod was sent to past the scheduler, or in a race with another pod. */
export function readShortage(message: string): Shortage | undefined {
  const [, resource, requested, used, capacity] = SHORTAGE.exec(message) ?? [];
  if (!resource) return undefined;
  const unit = resource === 'cpu' ? 1000 : 1;
  const [a, b, c] = [requested, used, capacity].map((text) => Number(text) / unit) as [
    number,
    number,
    number,
  ];
  return { resource, requested: a, used: b, capacity: c };
}
