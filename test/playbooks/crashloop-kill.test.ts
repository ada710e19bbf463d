import { describe, expect, test } from 'vitest';
import { crashloop } from '../../playbooks/crashloop/index.ts';
import type { Container } from '../../src/diagnosis/objects/container.ts';
import type { KubeEvent } from '../../src/diagnosis/objects/meta.ts';
import { container, containerStatus, event, node, pod } from '../support/build.ts';
import { crashed, diagnose, ended, secondsAgo } from './crashloop-made.ts';

const OOM = { reason: 'OOMKilled' } as const;
const LIMITED: Partial<Container> = {
  resources: { limits: { memory: '64Mi' }, requests: { memory: '32Mi' } },
};

describe('out-of-memory', () => {
  test('at the limit of the container, while it starts', () => {
    const { told } = diagnose(crashloop, {
      pod: crashed(ended(137, OOM), LIMITED),
      logs: { 'app!': ['cache 56 MiB'] },
    });
    expect(told[0]?.found).toMatchObject({ cause: 'out-of-memory', confidence: 'certain' });
    expect(told[0]?.title).toBe('app was killed at its memory limit of 64Mi');
    expect(told[0]?.text).toMatch(/It dies while it starts, 2s in/);
    expect(told[0]?.text).toMatch(/set resources deployment\/web -c app --limits=memory=128Mi/);
  });

  test('after hours it reads as a leak; a lifetime that is not known says neither', () => {
    const leak = diagnose(crashloop, { pod: crashed(ended(137, { ...OOM, seconds: 7200 }), LIMITED) });
    expect(leak.told[0]?.text).toMatch(/It ran 120m before/);
    const between = diagnose(crashloop, { pod: crashed(ended(137, { ...OOM, seconds: 600 }), LIMITED) });
    expect(between.told[0]?.text).not.toMatch(/while it starts|grows/);
    const { startedAt, ...run } = ended(137, OOM);
    expect(startedAt).toBeDefined();
    expect(diagnose(crashloop, { pod: crashed(run, LIMITED) }).told[0]?.text).not.toMatch(
      /while it starts|grows/,
    );
  });

  test('names the LimitRange that filled in the limit', () => {
    const annotations = {
      'kubernetes.io/limit-ranger':
        'LimitRanger plugin set: cpu, memory request for container app; cpu, memory limit for container app',
    };
    const made = crashed(ended(137, OOM), LIMITED, { metadata: { annotations } });
    const range = (name: string, memory: string) => ({
      metadata: { name },
      spec: { limits: [{ type: 'Container', default: { memory } }] },
    });
    const { told } = diagnose(crashloop, {
      pod: made,
      limitRanges: [range('other', '1Gi'), range('defaults', '64Mi')],
    });
    expect(told[0]?.text).toMatch(/LimitRange defaults fills it in/);
    expect(
      diagnose(crashloop, { pod: made, limitRanges: [range('one', '1Gi'), range('two', '2Gi')] }).told[0]
        ?.text,
    ).toMatch(/LimitRange of the namespace/);
    expect(diagnose(crashloop, { pod: made, limitRanges: [range('other', '1Gi')] }).told[0]?.text).toMatch(
      /LimitRange other/,
    );
    expect(diagnose(crashloop, { pod: made, limitRanges: [] }).told[0]?.text).toMatch(
      /LimitRange of the namespace/,
    );
    expect(diagnose(crashloop, { pod: made, limitRanges: 'forbidden' }).told[0]?.text).toMatch(
      /LimitRange of the namespace/,
    );
    const neighbour = {
      'kubernetes.io/limit-ranger': 'LimitRanger plugin set: memory limit for container other',
    };
    const own = crashed(ended(137, OOM), LIMITED, { metadata: { annotations: neighbour } });
    expect(diagnose(crashloop, { pod: own }).told[0]?.text).not.toMatch(/LimitRange/);
  });

  test.each([
    ['-Xmx2g', { command: ['java', '-Xmx2g'] }, '2Gi'],
    ['-Xmx67108864', { args: ['-Xmx67108864'] }, '64Mi'],
    [
      '--max-old-space-size=512',
      { env: [{ name: 'NODE_OPTIONS', value: '--max-old-space-size=512' }] },
      '512Mi',
    ],
    ['GOMEMLIMIT=900MiB', { env: [{ name: 'GOMEMLIMIT', value: '900MiB' }] }, '900Mi'],
  ])('%s above the limit is said', (flag, spec, heap) => {
    const { told } = diagnose(crashloop, { pod: crashed(ended(137, OOM), { ...LIMITED, ...spec }) });
    expect(told[0]?.text).toContain(`${flag} lets the runtime take ${heap} of the 64Mi`);
    expect(told[0]?.text).toMatch(/set .* to about 48Mi/);
  });

  test('volumes in memory count, and so does the limit of the whole pod', () => {
    const made = crashed(
      ended(137, OOM),
      { volumeMounts: [{ name: 'shm', mountPath: '/dev/shm' }], env: [{ name: 'EMPTY' }] },
      {
        spec: {
          containers: [container({ volumeMounts: [{ name: 'shm', mountPath: '/dev/shm' }] })],
          volumes: [
            { name: 'shm', emptyDir: { medium: 'Memory' } },
            { name: 'data', emptyDir: {} },
          ],
          resources: { limits: { memory: '1Gi' }, requests: { memory: '1Gi' } },
        },
      },
    );
    const { told } = diagnose(crashloop, { pod: made });
    expect(told[0]?.text).toMatch(/whole pod, 1Gi/);
    expect(told[0]?.text).toMatch(/Files in shm/);
  });

  test("a Job's limit is changed in its manifest", () => {
    const made = pod({
      metadata: { name: 'web-1', ownerReferences: [{ kind: 'Job', name: 'reindex', controller: true }] },
      spec: { restartPolicy: 'Never', containers: [container(LIMITED)] },
      status: {
        phase: 'Failed',
        containerStatuses: [containerStatus('app', { terminated: ended(137, OOM) })],
      },
    });
    expect(diagnose(crashloop, { pod: made }).told[0]?.text).toMatch(
      /to 128Mi in the manifest of job reindex/,
    );
  });
});

