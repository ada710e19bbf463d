import { readConfigMessages } from '../../src/diagnosis/config-message.ts';
import { fromEvent, fromObject, fromSpec } from '../../src/diagnosis/evidence.ts';
import type { Evidence, NonEmpty } from '../../src/diagnosis/finding.ts';
import type { Volume } from '../../src/diagnosis/objects/pod.ts';
import { podEvents } from '../../src/diagnosis/pod-events.ts';
import type { Collected } from '../../src/diagnosis/snapshot.ts';
import { askAhead, awaitsConsumer, whyUnbound } from '../../src/diagnosis/storage/unbound-claim.ts';
import { attachConflict, attachFailed, heldElsewhere } from './attach.ts';
import { claimFound, ofPod } from './claims.ts';
import { configTroubles, missingSources } from './config.ts';
import { type FullDisk, fullDisk } from './full-disk.ts';
import { currentTroubles, type MountTrouble } from './mount-events.ts';
import { hintsOf } from './mount-hints.ts';
import { readClaims, sourceOf, type VolumeFound, type VolumeView, volumeNamed } from './scene.ts';
import { schedulerBypassed } from './scheduler-bypassed.ts';

/** Seconds in which volumes are ordinarily mounted. */
const ORDINARY = 120;

/** What keeps the volumes of a pod from its node. */
export function mountTroubles(view: VolumeView): readonly VolumeFound[] {
  const answer = podEvents(view);
  const troubles = currentTroubles(answer.status === 'ok' ? answer.value : []);
  const specific = troubles.filter(({ message }) => message.problem !== 'timeout');
  if (specific.length > 0) return specific.flatMap((trouble) => foundFor(view, trouble));
  const [timeout] = troubles;
  if (!timeout && !isToBeLookedInto(view, answer)) return [];
  const missing = missingSources(view, timeout);
  if (missing.length > 0) return missing;
  const held = heldElsewhere(view, timeout);
  return held.length > 0 || !timeout ? held : [mountTimeout(view, timeout)];
}

/** Without a word on the volumes: the pod is late, or no word can be read. */
function isToBeLookedInto(view: VolumeView, events: Collected<unknown>): boolean {
  if (events.status === 'unavailable') return events.reason !== 'not-collected';
  return (view.now - Date.parse(String(view.pod.metadata?.creationTimestamp))) / 1000 >= ORDINARY;
}

function foundFor(view: VolumeView, trouble: MountTrouble): readonly VolumeFound[] {
  const { message } = trouble;
  if (message.problem === 'attach-conflict') return [attachConflict(view, trouble)];
  if (message.problem === 'attach') return [attachFailed(view, trouble)];
  if (message.claim !== undefined) {
    const unbound = ofClaim(view, trouble, message.claim);
    if (unbound) return [unbound];
  }
  const problems = readConfigMessages(message.clause);
  const config = configTroubles(view, trouble, problems);
  return config.length > 0 ? config : [mountFailed(view, trouble)];
}

/** The pod was put on its node by hand, past the scheduler, and its claim has no volume. */
function ofClaim(view: VolumeView, { event }: MountTrouble, name: string): VolumeFound | undefined {
  askAhead(view, name);
  const read = readClaims(view).find((one) => one.name === name);
  const claim = read?.answer.status === 'ok' ? read.answer.value : undefined;
  if (!claim || claim.status?.phase === 'Bound') return undefined;
  if (awaitsConsumer(view, name, claim))
    return schedulerBypassed(name, view.pod, { class: claim.spec?.storageClassName }, [fromEvent(event)]);
  const reason = whyUnbound(view, name, claim);
  return reason && claimFound(name, claim, reason, [fromEvent(event)], ofPod(view, name));
}

function mountFailed(view: VolumeView, { event, message }: MountTrouble): VolumeFound {
  const clause = message.clause || 'no reason is given';
  const name = message.volume ?? message.claim ?? message.unmounted[0];
  const named = volumeNamed(view, name);
  const source = sourceOf(named.spec);
  const size = named.object?.status?.capacity?.storage ?? named.object?.spec?.resources?.requests?.storage;
  const full = fullDisk(clause);
  const isFull = named.claim !== undefined && full === 'volume';
  const evidence: NonEmpty<Evidence> = [
    fromEvent(event),
    ...(source && named.spec ? [fromSpec(view.podName, `spec.volumes[${named.spec.name}]`, source)] : []),
    ...(isFull && size
      ? [fromObject('PersistentVolumeClaim', String(named.claim), 'status.capacity', size)]
      : []),
  ];
  const own = named.claim === undefined ? source : undefined;
  const params = { volume: name ?? 'of the pod', claim: named.claim, source: own, clause, size };
  if (isFull) {
    return { cause: 'volume-full', confidence: 'certain', params: { ...params, ...twice(size) }, evidence };
  }
  return {
    cause: 'mount-failed',
    confidence: 'certain',
    params: {
      ...params,
      ...hintsOf(view, clause, named.spec),
      fullNode: full === 'node' || isOnDisk(full, named.spec) ? view.pod.spec?.nodeName : undefined,
      fullSomewhere: full === 'unknown' && named.claim !== undefined ? named.claim : undefined,
    },
    evidence,
  };
}

/** A ConfigMap is written to the node's own disk; what comes from Secrets is kept in memory. */
function isOnDisk(full: FullDisk | undefined, volume: Volume | undefined): boolean {
  return full !== undefined && volume?.configMap !== undefined;
}

/** A claim's new size, for a start. */
function twice(size = '') {
  const [, number, unit] = /^(\d+)(\w*)$/.exec(size) ?? [];
  if (number === undefined) return {};
  const storage = `${Number(number) * 2}${unit}`;
  return { largerPatch: JSON.stringify({ spec: { resources: { requests: { storage } } } }) };
}

/** Nothing tells why; which volumes are waited for is all there is. */
function mountTimeout(view: VolumeView, { event, message }: MountTrouble): VolumeFound {
  const volumes = view.pod.spec?.volumes ?? [];
  const waiting = message.unmounted.filter((name) => !name.startsWith('kube-api-access-'));
  const named = waiting.length > 0 ? waiting : message.unmounted;
  const sources = named.map((name) => sourceOf(volumes.find((one) => one.name === name)) ?? name);
  return {
    cause: 'mount-timeout',
    confidence: 'likely',
    params: { volumes: named, sources, drivers: driversOf(view, named), clause: message.clause },
    evidence: [fromEvent(event), fromSpec(view.podName, 'spec.volumes', sources.join(', ') || 'none')],
  };
}

function driversOf(view: VolumeView, names: readonly string[]): readonly string[] {
  const volumes = view.pod.spec?.volumes ?? [];
  return volumes.flatMap(({ name, csi }) => (csi?.driver && names.includes(name) ? csi.driver : []));
}
