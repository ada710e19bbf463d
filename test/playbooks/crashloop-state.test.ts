import { describe, expect, test } from 'vitest';
import { crashloop } from '../../playbooks/crashloop/index.ts';
import type { ContainerStatus } from '../../src/diagnosis/objects/container.ts';
import type { Node } from '../../src/diagnosis/objects/node.ts';
import type { Pod } from '../../src/diagnosis/objects/pod.ts';
import { container, containerStatus, event, node, pod } from '../support/build.ts';
import { backOff, crashed, diagnose, ended, secondsAgo } from './crashloop-made.ts';

const FATAL = { 'app!': ['INFO starting', 'FATAL assertion failed: depth >= 0'] };

function running(up: number, run: ReturnType<typeof ended>, more: Partial<ContainerStatus> = {}): Pod {
  const status = containerStatus(
    'app',
    { running: { startedAt: secondsAgo(up) } },
    { lastState: { terminated: run }, ready: true, restartCount: 3, ...more },
  );
  return pod({ status: { containerStatuses: [status] } });
}

describe('which containers are in a crash loop', () => {
  test('one in CrashLoopBackOff, from the status alone', () => {
    const { told } = diagnose(crashloop, {
      pod: crashed(ended(3)),
      events: 'forbidden',
      logs: { 'app!': 'forbidden', app: 'forbidden' },
    });
    expect(told[0]?.found).toMatchObject({
      cause: 'application-error',
      confidence: 'likely',
      container: 'app',
    });
    expect(told[0]?.title).toBe('app crashes with exit code 3');
    expect(told[0]?.text).toMatch(/exit code 3 after 2s; 3 restarts so far; the next start waits 40s/);
    const once = diagnose(crashloop, { pod: crashed(ended(3), {}, { status: { restartCount: 1 } }) });
    expect(once.told[0]?.text).toMatch(/; 1 restart so far;/);
    expect(told[0]?.text).toMatch(/its log may not be read/);
    expect(told[0]?.text).toMatch(/logs web-1 -c app --previous/);
  });

  test('one in CrashLoopBackOff whose status has lost the run', () => {
    const { told } = diagnose(crashloop, {
      pod: crashed(ended(3), {}, { status: { lastState: {} } }),
      logs: FATAL,
    });
    expect(told[0]?.title).toBe('app crashes: assertion failed: depth >= 0');
    expect(told[0]?.found.evidence.at(-1)).toMatchObject({ field: 'state' });
    const mute = { lastState: {}, state: { waiting: { reason: 'CrashLoopBackOff' } } };
    expect(diagnose(crashloop, { pod: crashed(ended(3), {}, { status: mute }) }).told[0]?.title).toBe(
      'app crashes',
    );
  });

  test('one whose status knows only the signal', () => {
    const { told } = diagnose(crashloop, { pod: crashed({ signal: 9 }) });
    expect(told[0]?.title).toBe('app is killed by SIGKILL (exit code 137)');
  });

  test('one whose status is half empty', () => {
    const bare = { name: 'app', state: { running: {} }, lastState: { terminated: { exitCode: 1 } } };
    const made = pod({ spec: { containers: [container()] }, status: { containerStatuses: [bare] } });
    expect(diagnose(crashloop, { pod: made }).causes).toEqual(['application-error']);
    const well = pod({ status: { containerStatuses: [{ ...bare, ready: true }] } });
    expect(diagnose(crashloop, { pod: well }).causes).toEqual(['restarted-recently']);
    const up = { ...bare, ready: true, restartCount: 9, state: { running: { startedAt: secondsAgo(60) } } };
    expect(diagnose(crashloop, { pod: pod({ status: { containerStatuses: [up] } }) }).causes).toEqual([
      'restarted-recently',
    ]);
  });

  test('one that is up and ready between two crashes', () => {
    const { told, causes } = diagnose(crashloop, {
      pod: running(3, ended(70, { seconds: 22, ago: 29 })),
      logs: FATAL,
    });
    expect(causes).toEqual(['application-error']);
    expect(told[0]?.text).toMatch(/assertion failed/);
  });

  test('one that is up for the first time after a crash, not ready', () => {
    const made = running(3, ended(1, { seconds: 22 }), { ready: false, restartCount: 1 });
    expect(diagnose(crashloop, { pod: made, logs: FATAL }).causes).toEqual(['application-error']);
  });

  test('one that dies once an hour and has not lived longer since', () => {
    const made = running(300, ended(1, { seconds: 3600, ago: 310 }), { restartCount: 9 });
    expect(diagnose(crashloop, { pod: made, logs: FATAL }).causes).toEqual(['application-error']);
  });

  test('a failed pod of a Job: its log is the current one', () => {
    const made = pod({
      spec: { restartPolicy: 'Never', containers: [container()] },
      status: { phase: 'Failed', containerStatuses: [containerStatus('app', { terminated: ended(3) })] },
    });
    const { told } = diagnose(crashloop, { pod: made, logs: { app: ['row 1873: invalid date'] } });
    expect(told[0]?.title).toBe('app crashes with exit code 3: row 1873: invalid date');
    expect(told[0]?.text).toMatch(/logs web-1 -c app$/m);
    expect(told[0]?.found.evidence[0]).toMatchObject({ kind: 'log', run: 'current' });
  });

  test('an init container and a native sidecar, each by its own name', () => {
    const made = pod({
      spec: {
        initContainers: [container({ name: 'fetch' }), container({ name: 'proxy', restartPolicy: 'Always' })],
        containers: [container()],
      },
      status: {
        conditions: [],
        initContainerStatuses: [backOff(ended(1), { name: 'fetch' }), backOff(ended(0), { name: 'proxy' })],
        containerStatuses: [containerStatus('app', { waiting: { reason: 'PodInitializing' } })],
      },
    });
    const { told } = diagnose(crashloop, { pod: made });
    expect(told.map(({ found }) => [found.container, found.cause])).toEqual([
      ['fetch', 'application-error'],
      ['proxy', 'process-exits-at-once'],
    ]);
  });

  test('a run that the kubelet lost is at best a possible crash', () => {
    const { told } = diagnose(crashloop, { pod: crashed(ended(137, { reason: 'ContainerStatusUnknown' })) });
    expect(told[0]?.found).toMatchObject({ cause: 'application-error', confidence: 'possible' });
    expect(told[0]?.text).toMatch(/made up/);
  });
});

