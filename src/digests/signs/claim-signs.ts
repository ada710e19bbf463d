import { secondsSince } from '../../diagnosis/age.ts';
import type { Severity } from '../../diagnosis/finding.ts';
import type { ClaimMetric, PersistentVolumeClaim } from '../../diagnosis/objects/storage.ts';
import { formatQuantity, parseQuantity } from '../../diagnosis/quantity.ts';
import type { DigestSign } from '../digest.ts';
import type { IgnoreRules } from '../noise.ts';
import { forSpan } from './for-span.ts';
import { percent } from './percent.ts';
import { type WeighedSign, worstSigns } from './worst-signs.ts';

export interface ClaimState {
  readonly claims: readonly PersistentVolumeClaim[];
  /** Bytes in use, and bytes that there are; both empty where nothing measures them. */
  readonly used: readonly ClaimMetric[];
  readonly capacity: readonly ClaimMetric[];
}

interface Told {
  readonly namespace: string;
  readonly name: string;
  readonly what: string;
  readonly severity: Severity;
  readonly text: string;
  readonly weight?: number;
}

const FILLING = 0.85;
const FULL = 0.95;
/** Disks are given in larger steps than they are asked for. */
const ROUNDED = 1.1;
/** A volume that is mounted is grown by its kubelet within minutes. */
const GROWING_S = 600;

/** `is 95% full: 95Gi of 100Gi`: claims that fill, whose volume is gone, or that wait to be grown. */
export function claimSigns(
  { claims, used, capacity }: ClaimState,
  { now, ignore = {} }: { readonly now: number; readonly ignore?: IgnoreRules },
): readonly DigestSign[] {
  const found = [
    ...fillingClaims({ claims, used, capacity }),
    ...claims.flatMap((one) => brokenClaim(one, now)),
  ];
  return worstSigns(found.map(toSign), ignore);
}

function fillingClaims({ claims, used, capacity }: ClaimState): readonly Told[] {
  const sizes = new Map(capacity.map((one) => [claimKey(one.describedObject), parseQuantity(one.value)]));
  const granted = new Map(
    claims.map((one) => [claimKey(one.metadata), parseQuantity(one.status?.capacity?.storage)]),
  );
  return used.flatMap(({ describedObject, value }): readonly Told[] => {
    const { namespace, name } = describedObject ?? {};
    const key = claimKey(describedObject);
    const bytes = parseQuantity(value);
    const size = sizes.get(key);
    if (!namespace || !name || bytes === undefined || !size || bytes / size < FILLING) return [];
    const share = bytes / size;
    // A claim that is mounted on several nodes is measured on each, and the sum of them is what prometheus-adapter tells.
    const figures =
      size > (granted.get(key) ?? size) * ROUNDED ? '' : `: ${storage(bytes)} of ${storage(size)}`;
    const text = `is ${percent(share)} full${figures}`;
    const severity = share >= FULL ? 'critical' : 'warning';
    return [{ namespace, name, what: 'use', severity, text, weight: share }];
  });
}

function storage(bytes: number): string {
  return formatQuantity('storage', bytes);
}

function claimKey(claim: { readonly namespace?: string; readonly name?: string } | undefined): string {
  return `${claim?.namespace}/${claim?.name}`;
}

/** Of claims that wait for a volume the pods that want it tell. */
function brokenClaim({ metadata, spec, status }: PersistentVolumeClaim, now: number): readonly Told[] {
  const { namespace = '', name = '' } = metadata ?? {};
  if (status?.phase === 'Lost')
    return [{ namespace, name, what: 'Lost', severity: 'critical', text: 'has lost its volume' }];
  const waits = status?.conditions?.find(
    ({ type, status: state }) => type === 'FileSystemResizePending' && state === 'True',
  );
  if (!waits || secondsSince(now, waits.lastTransitionTime) < GROWING_S) return [];
  const wanted = spec?.resources?.requests?.storage;
  const text = `has waited${forSpan(now, waits.lastTransitionTime)} for its file system to be grown${
    wanted ? ` to ${wanted}` : ''
  }: that is done where a pod mounts it`;
  return [{ namespace, name, what: waits.type, severity: 'info', text }];
}

function toSign({ namespace, name, what, severity, text, weight = 0 }: Told): WeighedSign {
  const key = `claim/${namespace}/${name}/${what}`;
  const kind = 'PersistentVolumeClaim';
  return { sign: { key, about: 'claim', namespace, kind, name, severity, text }, weight };
}
