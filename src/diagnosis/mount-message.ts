/** What the kubelet or the attach controller says of a pod's volumes. */
export interface MountMessage {
  /** `timeout`: only that something took too long, not what. */
  readonly problem: 'attach-conflict' | 'attach' | 'mount' | 'timeout';
  /** As it was named: the pod's own volume, or for a claim its PersistentVolume. */
  readonly volume?: string;
  /** The claim that could not be used. */
  readonly claim?: string;
  /** Volumes that are not mounted yet, where several are spoken of. */
  readonly unmounted: readonly string[];
  /** Pods that have the volume. */
  readonly holders: readonly string[];
  /** The machine that has the volume, as the storage system names it: a node's name, an instance's id or path. */
  readonly machine?: string;
  /** The telling words, without what stands around them. */
  readonly clause: string;
}

const VOLUME = '(?<volume>[^"]{1,300})';
const CONFLICT = new RegExp(`Multi-Attach error for volume "${VOLUME}" ?(?<rest>.*)`, 's');
const FAILED = new RegExp(
  `\\b(?<operation>AttachVolume|MountVolume|MapVolume|VerifyControllerAttachedVolume|UnmountVolume)\\S* .{0,60}?for volume "${VOLUME}"[^:]{0,400}: ?(?<rest>.*)`,
  's',
);
const CLAIM = /error processing PVC [^/\s]{1,300}\/(?<claim>[^:\s]{1,300}): (?<rest>.*)/s;
/** What storage systems say of a volume that another machine has: AWS, Google, Azure and most others. */
const TAKEN: readonly RegExp[] = [
  /RESOURCE_IN_USE_BY_ANOTHER_RESOURCE.{0,600}?is already being used by '(?<machine>[^']{1,500})'/s,
  /already owned by VM '(?<machine>[^']{1,500})'/,
  /\b(?:already|is|currently)(?: exclusively)? (?:attached|published) (?:to|at)(?: the| VM| node| instance| droplet| server){1,2}[ (]["']?(?<machine>(?=[^\s"'(),;]*[\d/-])[^\s"'(),;]{1,500})/i,
  /\bVolumeInUse\b|RESOURCE_IN_USE_BY_ANOTHER_RESOURCE/,
  /\b(?:already|is|currently)(?: exclusively)? (?:attached|published) (?:to|at) (?:an instance|an?other |a different )/i,
];

/**
 * Reads an event `FailedAttachVolume`, `FailedMount` or `FailedMapVolume`
 * (https://github.com/kubernetes/kubernetes/blob/v1.36.0/pkg/volume/util/operationexecutor/operation_generator.go).
 */
export function readMountMessage(message: string): MountMessage {
  const text = message
    .slice(0, 4000)
    .replace(/ \((?:UniqueName|UID): "[^"]{0,500}"\)/g, '')
    .trim();
  const conflict = CONFLICT.exec(text)?.groups;
  if (conflict) {
    const { volume = '', rest = '' } = conflict;
    return { problem: 'attach-conflict', volume, unmounted: [], holders: holdersIn(rest), clause: rest };
  }
  const failed = FAILED.exec(text)?.groups;
  if (failed) {
    const { operation, volume = '', rest = '' } = failed;
    const told = { volume, unmounted: [], holders: [], clause: tellingClause(rest) };
    if (operation !== 'AttachVolume') return { problem: 'mount', ...told };
    const taken = TAKEN.map((pattern) => pattern.exec(rest)).find((match) => match !== null);
    if (!taken) return { problem: 'attach', ...told };
    const machine = taken.groups?.machine;
    return { problem: 'attach-conflict', ...told, ...(machine === undefined ? {} : { machine }) };
  }
  const unmounted = listIn(text, /unmounted volumes=\[([^\]]{0,1000})\]/);
  const ofClaim = CLAIM.exec(text)?.groups;
  if (ofClaim) {
    const { claim = '', rest = '' } = ofClaim;
    return { problem: 'mount', claim, unmounted, holders: [], clause: rest };
  }
  const isTimeout = /timed out|timeout expired|deadline exceeded/i.test(text);
  return { problem: isTimeout ? 'timeout' : 'mount', unmounted, holders: [], clause: tellingClause(text) };
}

/** `Volume is already used by pod(s) a, b and 1 pod(s) in different namespaces`. */
function holdersIn(text: string): readonly string[] {
  const named = /used by pod\(s\) ([\w.-]+(?:, [\w.-]+)*)/.exec(text)?.[1];
  return named?.split(', ') ?? [];
}

function listIn(text: string, pattern: RegExp): readonly string[] {
  return (
    pattern
      .exec(text)?.[1]
      ?.split(/[\s,]+/)
      .filter(Boolean) ?? []
  );
}

/** What `mount` itself printed, where it was run; paths of the kubelet's own say nothing. */
export function tellingClause(text: string): string {
  const output = /\bOutput: ?(.*)/s.exec(text)?.[1];
  const said = (output ?? text).replace(/^(?:rpc error: code = \w+ desc = )+/, '');
  const [line = ''] = said
    .split('\n')
    .map((one) => one.trim())
    .filter(Boolean);
  return line.replace(/^(mount(?:\.\w+)?: )\/\S*\/kubelet\/\S+: /, '$1').slice(0, 500);
}
