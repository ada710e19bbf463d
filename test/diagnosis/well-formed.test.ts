import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Pod } from '../../src/diagnosis/objects/pod.ts';
import { type Collected, type Read, readKey, type Snapshot } from '../../src/diagnosis/snapshot.ts';
import { wellFormed, wellFormedSnapshot } from '../../src/diagnosis/well-formed.ts';
import { container, event, node, pod, workload } from '../support/build.ts';
import { facts, snapshot } from '../support/snapshots.ts';

/** As `wellFormed`, for what has no right type. */
function clean(object: unknown): unknown {
  return wellFormed(object as object);
}

describe('wellFormed', () => {
  test.each([
    ['a pod', pod()],
    ['an event', event()],
    ['a node', node()],
    ['a workload', workload()],
  ])('keeps %s as it is', (_, object) => {
    expect(wellFormed<object>(object)).toEqual(object);
  });

  test.each<[string, unknown, unknown]>([
    [
      'null, which counts as absent',
      { metadata: { name: 'a', deletionTimestamp: null } },
      { metadata: { name: 'a' } },
    ],
    ['a text where a list belongs', { spec: { containers: 'app' } }, { spec: {} }],
    ['an object where a list belongs', { status: { conditions: {} } }, { status: {} }],
    ['a text where an object belongs', { status: 'Running', spec: [] }, {}],
    ['a number where a text belongs', { status: { phase: 7 } }, { status: {} }],
    ['a text where a number belongs', { spec: { priority: '7' } }, { spec: {} }],
    ['a number that is none', { spec: { priority: Number.NaN } }, { spec: {} }],
    ['a text where a flag belongs', { spec: { hostNetwork: 'true' } }, { spec: {} }],
    ['a text where a list of texts belongs', { metadata: { finalizers: 'a' } }, { metadata: {} }],
    ['a list where a map belongs', { metadata: { labels: ['a'] } }, { metadata: {} }],
    [
      'what is no object in a list of objects',
      { spec: { tolerations: [null, 'a', [], { key: 'b' }] } },
      { spec: { tolerations: [{ key: 'b' }] } },
    ],
    [
      'what is no text in a list of texts',
      { metadata: { finalizers: ['a', 1, null] } },
      { metadata: { finalizers: ['a'] } },
    ],
    [
      'a container without a name',
      { spec: { containers: [{ image: 'a' }, { name: 3 }, { name: 'app' }] } },
      { spec: { containers: [{ name: 'app' }] } },
    ],
    [
      'a reference without its key, but not the variable',
      {
        spec: {
          containers: [{ name: 'app', env: [{ name: 'A', valueFrom: { secretKeyRef: { name: 's' } } }] }],
        },
      },
      { spec: { containers: [{ name: 'app', env: [{ name: 'A', valueFrom: {} }] }] } },
    ],
    [
      'a map’s value that is neither text nor number',
      { metadata: { labels: { a: 'b', c: {}, d: null } } },
      { metadata: { labels: { a: 'b' } } },
    ],
  ])('drops %s', (_, object, cleaned) => {
    expect(clean(object)).toEqual(cleaned);
  });

  test.each<[string, unknown, unknown]>([
    [
      'writes a number in a map as a text, as a quantity without quotes is one',
      { status: { capacity: { cpu: 4 } } },
      { status: { capacity: { cpu: '4' } } },
    ],
    ['keeps what nobody reads', { metadata: { selfLink: [null, 1] } }, { metadata: { selfLink: [null, 1] } }],
    [
      'takes a port by name or number',
      {
        spec: {
          containers: [
            { name: 'app', livenessProbe: { httpGet: { port: 'http' }, tcpSocket: { port: 80 } } },
          ],
        },
      },
      {
        spec: {
          containers: [
            { name: 'app', livenessProbe: { httpGet: { port: 'http' }, tcpSocket: { port: 80 } } },
          ],
        },
      },
    ],
    [
      'knows a condition’s status from an object’s',
      {
        status: {
          conditions: [
            { type: 'Ready', status: 'True' },
            { type: 'Ready', status: {} },
          ],
        },
      },
      { status: { conditions: [{ type: 'Ready', status: 'True' }] } },
    ],
    ['makes of what is no object an empty one', 'nothing', {}],
  ])('%s', (_, object, cleaned) => {
    expect(clean(object)).toEqual(cleaned);
  });

  test('drops nothing but nulls of what a real cluster says', () => {
    const folder = new URL('../recordings/', import.meta.url);
    const read = [
      'Pod',
      'Node',
      'Event',
      'Deployment',
      'ReplicaSet',
      'StatefulSet',
      'DaemonSet',
      'Job',
      'CronJob',
      'EndpointSlice',
      'HorizontalPodAutoscaler',
      'ResourceQuota',
    ];
    const names = readdirSync(folder)
      .filter((name) => name.endsWith('.json'))
      .slice(0, 40);
    for (const name of names) {
      const { objects } = JSON.parse(readFileSync(new URL(name, folder), 'utf8'));
      for (const object of objects.filter(({ kind }: { kind: string }) => read.includes(kind))) {
        expect(withoutNulls(clean(object))).toEqual(withoutNulls(object));
      }
    }
  });

  test('never throws, and cleaning twice changes no more than once', () => {
    fc.assert(
      fc.property(fc.anything(), brokenPod(), (anything, broken) => {
        for (const object of [anything, { spec: anything }, broken]) {
          const once = clean(object);
          expect(clean(once)).toEqual(once);
        }
      }),
    );
  });
});

