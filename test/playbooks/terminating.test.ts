import { describe, expect, test } from 'vitest';
import { terminating as playbook } from '../../playbooks/terminating/index.ts';
import type { ObjectMeta } from '../../src/diagnosis/objects/meta.ts';
import type { Pod, PodSpec, PodStatus } from '../../src/diagnosis/objects/pod.ts';
import { container, containerStatus, event, node, pod } from '../support/build.ts';
import { DEPLOYED, diagnose, secondsAgo } from './crashloop-made.ts';

/** Its time to end is over `over` seconds ago (negative: still to come). */
function leaving(over: number, metadata: ObjectMeta = {}, spec: PodSpec = {}, status: PodStatus = {}): Pod {
  return pod({
    metadata: { deletionTimestamp: secondsAgo(over), deletionGracePeriodSeconds: 30, ...metadata },
    spec,
    status,
  });
}

const ENDED = {
  containerStatuses: [containerStatus('app', { terminated: { exitCode: 0, reason: 'Completed' } })],
};
const HELD = { finalizers: ['example.com/backup'], deletionGracePeriodSeconds: 0 };

describe('finalizer-held', () => {
  test('a pod that has ended and is kept by one finalizer', () => {
    const [told] = diagnose(playbook, { pod: leaving(40, HELD, {}, { ...ENDED, phase: 'Succeeded' }) }).told;
    expect(told?.found).toMatchObject({ cause: 'finalizer-held', confidence: 'certain' });
    expect(told?.title).toBe('web-1 is kept from being removed by finalizer example.com/backup');
    expect(told?.text).toMatch(/app Completed, exit code 0/);
    expect(told?.text).toMatch(/taken off by the controller that uses the name example.com/);
    expect(told?.text).toMatch(/patch pod web-1 --type=merge -p '\{"metadata":\{"finalizers":null\}\}'/);
  });

  test('several finalizers, and a pod that never got a node', () => {
    const many = { finalizers: ['batch.kubernetes.io/job-tracking', 'foregroundDeletion'] };
    const made = leaving(
      40,
      many,
      { nodeName: undefined as never },
      { phase: 'Pending', containerStatuses: [] },
    );
    const [told] = diagnose(playbook, { pod: made }).told;
    expect(told?.title).toMatch(/finalizers batch.kubernetes.io\/job-tracking, foregroundDeletion$/);
    expect(told?.text).toMatch(/never got a node \(web-1\)/);
    expect(told?.text).toMatch(/They are taken off by the Job controller/);
  });

  test('not before the controller has had a moment', () => {
    expect(diagnose(playbook, { pod: leaving(5, HELD, {}, ENDED) }).causes).toEqual([]);
    const unconfirmed = { finalizers: ['a/b'] };
    expect(diagnose(playbook, { pod: leaving(15, unconfirmed, {}, ENDED) }).causes).toEqual([]);
  });
});

describe('grace-period-running', () => {
  test('says how long it may still take, and why it was deleted', () => {
    const target = { type: 'DisruptionTarget', status: 'True', reason: 'X', message: 'because' };
    const preStop = { lifecycle: { preStop: { exec: { command: ['sleep', '5'] } } } };
    const made = leaving(
      -3554,
      { deletionGracePeriodSeconds: 3600, finalizers: ['a.b/c'] },
      { containers: [container(preStop)] },
      { conditions: [target] },
    );
    const [told] = diagnose(playbook, { pod: made }).told;
    expect(told?.found.cause).toBe('grace-period-running');
    expect(told?.title).toBe('web-1 is being deleted and is still in its time to end: 59m of 3600s are left');
    expect(told?.text).toMatch(/X: because/);
    expect(told?.text).toMatch(/exec sleep 5/);
    expect(told?.text).toMatch(/Finalizers a.b\/c keep it/);
    expect(told?.text).toMatch(/stopped at 2026-01-01T12:59:14Z at the latest/);
    expect(playbook.causes['grace-period-running']?.verdict).toBe('waiting');
  });

  test('just over: the kubelet is about to stop it', () => {
    const { told } = diagnose(playbook, {
      pod: leaving(5, { deletionGracePeriodSeconds: undefined }),
      node: node(),
    });
    expect(told[0]?.text).toMatch(/is over since 5s/);
  });

  test('nothing while another pod of the workload is up', () => {
    const siblings = [pod({ metadata: { name: 'web-2' } })];
    expect(diagnose(playbook, { pod: leaving(-20), siblings }).causes).toEqual([]);
    expect(diagnose(playbook, { pod: leaving(5), siblings, node: node() }).causes).toEqual([]);
    expect(diagnose(playbook, { pod: leaving(-20), siblings: [leaving(-3)] }).causes).toEqual([
      'grace-period-running',
    ]);
  });
});

