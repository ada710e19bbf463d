import type { Digest, DigestItem } from '../../src/digests/digest.ts';

/** Of a Deployment in shop that is killed at its memory limit, where nothing else is said. */
export function madeItem(differs: Partial<DigestItem> = {}): DigestItem {
  const { namespace = 'shop', kind = 'Deployment', name = 'web', cause = 'crashloop/oom-killed' } = differs;
  return {
    key: `${namespace}/${kind}/${name}/${cause}`,
    namespace,
    kind,
    name,
    cause,
    title: `${name} was killed at its memory limit of 256Mi`,
    severity: 'critical',
    verdict: 'unhealthy',
    unwell: 2,
    pods: 3,
    restarts: 14,
    since: '2026-11-22T05:00:00Z',
    examples: [`${name}-5d6f7c8b9-abcde`],
    ...differs,
  };
}

/** Of the namespace shop at nine, where nothing else is said. */
export function madeDigest(items: readonly DigestItem[], differs: Partial<Digest> = {}): Digest {
  return {
    schema: 'podwhy-digest/v1',
    scope: { cluster: 'prod', namespaces: ['shop'] },
    takenAt: '2026-11-22T09:00:00Z',
    seen: { namespaces: 1, pods: 42, unwell: items.length * 2, undiagnosed: 0 },
    items,
    gaps: [],
    cost: { requests: 7, durationMs: 1_240 },
    ...differs,
  };
}