describe('node-out-of-memory', () => {
  const under = (status: string) =>
    node('node-a', { status: { conditions: [{ type: 'MemoryPressure', status }] } });
  const system = event({
    reason: 'SystemOOM',
    message: 'System OOM encountered, victim process: hog, pid: 1234',
    lastTimestamp: secondsAgo(14),
    involvedObject: { kind: 'Node', name: 'node-a' },
  });

  test('OOMKilled without any limit', () => {
    const { told } = diagnose(crashloop, { pod: crashed(ended(137, OOM)) });
    expect(told[0]?.found).toMatchObject({ cause: 'node-out-of-memory', confidence: 'likely' });
    expect(told[0]?.title).toBe(
      'app was killed (OOMKilled): its node, node-a, seems to have run out of memory',
    );
  });

  test('without a limit, at a moment when the kernel killed on the node: its process is named', () => {
    const { told } = diagnose(crashloop, {
      pod: crashed(ended(137, OOM)),
      nodeEvents: [system],
      node: under('True'),
    });
    expect(told[0]?.found).toMatchObject({ cause: 'node-out-of-memory', confidence: 'likely' });
    expect(told[0]?.text).toMatch(/MemoryPressure: True/);
    expect(told[0]?.text).toMatch(/process hog/);
  });

  test('OOMKilled at a limit is the limit, whatever a kubelet says of a neighbour', () => {
    const made = { pod: crashed(ended(137, OOM), LIMITED), nodeEvents: [system] };
    for (const seen of [under('False'), 'forbidden', { metadata: { name: 'node-a' } }] as const) {
      const { told } = diagnose(crashloop, { ...made, node: seen });
      expect(told[0]?.found).toMatchObject({ cause: 'out-of-memory', confidence: 'certain' });
      expect(JSON.stringify(told[0]?.found.evidence)).not.toMatch(/SystemOOM/);
    }
    const { told } = diagnose(crashloop, { ...made, node: under('True') });
    expect(told[0]?.found).toMatchObject({ cause: 'node-out-of-memory', confidence: 'likely' });
    expect(told[0]?.text).toMatch(/its own limit is 64Mi/);
    expect(told[0]?.text).not.toMatch(/Raise/);
  });

  test('SIGKILL at a moment when the kernel killed for memory on the node', () => {
    const killed = { pod: crashed(ended(137)), nodeEvents: [system] };
    expect(diagnose(crashloop, { ...killed, node: under('True') }).told[0]?.found).toMatchObject({
      cause: 'node-out-of-memory',
      confidence: 'likely',
    });
    // A neighbour at its own limit.
    expect(diagnose(crashloop, { ...killed, node: under('False') }).causes).toEqual(['killed-by-signal']);
    const own = { ...killed, pod: crashed(ended(137), { command: ['sh', '-c', 'exec /bin/hog 1 512'] }) };
    expect(diagnose(crashloop, own).told[0]?.found).toMatchObject({
      cause: 'node-out-of-memory',
      confidence: 'possible',
    });
    const byArgs = { ...killed, pod: crashed(ended(137), { args: ['hog'] }) };
    expect(diagnose(crashloop, byArgs).causes).toEqual(['node-out-of-memory']);
    const older = { ...system, lastTimestamp: secondsAgo(600) };
    expect(diagnose(crashloop, { ...own, nodeEvents: [older] }).causes).toEqual(['killed-by-signal']);
    const { message, ...silent } = system;
    expect(message).toBeDefined();
    expect(diagnose(crashloop, { ...own, nodeEvents: [silent] }).causes).toEqual(['killed-by-signal']);
  });

  test('a node that is not known or may not be seen gives nothing', () => {
    expect(diagnose(crashloop, { pod: crashed(ended(137)), nodeEvents: 'forbidden' }).causes).toEqual([
      'killed-by-signal',
    ]);
    const nowhere = crashed(
      ended(137),
      {},
      { spec: { nodeName: undefined as never, containers: [container()] } },
    );
    expect(diagnose(crashloop, { pod: nowhere }).causes).toEqual(['killed-by-signal']);
  });
});

