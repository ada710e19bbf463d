import { describe, expect, test } from 'vitest';
import { node as playbook } from '../../playbooks/node/index.ts';
import type { Condition } from '../../src/diagnosis/objects/meta.ts';
import type { Node } from '../../src/diagnosis/objects/node.ts';
import type { Pod, PodSpec, PodStatus, Toleration } from '../../src/diagnosis/objects/pod.ts';
import { containerStatus, event, node, pod } from '../support/build.ts';
import { DEPLOYED, diagnose, secondsAgo } from './crashloop-made.ts';

const UNREADY: Condition = { type: 'Ready', status: 'False', lastTransitionTime: secondsAgo(80) };

/** On a lost node the containers stay ready; only the pod's condition turns. */
function stale(metadata: Pod['metadata'] = DEPLOYED, spec: PodSpec = {}, status: PodStatus = {}): Pod {
  return pod({ metadata, spec, status: { conditions: [UNREADY], ...status } });
}

function unwell(ready: Partial<Condition>, more: readonly Condition[] = []): Node {
  return node('node-a', {
    status: { conditions: [{ type: 'Ready', status: 'Unknown', ...ready }, ...more] },
  });
}

const SILENT = unwell({
  reason: 'NodeStatusUnknown',
  message: 'Kubelet stopped posting node status.',
  lastTransitionTime: secondsAgo(90),
  lastHeartbeatTime: secondsAgo(140),
});

function tolerating(...tolerations: readonly Partial<Toleration>[]): PodSpec {
  return {
    tolerations: tolerations.map((one) => ({
      key: 'node.kubernetes.io/unreachable',
      operator: 'Exists',
      effect: 'NoExecute',
      ...one,
    })),
  };
}

