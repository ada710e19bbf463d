import { describe, expect, test } from 'vitest';
import { crashloop } from '../../playbooks/crashloop/index.ts';
import { startError } from '../../playbooks/start-error/index.ts';
import type { Container, ContainerStatus } from '../../src/diagnosis/objects/container.ts';
import type { KubeEvent } from '../../src/diagnosis/objects/meta.ts';
import type { Pod } from '../../src/diagnosis/objects/pod.ts';
import { container, containerStatus, event, pod } from '../support/build.ts';
import { crashed, diagnose, ended, secondsAgo } from './crashloop-made.ts';

/** Made after a 1.20 cluster whose kubelets stopped posting events after 25 of a pod. */
const EXEC: Partial<Container> = {
  livenessProbe: {
    exec: { command: ['cat', '/tmp/alive'] },
    initialDelaySeconds: 2,
    periodSeconds: 3,
    failureThreshold: 2,
  },
};
const HOOK: Partial<Container> = {
  lifecycle: { postStart: { exec: { command: ['sh', '-c', 'register'] } } },
};
const GRACE = { spec: { nodeName: 'node-a', terminationGracePeriodSeconds: 2, containers: [] } } as const;

function about(reason: string, message: string, ago: number, count = 1): KubeEvent {
  return event({
    reason,
    message,
    count,
    lastTimestamp: secondsAgo(ago),
    involvedObject: { kind: 'Pod', name: 'web-1', uid: 'pod-uid', fieldPath: 'spec.containers{app}' },
  });
}

const started = (ago: number, count = 1) => about('Started', 'Started container app', ago, count);
const unhealthy = (ago: number, count = 1) =>
  about('Unhealthy', "Liveness probe failed: cat: can't open '/tmp/alive'", ago, count);
const killing = (ago: number, count = 1) =>
  about('Killing', 'Container app failed liveness probe, will be restarted', ago, count);
const hookFailed = (ago: number, count = 1) =>
  about('FailedPostStartHook', 'Exec lifecycle hook failed, message: "cannot register\\n"', ago, count);

function crash(
  code: number,
  seconds: number,
  spec: Partial<Container>,
  status: Partial<ContainerStatus> = {},
) {
  return crashed(ended(code, { seconds, ago: 15 }), spec, {
    spec: { ...GRACE.spec, containers: [container(spec)] },
    status: { restartCount: 5, ...status },
  });
}

describe('events of earlier runs only, the later ones dropped', () => {
  const dropped = [started(110, 4), unhealthy(108, 7), killing(105, 4)];

  test.each([0, 137, 143])('a probe kill of another run counts, exit code %i', (code) => {
    const { told } = diagnose(crashloop, { pod: crash(code, 8, EXEC), events: dropped });
    expect(told.map(({ found }) => found)).toMatchObject([
      { cause: 'liveness-probe-failing', confidence: 'likely' },
    ]);
    expect(told[0]?.text).toMatch(/of another of its runs: Container app failed liveness probe/);
    expect(told[0]?.text).toMatch(/By all signs the kubelet stopped it/);
  });

  test('also on a kubelet so slow that the run was much longer than the probe allows', () => {
    const { told } = diagnose(crashloop, { pod: crash(137, 70, EXEC), events: dropped });
    expect(told[0]?.found).toMatchObject({ cause: 'liveness-probe-failing', confidence: 'likely' });
  });

  test('a failed hook of another run counts', () => {
    const events = [started(130, 4), hookFailed(130, 4)];
    const made = { pod: crash(0, 1, HOOK), events };
    const [one] = diagnose(startError, made).told;
    expect(one?.found).toMatchObject({ cause: 'hook-failed', confidence: 'likely' });
    expect(one?.text).toMatch(/said of another run of app/);
    expect(one?.text).toMatch(/The hook says: cannot register/);
    expect(diagnose(crashloop, made).causes).toEqual([]);
  });

  test.each([
    ['a program that ended by an error of its own', crash(1, 8, EXEC), dropped],
    ['a run too short for the probe', crash(137, 2, EXEC), dropped],
    [
      'a later event of the kubelet, which would have told of a kill',
      crash(143, 8, EXEC),
      [killing(105), about('BackOff', 'Back-off restarting failed container', 10)],
    ],
  ])('not of %s', (_, made, events) => {
    expect(diagnose(crashloop, { pod: made, events }).causes).not.toContain('liveness-probe-failing');
  });

  test('not even a later event tells, once the kubelet has posted as many as it may', () => {
    const events = [killing(105, 4), about('BackOff', 'Back-off restarting failed container', 10, 21)];
    expect(diagnose(crashloop, { pod: crash(143, 8, EXEC), events }).causes).toEqual([
      'liveness-probe-failing',
    ]);
  });

  test('nor a hook of a run that was too long for it', () => {
    const made = { pod: crash(0, 300, HOOK), events: [hookFailed(900)] };
    expect(diagnose(startError, made).causes).toEqual([]);
    expect(diagnose(crashloop, made).told[0]?.found).toMatchObject({
      cause: 'process-exits-at-once',
      confidence: 'certain',
    });
  });

  test('the waiting reason says so without any event', () => {
    const state = { waiting: { reason: 'PostStartHookError' } };
    expect(diagnose(crashloop, { pod: crash(0, 1, HOOK, { state }) }).causes).toEqual([]);
  });

  test('a hook that the spec does not have is another container of that name', () => {
    expect(diagnose(startError, { pod: crash(0, 1, {}), events: [hookFailed(130)] }).causes).toEqual([]);
  });
});