describe('child-out-of-memory', () => {
  test.each([1, 143])('OOMKilled with exit code %i', (code) => {
    const { told } = diagnose(crashloop, { pod: crashed(ended(code, OOM), LIMITED) });
    expect(told[0]?.found.cause).toBe('child-out-of-memory');
    expect(told[0]?.title).toBe('A child process of app was killed for memory at the limit of 64Mi');
    expect(told[0]?.text).toMatch(/main process ended with exit code/);
  });

  const killed = Array(9).fill(['Killed', 'WARN worker died rc=137, respawning']).flat();
  const ready = pod({ spec: { containers: [container(LIMITED)] } });

  test('of a container that runs and is ready: only its log tells', () => {
    const { told } = diagnose(crashloop, {
      pod: ready,
      logs: { app: killed },
      usage: [{ name: 'app', usage: { memory: '60Mi' } }],
    });
    expect(told[0]?.found).toMatchObject({ cause: 'child-out-of-memory', container: 'app' });
    expect(told[0]?.text).toMatch(/stays running and ready.*9 times/);
    expect(told[0]?.text).toMatch(/It uses 60Mi now/);
    const one = diagnose(crashloop, {
      pod: ready,
      logs: { app: ['Killed', 'WARN worker died'] },
      usage: [{ name: 'other' }],
    });
    expect(one.told[0]?.text).not.toMatch(/times|uses/);
  });

  test('long ago, or with a use that is no number', () => {
    const old = killed.map((line) => `@${secondsAgo(3600)} ${line}`);
    expect(diagnose(crashloop, { pod: ready, logs: { app: old } }).causes).toEqual([]);
    const fresh = killed.map((line) => `@${secondsAgo(60)} ${line}`);
    for (const usage of [undefined, [], [{ name: 'app' }]]) {
      const made = usage ? { pod: ready, logs: { app: fresh }, usage } : { pod: ready, logs: { app: fresh } };
      expect(diagnose(crashloop, made).told[0]?.text).not.toMatch(/It uses/);
    }
  });

  test.each([
    [
      'a quiet log',
      pod({ spec: { containers: [container(LIMITED)] } }),
      { app: ['ERROR upstream timed out (110)'] },
    ],
    ['a log that may not be read', ready, { app: 'forbidden' as const }],
    ['no limit', pod(), { app: killed }],
    [
      'not ready',
      pod({ spec: { containers: [container(LIMITED)] }, status: { conditions: [] } }),
      { app: killed },
    ],
  ])('%s gives nothing', (_, made, logs) => {
    expect(diagnose(crashloop, { pod: made, logs }).causes).toEqual([]);
  });

  test('of a run that gave up: the log says so, the reason does not', () => {
    const made = { pod: crashed(ended(1), LIMITED), logs: { 'app!': ['Killed', 'worker exited'] } };
    const { told } = diagnose(crashloop, made);
    expect(told[0]?.found).toMatchObject({ cause: 'child-out-of-memory', confidence: 'possible' });
    expect(told[0]?.title).toBe('A child process of app was killed, perhaps for memory at the limit of 64Mi');
    expect(told[0]?.text).toMatch(/reason is Error, not OOMKilled/);
    expect(told[0]?.text).not.toMatch(/ran out before/);
    const mute = crashed({ exitCode: 1, finishedAt: secondsAgo(5) }, LIMITED);
    expect(diagnose(crashloop, { ...made, pod: mute }).told[0]?.text).toMatch(/reason is not given/);
    expect(diagnose(crashloop, { pod: crashed(ended(1)), logs: made.logs }).causes).toEqual([
      'application-error',
    ]);
  });

  test('SIGKILL without the reason OOMKilled is a signal, not the limit', () => {
    const { told } = diagnose(crashloop, {
      pod: crashed(ended(137), LIMITED),
      logs: { 'app!': ['working', 'Killed'] },
    });
    expect(told[0]?.found).toMatchObject({ cause: 'killed-by-signal', confidence: 'likely' });
    expect(told[0]?.text).toMatch(/one of its processes was killed: Killed/);
    expect(told[0]?.text).not.toMatch(/Raise|Its last line/);
  });
});

test('a pod that is over uses no memory any more', () => {
  const made = crashed(ended(137, OOM), LIMITED);
  const text = (phase: string) =>
    diagnose(crashloop, { pod: { ...made, status: { ...made.status, phase } } }).told[0]?.text;
  expect(text('Running')).toMatch(/top pod web-1 --containers/);
  expect(text('Failed')).not.toMatch(/top pod/);
});