describe('node-gone', () => {
  const down = node('node-a', { status: { conditions: [{ type: 'Ready', status: 'Unknown' }] } });

  test.each([
    ['down', down, /its node node-a is gone \(Ready: Unknown\)/],
    ['missing', 'not-found' as const, /There is no Node node-a any more/],
  ])('its node is %s', (_, answer, text) => {
    const { told } = diagnose(playbook, { pod: leaving(60), node: answer });
    expect(told[0]?.found).toMatchObject({ cause: 'node-gone', confidence: 'certain' });
    expect(told[0]?.text).toMatch(text);
    expect(told[0]?.text).toMatch(/--grace-period=0 --force/);
  });

  test('by the pod’s own events where the node cannot be read', () => {
    const events = [event({ reason: 'NodeNotReady', message: 'Node is not ready' })];
    const { told } = diagnose(playbook, { pod: leaving(60, DEPLOYED), node: 'forbidden', events });
    expect(told[0]?.found).toMatchObject({ cause: 'node-gone', confidence: 'likely' });
  });
});

describe('past its time on a node that is up', () => {
  const claim = [
    { name: 'data', persistentVolumeClaim: { claimName: 'data' } },
    { name: 'tmp', emptyDir: {} },
  ];

  test('volume-unmount-stuck, by the kubelet’s word', () => {
    const message = 'UnmountVolume.TearDown failed for volume "data" : device is busy';
    const { told } = diagnose(playbook, {
      pod: leaving(90, {}, { volumes: claim }, ENDED),
      node: node(),
      events: [event({ reason: 'FailedUnMount', message })],
    });
    expect(told[0]?.found).toMatchObject({ cause: 'volume-unmount-stuck', confidence: 'certain' });
    expect(told[0]?.title).toBe('web-1 has ended, but its node node-a cannot let go of its volumes: data');
    expect(told[0]?.text).toMatch(/device is busy/);
  });

  test('volume-unmount-stuck, by what is left of it', () => {
    const { told } = diagnose(playbook, {
      pod: leaving(90, {}, {}, ENDED),
      node: node(),
      events: 'forbidden',
    });
    expect(told[0]?.found).toMatchObject({ cause: 'volume-unmount-stuck', confidence: 'possible' });
    expect(told[0]?.title).toBe(
      'web-1 has ended, but its node node-a cannot, it seems, let go of its volumes',
    );
  });

  test('not by a mount that failed as the pod began', () => {
    const message =
      'MountVolume.SetUp failed for volume "data" : mount failed: exit status 32, device is busy';
    const events = [event({ reason: 'FailedMount', message })];
    const made = { pod: leaving(90, {}, { volumes: claim }), node: node(), events };
    expect(diagnose(playbook, made).causes).toEqual(['kill-failed']);
    const odd = [event({ reason: undefined as never, message: 'target is still mounted' })];
    expect(diagnose(playbook, { ...made, events: odd }).causes).toEqual(['volume-unmount-stuck']);
  });

  test('kill-failed, with and without an event', () => {
    const events = [
      event({ reason: 'FailedKillPod', message: 'error killing pod: context deadline exceeded' }),
    ];
    const said = diagnose(playbook, { pod: leaving(90), node: node(), events }).told[0];
    expect(said?.found).toMatchObject({ cause: 'kill-failed', confidence: 'certain' });
    expect(said?.title).toBe('web-1 does not end: container app is still there 90s after its time was over');
    expect(said?.text).toMatch(/context deadline exceeded/);
    const mute = [event({ reason: 'Odd', message: undefined as never })];
    expect(diagnose(playbook, { pod: leaving(90), node: node(), events: mute }).causes).toEqual([
      'kill-failed',
    ]);
    const running = {
      containerStatuses: [containerStatus('app', { running: {} }), containerStatus('two', {})],
    };
    const spec = { containers: [container(), container({ name: 'two' }), container({ name: 'three' })] };
    const guessed = diagnose(playbook, { pod: leaving(90, {}, spec, running), node: node() }).told[0];
    expect(guessed?.found).toMatchObject({ cause: 'kill-failed', confidence: 'possible' });
    expect(guessed?.found.evidence).toHaveLength(2);
  });

  test('a finished pod is given a moment, then told as stuck', () => {
    const finished = { ...ENDED, phase: 'Failed' };
    expect(diagnose(playbook, { pod: leaving(10, {}, {}, finished), node: node() }).causes).toEqual([]);
    const odd = { containerStatuses: [containerStatus('app', { terminated: {} })], phase: 'Failed' };
    const { told } = diagnose(playbook, {
      pod: leaving(60, {}, {}, odd),
      node: node('n', { status: { conditions: [] } }),
    });
    expect(told[0]?.text).toMatch(/app exit code \?/);
  });

  test('a pod that never got a node goes by itself', () => {
    const unplaced = leaving(
      60,
      {},
      { nodeName: undefined as never },
      { phase: 'Pending', containerStatuses: [] },
    );
    expect(diagnose(playbook, { pod: unplaced }).causes).toEqual([]);
  });
});

test.each<[string, Pod]>([
  ['is not being deleted', pod()],
  ['has a deletion time that does not parse', pod({ metadata: { deletionTimestamp: 'soon' } })],
  ['is empty', {}],
])('nothing, and nothing is asked, for a pod that %s', (_, made) => {
  const { causes, asked } = diagnose(playbook, { pod: made });
  expect([causes, asked]).toEqual([[], []]);
});
