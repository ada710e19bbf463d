import { counted } from '../diagnosis/counted.ts';
import type { Digest, DigestItem } from './digest.ts';
import type { MarkedItem } from './digest-groups.ts';

const UNITS: readonly (readonly [seconds: number, name: string])[] = [
  [86_400, 'day'],
  [3_600, 'hour'],
  [60, 'minute'],
];
/** Counted in the smaller unit up to twice the larger: `36 hours` says more than `1 day`. */
const TWICE = 2;

type Named = Pick<DigestItem, 'namespace' | 'kind' | 'name'>;

/** `Deployment shop/web`; without its namespace where the digest is about one. */
export function ownerText(item: Named, digest: Digest): string {
  return `${item.kind} ${nameText(item, digest)}`;
}

/** `shop/web`, or `web` where the digest is about one namespace. */
export function nameText({ namespace, name }: Omit<Named, 'kind'>, { scope }: Digest): string {
  return scope.namespaces?.length === 1 ? name : `${namespace}/${name}`;
}

/** `new, 2 of 3 pods, for 4 hours, 14 restarts` */
export function stateText({ item, mark }: MarkedItem, { takenAt }: Digest): string {
  const span = spanInWords((Date.parse(takenAt) - Date.parse(item.since)) / 1000);
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
  return changes ? spanInWords((Date.parse(takenAt) - Date.parse(changes.since)) / 1000) : '';
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

/** Empty where it isn't known. */
export function spanInWords(seconds: number): string {
  if (!Number.isFinite(seconds)) return '';
  const [unit, name] = UNITS.find(([size]) => seconds >= TWICE * size) ?? [1, 'second'];
  return counted(Math.max(0, Math.floor(seconds / unit)), name);
}
