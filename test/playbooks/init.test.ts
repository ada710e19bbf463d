import { describe, expect, test } from 'vitest';
import { init as playbook } from '../../playbooks/init/index.ts';
import type { Container, ContainerState, ContainerStatus } from '../../src/diagnosis/objects/container.ts';
import type { Condition } from '../../src/diagnosis/objects/meta.ts';
import type { Pod, PodStatus } from '../../src/diagnosis/objects/pod.ts';
import { container, containerStatus, event, node, pod } from '../support/build.ts';
import { DEPLOYED, diagnose, ended, type Made, secondsAgo } from './crashloop-made.ts';

const UNINITIALIZED: readonly Condition[] = [
  { type: 'Initialized', status: 'False' },
  { type: 'Ready', status: 'False' },
];
const HELD = containerStatus('app', { waiting: { reason: 'PodInitializing' } });

interface Init {
  readonly spec?: Partial<Container>;
  readonly status?: Partial<ContainerStatus>;
  readonly before?: readonly Container[];
  readonly pod?: PodStatus;
}

/** A pod whose init container `init` is in a state. */
function holding(state: ContainerState, { spec, status, before = [], pod: more }: Init = {}): Pod {
  const done = before.map(({ name, restartPolicy }) =>
    restartPolicy
      ? containerStatus(name, { running: {} }, { started: true })
      : containerStatus(name, { terminated: { exitCode: 0 } }),
  );
  return pod({
    metadata: DEPLOYED,
    spec: { initContainers: [...before, container({ name: 'init', ...spec })], containers: [container()] },
    status: {
      phase: 'Pending',
      conditions: UNINITIALIZED,
      initContainerStatuses: [...done, containerStatus('init', state, status)],
      containerStatuses: [HELD],
      ...more,
    },
  });
}

function running(seconds: number, init: Init = {}): Pod {
  return holding({ running: { startedAt: secondsAgo(seconds) } }, init);
}

function tell(made: Made) {
  const { told, causes } = diagnose(playbook, { node: node(), ...made });
  expect(causes).toHaveLength(1);
  return told[0];
}

const SERVICES = [
  { metadata: { name: 'orders-db' }, spec: { ports: [{ port: 5432 }] } },
  { metadata: { name: 'web' } },
];

describe('init-container-waiting', () => {
  test('names what the log waits for and that no such Service is there', () => {
    const one = tell({
      pod: running(75, { before: [container({ name: 'copy' })] }),
      logs: { init: ['waiting for orders-bd:5432', 'waiting for orders-bd:5432'] },
      services: SERVICES,
    });
    expect(one?.found).toMatchObject({ cause: 'init-container-waiting', container: 'init' });
    expect(one?.found.verdict).toBeUndefined();
    expect(one?.title).toBe('Init container init has not finished: it waits for orders-bd:5432');
    expect(one?.text).toMatch(/for 75s/);
    expect(one?.text).toMatch(/says 2 times: waiting for orders-bd:5432/);
    expect(one?.text).toMatch(/no Service orders-bd in namespace shop; there is orders-db/);
    expect(one?.text).toMatch(/\(it is 2 of 2 init containers\): app/);
  });

  test('a Service that exists, in another namespace', () => {
    const one = tell({
      pod: running(75),
      logs: { init: ['waiting for service kafka.streaming'] },
      services: [{ metadata: { name: 'kafka' } }],
      slices: 'forbidden',
    });
    expect(one?.text).toMatch(/Service kafka exists in namespace streaming/);
    expect(one?.text).toMatch(/kubectl -n streaming get endpointslices -l kubernetes.io\/service-name=kafka/);
  });

  test.each<[string, readonly string[] | 'forbidden', RegExp]>([
    ['silent', [], /Its log does not tell: it is empty/],
    ['not to be read', 'forbidden', /Its log does not tell: it could not be read/],
  ])('by its command where the log is %s', (_, log, text) => {
    const command = ['sh', '-c', 'until nc -z orders-db 5432; do sleep 2; done'];
    const one = tell({ pod: running(40, { spec: { command } }), logs: { init: log }, services: SERVICES });
    expect(one?.title).toBe('Init container init has not finished: it waits for orders-db:5432');
    expect(one?.text).toMatch(/It runs: nc -z orders-db 5432/);
    expect(one?.text).toMatch(text);
    expect(one?.found.verdict).toBeUndefined();
  });

  test.each<[string, number, Made, 'waiting' | undefined]>([
    ['waits for a moment', 20, { logs: { init: ['waiting for job'] }, services: SERVICES }, 'waiting'],
    [
      'waits for what is not there at all',
      12,
      { logs: { init: ['waiting for nobody'] }, services: SERVICES },
      undefined,
    ],
    ['is at work', 200, { logs: { init: ['migrating 1', 'created b'] } }, 'waiting'],
    ['has been at work for long', 400, { logs: { init: ['migrating 1', 'created b'] } }, undefined],
    ['waits for something without a name', 40, { logs: { init: ['not ready, sleeping'] } }, undefined],
  ])('one that %s after %i seconds', (_, seconds, more, verdict) => {
    const known = 'services' in more && seconds === 20 ? [{ metadata: { name: 'job' } }] : more.services;
    expect(
      tell({ pod: running(seconds), ...more, ...(known ? { services: known } : {}) })?.found.verdict,
    ).toBe(verdict);
  });

  test('the log, or an event, tells sooner than the status that it runs', () => {
    const waiting = { waiting: { reason: 'PodInitializing' } };
    const one = tell({ pod: holding(waiting), logs: { init: ['@2026-01-01T11:59:55.25Z warming'] } });
    expect(one?.found).toMatchObject({
      verdict: 'waiting',
      params: { since: '2026-01-01T11:59:55Z', runs: '5s' },
    });
    expect(one?.found.evidence[0]).toMatchObject({
      text: 'waiting, by its log running since 2026-01-01T11:59:55Z',
    });
    const started = event({
      reason: 'Started',
      lastTimestamp: secondsAgo(5),
      involvedObject: { fieldPath: 'spec.initContainers{init}' },
    });
    expect(tell({ pod: holding(waiting), events: [started] })?.found.params.runs).toBe('5s');
    const timeless = { ...started, lastTimestamp: null };
    expect(tell({ pod: holding(waiting), events: [timeless] })?.found.params.runs).toBe('10m');
    expect(tell({ pod: holding({}), logs: { init: ['x'] } })?.found.evidence[0]).toMatchObject({
      text: 'unknown, by its log running since 2026-01-01T11:50:00Z',
    });
    expect(diagnose(playbook, { pod: holding(waiting), events: 'forbidden' }).causes).toEqual([]);
    expect(diagnose(playbook, { pod: holding(waiting), events: [event()] }).causes).toEqual([]);
  });

  test('times that are missing', () => {
    const timeless = holding({ running: {} }, { pod: { startTime: secondsAgo(50) } });
    expect(tell({ pod: timeless })?.found.params.runs).toBe('50s');
    const bare = { ...timeless, metadata: {}, status: { ...timeless.status, startTime: undefined as never } };
    expect(tell({ pod: bare })?.found.params.runs).toBe('0s');
  });
});

