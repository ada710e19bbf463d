import { sanitize } from '../diagnosis/sanitize.ts';
import type { Digest, DigestSign } from './digest.ts';

/** Signs of one sort. */
export interface SignGroup {
  readonly about: DigestSign['about'];
  readonly title: string;
  readonly signs: readonly DigestSign[];
}

interface Sort {
  readonly about: DigestSign['about'];
  readonly title: string;
  /** What all of them are, where the title says it. */
  readonly kind?: string;
}

const SORTS: readonly Sort[] = [
  { about: 'node', title: 'Nodes', kind: 'Node' },
  { about: 'limit', title: 'Near their limits' },
  { about: 'claim', title: 'Volume claims', kind: 'PersistentVolumeClaim' },
  { about: 'quota', title: 'Quotas', kind: 'ResourceQuota' },
  { about: 'certificate', title: 'Certificates', kind: 'Certificate' },
];

/** A digest's signs by sort, the worst of each first. */
export function signGroupsOf({ signs = [] }: Digest): readonly SignGroup[] {
  return SORTS.map(({ about, title }) => ({
    about,
    title,
    signs: signs.filter((sign) => sign.about === about),
  })).filter((group) => group.signs.length > 0);
}

/** `Deployment shop/web`, `node-a`: what the heading says, and the namespace where there is but one, are left out. */
export function signName({ about, namespace, kind, name }: DigestSign, { scope }: Digest): string {
  const isKnown = SORTS.some((sort) => sort.about === about && sort.kind === kind);
  const place = namespace === undefined || scope.namespaces?.length === 1 ? '' : `${namespace}/`;
  return `${isKnown ? '' : `${kind} `}${place}${name}`;
}

/** What is so, in one line. */
export function signText({ text, severity }: DigestSign): string {
  return `${sanitize(text)}${severity === 'critical' ? ' (critical)' : ''}`;
}

/** Signs that somebody should see to. */
export function warningsIn({ signs = [] }: Digest): number {
  return signs.filter(({ severity }) => severity !== 'info').length;
}
