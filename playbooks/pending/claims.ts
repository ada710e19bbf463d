import { fromObject, fromSpec } from '../../src/diagnosis/evidence.ts';
import type { Params } from '../../src/diagnosis/finding.ts';
import { nearNames } from '../../src/diagnosis/near-names.ts';
import type { Volume } from '../../src/diagnosis/objects/pod.ts';
import type { PersistentVolumeClaim } from '../../src/diagnosis/objects/storage.ts';
import type { View } from '../../src/diagnosis/playbook.ts';
import type { Collected } from '../../src/diagnosis/snapshot.ts';
import { askAhead, whyUnbound } from '../../src/diagnosis/storage/unbound-claim.ts';
import { templatePatch } from './patch.ts';
import { ageText, secondsSince } from './queue.ts';
import { evidenceOf, type PendingFound, type PendingView, type Refusal, reasonsOf } from './refusal.ts';

/** A claim of the pod: named by a volume, or made for a generic ephemeral volume as `<pod>-<volume>`. */
export interface PodClaim {
  readonly name: string;
  readonly volume: Volume;
}

/** Claims looked at: each is a request. */
const MOST = 3;

export function claimsOf(view: Pick<View, 'pod' | 'podName'>): readonly PodClaim[] {
  return (view.pod.spec?.volumes ?? []).flatMap((volume) => {
    const name = volume.persistentVolumeClaim?.claimName;
    if (name) return [{ name, volume }];
    return volume.ephemeral ? [{ name: `${view.podName}-${volume.name}`, volume }] : [];
  });
}

export function readClaim(view: PendingView, name: string): Collected<PersistentVolumeClaim> {
  return view.get({ section: 'claim', namespace: view.namespace, name });
}

const CLAIM_KINDS = [
  'claim-missing',
  'claim-unbound',
  'claim-lost',
  'claim-deleting',
  'claim-coming',
] as const;

/** Seconds in which a controller makes the claim of an ephemeral volume. */
const CLAIM_COMES = 60;

export function isAboutClaims(refusal: Refusal | undefined): boolean {
  return CLAIM_KINDS.some((kind) => reasonsOf(refusal, kind).length > 0);
}

/** Nothing else stands in the way: once the claims are bound, the scheduler tries again. */
export function isOnlyAboutClaims({ message }: Refusal): boolean {
  return message.reasons.every(({ kind }) => CLAIM_KINDS.some((one) => one === kind));
}

/** One finding for each claim in trouble, judged by the claim as it is now: the message may be older. */
export function claimFindings(view: PendingView, refusal: Refusal): readonly PendingFound[] {
  const claims = claimsOf(view);
  const named = new Set(
    CLAIM_KINDS.flatMap((kind) => reasonsOf(refusal, kind).map(({ subject }) => subject)),
  );
  const chosen = claims
    .toSorted((a, b) => Number(named.has(b.name)) - Number(named.has(a.name)))
    .slice(0, MOST);
  return chosen.flatMap((claim) => judgeClaim(view, refusal, claim, named.has(claim.name)));
}

function judgeClaim(
  view: PendingView,
  refusal: Refusal,
  claim: PodClaim,
  named: boolean,
): readonly PendingFound[] {
  const answer = readClaim(view, claim.name);
  if (reasonsOf(refusal, 'claim-unbound').length > 0) askAhead(view, claim.name);
  if (answer.status === 'ok') return unbound(view, refusal, claim, answer.value);
  const saidMissing = reasonsOf(refusal, 'claim-missing').some(({ subject }) => subject === claim.name);
  if (answer.reason === 'not-found' || saidMissing) return missing(view, refusal, claim);
  const only = claimsOf(view).length === 1;
  if (!named && !only) return [];
  return [
    {
      cause: 'volume-claim-unbound',
      confidence: 'likely',
      params: { claim: claim.name, ...saidOf(refusal, claim.name) },
      evidence: [refusal.evidence],
    },
  ];
}

/** What the message alone tells of a claim that can't be read. */
function saidOf(refusal: Refusal, claim: string) {
  const lost = reasonsOf(refusal, 'claim-lost').find(({ subject }) => subject === claim);
  if (lost?.detail) return { why: `its volume ${lost.detail} does not exist`, lostVolume: lost.detail };
  const deleting = reasonsOf(refusal, 'claim-deleting').some(({ subject }) => subject === claim);
  return deleting ? { why: 'it is being deleted' } : {};
}

function missing(view: PendingView, refusal: Refusal, claim: PodClaim): readonly PendingFound[] {
  const age = secondsSince(view, view.pod.metadata?.creationTimestamp);
  if (claim.volume.ephemeral && age !== undefined && age < CLAIM_COMES) return [];
  return [
    {
      cause: 'volume-claim-missing',
      confidence: 'certain',
      params: {
        claim: claim.name,
        volume: claim.volume.name,
        ...(madeParams(view, claim) ?? namedParams(view, claim)),
      },
      evidence: evidenceOf(refusal, [
        fromSpec(view.podName, `spec.volumes[${claim.volume.name}]`, `PersistentVolumeClaim ${claim.name}`),
      ]),
    },
  ];
}

/** A claim that a controller makes for this very pod: another pod's, named nearly so, is none of its business. */
function madeParams({ owner, podName }: PendingView, { name, volume }: PodClaim): Params | undefined {
  if (volume.ephemeral) return { maker: 'the ephemeral volume controller', awaited: podName };
  if (owner?.kind !== 'StatefulSet' || name !== `${volume.name}-${podName}`) return undefined;
  return { maker: `statefulset ${owner.name}`, remade: podName };
}

function namedParams(view: PendingView, { name, volume }: PodClaim): Params {
  const names = view.get({ section: 'names', resource: 'persistentvolumeclaims', namespace: view.namespace });
  const claims = names.status === 'ok' ? names.value.map((one) => one.name) : [];
  const near = nearNames(name, claims);
  const [nearest] = near;
  const volumes = [{ name: volume.name, persistentVolumeClaim: { claimName: nearest } }];
  return {
    near,
    nearest,
    claims: near.length > 0 ? undefined : claims,
    patch: nearest === undefined ? undefined : templatePatch(view, { volumes }),
    byHand: name,
  };
}

function unbound(
  view: PendingView,
  refusal: Refusal,
  claim: PodClaim,
  object: PersistentVolumeClaim,
): readonly PendingFound[] {
  const phase = object.status?.phase ?? 'Pending';
  const deleting = object.metadata?.deletionTimestamp;
  if (phase === 'Bound' && !deleting) return [];
  const reason = deleting
    ? { params: { why: `it has been in deletion for ${ageText(view, deleting)}` }, evidence: [] }
    : whyUnbound(view, claim.name, object);
  if (!reason) return [];
  return [
    {
      cause: 'volume-claim-unbound',
      confidence: 'certain',
      params: {
        claim: claim.name,
        size: object.spec?.resources?.requests?.storage,
        modes: object.spec?.accessModes,
        class: object.spec?.storageClassName,
        ...reason.params,
      },
      evidence: evidenceOf(refusal, [
        fromObject('PersistentVolumeClaim', claim.name, 'status.phase', phase),
        ...reason.evidence,
      ]),
    },
  ];
}
