import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Incident } from '../../src/incidents/incident.ts';
import { blastOf, stormOrder } from '../../src/incidents/storm-order.ts';

function incident(id: string, given: Partial<Incident> & { severity?: string } = {}): Incident {
  const { severity = 'warning', ...rest } = given;
  return {
    id,
    subject: { cluster: 'production', namespace: 'shop', kind: 'Deployment', name: id },
    template: '6d4cf56db6',
    cause: 'crashloop/oom-killed',
    title: 'Killed for memory',
    verdict: 'unhealthy',
    unwell: [],
    pods: 3,
    state: 'open',
    openedAt: 1_000,
    lookedAt: 1_000,
    alerts: [{ fingerprint: id, alertname: 'A', status: 'firing', severity, labels: {} }],
    flaps: 0,
    ...rest,
  };
}

const node = { cluster: 'production', kind: 'Node', name: 'worker-3' };
/** As they must come. */
const ordered: readonly Incident[] = [
  incident('node-page', { subject: node, severity: 'page' }),
  incident('node-info', { subject: node, severity: 'info', unwell: [] }),
  incident('many', { unwell: ['a', 'b', 'c'], severity: 'info' }),
  incident('critical', { unwell: ['d', 'e'], severity: 'critical', openedAt: 9_000 }),
  incident('early', { unwell: ['f', 'g'], openedAt: 500 }),
  incident('late-a', { unwell: ['h', 'i'] }),
  incident('late-b', { unwell: ['j', 'k'] }),
  incident('one', { unwell: ['l'], severity: 'critical' }),
  incident('recovered', { state: 'recovered', severity: 'critical' }),
  incident('closed-node', { state: 'closed', subject: node, severity: 'critical' }),
  incident('closed', { state: 'closed', severity: 'critical' }),
];

describe('the order of a storm', () => {
  it('is what reaches furthest first, whatever order it comes in', () => {
    const ids = ordered.map(({ id }) => id);
    fc.assert(
      fc.property(fc.shuffledSubarray([...ordered]), (shuffled) => {
        const expected = ids.filter((id) => shuffled.some((one) => one.id === id));
        expect(stormOrder(shuffled).map(({ id }) => id)).toEqual(expected);
      }),
    );
    expect(stormOrder(ordered)).toEqual(ordered);
  });

  it('leaves what it was given as it was', () => {
    const given = Object.freeze([...ordered].reverse());
    expect(stormOrder(given)).toHaveLength(ordered.length);
  });
});

describe('the sums', () => {
  it('count incidents, pods and namespaces once', () => {
    expect(blastOf(ordered)).toEqual({
      incidents: 11,
      pods: 12,
      namespaces: 1,
      critical: 3,
      open: 8,
      recovered: 1,
      closed: 2,
    });
  });

  it('tell namespaces and pods of two clusters apart, and count a pod with two causes once', () => {
    const shop = { cluster: 'production', namespace: 'shop', kind: 'Deployment', name: 'web' };
    const blast = blastOf([
      incident('a', { subject: shop, unwell: ['web-1', 'web-2'] }),
      incident('b', { subject: shop, unwell: ['web-2'] }),
      incident('c', { subject: { ...shop, cluster: 'staging' }, unwell: ['web-2'] }),
      incident('d', { subject: { ...shop, namespace: 'pay' }, unwell: ['web-2'] }),
    ]);
    expect(blast).toMatchObject({ incidents: 4, pods: 4, namespaces: 3 });
  });

  it('of nothing are nothing', () => {
    expect(Object.values(blastOf([]))).toEqual([0, 0, 0, 0, 0, 0, 0]);
  });
});