describe('a program that ends with exit code 0', () => {
  test.each([
    ['a liveness probe', crash(0, 8, EXEC), /Its liveness probe may have made the kubelet stop it/],
    ['a hook', crash(0, 1, HOOK), /Its postStart hook may have/],
    ['a run of unknown length', crashed({ exitCode: 0 }, { ...EXEC, ...HOOK }), /postStart hook or liveness/],
  ])('is not for certain its own end beside %s', (_, made, text) => {
    for (const events of ['forbidden', []] as const) {
      const { told } = diagnose(crashloop, { pod: made, events });
      expect(told[0]?.found).toMatchObject({ cause: 'process-exits-at-once', confidence: 'possible' });
      expect(told[0]?.title).not.toMatch(/by itself/);
      expect(told[0]?.text).toMatch(text);
    }
  });

  test('is likely so where the events reach past the end of a run and name nobody', () => {
    const events = [started(40, 3)];
    const { told } = diagnose(crashloop, { pod: crash(0, 8, EXEC), events });
    expect(told[0]?.found).toMatchObject({ cause: 'process-exits-at-once', confidence: 'likely' });
    expect(told[0]?.text).not.toMatch(/may have made the kubelet/);
  });

  test('is its own end where it was too short for the probe', () => {
    expect(diagnose(crashloop, { pod: crash(0, 1, EXEC), events: [] }).told[0]?.found).toMatchObject({
      cause: 'process-exits-at-once',
      confidence: 'certain',
    });
  });
});