describe('two containers that crash', () => {
  const two = (host: string, backend: string) =>
    diagnose(crashloop, {
      pod: pod({
        spec: { containers: [container({ name: 'web' }), container({ name: 'backend' })] },
        status: {
          conditions: [],
          containerStatuses: [backOff(ended(1), { name: 'web' }), backOff(ended(1), { name: 'backend' })],
        },
      }),
      logs: { 'web!': [`Error: connect ECONNREFUSED ${host}:9000`], 'backend!': [backend] },
    }).told;

  test('the one that cannot reach the pod itself comes after its neighbour', () => {
    const [first, second] = two('127.0.0.1', 'FATAL: environment variable JWT_SECRET is not set');
    expect(first?.found.container).toBe('backend');
    expect(second?.found).toMatchObject({ cause: 'dependency-unreachable', confidence: 'likely' });
    expect(second?.text).toMatch(/127.0.0.1 is the pod itself.*backend crashes as well/);
    expect(two('10.1.2.3', 'FATAL broken')[0]?.found.container).toBe('web');
  });

  test('both wait for the pod itself', () => {
    const both = two('127.0.0.1', 'Error: connect ECONNREFUSED 127.0.0.1:9001');
    expect(both.map(({ found }) => found.container)).toEqual(['web', 'backend']);
    expect(both[0]?.text).toMatch(/expects another container of the pod there\.$/m);
  });
});