function withoutNulls(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value, (_, inner) => (inner === null ? undefined : inner)));
}

/** A pod some of whose values are anything at all. */
function brokenPod(): fc.Arbitrary<unknown> {
  const value = fc.anything();
  return fc.record(
    {
      metadata: fc.oneof(value, fc.record({ name: value, labels: value, ownerReferences: value })),
      spec: fc.oneof(
        value,
        fc.record({ containers: fc.oneof(value, fc.array(fc.record({ name: value, env: value }))) }),
      ),
      status: fc.oneof(value, fc.record({ conditions: fc.array(value), phase: value })),
    },
    { requiredKeys: [] },
  );
}

describe('wellFormedSnapshot', () => {
  const events: Read = { section: 'events', kind: 'Pod', name: 'web-1' };
  const nodes: Read = { section: 'nodes' };
  const oneNode: Read = { section: 'node', name: 'node-a' };
  const log: Read = { section: 'log', namespace: 'shop', pod: 'web-1', container: 'app', previous: false };
  const names: Read = { section: 'names', namespace: 'shop', resource: 'secrets' };
  const failed = { status: 'unavailable', reason: 'failed', message: 'the answer was malformed' };

  function answer(read: Read, value: unknown): Collected<unknown> | undefined {
    return wellFormedSnapshot(snapshot({ facts: facts([read, value]) })).facts.get(readKey(read));
  }

  test('keeps what is well-formed', () => {
    const taken: Snapshot = snapshot({
      workload: workload(),
      jobs: [workload({ kind: 'Job' })],
      facts: facts([oneNode, node()], [nodes, [node('a'), node('b')]], [events, [event()]]),
    });
    expect(wellFormedSnapshot(taken)).toEqual(taken);
  });

  test('cleans the workload, its Jobs and its pods', () => {
    const broken = { metadata: { name: 'web', labels: 3 } } as object;
    const taken = snapshot({ workload: broken, jobs: [broken], pods: [broken, null as unknown as Pod] });
    const cleaned = { metadata: { name: 'web' } };
    expect(wellFormedSnapshot(taken)).toMatchObject({ workload: cleaned, jobs: [cleaned], pods: [cleaned] });
    expect(wellFormedSnapshot(taken).pods).toHaveLength(1);
  });

  test('puts pods and listed objects in the API’s order, by namespace and name', () => {
    const pods = ['c', 'a', 'b'].map((name) =>
      pod({ metadata: { name, namespace: name === 'a' ? 'z' : 'shop' } }),
    );
    const taken = wellFormedSnapshot(snapshot({ pods, facts: facts([nodes, [node('b'), node('a')]]) }));
    expect(taken.pods.map((one) => one.metadata?.name)).toEqual(['b', 'c', 'a']);
    expect(taken.facts.get(readKey(nodes))).toMatchObject({
      value: [{ metadata: { name: 'a' } }, { metadata: { name: 'b' } }],
    });
  });

  test('puts events oldest first and leaves log lines as they came', () => {
    const late = event({ metadata: { name: 'a' } });
    const early = event({ metadata: { name: 'b' }, lastTimestamp: '2026-01-01T11:00:00Z' });
    expect(answer(events, [late, early])).toEqual({ status: 'ok', value: [early, late] });
    const lines = [{ text: 'b' }, { text: 'a' }];
    expect(answer(log, lines)).toEqual({ status: 'ok', value: lines });
  });

  test.each<[string, Read, unknown, unknown]>([
    ['a list without its items', nodes, null, failed],
    ['an object where a list was asked for', events, {}, failed],
    ['a list where an object was asked for', oneNode, [], failed],
    [
      'the events of a namespace that are some',
      { section: 'namespace-events', namespace: 'shop' },
      { events: [null, { reason: 3, involvedObject: 'x' }, event()], truncated: false },
      { status: 'ok', value: { events: [{}, event()], truncated: false } },
    ],
    ['a line without a text', log, [{ time: 'x' }, { text: 'a' }], { status: 'ok', value: [{ text: 'a' }] }],
    [
      'an object without a name',
      names,
      [{ keys: ['a', 1] }, { name: 'b', keys: ['a', 1] }],
      { status: 'ok', value: [{ name: 'b', keys: ['a'] }] },
    ],
  ])('answers with %s', (_, read, value, expected) => {
    expect(answer(read, value)).toEqual(expected);
  });

  test('keeps why something could not be read', () => {
    const forbidden: Collected<never> = { status: 'unavailable', reason: 'forbidden', message: 'no' };
    const taken = wellFormedSnapshot(snapshot({ facts: new Map([[readKey(nodes), forbidden]]) }));
    expect(taken.facts.get(readKey(nodes))).toBe(forbidden);
  });

  test('takes a fact of a section it does not know for an object', () => {
    const taken = snapshot({ facts: new Map([['odd', { status: 'ok', value: { spec: container() } }]]) });
    expect(wellFormedSnapshot(taken).facts.get('odd')).toEqual({
      status: 'ok',
      value: { spec: container() },
    });
  });
});
