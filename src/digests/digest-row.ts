import { secondsSince } from '../diagnosis/age.ts';
import { counted } from '../diagnosis/counted.ts';
import type { Digest } from './digest.ts';
import type { MarkedItem } from './digest-groups.ts';
import type { OwnerPlace } from './owner-place.ts';
import { spanInWords } from './span-in-words.ts';

/** `Deployment shop/web`; without its namespace where the digest is about one. */
export function ownerText(item: OwnerPlace, digest: Digest): string {
  return `${item.kind} ${nameText(item, digest)}`;
}

/** `shop/web`, or `web` where the digest is about one namespace. */
export function nameText({ namespace, name }: Omit<OwnerPlace, 'kind'>, { scope }: Digest): string {
  return scope.namespaces?.length === 1 ? name : `${namespace}/${name}`;
}

/** `new, 2 of 3 pods, for 4 hours, 14 restarts` */
export function stateText({ item, mark }: MarkedItem, { takenAt }: Digest): string {
  const span = spanInWords(secondsSince(Date.parse(takenAt), item.since));
  return [
    ...(mark ? [mark] : []),
    ...(item.verdict === 'waiting' ? ['waiting'] : []),
    ...(item.verdict === 'inconclusive' ? ['unclear'] : []),
    ...(item.pods > 1 ? [`${item.unwell} of ${item.pods} pods`] : []),
    ...(span ? [`for ${span}`] : []),
    ...(item.restarts > 0 ? [counted(item.restarts, 'restart')] : []),
  ].join(', ');
}

/** `24 hours` between a digest and the one that it is compared with; empty where there is none. */
export function comparedSpan({ takenAt, changes }: Digest): string {
  return changes ? spanInWords(secondsSince(Date.parse(takenAt), changes.since)) : '';
}

/** `41 restarts in 24 hours`; undefined where none is known of. */
export function restartsText(digest: Digest, unit: 'restart' | 'time' = 'restart'): string | undefined {
  const { changes } = digest;
  const total = changes?.restarts?.total ?? 0;
  if (!changes || total <= 0) return undefined;
  return `${counted(total, unit)} in ${comparedSpan(digest) || `the time since ${changes.since}`}`;
}

/** `Deployment shop/api 14`, those with most restarts first; the last says how many others had, where any had. */
export function restartedOwners(digest: Digest): readonly string[] {
  const { total = 0, owners = [] } = digest.changes?.restarts ?? {};
  const rest = total - owners.reduce((sum, { restarts }) => sum + restarts, 0);
  return [
    ...owners.map((owner) => `${ownerText(owner, digest)} ${owner.restarts}`),
    ...(rest > 0 ? [`others ${rest}`] : []),
  ];
}