describe('init-container-failing', () => {
  test('a run that failed, and how often', () => {
    const state = { waiting: { reason: 'CrashLoopBackOff', message: 'back-off' } };
    const status = { restartCount: 3, lastState: { terminated: ended(2) } };
    const one = tell({ pod: holding(state, { status }) });
    expect(one?.found).toMatchObject({ cause: 'init-container-failing', confidence: 'certain' });
    expect(one?.title).toBe('Init container init fails, so the app is not started');
    expect(one?.text).toMatch(/exit code 2 \(.+\); 3 restarts so far/);
    expect(one?.text).toMatch(/logs web-1 -c init --previous/);
  });

  test('a start that fails', () => {
    const state = { waiting: { reason: 'CreateContainerConfigError', message: 'configmap "x" not found' } };
    expect(tell({ pod: holding(state) })?.text).toMatch(
      /It cannot start: CreateContainerConfigError, configmap "x" not found/,
    );
  });

  test('a pod that is never restarted fails with it', () => {
    const made = holding({ terminated: ended(1, { message: 'boom' }) }, { pod: { phase: 'Failed' } });
    const one = tell({ pod: made });
    expect(one?.text).toMatch(/logs web-1 -c init$/m);
    const evicted = { ...made, status: { ...made.status, reason: 'Evicted' } };
    expect(diagnose(playbook, { pod: evicted }).causes).toEqual([]);
    const later = holding({ terminated: { exitCode: 0 } }, { pod: { phase: 'Failed' } });
    expect(diagnose(playbook, { pod: later }).causes).toEqual([]);
    const odd = holding({ waiting: {} }, { pod: { phase: 'Failed' } });
    expect(diagnose(playbook, { pod: odd }).causes).toEqual([]);
  });
});