describe('restarted-recently', () => {
  test('says how the last run ended', () => {
    const { told } = diagnose(crashloop, {
      pod: running(49, ended(1, { ago: 63 }), { restartCount: 2 }),
      logs: { 'app!': ['FATAL could not connect to profile-db:5432: connection refused'] },
    });
    expect(told[0]?.found.cause).toBe('restarted-recently');
    expect(told[0]?.title).toBe('app runs and is ready; it restarted 63s ago after exit code 1');
    expect(told[0]?.text).toMatch(/profile-db:5432/);
  });

  test('a single kill by a probe, and a single OOMKilled, with what stopped it', () => {
    const killing = event({
      type: 'Normal',
      reason: 'Killing',
      message: 'Container app failed liveness probe, will be restarted',
      lastTimestamp: secondsAgo(30),
      involvedObject: { fieldPath: 'spec.containers{app}' },
    });
    const probed = diagnose(crashloop, {
      pod: running(20, ended(137, { seconds: 300, ago: 30 }), { restartCount: 1 }),
      events: [killing],
    });
    expect(probed.causes).toEqual(['restarted-recently']);
    expect(probed.told[0]?.text).toMatch(/failed liveness probe/);
    const limited = pod({
      spec: { containers: [container({ resources: { limits: { memory: '96Mi' } } })] },
      status: {
        containerStatuses:
          running(20, ended(137, { seconds: 3000, reason: 'OOMKilled' }), { restartCount: 1 }).status
            ?.containerStatuses ?? [],
      },
    });
    expect(diagnose(crashloop, { pod: limited }).told[0]?.text).toMatch(/limit is 96Mi/);
  });

  test('does not take the log of the run after the crash for its own', () => {
    const { told } = diagnose(crashloop, {
      pod: running(120, ended(1, { ago: 130 })),
      logs: { app: ['ERROR of now'] },
    });
    expect(told[0]?.text).toMatch(/gone from the node/);
    expect(told[0]?.text).not.toMatch(/ERROR of now/);
  });
});

describe('what is no crash loop', () => {
  const failed = { phase: 'Failed', containerStatuses: [containerStatus('app', { terminated: ended(1) })] };
  const later = { name: 'web-2', creationTimestamp: '2026-01-01T11:55:00Z' };

  test.each<[string, Pod]>([
    ['a healthy pod', pod()],
    ['a container that has said nothing yet', pod({ status: { containerStatuses: [] } })],
    [
      'a container without a state',
      pod({
        status: { containerStatuses: [containerStatus('app', {}, { lastState: { terminated: ended(1) } })] },
      }),
    ],
    ['a crash that is over for 20 minutes', running(1200, ended(1, { ago: 1205 }))],
    [
      'up for long, but not ready: its readiness is another matter',
      running(300, ended(1, { ago: 310 }), { ready: false }),
    ],
    [
      'waiting for an image after a run',
      crashed(ended(1), {}, { status: { state: { waiting: { reason: 'ErrImagePull' } } } }),
    ],
    ['waiting without a reason after a run', crashed(ended(1), {}, { status: { state: { waiting: {} } } })],
    [
      'an init container that is done',
      pod({
        spec: { initContainers: [container({ name: 'init' })] },
        status: { initContainerStatuses: [containerStatus('init', { terminated: ended(0) })] },
      }),
    ],
    [
      'a task that ended well',
      pod({
        spec: { restartPolicy: 'OnFailure', containers: [container()] },
        status: { containerStatuses: [containerStatus('app', { terminated: ended(0) })] },
      }),
    ],
    [
      'a pod that succeeded',
      pod({
        status: { phase: 'Succeeded', containerStatuses: [containerStatus('app', { terminated: ended(0) })] },
      }),
    ],
    ['a pod on its way out', crashed(ended(137), {}, { metadata: { deletionTimestamp: secondsAgo(10) } })],
    ['an evicted pod', pod({ status: { ...failed, reason: 'Evicted' } })],
    [
      'a debug container',
      pod({
        spec: { ephemeralContainers: [container({ name: 'debug' })] },
        status: { ephemeralContainerStatuses: [containerStatus('debug', { terminated: ended(1) })] },
      }),
    ],
    ['a container that the runtime could not start', crashed(ended(128, { reason: 'StartError' }))],
  ])('%s', (_, made) => {
    expect(diagnose(crashloop, { pod: made }).causes).toEqual([]);
  });

  test('a failed hook and a program that a shell could not execute are told by start-error', () => {
    const hook = crashed(ended(137), { lifecycle: { postStart: {} } });
    expect(diagnose(crashloop, { pod: hook, events: 'forbidden' }).causes).toEqual([]);
    const log = { 'app!': ['exec /app/x: exec format error'] };
    expect(diagnose(crashloop, { pod: crashed(ended(1)), logs: log }).causes).toEqual([]);
  });

  test("a Job's attempt that a later one made good, but not one of another index", () => {
    const made = pod({ status: failed });
    const good = pod({ metadata: later, status: { phase: 'Succeeded' } });
    const other = pod({
      metadata: { ...later, annotations: { 'batch.kubernetes.io/job-completion-index': '3' } },
      status: { phase: 'Succeeded' },
    });
    const undated = pod({
      metadata: { creationTimestamp: undefined as never },
      status: { phase: 'Succeeded' },
    });
    expect(diagnose(crashloop, { pod: made, siblings: [undated, good] }).causes).toEqual([]);
    expect(diagnose(crashloop, { pod: made, siblings: [other, pod()] }).causes).toEqual([
      'application-error',
    ]);
  });

  test('a healthy pod without a memory limit is not asked about', () => {
    expect(diagnose(crashloop, { pod: pod() }).asked).toEqual([]);
  });
});