describe('a container that the kubelet lost: its run has neither times nor words of its own', () => {
  const lost = {
    exitCode: 137,
    reason: 'ContainerStatusUnknown',
    message: 'The container could not be located when the pod was deleted.  The container used to be Running',
  };
  const probed: Partial<Container> = { livenessProbe: { httpGet: { path: '/', port: 80 } } };
  const about = (reason: string, message: string) =>
    event({
      reason,
      message,
      lastTimestamp: secondsAgo(900),
      involvedObject: { kind: 'Pod', name: 'web-1', uid: 'pod-uid', fieldPath: 'spec.containers{app}' },
    });

  test('of a pod that is over nobody knows how it ended', () => {
    const made = crashed(lost);
    const over = {
      ...made,
      spec: { ...made.spec, restartPolicy: 'Never' },
      status: { phase: 'Failed', containerStatuses: [containerStatus('app', { terminated: lost })] },
    };
    const { told, causes } = diagnose(crashloop, { pod: over });
    expect(causes).toEqual(['container-lost']);
    expect(told[0]?.title).toBe('Nobody knows how app ended: the kubelet of node-a did not find it any more');
    expect(told[0]?.text).toMatch(/restartPolicy is Never: it is not started again/);
    expect(told[0]?.text).not.toMatch(/kubectl .*logs/);
  });

  test('the kubelet’s message is not taken for the program’s', () => {
    const { told } = diagnose(crashloop, { pod: crashed(lost) });
    expect(told[0]?.found).toMatchObject({ cause: 'application-error', confidence: 'possible' });
    expect(told[0]?.title).toBe('app crashes with exit code 137');
    expect(told[0]?.text).toMatch(/made up: the kubelet lost the container/);
  });

  test('no event is for certain about that run', () => {
    const word = about('Killing', 'Container app failed liveness probe, will be restarted');
    const { told } = diagnose(crashloop, { pod: crashed(lost, probed), events: [word] });
    expect(told[0]?.found).toMatchObject({ cause: 'liveness-probe-failing', confidence: 'likely' });
    const failed = about('Unhealthy', 'Liveness probe failed: HTTP probe failed with statuscode: 500');
    const unsure = diagnose(crashloop, { pod: crashed(lost, probed), events: [failed] });
    expect(unsure.causes).toEqual(['application-error']);
  });

  test('it counts from the start after it', () => {
    const up = (seconds: number) => {
      const running = { running: { startedAt: secondsAgo(seconds) } };
      const status = { lastState: { terminated: lost }, ready: true, restartCount: 1 };
      return pod({ status: { containerStatuses: [containerStatus('app', running, status)] } });
    };
    const [told] = diagnose(crashloop, { pod: up(300) }).told;
    expect(told?.title).toBe('app runs and is ready; it restarted 5m ago after exit code 137');
    expect(told?.text).toMatch(/lost the container\), reason ContainerStatusUnknown; 1 restart so far\./);
    expect(diagnose(crashloop, { pod: up(86_400) }).causes).toEqual([]);
  });
});

test('a probe is not guessed where the kubelet says that it stopped the run for something else', () => {
  const spec: Partial<Container> = {
    livenessProbe: { tcpSocket: { port: 1 }, periodSeconds: 5, failureThreshold: 2 },
  };
  const stopped = (message: string | undefined) =>
    event({
      reason: 'Killing',
      message: message as never,
      lastTimestamp: secondsAgo(20),
      involvedObject: { kind: 'Pod', name: 'web-1', uid: 'pod-uid', fieldPath: 'spec.containers{app}' },
    });
  const causes = (message: string | undefined) =>
    diagnose(crashloop, { pod: crashed(ended(137, { seconds: 40 }), spec), events: [stopped(message)] })
      .causes;
  expect(causes('Container app definition changed, will be restarted')).toEqual(['killed-by-signal']);
  expect(causes(undefined)).toEqual(['killed-by-signal']);
  expect(causes('FailedPostStartHook')).toEqual(['liveness-probe-failing']);
});

test('a sandbox that the kubelet makes anew ends what runs in it, probe or not', () => {
  const changed = event({
    type: 'Normal',
    reason: 'SandboxChanged',
    message: 'Pod sandbox changed, it will be killed and re-created.',
    lastTimestamp: secondsAgo(14),
    source: { component: 'kubelet' },
  });
  const probed: Partial<Container> = {
    livenessProbe: { tcpSocket: { port: 1 }, periodSeconds: 5, failureThreshold: 2 },
  };
  for (const spec of [{}, probed]) {
    const { told } = diagnose(crashloop, {
      pod: crashed(ended(137, { seconds: 40 }), spec),
      events: [changed],
    });
    expect(told[0]?.found).toMatchObject({ cause: 'killed-by-signal', confidence: 'certain' });
    expect(told[0]?.text).toMatch(/The kubelet stopped it: Pod sandbox changed/);
  }
  const clean = diagnose(crashloop, { pod: crashed(ended(0, { seconds: 40 })), events: [changed] }).told[0];
  expect(clean?.title).toBe('app is killed by SIGTERM (exit code 0)');
  expect(clean?.text).not.toMatch(/by itself/);
  const earlier = { ...changed, lastTimestamp: secondsAgo(500) };
  const own = diagnose(crashloop, { pod: crashed(ended(0, { seconds: 40 })), events: [earlier] });
  expect(own.causes).toEqual(['process-exits-at-once']);
  const run = { pod: crashed(ended(137, { seconds: 40 }), probed), events: [earlier] };
  expect(diagnose(crashloop, run).causes).toEqual(['liveness-probe-failing']);
});

