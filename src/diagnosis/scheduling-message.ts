/** What a scheduler says against a node, or against the pod before it looks at nodes. */
export type SchedulingReasonKind =
  | 'resource'
  | 'too-many-pods'
  | 'node-affinity'
  | 'node-name'
  | 'host-port'
  | 'cordoned'
  | 'taint'
  | 'pod-affinity'
  | 'pod-anti-affinity'
  | 'existing-anti-affinity'
  | 'topology-spread'
  | 'topology-label'
  | 'volume-affinity'
  | 'volume-space'
  | 'volume-limit'
  | 'volume-exclusive'
  | 'claim-missing'
  | 'claim-unbound'
  | 'claim-lost'
  | 'claim-deleting'
  | 'claim-coming'
  | 'device'
  | 'gated'
  | 'pod-group'
  | 'features'
  | 'plugin';

export interface SchedulingReason {
  /** Undefined for a text that no known plugin writes. */
  readonly kind: SchedulingReasonKind | undefined;
  /** Nodes it was said of; undefined where the pod was refused before any node was looked at. */
  readonly count?: number;
  readonly text: string;
  /** What the text names: the resource, the taint's key, the claim, the pod group. */
  readonly subject?: string;
  /** A second name: the taint's value, the volume of a lost claim, a device class. */
  readonly detail?: string;
}

export interface SchedulingMessage {
  /** All nodes the scheduler knows. */
  readonly nodes?: number;
  readonly reasons: readonly SchedulingReason[];
  /** What preemption came to, as it was said. */
  readonly preemption?: string;
  /** The text ends in the middle: an event's note holds 1024 characters. */
  readonly cut: boolean;
}

/**
 * The texts of the scheduler's plugins, 1.20 to 1.36, the special before the general
 * (https://github.com/kubernetes/kubernetes/tree/master/pkg/scheduler/framework/plugins). Since 1.36 an untolerated
 * taint isn't named any more. Groups: subject, detail.
 */
const REASONS: readonly (readonly [SchedulingReasonKind, RegExp])[] = [
  ['resource', /^Insufficient (\S+)$/],
  ['too-many-pods', /^Too many pods$/],
  ['taint', /\btaint(?:\(s\))? \{([^:}]+): ?([^}]*)\}?/],
  ['taint', /untolerated taint|taints that the pod/],
  ['cordoned', /were unschedulable|had unknown conditions/],
  ['node-name', /didn't match the requested (?:node ?name|hostname)/],
  ['host-port', /free ports/],
  ['volume-affinity', /PersistentVolume's node affinity|volume node affinity conflict|available volume zone/],
  ['node-affinity', /node affinity|node selector|affinity terms conflict|\[NodeAffinity\]/],
  ['existing-anti-affinity', /existing pods'? anti-affinity/],
  ['pod-anti-affinity', /pod anti-affinity/],
  ['pod-affinity', /pod affinity/],
  ['topology-label', /topology spread constraints \(missing required label\)/],
  ['topology-spread', /topology spread constraints/],
  ['claim-lost', /persistentvolumeclaim "([^"]+)" bound to non-existent persistentvolume "([^"]+)"/],
  ['claim-lost', /bound to non-existent/],
  ['claim-coming', /ephemeral volume controller to create the persistentvolumeclaim "([^"]+)"/],
  ['claim-missing', /persistentvolumeclaim "([^"]+)" not found/],
  ['claim-deleting', /persistentvolumeclaim "([^"]+)" is being deleted/],
  ['claim-unbound', /unbound (?:immediate )?PersistentVolumeClaims|available persistent volumes to bind/],
  ['claim-unbound', /binding volumes|provisioning failed for PVC "([^"]+)"/],
  ['volume-space', /enough free storage/],
  ['volume-limit', /max volume count/],
  ['volume-exclusive', /ReadWriteOncePod|no available disk/],
  ['gated', /scheduling gates/],
  ['pod-group', /pod group "([^"]+)"/],
  ['pod-group', /\bgang\b|pod group/],
  ['features', /required features/],
  ['device', /device class "?([^"\s]+)"? (?:does not exist|not found)/],
  ['device', /resource ?claim "?([^"\s]+)"?.* in the process of being allocated/],
  ['device', /resource ?claim|cannot allocate all claims|devices? class/],
  ['plugin', /didn't satisfy plugin\(s\) \[([^\]]*)\]/],
];

/**
 * Where the words begin of what is tried after the filters: preemption, and before it since 1.26 the plugin for devices,
 * of any pod (https://github.com/kubernetes/kubernetes/blob/v1.34.0/pkg/scheduler/framework/plugins/dynamicresources/dynamicresources.go).
 */
const AFTERWARDS =
  /\.?\s*\b(?:preemption: |(?:no new claims to deallocate|still not schedulable|deallocation of ResourceClaim completed)(?:, preemption: |\b))/;

/**
 * Takes `0/8 nodes are available: 2 Insufficient cpu, … preemption: …` apart. What preemption says is split off first:
 * its counts are of the same shape and mean something else. Any text gives an answer; an unknown one is a single
 * reason without a kind.
 */
export function parseSchedulingMessage(text: string): SchedulingMessage {
  const split = AFTERWARDS.exec(text);
  const main = (split ? text.slice(0, split.index) : text).trim();
  const header = /^\d+\/(\d+) nodes are available: ?/.exec(main);
  const body = main.slice(header?.[0].length ?? 0).replace(/\.$/, '');
  return {
    ...(header ? { nodes: Number(header[1]) } : {}),
    reasons: body === '' ? [] : splitCounts(body).map(toReason),
    ...(split ? { preemption: text.slice(split.index + split[0].length) } : {}),
    cut: header !== null && !split && !(main.endsWith('.') && !main.endsWith('...')),
  };
}

/** Splits at the commas that a count follows; reasons hold commas of their own. */
export function splitCounts(body: string): readonly string[] {
  return body.split(/, (?=\d+ \S)/);
}

function toReason(part: string): SchedulingReason {
  const [, count, text = part] = /^(\d+) (\S.*)$/s.exec(part) ?? [];
  const counted = count === undefined ? {} : { count: Number(count) };
  for (const [kind, pattern] of REASONS) {
    const match = pattern.exec(text);
    if (!match) continue;
    const [, subject, detail] = match;
    return {
      kind,
      ...counted,
      text,
      ...(subject === undefined ? {} : { subject }),
      ...(detail === undefined ? {} : { detail }),
    };
  }
  return { kind: undefined, ...counted, text };
}