describe('events that are late', () => {
  test('only the scheduler has spoken: the length of the run is a possible reading', () => {
    const scheduled = event({ reason: 'Scheduled', lastTimestamp: secondsAgo(80) });
    const { told } = diagnose(crashloop, { pod: crash(137, 8, EXEC), events: [scheduled] });
    expect(told[0]?.found).toMatchObject({ cause: 'liveness-probe-failing', confidence: 'possible' });
    expect(told[0]?.text).toMatch(/Perhaps the kubelet stopped it/);
  });

  test('failures of the probe in this run are likely to have ended it, whatever its length', () => {
    const events = [started(90), unhealthy(30, 3)];
    for (const code of [0, 137]) {
      expect(diagnose(crashloop, { pod: crash(code, 77, EXEC), events }).told[0]?.found).toMatchObject({
        cause: 'liveness-probe-failing',
        confidence: 'likely',
      });
    }
  });

  test('failures in another run make it possible, unless the events tell how that one ended', () => {
    const events = [started(290), unhealthy(280, 3)];
    expect(diagnose(crashloop, { pod: crash(137, 64, EXEC), events }).told[0]?.found).toMatchObject({
      cause: 'liveness-probe-failing',
      confidence: 'possible',
    });
    expect(
      diagnose(crashloop, { pod: crash(137, 64, EXEC), events: [...events, started(200)] }).causes,
    ).toEqual(['killed-by-signal']);
  });

  test("the grace period is the pod's, or the probe's own", () => {
    // 5 s to the last failure, two periods, 5 s of slack: 16 s, and the grace period.
    const causes = (seconds: number, spec: Partial<Container>) =>
      diagnose(crashloop, { pod: crash(137, seconds, spec), events: [] }).causes;
    expect(causes(18, EXEC)).toEqual(['liveness-probe-failing']);
    expect(causes(19, EXEC)).toEqual(['killed-by-signal']);
    const own = { livenessProbe: { ...EXEC.livenessProbe, terminationGracePeriodSeconds: 10 } };
    expect(causes(26, own)).toEqual(['liveness-probe-failing']);
    const none = { livenessProbe: { ...EXEC.livenessProbe, terminationGracePeriodSeconds: 0 } };
    expect(causes(18, none)).toEqual(['liveness-probe-failing']);
  });
});

describe('up and ready again, and about to be killed again', () => {
  const flap: Partial<Container> = {
    livenessProbe: { httpGet: { path: '/healthz', port: 8080 }, periodSeconds: 10, failureThreshold: 3 },
  };
  function up(uptime: number, code: number, restartCount: number, spec = flap): Pod {
    const run = ended(code, { seconds: 27, ago: uptime + 1 });
    const running = { running: { startedAt: secondsAgo(uptime) } };
    const status = containerStatus('app', running, {
      ready: true,
      restartCount,
      lastState: { terminated: run },
    });
    return pod({
      spec: { terminationGracePeriodSeconds: 2, containers: [container(spec)] },
      status: { containerStatuses: [status] },
    });
  }

  test('a first kill, and the run since has not outlived the probe', () => {
    const made = { pod: up(22, 137, 1), events: [started(50), killing(25)] };
    const { told } = diagnose(crashloop, made);
    expect(told[0]?.found).toMatchObject({ cause: 'liveness-probe-failing', confidence: 'certain' });
  });

  test('the run since is long enough to trust it, or the probe fails again', () => {
    const events = [killing(302), started(300, 2)];
    expect(diagnose(crashloop, { pod: up(300, 137, 1), events }).causes).toEqual(['restarted-recently']);
    expect(diagnose(crashloop, { pod: up(300, 137, 1), events: [...events, unhealthy(4)] }).causes).toEqual([
      'liveness-probe-failing',
    ]);
  });

  test('restarted often at the length that the probe lets it live, and no event has come yet', () => {
    const scheduled = [event({ reason: 'Scheduled' })];
    expect(diagnose(crashloop, { pod: up(40, 137, 4), events: scheduled }).causes).toEqual([
      'liveness-probe-failing',
    ]);
    expect(diagnose(crashloop, { pod: up(60, 137, 1), events: scheduled }).causes).toEqual([
      'restarted-recently',
    ]);
    const unknown = up(60, 137, 1);
    const [status] = unknown.status?.containerStatuses ?? [];
    const lost = { ...status, name: 'app', restartCount: undefined as never };
    expect(
      diagnose(crashloop, {
        pod: { ...unknown, status: { ...unknown.status, containerStatuses: [lost] } },
        events: scheduled,
      }).causes,
    ).toEqual(['restarted-recently']);
  });

  test('a hook that failed is over once the container is ready', () => {
    const made = { pod: up(60, 137, 1, HOOK), events: [hookFailed(70)] };
    expect(diagnose(crashloop, made).causes).toEqual(['restarted-recently']);
  });
});