describe('sidecar-failing', () => {
  const sidecar = { restartPolicy: 'Always' };

  test('one that runs and does not come up: its probe, and what it waits for', () => {
    const startupProbe = { httpGet: { port: 15021, path: '/ready' }, periodSeconds: 2 };
    const unhealthy = event({
      reason: 'Unhealthy',
      message: 'Startup probe failed: connection refused',
      involvedObject: { fieldPath: 'spec.initContainers{init}' },
    });
    const made: Made = {
      pod: running(59, { spec: { ...sidecar, startupProbe } }),
      logs: { init: ['waiting for certificate from istiod.istio-system.svc:15012'] },
    };
    const one = tell({ ...made, events: [event(), unhealthy] });
    expect(one?.found).toMatchObject({ cause: 'sidecar-failing', confidence: 'likely', container: 'init' });
    expect(one?.title).toBe('Sidecar init does not come up: it waits for istiod.istio-system.svc:15012');
    expect(one?.text).toMatch(/GET \/ready on port 15021; .+\) got: connection refused/);
    expect(one?.text).toMatch(/no Service istiod in namespace istio-system/);
    const blind = tell({ ...made, events: 'forbidden' });
    expect(blind?.text).toMatch(/has not succeeded yet/);
    const mute = tell({ ...made, events: [{ ...unhealthy, message: undefined as never }] });
    expect(mute?.text).not.toMatch(/got:/);
  });

  test('one that has only begun is given time; one that says nothing is told as well', () => {
    const young = tell({ pod: running(5, { spec: sidecar }), logs: { init: ['starting'] } });
    expect(young?.found.verdict).toBe('waiting');
    expect(young?.title).toBe('Sidecar init does not come up');
  });

  test('one that crashes before the app starts, and one that crashes after', () => {
    const state = { waiting: { reason: 'CrashLoopBackOff' } };
    const status = { restartCount: 1, lastState: { terminated: ended(0) } };
    const before = tell({ pod: holding(state, { spec: sidecar, status }) });
    expect(before?.title).toBe('Sidecar init fails');
    expect(before?.text).toMatch(/What waits for it to do its part: app/);
    const initialized = {
      phase: 'Running',
      conditions: [{ type: 'Initialized', status: 'True' }],
      containerStatuses: [containerStatus('app', { running: {} }, { ready: true })],
    };
    const after = tell({ pod: holding(state, { spec: sidecar, status, pod: initialized }) });
    expect(after?.text).toMatch(/though app runs/);
    const restarted = holding(
      { running: {} },
      { spec: sidecar, pod: { ...initialized, containerStatuses: [HELD] } },
    );
    expect(diagnose(playbook, { pod: restarted }).causes).toEqual([]);
    const up = holding({ running: {} }, { spec: sidecar, status: { started: true }, pod: initialized });
    expect(diagnose(playbook, { pod: up }).causes).toEqual([]);
  });

  test('one that has not been started yet', () => {
    const made = holding({ waiting: { reason: 'PodInitializing' } }, { spec: sidecar });
    expect(diagnose(playbook, { pod: made }).causes).toEqual([]);
  });
});

describe('near misses', () => {
  test('a node that is down has not told for a while', () => {
    const down = node('node-a', { status: { conditions: [{ type: 'Ready', status: 'Unknown' }] } });
    const waits = { logs: { init: ['waiting for db'] }, node: down };
    expect(diagnose(playbook, { pod: running(75), ...waits }).causes).toEqual([]);
    const sidecar = { restartPolicy: 'Always' };
    expect(diagnose(playbook, { pod: running(75, { spec: sidecar }), ...waits }).causes).toEqual([]);
  });

  test('a pod whose init containers are all done', () => {
    const done = holding(
      { terminated: { exitCode: 0 } },
      { before: [container({ name: 'p', restartPolicy: 'Always' })] },
    );
    expect(diagnose(playbook, { pod: done }).causes).toEqual([]);
    const ready = { ...done, status: { ...done.status, conditions: undefined as never } };
    expect(diagnose(playbook, { pod: ready }).causes).toEqual([]);
  });

  test('an init container that ended well after the app began', () => {
    const conditions = [{ type: 'Initialized', status: 'True' }];
    const made = holding({ terminated: { exitCode: 0 } }, { pod: { phase: 'Running', conditions } });
    expect(diagnose(playbook, { pod: made }).causes).toEqual([]);
  });

  const plain = pod({ status: { conditions: UNINITIALIZED } });
  test.each<[string, Pod]>([
    ['ready', { ...running(75), status: { conditions: [{ type: 'Ready', status: 'True' }] } }],
    ['without init containers', plain],
    ['done', holding({}, { pod: { phase: 'Succeeded' } })],
    ['on no node', { ...plain, spec: {} }],
    ['leaving', { ...running(75), metadata: { deletionTimestamp: secondsAgo(1) } }],
    ['empty', {}],
  ])('nothing is asked for a pod that is %s', (_, made) => {
    const { causes, asked } = diagnose(playbook, { pod: made });
    expect([causes, asked]).toEqual([[], []]);
  });
});

describe('the Service that it waits for', () => {
  const logs = { init: ['waiting for orders-db:5432', 'waiting for orders-db:5432'] };

  test('has no ready pod', () => {
    const slices = [{ endpoints: [{ conditions: { ready: false } }] }];
    const one = tell({ pod: running(75), logs, services: SERVICES, slices });
    expect(one?.text).toContain('Service orders-db in namespace shop has no ready endpoints (1 not ready)');
    expect(one?.text).toContain('podwhy why -n shop service/orders-db');
  });

  test('has another port', () => {
    const wrong = { init: ['waiting for orders-db:5433', 'waiting for orders-db:5433'] };
    const one = tell({ pod: running(75), logs: wrong, services: SERVICES });
    expect(one?.text).toContain('Service orders-db has no port 5433; it has 5432.');
    expect(one?.text).toContain('kubectl -n shop get service orders-db');
  });
});