describe('signals', () => {
  const shared = (log: readonly string[]) => ({
    pod: pod({
      spec: { shareProcessNamespace: true, containers: [container(), container({ name: 'watchdog' })] },
      status: {
        conditions: [],
        containerStatuses: [
          ...(crashed(ended(137)).status?.containerStatuses ?? []),
          containerStatus('watchdog', { running: {} }, { ready: true }),
        ],
      },
    }),
    logs: { watchdog: log },
  });

  test('the container that says that it kills', () => {
    const { told, ruledOut } = diagnose(crashloop, shared(['no heartbeat, killing pid 7', 'sleeping']));
    expect(told[0]?.title).toBe('app is killed by SIGKILL, sent from container watchdog (exit code 137)');
    expect(told[0]?.text).toMatch(/no heartbeat, killing pid 7/);
    expect(ruledOut).toEqual([
      { cause: 'crashloop/out-of-memory', why: 'the reason is Error, not OOMKilled' },
    ]);
  });

  test('a container whose command kills, though its log says that it found nothing', () => {
    const made = shared(['killall: nc: no process killed']);
    const [first, ...rest] = made.pod.spec?.containers ?? [];
    const janitor = { ...rest[0], command: ['sh', '-c', 'while :; do sleep 15; killall -TERM nc; done'] };
    const containers = [first, janitor] as readonly Container[];
    const { told } = diagnose(crashloop, {
      ...made,
      pod: { ...made.pod, spec: { ...made.pod.spec, containers } },
    });
    expect(told[0]?.title).toBe('app is killed by SIGKILL, sent from container watchdog (exit code 137)');
    expect(told[0]?.text).toMatch(/runs: sh -c while :; do sleep 15; killall -TERM nc; done/);
    const silent = diagnose(crashloop, made);
    expect(silent.told[0]?.title).toBe('app is killed by SIGKILL (exit code 137)');
    expect(silent.told[0]?.text).toMatch(/share one process namespace: watchdog can signal it/);
  });

  test('nobody says so', () => {
    const { told } = diagnose(crashloop, shared(['all well']));
    expect(told[0]?.title).toBe('app is killed by SIGKILL (exit code 137)');
    expect(told[0]?.text).toMatch(/the reason is Error, not OOMKilled/);
    expect(diagnose(crashloop, { ...shared([]), logs: { watchdog: 'forbidden' } }).causes).toEqual([
      'killed-by-signal',
    ]);
  });

  test('the kubelet stopped it', () => {
    const killing = event({
      reason: 'Killing',
      message: 'Container app definition changed, will be restarted',
      lastTimestamp: secondsAgo(15),
      involvedObject: { fieldPath: 'spec.containers{app}' },
    });
    const { told, ruledOut } = diagnose(crashloop, {
      pod: crashed(ended(143), { livenessProbe: {} }),
      events: [killing],
    });
    expect(told[0]?.found).toMatchObject({ cause: 'killed-by-signal', confidence: 'certain' });
    expect(told[0]?.text).toMatch(/definition changed/);
    expect(ruledOut).toHaveLength(1);
  });

  test('a probe is ruled out where the events are there and speak of none', () => {
    const made = crashed(
      { exitCode: 137, finishedAt: secondsAgo(5) },
      { livenessProbe: { tcpSocket: { port: 1 } } },
    );
    const later = event({ source: { component: 'kubelet' } });
    expect(diagnose(crashloop, { pod: made, events: [later] }).ruledOut).toEqual([
      { cause: 'crashloop/out-of-memory', why: 'the reason is not given, not OOMKilled' },
      { cause: 'crashloop/liveness-probe-failing', why: 'no Killing event names a failed probe' },
    ]);
    expect(diagnose(crashloop, { pod: made, events: 'forbidden' }).ruledOut).toHaveLength(1);
    // The scheduler's events are no sign that the kubelet's have come.
    const { told, ruledOut } = diagnose(crashloop, {
      pod: crashed(ended(137, { seconds: 500 }), { livenessProbe: { tcpSocket: { port: 1 } } }),
      events: [event({ reason: 'Scheduled' })],
    });
    expect(ruledOut).toHaveLength(1);
    expect(told[0]?.text).toMatch(/its liveness probe may have made the kubelet do it as well/);
    expect(told[0]?.text).not.toMatch(/no failed probe is recorded/);
    expect(told[0]?.found.confidence).toBe('possible');
  });

  test('a true segmentation fault, against the words in a panic', () => {
    const { told } = diagnose(crashloop, {
      pod: crashed(ended(139)),
      logs: { 'app!': ['decoding 0001.heic'] },
    });
    expect(told[0]?.title).toBe('app crashes with a segmentation fault (SIGSEGV, exit code 139)');
    const panic = [
      'panic: runtime error: invalid memory address or nil pointer dereference',
      '[signal SIGSEGV: segmentation violation code=0x1 addr=0x0 pc=0x1]',
      '',
      'goroutine 1 [running]:',
    ];
    expect(diagnose(crashloop, { pod: crashed(ended(2)), logs: { 'app!': panic } }).causes).toEqual([
      'application-error',
    ]);
    const shell = ['Segmentation fault (core dumped)'];
    expect(diagnose(crashloop, { pod: crashed(ended(1)), logs: { 'app!': shell } }).causes).toEqual([
      'segmentation-fault',
    ]);
    expect(diagnose(crashloop, { pod: crashed(ended(2)), logs: { 'app!': shell } }).causes).toEqual([
      'application-error',
    ]);
  });

  test('a container with a restartPolicy of its own may end', () => {
    const done = (restartPolicy: 'Never' | 'Always') =>
      diagnose(crashloop, { pod: crashed(ended(0), { restartPolicy }), logs: { 'app!': [] } }).causes;
    expect(done('Never')).toEqual([]);
    expect(done('Always')).toEqual(['process-exits-at-once']);
  });

  test('a signal of the program’s own doing stands in the title', () => {
    const { told } = diagnose(crashloop, { pod: crashed(ended(132)), logs: { 'app!': [] } });
    expect(told[0]?.title).toBe('app crashes with exit code 132 (SIGILL)');
  });

  test('a runtime that kills itself when its heap is full', () => {
    const logs = { 'app!': ['Exception in thread "main" java.lang.OutOfMemoryError: Java heap space'] };
    expect(diagnose(crashloop, { pod: crashed(ended(137)), logs }).causes).toEqual([
      'runtime-heap-exhausted',
    ]);
  });

  test("an abort is the program's own doing", () => {
    const { told } = diagnose(crashloop, {
      pod: crashed(ended(134)),
      logs: { 'app!': ['terminate called'] },
    });
    expect(told[0]?.found.cause).toBe('application-error');
    expect(told[0]?.text).toMatch(/SIGABRT/);
  });
});

