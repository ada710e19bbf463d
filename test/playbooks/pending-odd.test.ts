import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { pending } from '../../playbooks/pending/index.ts';
import type { Pod } from '../../src/diagnosis/objects/pod.ts';
import { viewOf } from '../../src/diagnosis/pod-view.ts';
import { type Read, readKey } from '../../src/diagnosis/snapshot.ts';
import { NOW } from '../support/build.ts';

const REASONS = [
  'Insufficient cpu',
  'Too many pods',
  "node(s) didn't match Pod's node affinity/selector",
  "node(s) didn't have free ports for the requested pod ports",
  'node(s) had volume node affinity conflict',
  "node(s) didn't match pod anti-affinity rules",
  "node(s) didn't match pod affinity rules",
  "node(s) didn't match pod topology spread constraints",
  'pod has unbound immediate PersistentVolumeClaims',
];

/** A value, or what an odd object has in its place. */
function odd<T>(value: T) {
  return fc.option(fc.constant(value), { nil: undefined, freq: 4 });
}

const term = { labelSelector: { matchLabels: { app: 'a' } }, topologyKey: 'zone' };

const spec = fc.record({
  containers: odd([
    { name: 'app', resources: { requests: { cpu: '1' } }, ports: [{ containerPort: 1, hostPort: 2 }] },
  ]),
  nodeSelector: odd({ pool: 'x' }),
  tolerations: fc.constantFrom(undefined, null, [], [{}], [{ key: 'a' }]),
  volumes: fc.constantFrom(undefined, [], [{ name: 'v', persistentVolumeClaim: { claimName: 'c' } }]),
  affinity: fc.constantFrom(
    undefined,
    {},
    {
      podAntiAffinity: { requiredDuringSchedulingIgnoredDuringExecution: [term] },
      podAffinity: { requiredDuringSchedulingIgnoredDuringExecution: [{ topologyKey: 'zone' }] },
    },
  ),
  topologySpreadConstraints: odd([{ ...term, maxSkew: 1, whenUnsatisfiable: 'DoNotSchedule' }]),
});

const metadata = fc.record({
  name: odd('web-1'),
  namespace: odd('shop'),
  labels: fc.constantFrom(undefined, null, { app: 'a' }),
});

/** Anything a read may be answered with. */
const answers = fc.constantFrom<unknown>(
  { status: 'unavailable', reason: 'forbidden', message: '' },
  { status: 'unavailable', reason: 'not-found', message: '' },
  { status: 'ok', value: undefined },
);

function listed(section: string): unknown {
  const node = {
    metadata: { name: 'a', labels: { zone: '1' } },
    spec: { taints: [{ key: 'a', effect: 'NoSchedule' }] },
  };
  if (section === 'nodes')
    return [node, { metadata: { name: 'b' }, status: { allocatable: { cpu: '2' } } }, {}];
  if (section === 'claim') return { spec: { volumeName: 'v' } };
  return section === 'volume'
    ? {}
    : [{}, { metadata: { name: 'p', labels: { app: 'a' } }, spec: { nodeName: 'a' } }];
}

describe('odd objects', () => {
  it('never make it throw, and every finding has evidence', () => {
    const message = fc
      .subarray(REASONS, { minLength: 0 })
      .map((some) => `0/3 nodes are available: ${some.map((one) => `1 ${one}`).join(', ')}.`);
    const property = fc.property(spec, metadata, message, answers, (made, meta, text, answer) => {
      const status = { conditions: [{ type: 'PodScheduled', status: 'False', message: text }] };
      const pod = { metadata: meta, spec: made, status } as unknown as Pod;
      const facts = new Map();
      const target = { kind: 'Pod', namespace: 'shop', name: 'web-1' };
      for (let round = 0; round < 4; round++) {
        const asked = new Map<string, Read>();
        const view = viewOf({ target, takenAt: NOW, pods: [pod], facts }, pod, asked);
        for (const found of pending.diagnose(view).findings) expect(found.evidence.length).toBeGreaterThan(0);
        for (const read of asked.values()) {
          const ok = (answer as { status: string }).status === 'ok';
          facts.set(readKey(read), ok ? { status: 'ok', value: listed(read.section) } : answer);
        }
      }
    });
    fc.assert(property);
  });
});