describe('the log of the run that crashed', () => {
  const GONE = 'unable to retrieve container logs for containerd://abc';

  test('is the other log where the first is gone', () => {
    const { told } = diagnose(crashloop, {
      pod: crashed(ended(1)),
      logs: { 'app!': [GONE], app: ['FATAL broken'] },
    });
    expect(told[0]?.title).toMatch(/broken/);
    const state = { terminated: ended(1) };
    const twice = crashed(ended(1), {}, { status: { state } });
    expect(diagnose(crashloop, { pod: twice, logs: { 'app!': ['FATAL broken'] } }).told[0]?.title).toMatch(
      /broken/,
    );
    const once = crashed(ended(1), {}, { status: { state, lastState: {} } });
    expect(diagnose(crashloop, { pod: once, logs: { 'app!': ['FATAL broken'] } }).told[0]?.text).toMatch(
      /gone from the node/,
    );
  });

  test('of the run after it is a possible reading only', () => {
    const made = running(3, ended(1));
    const { told } = diagnose(crashloop, {
      pod: made,
      logs: { app: ['ERROR shard map epoch 17 is older than 18'] },
    });
    expect(told[0]?.found).toMatchObject({ cause: 'application-error', confidence: 'possible' });
  });

  test('may be empty, or not read yet', () => {
    expect(diagnose(crashloop, { pod: crashed(ended(1)), logs: { 'app!': [] } }).told[0]?.text).toMatch(
      /it wrote no log/,
    );
    const { told } = diagnose(crashloop, { pod: crashed(ended(1)), logs: { 'app!': 'not-collected' } });
    expect(told[0]?.text).toMatch(/was not read/);
  });

  test('is gone: the next run is the one to read', () => {
    for (const line of [GONE, 'failed to try resolving symlinks in path "/var/log/pods/x/5.log": lstat']) {
      const { told } = diagnose(crashloop, {
        pod: crashed(ended(1)),
        logs: { 'app!': [line], app: [line] },
      });
      expect(told[0]?.title).toBe('app crashes with exit code 1');
      expect(told[0]?.text).toMatch(/logs web-1 -c app --follow/);
      expect(told[0]?.text).not.toMatch(/--previous/);
    }
  });

  test('and the run after it has not said anything that names a cause: its last line is no end', () => {
    const { told } = diagnose(crashloop, { pod: running(3, ended(2)), logs: { app: ['starting'] } });
    expect(told[0]?.title).toBe('app crashes with exit code 2');
    expect(told[0]?.text).toMatch(/gone from the node/);
  });

  test('could not be read: gone is another matter, and the node may be why', () => {
    const refused = crashed(ended(1));
    const down = (conditions: NonNullable<Node['status']>['conditions']) =>
      diagnose(crashloop, {
        pod: refused,
        logs: { 'app!': 'failed' },
        node: node('node-a', { status: { conditions } }),
      }).told[0];
    const unknown = down([{ type: 'Ready', status: 'Unknown', reason: 'NodeStatusUnknown' }]);
    expect(unknown?.text).toMatch(/could not be read \(made so\); node node-a is not ready/);
    expect(unknown?.text).toMatch(/kubectl describe node node-a/);
    expect(unknown?.text).not.toMatch(/gone|logs web-1/);
    expect(JSON.stringify(unknown?.found.evidence)).toContain('Ready: Unknown, NodeStatusUnknown');
    const well = down([{ type: 'Ready', status: 'True' }]);
    expect(well?.text).toMatch(/could not be read \(made so\)\./);
    for (const more of [{ node: 'forbidden' as const }, {}]) {
      const made = { pod: refused, logs: { 'app!': 'timeout' as const }, ...more };
      expect(diagnose(crashloop, made).told[0]?.text).toMatch(/could not be read/);
    }
    const nowhere = pod({ ...refused, spec: { containers: [container()], nodeName: undefined as never } });
    expect(diagnose(crashloop, { pod: nowhere, logs: { 'app!': 'failed' } }).told[0]?.text).toMatch(
      /could not be read/,
    );
  });

  test('the termination message speaks where the log does not', () => {
    const run = ended(1, { message: 'FATAL: environment variable REDIS_URL is not set\n' });
    const { told } = diagnose(crashloop, { pod: crashed(run), logs: { 'app!': 'failed', app: 'failed' } });
    expect(told[0]?.found.cause).toBe('configuration-missing');
    expect(told[0]?.found.evidence[0]).toMatchObject({ field: 'lastState.terminated.message' });
    const both = diagnose(crashloop, {
      pod: crashed(run),
      logs: { 'app!': ["ModuleNotFoundError: No module named 'psycopg2'"] },
    });
    expect(both.causes).toEqual(['module-missing']);
    const quiet = crashed(
      ended(1),
      {},
      { status: { state: { terminated: ended(1, { message: 'code=7' }) } } },
    );
    expect(diagnose(crashloop, { pod: quiet }).told[0]?.text).toMatch(/code=7/);
    const blank = diagnose(crashloop, { pod: crashed(ended(1, { message: ' \n' })) });
    expect(blank.causes).toEqual(['application-error']);
  });
});