describe('process-exits-at-once', () => {
  test('with its command, or that of the image', () => {
    const { told } = diagnose(crashloop, {
      pod: crashed(ended(0, { seconds: 0 }), { command: ['sh', '-c'], args: ['echo done'] }),
      logs: { 'app!': ['done, bye'] },
    });
    expect(told[0]?.title).toBe(
      'app ends by itself with exit code 0 after less than a second, and is started again and again',
    );
    expect(told[0]?.text).toMatch(/It runs: sh -c echo done/);
    expect(told[0]?.text).toMatch(/done, bye/);
    const bare = diagnose(crashloop, { pod: crashed(ended(0)) });
    expect(bare.told[0]?.text).toMatch(/command that image registry.example\/app:1 sets/);
    const long = diagnose(crashloop, { pod: crashed(ended(0), { args: ['x'.repeat(300)] }) });
    expect(long.told[0]?.text).toMatch(/x{160}…/);
  });

  test('unless the log names what ended it', () => {
    const logs = { 'app!': ['FATAL: environment variable REDIS_URL is not set'] };
    expect(diagnose(crashloop, { pod: crashed(ended(0)), logs }).causes).toEqual(['configuration-missing']);
  });
});

const about = { involvedObject: { fieldPath: 'spec.containers{app}' }, lastTimestamp: secondsAgo(17) };
const http = 'Get "http://10.0.0.1:8080/healthz": ';

function killed(kind: 'liveness' | 'startup', output: string): KubeEvent[] {
  const word = kind === 'liveness' ? 'Liveness' : 'Startup';
  return [
    event({ ...about, reason: 'Unhealthy', message: `${word} probe failed: ${output}`, count: 4 }),
    event({
      ...about,
      type: 'Normal',
      reason: 'Killing',
      message: `Container app failed ${kind} probe, will be restarted`,
    }),
  ];
}

