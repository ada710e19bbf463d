import type { Found } from '../../src/diagnosis/finding.ts';

const LOOPBACK = /^(?:localhost|127\.\d+\.\d+\.\d+|::1|\[::1\])$/;

export function isLoopback(host: string): boolean {
  return LOOPBACK.test(host);
}

/**
 * A container that cannot reach an address of the pod itself waits for a neighbour: what ends that one comes first, and
 * the other follows from it.
 */
export function neighboursFirst<Cause extends string>(
  findings: readonly Found<Cause>[],
): readonly Found<Cause>[] {
  const isInside = (one: Found): boolean =>
    one.cause === 'dependency-unreachable' && isLoopback(String(one.params.host));
  const outside = findings.filter((one) => !isInside(one));
  const neighbours = outside.map(({ container }) => `${container}`);
  const inside = findings.filter(isInside).map((one) => ({
    ...one,
    confidence: neighbours.length > 0 ? ('likely' as const) : one.confidence,
    params: { ...one.params, loopback: one.params.host, neighbours },
  }));
  return [...outside, ...inside];
}