describe('whatever may not be read', () => {
  const limited = { resources: { limits: { memory: '64Mi' } }, livenessProbe: { tcpSocket: { port: 1 } } };
  const annotations = {
    'kubernetes.io/limit-ranger': 'LimitRanger plugin set: memory limit for container app',
  };
  const unseen = {
    logs: { app: 'forbidden', 'app!': 'forbidden' },
    events: 'forbidden',
    nodeEvents: 'forbidden',
    services: 'forbidden',
    slices: 'forbidden',
    policies: 'forbidden',
    names: { 'shop/configmaps': 'forbidden', 'shop/secrets': 'forbidden' },
    limitRanges: 'forbidden',
    usage: 'forbidden',
  } as const;

  test.each([
    ['out-of-memory', ended(137, { reason: 'OOMKilled' })],
    ['child-out-of-memory', ended(143, { reason: 'OOMKilled' })],
    ['killed-by-signal', ended(137, { seconds: 500 })],
    ['liveness-probe-failing', ended(137, { seconds: 35 })],
    ['segmentation-fault', ended(139)],
    ['process-exits-at-once', ended(0)],
    ['application-error', ended(1)],
  ])('%s follows from the status alone', (cause, run) => {
    const { told } = diagnose(crashloop, {
      ...unseen,
      pod: crashed(run, limited, { metadata: { annotations } }),
    });
    expect(told.map(({ found }) => found.cause)).toEqual([cause]);
    expect(told[0]?.title).not.toMatch(/NOT FILLED|undefined/);
    expect(told[0]?.found.evidence.length).toBeGreaterThan(0);
  });
});