describe('probe kills', () => {
  const probe = {
    httpGet: { path: '/healthz', port: 8080 },
    initialDelaySeconds: 3,
    periodSeconds: 3,
    failureThreshold: 3,
  };
  const made = (spec: Partial<Container>, code = 137, seconds = 12) =>
    crashed(ended(code, { seconds, ...(code === 0 ? { reason: 'Completed' } : {}) }), {
      ports: [{ containerPort: 8080 }],
      ...spec,
    });
  const REFUSED = `${http}dial tcp 10.0.0.1:8080: connect: connection refused`;

  test('refused while it starts: a startup probe', () => {
    const { told } = diagnose(crashloop, {
      pod: made({ livenessProbe: probe }),
      events: killed('liveness', REFUSED),
      logs: { 'app!': ['loading rooms, takes about 2 minutes'] },
    });
    expect(told[0]?.found).toMatchObject({ cause: 'liveness-probe-failing', confidence: 'certain' });
    expect(told[0]?.text).toMatch(/Nothing listened on port 8080/);
    expect(told[0]?.text).toMatch(/12s from its start until it is killed; the log says: loading rooms/);
    expect(told[0]?.text).toMatch(/Give the program 240s/);
    expect(told[0]?.found.params.startupPatch).toContain('"failureThreshold":48');
  });

  test('refused on another port than the program listens on', () => {
    const logs = { 'app!': ['listening on :9090'] };
    const { told } = diagnose(crashloop, {
      pod: made({ livenessProbe: probe }),
      events: killed('liveness', REFUSED),
      logs,
    });
    expect(told[0]?.text).toMatch(/listens on 9090, not on 8080/);
    expect(told[0]?.text).toMatch(/Let the probe ask port 9090/);
    const tcp = made({ livenessProbe: { tcpSocket: { port: 8081 } } }, 143, 30);
    const declared = diagnose(crashloop, { pod: tcp, events: killed('liveness', REFUSED) });
    expect(declared.told[0]?.text).toMatch(/the probe asks 8081/);
    expect(declared.told[0]?.found.params.portPatch).toContain('{"tcpSocket":{"port":8080}}');
    const grpc = made({ livenessProbe: { grpc: { port: 8081 } } }, 143, 30);
    expect(
      diagnose(crashloop, { pod: grpc, events: killed('liveness', REFUSED) }).told[0]?.found.params.portPatch,
    ).toContain('"grpc":{"port":8080}');
    const undeclared = made({ ports: [], livenessProbe: { tcpSocket: { port: 'web' } } }, 143, 30);
    const web = diagnose(crashloop, { pod: undeclared, events: killed('liveness', REFUSED) });
    expect(web.told[0]?.text).toMatch(/port web/);
  });

  test('404: the path of another probe, or one to look for', () => {
    const events = killed('liveness', 'HTTP probe failed with statuscode: 404');
    const plain = diagnose(crashloop, { pod: made({ livenessProbe: probe }), events });
    expect(plain.told[0]?.title).toMatch(/GET \/healthz on port 8080 answers 404$/);
    expect(plain.told[0]?.text).toMatch(/does not know the path \/healthz/);
    const other = diagnose(crashloop, {
      pod: made({ livenessProbe: probe, readinessProbe: { httpGet: { path: '/ready', port: 8080 } } }),
      events,
    });
    expect(other.told[0]?.text).toMatch(/Let the probe ask \/ready/);
  });

  test.each([
    ['HTTP probe failed with statuscode: 401', /wants a login for \/healthz/],
    ['HTTP probe failed with statuscode: 403', /wants a login/],
    ['HTTP probe failed with statuscode: 503', /answered 503/],
    [
      `${http}context deadline exceeded (Client.Timeout exceeded while awaiting headers)`,
      /did not answer within 1s[\s\S]*give an answer 5s/,
    ],
    ['Get "https://x": http: server gave HTTP response to HTTPS client', /speaks plain HTTP/],
    [`${http}malformed HTTP response`, /perhaps it wants HTTPS/],
  ])('%s', (output, text) => {
    expect(
      diagnose(crashloop, { pod: made({ livenessProbe: probe }), events: killed('liveness', output) }).told[0]
        ?.text,
    ).toMatch(text);
  });

  test('an exec probe: what to run by hand', () => {
    const cat = { exec: { command: ['cat', '/tmp/healthy file'] } };
    const { told } = diagnose(crashloop, {
      pod: made({ livenessProbe: cat }),
      events: killed('liveness', ''),
    });
    expect(told[0]?.text).toMatch(/failed without a word/);
    expect(told[0]?.text).toContain(`-- sh -c 'cat '\\''/tmp/healthy file'\\'''`);
    const script = { exec: { command: ['/bin/sh', '-c', 'test -e /tmp/x'] } };
    expect(
      diagnose(crashloop, { pod: made({ livenessProbe: script }), events: killed('liveness', 'no') }).told[0]
        ?.text,
    ).toContain("-- sh -c 'test -e /tmp/x'");
  });

  test('a command that takes too long, and one that is not there', () => {
    const livenessProbe = { exec: { command: ['pg_isready'] } };
    const slow = killed('liveness', 'command "pg_isready" timed out');
    expect(diagnose(crashloop, { pod: made({ livenessProbe }), events: slow }).told[0]?.text).toMatch(
      /did not end within 1s/,
    );
    const missing = killed(
      'liveness',
      'OCI runtime exec failed: exec: "pg_isready": executable file not found in $PATH',
    );
    expect(diagnose(crashloop, { pod: made({ livenessProbe }), events: missing }).told[0]?.text).toMatch(
      /does not hold pg_isready, the probe’s program/,
    );
  });

  test('a probe of another host than the pod', () => {
    const livenessProbe = { httpGet: { port: 8080, host: 'localhost' } };
    const words = 'Get "http://localhost:8080/": dial tcp [::1]:8080: connect: connection refused';
    const [told] = diagnose(crashloop, {
      pod: made({ livenessProbe }),
      events: killed('liveness', words),
    }).told;
    expect(told?.title).toMatch(/GET \/ on port 8080 of host localhost/);
    expect(told?.text).toMatch(/take host localhost out/);
    expect(told?.found.params.hostPatch).toContain('"livenessProbe":{"httpGet":{"host":null}}');
    expect(told?.text).not.toMatch(/startupProbe/);
  });

  test('a gRPC probe that can’t connect, to a program on the loopback address', () => {
    const livenessProbe = { grpc: { port: 9000 } };
    const words =
      'timeout: failed to connect service "198.51.100.3:9000" within 1s: context deadline exceeded';
    const asked = (line: string) =>
      diagnose(crashloop, {
        pod: made({ livenessProbe }),
        events: killed('liveness', words),
        logs: { 'app!': [line] },
      }).told[0]?.text;
    const inside = asked('gRPC server listening on 127.0.0.1:9000');
    expect(inside).toMatch(/Nothing listened on port 9000/);
    expect(inside).toMatch(/listen on 0.0.0.0 instead of 127.0.0.1:9000/);
    expect(inside).not.toMatch(/accepted the connection|startupProbe|timeoutSeconds/);
    expect(asked('gRPC server listening on :9000')).toMatch(/startupProbe/);
  });

  test('refused after a startup probe had succeeded: no second one', () => {
    const both = { livenessProbe: probe, startupProbe: { tcpSocket: { port: 8080 } } };
    const { told } = diagnose(crashloop, { pod: made(both), events: killed('liveness', REFUSED) });
    expect(told[0]?.found.params.startupPatch).toBeUndefined();
  });

  test('a startup probe: more failures allowed', () => {
    const startupProbe = { httpGet: { port: 8080 }, failureThreshold: 3, periodSeconds: 5 };
    const { told } = diagnose(crashloop, {
      pod: made({ startupProbe }, 137, 15),
      events: killed('startup', REFUSED),
      logs: { 'app!': ['warming caches, about 90 s', 'progress 1.5 ms', 'ready soon'] },
    });
    expect(told[0]?.found.cause).toBe('startup-probe-failing');
    expect(told[0]?.text).toMatch(/allows 15s for the start; the log says: warming caches, about 90 s/);
    expect(told[0]?.text).toMatch(/Give the start 180s: allow 36 failures/);
    const slow = { httpGet: { port: 8080 } };
    expect(
      diagnose(crashloop, { pod: made({ startupProbe: slow }, 137, 30), events: killed('startup', 'x') })
        .told[0]?.found.params.threshold,
    ).toBe(12);
    const broken = killed('startup', 'HTTP probe failed with statuscode: 500');
    expect(
      diagnose(crashloop, { pod: made({ startupProbe: slow }, 137, 30), events: broken }).told[0]?.found
        .params.threshold,
    ).toBeUndefined();
  });

  test('a clean end after SIGTERM is no process that exits by itself', () => {
    const logs = { 'app!': ['got SIGTERM, bye'] };
    const events = killed('liveness', 'HTTP probe failed with statuscode: 404');
    expect(diagnose(crashloop, { pod: made({ livenessProbe: probe }, 0), events, logs }).causes).toEqual([
      'liveness-probe-failing',
    ]);
    expect(
      diagnose(crashloop, { pod: made({ livenessProbe: probe }, 0), events: 'forbidden', logs }).told[0]
        ?.found,
    ).toMatchObject({ cause: 'liveness-probe-failing', confidence: 'possible' });
    expect(
      diagnose(crashloop, { pod: made({ livenessProbe: probe }, 0), events: 'forbidden' }).causes,
    ).toEqual(['process-exits-at-once']);
  });

  test('without the Killing event the length of the run tells', () => {
    const [unhealthy] = killed('liveness', REFUSED);
    const failing = diagnose(crashloop, {
      pod: made({ livenessProbe: probe }),
      events: unhealthy ? [unhealthy] : [],
    });
    expect(failing.told[0]?.found).toMatchObject({ cause: 'liveness-probe-failing', confidence: 'likely' });
    const expired = diagnose(crashloop, { pod: made({ livenessProbe: probe }), events: [] });
    expect(expired.told[0]?.found.confidence).toBe('possible');
    expect(expired.told[0]?.text).toMatch(/the run lasted 12s, long enough for/);
    const after = {
      livenessProbe: { ...probe, periodSeconds: undefined as never },
      startupProbe: { tcpSocket: { port: 1 }, initialDelaySeconds: 300, terminationGracePeriodSeconds: 5 },
    };
    expect(diagnose(crashloop, { pod: made(after, 143, 60), events: [] }).causes).toEqual([
      'liveness-probe-failing',
    ]);
  });

  test.each([
    ['a run too short', made({ livenessProbe: probe }, 137, 1), [] as KubeEvent[]],
    ['a run too long', made({ livenessProbe: probe }, 143, 300), []],
    [
      'other events, none of the probe',
      made({ livenessProbe: probe }),
      [event({ ...about, reason: 'BackOff' })],
    ],
    [
      'a Killing of an earlier run',
      made({ livenessProbe: probe }, 137, 1),
      killed('liveness', 'x').map((one) => ({ ...one, lastTimestamp: secondsAgo(500) })),
    ],
    ['a probe that is not in the spec', made({}), killed('liveness', 'x')],
  ])('%s is no probe kill', (_, one, events) => {
    expect(diagnose(crashloop, { pod: one, events }).causes).toEqual(['killed-by-signal']);
  });

  test('a run without times counts with any of the events', () => {
    const one = crashed(
      { exitCode: 137, reason: 'Error' },
      { livenessProbe: { ...probe, periodSeconds: undefined as never } },
    );
    const { message, ...mute } = event({ ...about, reason: 'Killing' });
    expect(message).toBeDefined();
    const events = [
      ...killed('liveness', `${http}dial: connect: connection refused`),
      event({ ...about, reason: 'Unhealthy', message: undefined as never }),
      mute,
    ];
    expect(diagnose(crashloop, { pod: one, events }).causes).toEqual(['liveness-probe-failing']);
  });
});
