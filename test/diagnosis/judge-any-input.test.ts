import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Found } from '../../src/diagnosis/finding.ts';
import { judge } from '../../src/diagnosis/judge.ts';
import type { View } from '../../src/diagnosis/playbook.ts';
import type { Read, Snapshot } from '../../src/diagnosis/snapshot.ts';
import { containerStatus, event, node, pod, workload } from '../support/build.ts';
import { deepFreeze, withoutClockAndDice } from '../support/purity.ts';
import { facts, finding, found, snapshot } from '../support/snapshots.ts';

const NOT_READY = [{ type: 'Ready', status: 'False' }];
const OF_POD: Read = { section: 'events', kind: 'Pod', name: 'web-1', namespace: 'shop', uid: 'pod-uid' };
const NODE: Read = { section: 'node', name: 'node-a' };

/** Looks at everything that a playbook may look at. */
function nosy(view: View): readonly Found[] {
  const nodes = view.get({ section: 'nodes' });
  const events = view.get({ section: 'events', kind: 'Pod', name: view.podName });
  return view.containers.map(({ name, kind, spec, status }) =>
    found({
      container: name,
      params: {
        kind,
        age: view.now - Date.parse(view.pod.metadata?.creationTimestamp ?? ''),
        image: spec.image?.toLowerCase(),
        env: spec.env?.map((one) => one.name.toUpperCase()),
        reason: status?.state?.waiting?.reason?.trim(),
        tolerations: view.pod.spec?.tolerations?.map((one) => one.key?.trim() ?? ''),
        nodes: nodes.status === 'ok' ? nodes.value.map((one) => one.metadata?.name?.trim() ?? '') : [],
        taints:
          nodes.status === 'ok'
            ? nodes.value.flatMap((one) => one.spec?.taints ?? []).map(({ key }) => key.trim())
            : [],
        events: events.status === 'ok' ? events.value.map((one) => one.message?.trim() ?? '') : [],
        siblings: view.siblings.map((one) => one.metadata?.name?.trim() ?? ''),
      },
    }),
  );
}

const looking = finding(nosy);

function waiting(name: string, reason: string) {
  const containerStatuses = [containerStatus('app', { waiting: { reason } })];
  return pod({ metadata: { name }, status: { phase: 'Pending', conditions: NOT_READY, containerStatuses } });
}

function crowd(): Snapshot {
  const reasons = ['ErrImagePull', 'CrashLoopBackOff', 'CreateContainerConfigError'];
  const pods = [...'abcdefgh'].map((name, index) => waiting(name, reasons[index % reasons.length] ?? ''));
  const events: Read = { section: 'events', kind: 'Pod', name: 'a' };
  return snapshot({
    workload: workload(),
    pods,
    facts: facts(
      [{ section: 'nodes' }, [node('c'), node('a'), node('b')]],
      [events, ['z', 'y', 'x'].map((name) => event({ metadata: { name }, message: name }))],
    ),
  });
}

describe('the answer', () => {
  test('is the same twice, without a clock or dice, and leaves its input as it was', () => {
    const taken = deepFreeze(crowd());
    const [first, second] = withoutClockAndDice(() => [judge(taken, [looking]), judge(taken, [looking])]);
    expect(first).toEqual(second);
    expect(first?.diagnosis.findings).not.toEqual([]);
  });

  test('is the same whatever order pods and objects come in', () => {
    const taken = crowd();
    const expected = judge(taken, [looking]);
    const shuffle = <T>(items: readonly T[]) => fc.shuffledSubarray([...items], { minLength: items.length });
    const lists = [...taken.facts].map(
      ([key, fact]) => [key, fact.status === 'ok' ? (fact.value as object[]) : []] as const,
    );
    const shuffled = fc.tuple(shuffle(taken.pods), ...lists.map(([, items]) => shuffle(items)));
    fc.assert(
      fc.property(shuffled, ([pods, ...answers]) => {
        const mixed = lists.map(([key], index) => [key, { status: 'ok', value: answers[index] }] as const);
        expect(judge({ ...taken, pods, facts: new Map(mixed) }, [looking])).toEqual(expected);
      }),
    );
  });

  test('is given whatever the objects look like', () => {
    const junk = fc.oneof(fc.anything(), fc.constant(null), fc.constant('text'), fc.constant([]));
    const mostly = (shape: fc.Arbitrary<unknown>) =>
      fc.oneof({ weight: 4, arbitrary: shape }, { weight: 1, arbitrary: junk });
    const some = (fields: Record<string, fc.Arbitrary<unknown>>) =>
      mostly(fc.record(fields, { requiredKeys: [] }));
    const list = (item: fc.Arbitrary<unknown>) => mostly(fc.array(item, { maxLength: 3 }));
    const name = mostly(fc.constantFrom('app', 'web-abc', 'ReplicaSet', 'True', 'Ready'));
    const state = some({
      waiting: some({ reason: name, message: name }),
      terminated: some({ exitCode: name, reason: name }),
    });
    const containers = list(
      some({ name, image: name, env: list(some({ name, valueFrom: junk })), restartPolicy: name }),
    );
    const statuses = list(some({ name, state, lastState: state, restartCount: junk }));
    const object = some({
      metadata: some({
        name,
        labels: mostly(fc.dictionary(fc.constantFrom('pod-template-hash', 'app'), name)),
        ownerReferences: list(some({ kind: name, name, controller: junk })),
        creationTimestamp: junk,
        deletionTimestamp: junk,
      }),
      spec: some({
        containers,
        initContainers: containers,
        nodeName: name,
        tolerations: list(junk),
        taints: list(junk),
      }),
      status: some({
        phase: name,
        conditions: list(some({ type: name, status: name, message: junk })),
        containerStatuses: statuses,
        initContainerStatuses: statuses,
      }),
      message: junk,
      involvedObject: junk,
    });
    fc.assert(
      fc.property(fc.array(object), object, list(object), list(object), (pods, above, nodes, events) => {
        const taken = {
          ...snapshot(),
          pods,
          workload: above,
          jobs: [above],
          facts: facts([{ section: 'nodes' }, nodes], [OF_POD, events], [NODE, above]),
        };
        expect(() => judge(taken as Snapshot, [looking])).not.toThrow();
      }),
      { numRuns: 300 },
    );
  });
});