describe('a node whose kubelet is silent', () => {
  test('node-unreachable: since when, as of when, what becomes of the pod', () => {
    const [told] = diagnose(playbook, {
      pod: stale(DEPLOYED, tolerating({ tolerationSeconds: 300 })),
      node: SILENT,
    }).told;
    expect(told?.found).toMatchObject({ cause: 'node-unreachable', confidence: 'certain' });
    expect(told?.title).toBe('Node node-a has not answered for 90s: its kubelet posts no status');
    expect(told?.text).toMatch(/State as of \S+ \(2m20s ago\)/);
    expect(told?.text).toMatch(/app running and ready/);
    expect(told?.text).toMatch(/has not been ready for 80s/);
    expect(told?.text).toMatch(/deletes the pod after 5m of this, 3m30s from now/);
    expect(told?.text).toMatch(/kubectl delete node node-a/);
    expect(told?.text).not.toMatch(/--force|Nothing owns/);
    expect(told?.found.evidence[0]).toMatchObject({ kind: 'node', object: 'node/node-a' });
  });

  test.each([
    [tolerating({}), /leaves it where it is/],
    [tolerating({ tolerationSeconds: 60 }, {}), /after 60s of this; it can/],
    [{}, /Nothing owns pod web-1/],
  ])('what it tolerates: %#', (spec, text) => {
    const { told } = diagnose(playbook, { pod: stale({}, spec), node: SILENT });
    expect(told[0]?.text).toMatch(text);
  });

  test('a pod that is being deleted stays Terminating', () => {
    const leaving = {
      ...DEPLOYED,
      deletionTimestamp: secondsAgo(60),
      deletionGracePeriodSeconds: 30,
    };
    const target = { type: 'DisruptionTarget', status: 'True', reason: 'DeletionByTaintManager' };
    const one = diagnose(playbook, {
      pod: stale(leaving, {}, { conditions: [UNREADY, target] }),
      node: SILENT,
    }).told[0];
    expect(one?.text).toMatch(/was deleted 90s ago \(by the taint manager/);
    expect(one?.text).toMatch(/kubectl -n shop delete pod web-1 --grace-period=0 --force/);
    const byHand = diagnose(playbook, {
      pod: stale({ ...leaving, deletionGracePeriodSeconds: undefined }),
      node: SILENT,
    });
    expect(byHand.told[0]?.text).toMatch(/was deleted 60s ago and stays/);
  });

  test('a pod without conditions or states is told all the same', () => {
    const bare = pod({ status: { conditions: [], containerStatuses: [] } });
    const { told } = diagnose(playbook, { pod: bare, node: unwell({}) });
    expect(told[0]?.title).toBe('Node node-a has not answered: its kubelet posts no status');
    expect(told[0]?.text).toMatch(/app unknown/);
    const nameless = { spec: { nodeName: 'node-a', ...tolerating({ tolerationSeconds: 60 }) }, status: {} };
    expect(diagnose(playbook, { pod: nameless, node: unwell({}) }).told[0]?.text).toMatch(
      /after 60s of this; it/,
    );
    const short = unwell({ status: 'True' }, [{ type: 'PIDPressure', status: 'True' }]);
    expect(diagnose(playbook, { pod: nameless, node: short }).causes).toEqual([]);
    const ending = containerStatus('app', { terminated: { exitCode: 0 } });
    const ended = pod({ status: { conditions: [], containerStatuses: [ending] } });
    expect(diagnose(playbook, { pod: ended, node: unwell({}) }).told[0]?.text).toMatch(/app terminated/);
  });
});

describe('a node whose kubelet reports trouble', () => {
  test('node-not-ready, with the network plugin’s words', () => {
    const message =
      'container runtime network not ready: NetworkReady=false reason:NetworkPluginNotReady message:Network plugin returns error: cni plugin not initialized';
    const [told] = diagnose(playbook, {
      pod: stale(),
      node: unwell({
        status: 'False',
        reason: 'KubeletNotReady',
        message,
        lastTransitionTime: secondsAgo(60),
      }),
    }).told;
    expect(told?.title).toBe(
      'Node node-a is not ready for 60s: Network plugin returns error: cni plugin not initialized',
    );
    expect(told?.text).toMatch(/--field-selector spec.nodeName=node-a/);
    expect(told?.text).not.toMatch(/from before that/);
  });

  test.each([
    [['MemoryPressure'], 'memory', /top pods/],
    [['DiskPressure', 'PIDPressure'], 'disk space, process ids', /describe node node-a/],
  ])('node-pressure: %j', (types, resources, text) => {
    const more = types.map((type) => ({ type, status: 'True', message: 'kubelet has insufficient room' }));
    const { told } = diagnose(playbook, { pod: stale(), node: unwell({ status: 'True' }, more) });
    expect(told[0]?.found).toMatchObject({ cause: 'node-pressure', confidence: 'possible' });
    expect(told[0]?.title).toBe(`Node node-a is short of ${resources}`);
    expect(told[0]?.text).toMatch(text);
  });

  test('a young pod, or one that is leaving, is not explained by it', () => {
    const short = unwell({ status: 'True' }, [{ type: 'MemoryPressure', status: 'True' }]);
    const young = stale({ creationTimestamp: secondsAgo(20) });
    expect(diagnose(playbook, { pod: young, node: short }).causes).toEqual([]);
    const leaving = stale({ deletionTimestamp: secondsAgo(1) });
    expect(diagnose(playbook, { pod: leaving, node: short }).causes).toEqual([]);
  });
});

describe('without the node', () => {
  const said = event({ reason: 'NodeNotReady', message: 'Node is not ready' });

  test.each([
    [[said], /The node controller said of this pod: Node is not ready/],
    [[event({ reason: 'NodeNotReady', message: undefined as never })], /said of this pod: NodeNotReady/],
    ['forbidden' as const, /that is what the node controller does/],
  ])('node-not-ready by its signs: %#', (events, text) => {
    const { told } = diagnose(playbook, { pod: stale(), node: 'forbidden', events });
    expect(told[0]?.found).toMatchObject({ cause: 'node-not-ready', confidence: 'likely' });
    expect(told[0]?.text).toMatch(text);
    expect(told[0]?.text).toMatch(/could not be read \(forbidden\)/);
  });

  test('sidecars count, init containers and debug containers do not', () => {
    const initContainers = [{ name: 'proxy', restartPolicy: 'Always' }, { name: 'migrate' }];
    const initContainerStatuses = [containerStatus('proxy', { running: {} }, { ready: true })];
    const made = stale(DEPLOYED, { initContainers }, { initContainerStatuses });
    expect(diagnose(playbook, { pod: made, node: 'failed' }).causes).toEqual(['node-not-ready']);
  });

  test.each<[string, Pod]>([
    ['a container is not ready', stale(DEPLOYED, {}, { containerStatuses: [containerStatus('app', {})] })],
    ['a readiness gate may be unmet', stale(DEPLOYED, { readinessGates: [{ conditionType: 'x/y' }] })],
    ['nothing says that it is unready', stale(DEPLOYED, {}, { conditions: [] })],
    ['it has no containers', stale(DEPLOYED, { containers: [] }, { containerStatuses: [] })],
  ])('nothing where %s', (_, made) => {
    expect(diagnose(playbook, { pod: made, node: 'timeout', events: [said] }).causes).toEqual([]);
  });
});

describe('near misses', () => {
  test('a node that is ready, that says nothing, or that does not exist', () => {
    const silent = node('node-a', { status: { conditions: [] } });
    const none = { metadata: { name: 'node-a' } };
    for (const answer of [node(), silent, none, 'not-found' as const]) {
      expect(diagnose(playbook, { pod: stale(), node: answer }).causes).toEqual([]);
    }
  });

  test.each<[string, Pod]>([
    ['ready', pod()],
    ['finished', stale(DEPLOYED, {}, { phase: 'Failed' })],
    ['on no node', pod({ spec: { nodeName: undefined as never }, status: { conditions: [UNREADY] } })],
    ['empty', {}],
  ])('nothing is asked for a pod that is %s', (_, made) => {
    const { causes, asked } = diagnose(playbook, { pod: made, node: SILENT });
    expect(causes).toEqual([]);
    expect(asked).toEqual([]);
  });
});
