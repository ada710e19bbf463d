import { readConfigMessages } from '../../src/diagnosis/config-message.ts';
import { eventContainer, eventTime, newest } from '../../src/diagnosis/events.ts';
import { type MountMessage, readMountMessage } from '../../src/diagnosis/mount-message.ts';
import type { KubeEvent } from '../../src/diagnosis/objects/meta.ts';

export interface MountTrouble {
  readonly event: KubeEvent;
  readonly message: MountMessage;
}

const REASONS: ReadonlySet<string | undefined> = new Set([
  'FailedMount',
  'FailedAttachVolume',
  'FailedMapVolume',
  'FailedMountOnFilesystemMismatch',
]);
/** The kubelet and the controller try again within two minutes: of what is silent longer than this, nothing is left. */
const SILENT = 5 * 60_000;

/**
 * What still keeps volumes from the pod, the newest word on each. Left out: what passes by itself, what succeeded
 * since, and what came before a try to make the sandbox or a container's turn, for which all volumes have to be mounted
 * (before 1.29 no condition says by default that it is).
 */
export function currentTroubles(events: readonly KubeEvent[]): readonly MountTrouble[] {
  const sandbox = newest(events, ({ reason }) => reason === 'FailedCreatePodSandBox');
  const since = sandbox ? eventTime(sandbox) : 0;
  const ofContainer = newest(events, (event) => eventContainer(event) !== undefined);
  const mountedAt = ofContainer ? eventTime(ofContainer) : -1;
  const troubles = events
    .filter((event) => REASONS.has(event.reason))
    .filter((event) => eventTime(event) >= since && eventTime(event) > mountedAt)
    .toSorted((a, b) => eventTime(b) - eventTime(a))
    .map((event) => ({ event, message: readMountMessage(event.message ?? '') }))
    .filter((trouble) => !isPassing(trouble) && !hasSucceeded(trouble, events));
  const latest = newestOfEach(troubles);
  const end = Math.max(...latest.map(({ event }) => eventTime(event)));
  return latest.filter(({ event, message }) => saidOnce(message) || end - eventTime(event) <= SILENT);
}

/** The controller tells of a volume that is in use once only. */
function saidOnce({ problem }: MountMessage): boolean {
  return problem === 'attach-conflict';
}

function newestOfEach(troubles: readonly MountTrouble[]): readonly MountTrouble[] {
  const seen = new Map<string, MountTrouble>();
  for (const trouble of troubles) {
    const { volume, claim, unmounted } = trouble.message;
    const key = volume ?? claim ?? unmounted.join(' ');
    if (!seen.has(key)) seen.set(key, trouble);
  }
  return [...seen.values()];
}

function isPassing({ message }: MountTrouble): boolean {
  return readConfigMessages(message.clause).some(({ problem }) => problem === 'passing');
}

function hasSucceeded({ event, message }: MountTrouble, events: readonly KubeEvent[]): boolean {
  if (message.problem !== 'attach-conflict' && message.problem !== 'attach') return false;
  return events.some(
    (one) =>
      one.reason === 'SuccessfulAttachVolume' &&
      eventTime(one) >= eventTime(event) &&
      one.message?.includes(`"${message.volume}"`),
  );
}
