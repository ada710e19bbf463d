import { describe, expect, test } from 'vitest';
import { probe as playbook } from '../../playbooks/probe/index.ts';
import type { Container, ContainerStatus, Probe } from '../../src/diagnosis/objects/container.ts';
import type { KubeEvent } from '../../src/diagnosis/objects/meta.ts';
import type { Pod, PodStatus } from '../../src/diagnosis/objects/pod.ts';
import { container, containerStatus, event, node, pod } from '../support/build.ts';
import { DEPLOYED, diagnose, type Made, secondsAgo } from './crashloop-made.ts';

const UNREADY = [{ type: 'Ready', status: 'False', reason: 'ContainersNotReady' }];
const READY_HTTP: Probe = { httpGet: { port: 8080, path: '/ready' } };

interface Probed {
  readonly seconds?: number;
  readonly spec?: Partial<Container>;
  readonly status?: Partial<ContainerStatus>;
  readonly pod?: PodStatus;
  readonly metadata?: Pod['metadata'];
}

/** A container that has run for ten minutes and is not ready. */
function probed(
  readinessProbe: Probe | undefined,
  { seconds = 600, spec, status, pod: more, metadata }: Probed = {},
): Pod {
  const state = { running: { startedAt: secondsAgo(seconds) } };
  const own = readinessProbe ? { readinessProbe } : {};
  return pod({
    metadata: metadata ?? DEPLOYED,
    spec: { containers: [container({ ports: [{ containerPort: 8080 }], ...own, ...spec })] },
    status: {
      conditions: UNREADY,
      containerStatuses: [containerStatus('app', state, { started: true, ...status })],
      ...more,
    },
  });
}

function said(message: string, more: Partial<KubeEvent> = {}): KubeEvent {
  return event({
    reason: 'Unhealthy',
    message,
    lastTimestamp: secondsAgo(4),
    involvedObject: { kind: 'Pod', name: 'web-1', fieldPath: 'spec.containers{app}' },
    ...more,
  });
}

function readiness(output: string): readonly KubeEvent[] {
  return [said(`Readiness probe failed: ${output}`, { count: 3 })];
}

const REFUSED = 'Get "http://10.0.0.1:8080/ready": dial tcp 10.0.0.1:8080: connect: connection refused';

function tell(made: Made) {
  const { told, causes } = diagnose(playbook, { node: node(), ...made });
  expect(causes).toHaveLength(1);
  return told[0];
}

describe('readiness-failing over HTTP', () => {
  test('404: the path, at once and without the log', () => {
    const { told, asked } = diagnose(playbook, {
      pod: probed(READY_HTTP, { seconds: 5 }),
      node: node(),
      events: readiness('HTTP probe failed with statuscode: 404'),
    });
    expect(told[0]?.found).toMatchObject({
      cause: 'readiness-failing',
      confidence: 'certain',
      container: 'app',
    });
    expect(told[0]?.title).toBe(
      'app runs and is not ready: its readiness probe fails: GET /ready on port 8080, which answers 404',
    );
    expect(told[0]?.text).toMatch(/got 3 times, last 4s ago: HTTP probe failed with statuscode: 404/);
    expect(told[0]?.text).toMatch(/does not know the path \/ready/);
    expect(told[0]?.text).toMatch(/instead of \/ready/);
    expect(asked.map(({ section }) => section)).not.toContain('log');
  });

  test('404: another probe’s path may be right', () => {
    const livenessProbe = { httpGet: { port: 8080, path: '/healthz' } };
    const one = tell({
      pod: probed(READY_HTTP, { spec: { livenessProbe, startupProbe: READY_HTTP } }),
      events: readiness('HTTP probe failed with statuscode: 404'),
    });
    expect(one?.text).toMatch(/ask \/healthz, as another probe of the container does/);
    expect(one?.found.params.pathPatch).toContain(
      '"readinessProbe":{"httpGet":{"port":8080,"path":"/healthz"}}',
    );
  });

  test('401: a login', () => {
    const events = readiness('HTTP probe failed with statuscode: 401');
    expect(tell({ pod: probed(READY_HTTP), events })?.text).toMatch(/wants a login for \/ready/);
    const denied = readiness('HTTP probe failed with statuscode: 403');
    expect(tell({ pod: probed(READY_HTTP), events: denied })?.text).toMatch(/wants a login for \/ready/);
  });

  test('503: the log names what it depends on, however young it is', () => {
    const events = readiness('HTTP probe failed with statuscode: 503');
    const logs = {
      app: [
        'INFO listening on :8080',
        'ERROR health: postgres at orders-pg:5432: dial tcp: connection refused',
      ],
    };
    const services = [{ metadata: { name: 'orders-db' } }];
    const one = tell({ pod: probed(READY_HTTP, { seconds: 12 }), events, logs, services });
    expect(one?.title).toMatch(/which answers 503 \(its log names orders-pg:5432\)$/);
    expect(one?.text).toMatch(/no Service orders-pg in namespace shop/);
    expect(one?.found.evidence.map(({ kind }) => kind)).toEqual([
      'event',
      'status',
      'spec',
      'log',
      'computed',
    ]);
  });

  test('500: a log without an address, and a log that may not be read', () => {
    const events = readiness('HTTP probe failed with statuscode: 500');
    const logs = { app: ['FATAL: environment variable REDIS_URL is not set'] };
    const one = tell({ pod: probed(READY_HTTP), events, logs });
    expect(one?.text).toMatch(/The log says: FATAL: environment variable REDIS_URL/);
    expect(one?.found.params.target).toBeUndefined();
    expect(
      tell({ pod: probed(READY_HTTP, { seconds: 5 }), events, logs: { app: 'forbidden' } })?.found.cause,
    ).toBe('readiness-failing');
  });

  test('refused: the log says another port, which the probe can ask', () => {
    const logs = { app: ['listening on :9000'] };
    const one = tell({ pod: probed(READY_HTTP, { seconds: 10 }), events: readiness(REFUSED), logs });
    expect(one?.text).toMatch(/listens on 9000, not on 8080/);
    expect(one?.text).toMatch(/Let the probe ask port 9000/);
    expect(one?.found.params.portPatch).toContain('"httpGet":{"port":9000,"path":"/ready"}');
  });

  test('refused: the program listens on the loopback address alone', () => {
    const logs = { app: ['listening on 127.0.0.1:8080'] };
    const one = tell({ pod: probed(READY_HTTP, { seconds: 10 }), events: readiness(REFUSED), logs });
    expect(one?.text).toMatch(/listens on 127.0.0.1:8080: that is reached from inside the pod alone/);
    expect(one?.text).toMatch(/listen on 0.0.0.0 instead/);
    expect(one?.found.params.betterPort).toBeUndefined();
  });

  test('refused: the only port that is declared, where the log does not tell', () => {
    const other = { httpGet: { port: 9090 } };
    const one = tell({ pod: probed(other), events: readiness(REFUSED) });
    expect(one?.text).toMatch(/declares the ports 8080; the probe asks 9090/);
    expect(one?.found.params.betterPort).toBe(8080);
    const two = { ports: [{ containerPort: 1 }, { containerPort: 2 }] };
    expect(
      tell({ pod: probed(other, { spec: two }), events: readiness(REFUSED) })?.found.params.betterPort,
    ).toBeUndefined();
    const right = { app: ['listening on :9090'] };
    expect(
      tell({ pod: probed(other), events: readiness(REFUSED), logs: right })?.found.params.betterPort,
    ).toBeUndefined();
    expect(
      tell({ pod: probed(other, { spec: { ports: undefined as never } }), events: readiness(REFUSED) })?.found
        .params.betterPort,
    ).toBeUndefined();
  });

  test('no answer in time', () => {
    const events = readiness(
      'Get "http://10.0.0.1:8080/ready": context deadline exceeded (Client.Timeout exceeded)',
    );
    const limits = { resources: { limits: { cpu: '100m' } } };
    const one = tell({ pod: probed(READY_HTTP, { spec: limits }), events });
    expect(one?.text).toMatch(/did not answer within 1s; the container may use 100m of cpu/);
    expect(one?.found.params.timeoutPatch).toContain('"timeoutSeconds":5');
    const slow = { ...READY_HTTP, timeoutSeconds: 4 };
    expect(tell({ pod: probed(slow), events })?.title).toMatch(/no answer within 4s$/);
  });

  test('plain HTTP and HTTPS mixed up', () => {
    const tls = readiness('Get "http://10.0.0.1:8443/": net/http: malformed HTTP response "\\x15"');
    const one = tell({ pod: probed(READY_HTTP, { seconds: 5 }), events: tls });
    expect(one?.text).toMatch(/perhaps it wants HTTPS/);
    expect(one?.found.params.schemePatch).toContain('"scheme":"HTTPS"');
    const plain = readiness('Get "https://10.0.0.1:8080/": http: server gave HTTP response to HTTPS client');
    const https = { httpGet: { port: 8080, scheme: 'HTTPS' } };
    expect(tell({ pod: probed(https), events: plain })?.found.params.otherScheme).toBe('HTTP');
    expect(
      tell({ pod: probed({ tcpSocket: { port: 8080 } }), events: plain })?.found.params.otherScheme,
    ).toBeUndefined();
  });
});

describe('readiness-failing by other means', () => {
  test('TCP', () => {
    const events = readiness('dial tcp 10.0.0.1:5432: connect: connection refused');
    const one = tell({
      pod: probed({ tcpSocket: { port: 5432 } }),
      events,
      logs: { app: ['listening on :8080'] },
    });
    expect(one?.found.params.portPatch).toContain('"tcpSocket":{"port":8080}');
  });

  test('gRPC: not connected, not implemented, not serving', () => {
    const grpc = { grpc: { port: 9090, service: 'orders' } };
    const lost = readiness(
      'timeout: failed to connect service "10.0.0.1:9090" within 1s: context deadline exceeded',
    );
    const one = tell({
      pod: probed(grpc, { seconds: 31 }),
      events: lost,
      logs: { app: ['listening on :8080'] },
    });
    expect(one?.title).toMatch(/gRPC port 9090, to which nothing answers$/);
    expect(one?.found.params.portPatch).toContain('"grpc":{"port":8080,"service":"orders"}');
    const missing = readiness(
      'error: this server does not implement the grpc health protocol (grpc.health.v1.Health)',
    );
    expect(tell({ pod: probed(grpc, { seconds: 5 }), events: missing })?.text).toMatch(
      /no gRPC health service orders on port 9090/,
    );
    const serving = readiness('service unhealthy (responded with "NOT_SERVING")');
    expect(tell({ pod: probed(grpc), events: serving })?.text).toMatch(
      /is not serving \(gRPC health on port 9090\)/,
    );
  });

  test('exec: a program that the image lacks, replaced by the kubelet’s own', () => {
    const errored = (program: string) => [
      said(
        `Readiness probe errored and resulted in unknown state: rpc error: code = Unknown desc = exec failed: exec: "${program}": executable file not found in $PATH: unknown`,
      ),
    ];
    const exec = (command: readonly string[]) => ({ exec: { command } });
    const curl = exec(['curl', '-fsS', 'http://localhost:8080/healthz']);
    const one = tell({ pod: probed(curl, { seconds: 20 }), events: errored('curl') });
    expect(one?.title).toMatch(/, whose program curl is not in the image$/);
    expect(one?.text).toMatch(/does not hold curl/);
    expect(one?.found.params.httpPatch).toContain('"exec":null,"httpGet":{"path":"/healthz","port":8080}');
    const secure = exec(['wget', '-q', 'https://127.0.0.1:8443']);
    expect(tell({ pod: probed(secure), events: errored('wget') })?.found.params.httpPatch).toContain(
      '{"path":"/","port":8443,"scheme":"HTTPS"}',
    );
    for (const command of [
      ['curl', 'http://other:80/'],
      ['curl', 'http://localhost:00/'],
      ['pg_isready'],
      [],
    ]) {
      expect(
        tell({ pod: probed(exec(command)), events: errored('curl') })?.found.params.httpPatch,
      ).toBeUndefined();
    }
    expect(
      tell({ pod: probed({ exec: {} }), events: errored('curl') })?.found.params.httpPatch,
    ).toBeUndefined();
    expect(tell({ pod: probed({ exec: {} }), events: errored('x') })?.title).toMatch(
      /whose program x is not in the image$/,
    );
  });

  test('refused on one port, while the liveness probe gets its answer on another', () => {
    const livenessProbe = { tcpSocket: { port: 3000 }, periodSeconds: 3 };
    const asking = (readinessProbe: Probe, more: Probed = {}) =>
      tell({ pod: probed(readinessProbe, { spec: { livenessProbe }, ...more }), events: readiness(REFUSED) });
    const one = asking(READY_HTTP);
    expect(one?.text).toMatch(/Its liveness probe gets its answer on port 3000/);
    expect(one?.found.params.portPatch).toContain('"port":3000');
    expect(one?.text).not.toMatch(/stand for/);
    const named = { httpGet: { path: '/', port: 'http' } };
    const ports = [{ name: 'http', containerPort: 8080 }];
    expect(asking(named, { spec: { livenessProbe, ports } })?.text).toMatch(
      /let http stand for 3000 in the container’s ports/,
    );
    for (const [probe, more] of [
      [READY_HTTP, { status: { restartCount: 1 } }],
      [{ tcpSocket: { port: 3000 } }, {}],
    ] as const)
      expect(asking(probe, more)?.text).not.toMatch(/gets its answer/);
  });

  test('a probe that names a host asks that one, not the pod', () => {
    const asking = (probe: Probe) => tell({ pod: probed(probe), events: readiness(REFUSED) });
    const one = asking({ httpGet: { path: '/', port: 8080, host: '127.0.0.1' } });
    expect(one?.title).toMatch(/GET \/ on port 8080 of host 127.0.0.1, to which nothing answers/);
    expect(one?.text).toMatch(/The probe names host 127.0.0.1: the kubelet asks that one, from the node/);
    expect(one?.found.params.hostPatch).toContain('"readinessProbe":{"httpGet":{"host":null}}');
    const socket = asking({ tcpSocket: { port: 8080, host: 'localhost' } });
    expect(socket?.found.params.hostPatch).toContain('"tcpSocket":{"host":null}');
    expect(asking({ httpGet: { port: 8080, host: '' } })?.text).not.toMatch(/names host/);
  });

  test('no event tells what it met, and the log that it asks the wrong port', () => {
    const made = { pod: probed(READY_HTTP), logs: { app: ['Listening on port 3000'] } };
    expect(tell(made)?.found.params.portPatch).toContain('"port":3000');
    const right = { ...made, logs: { app: ['Listening on port 8080'] } };
    expect(tell(right)?.found.params.portPatch).toBeUndefined();
  });

  test('exec: a program that the probe’s shell does not find', () => {
    const command = ['sh', '-c', 'curl -sf http://localhost:8080/ready || exit 1'];
    const script = { exec: { command } };
    const one = tell({ pod: probed(script), events: readiness('sh: 1: curl: not found\n') });
    expect(one?.title).toMatch(/, whose program curl is not in the image$/);
    expect(one?.found.params.httpPatch).toContain('"exec":null,"httpGet":{"path":"/ready","port":8080}');
    expect(one?.text).not.toMatch(/Run the probe by hand/);
  });

  test('exec: a program that may not be executed is in the image', () => {
    const message =
      'Readiness probe errored and resulted in unknown state: rpc error: code = Unknown desc = failed to exec in container: failed to start exec "8d": OCI runtime exec failed: exec failed: unable to start container process: exec: "/app/check.sh": permission denied: unknown';
    const one = tell({ pod: probed({ exec: { command: ['/app/check.sh'] } }), events: [said(message)] });
    expect(one?.text).toMatch(/The command \/app\/check.sh failed/);
    expect(one?.text).not.toMatch(/not in the image|does not hold/);
  });

  test('events that were combined, and an answer of 400', () => {
    const probe = { httpGet: { path: '/ready', port: 8080 } };
    const message =
      '(combined from similar events): Readiness probe failed: HTTP probe failed with statuscode: 400';
    const one = tell({ pod: probed(probe), events: [said(message)] });
    expect(one?.title).toMatch(/GET \/ready on port 8080, which answers 400$/);
    expect(one?.text).toMatch(/for a wrong one \(400\): it may want HTTPS on that port, or a Host header/);
  });

  test('gRPC: a service that the health server does not know', () => {
    const message =
      'Readiness probe failed: error: health rpc probe failed: rpc error: code = NotFound desc = unknown service catalog';
    const one = tell({ pod: probed({ grpc: { port: 9090, service: 'catalog' } }), events: [said(message)] });
    expect(one?.text).toMatch(/knows no gRPC health service catalog on port 9090/);
  });

  test('exec: what it printed, nothing, and no end', () => {
    const probe = { exec: { command: ['sh', '-c', 'test -f /tmp/ok'] } };
    const printed = tell({ pod: probed(probe), events: readiness('not yet') });
    expect(printed?.text).toMatch(/The command sh -c test -f \/tmp\/ok failed\./);
    expect(printed?.text).toMatch(/sh -c 'test -f \/tmp\/ok'/);
    const mute = tell({ pod: probed(probe), events: readiness('') });
    expect(mute?.text).toMatch(/failed without a word/);
    const stuck = { exec: { command: ['/bin/check', 'a b'] } };
    const late = tell({
      pod: probed(stuck),
      events: readiness('command timed out: "/bin/check" timed out after 1s'),
    });
    expect(late?.text).toMatch(/did not end within 1s/);
    expect(late?.text).toMatch(/sh -c '\/bin\/check/);
  });
});

describe('readiness-failing by the status alone', () => {
  test.each<[string, Made['events'], RegExp]>([
    ['expired', [], /is not known: no event of it is there/],
    ['forbidden', 'forbidden', /is not known: its events could not be read/],
    [
      'of an earlier run',
      [said('Readiness probe failed: x', { lastTimestamp: secondsAgo(900) })],
      /no event of it/,
    ],
    [
      'of another probe or container',
      [
        said('Liveness probe failed: x'),
        event(),
        said('Readiness probe failed: x', { involvedObject: { fieldPath: 'spec.containers{b}' } }),
        said(undefined as never),
      ],
      /no event of it/,
    ],
  ])('where its events are %s', (_, events, text) => {
    const one = tell({ pod: probed(READY_HTTP), events: events ?? [] });
    expect(one?.found).toMatchObject({ cause: 'readiness-failing', confidence: 'likely' });
    expect(one?.text).toMatch(text);
  });

  test('an event that names no container is about the only one', () => {
    const bare = said('Readiness probe failed: HTTP probe failed with statuscode: 404', {
      involvedObject: {},
    });
    expect(tell({ pod: probed(READY_HTTP), events: [bare] })?.found.confidence).toBe('certain');
    const made = probed(READY_HTTP);
    const two = {
      ...made,
      spec: { ...made.spec, containers: [...(made.spec?.containers ?? []), container({ name: 'b' })] },
    };
    expect(tell({ pod: two, events: [bare] })?.found.confidence).toBe('likely');
  });

  test('times that are missing', () => {
    const timeless = { containerStatuses: [containerStatus('app', { running: {} })] };
    const one = tell({ pod: probed(READY_HTTP, { pod: { conditions: [], ...timeless } }) });
    expect(one?.found.cause).toBe('readiness-failing');
    const known = { startTime: secondsAgo(300), conditions: [], ...timeless };
    expect(tell({ pod: probed(READY_HTTP, { pod: known }) })?.found.params.runs).toBe('5m');
  });

  test('until when it was ready', () => {
    const since = { type: 'ContainersReady', status: 'False', lastTransitionTime: secondsAgo(100) };
    const one = tell({ pod: probed(READY_HTTP, { pod: { conditions: [since] } }) });
    expect(one?.text).toMatch(/it was ready until/);
    const never = { ...since, lastTransitionTime: secondsAgo(590) };
    expect(tell({ pod: probed(READY_HTTP, { pod: { conditions: [never] } }) })?.text).not.toMatch(
      /ready until/,
    );
    const plain = pod({
      spec: { nodeName: 'node-a', containers: [container({ readinessProbe: READY_HTTP })] },
      status: {
        conditions: undefined as never,
        containerStatuses: [containerStatus('app', { running: {} })],
      },
    });
    expect(tell({ pod: plain })?.text).not.toMatch(/ready until/);
  });
});

describe('probe-too-early', () => {
  test('a young container that does not listen yet', () => {
    const logs = { app: ['INFO loading 4.1 GB dictionary'] };
    const delayed = { ...READY_HTTP, initialDelaySeconds: 3 };
    const one = tell({ pod: probed(delayed, { seconds: 11 }), events: readiness(REFUSED), logs });
    expect(one?.found).toMatchObject({ cause: 'probe-too-early', confidence: 'likely' });
    expect(playbook.causes['probe-too-early']?.verdict).toBe('waiting');
    expect(one?.title).toBe(
      'app is still starting: its readiness probe fails (GET /ready on port 8080, to which nothing answers)',
    );
    expect(one?.text).toMatch(/first try comes 3s after/);
    expect(one?.text).toMatch(/Its last line: INFO loading 4.1 GB/);
  });

  test('as long as the log says that it takes', () => {
    const logs = { app: ['warming up, ready in about 90 s'] };
    const made = (seconds: number) => ({
      pod: probed(READY_HTTP, { seconds }),
      events: readiness(REFUSED),
      logs,
    });
    expect(tell(made(120))?.text).toMatch(/ready in about 90 s \(90s\)/);
    expect(tell(made(140))?.found.cause).toBe('readiness-failing');
  });

  test('a complaint in the log is given half a minute, a log that cannot be read as well', () => {
    const logs = { app: ['ERROR cannot connect to db:5432: connection refused'] };
    const made = (seconds: number, log: Made['logs']) =>
      tell({
        pod: probed(READY_HTTP, { seconds }),
        events: readiness(REFUSED),
        ...(log ? { logs: log } : {}),
      })?.found.cause;
    expect(made(10, logs)).toBe('probe-too-early');
    expect(made(35, logs)).toBe('readiness-failing');
    expect(made(35, { app: 'forbidden' })).toBe('readiness-failing');
    expect(made(35, { app: [] })).toBe('probe-too-early');
  });

  test('before the first failure there is nothing to say', () => {
    expect(diagnose(playbook, { pod: probed(READY_HTTP, { seconds: 5 }), node: node() }).causes).toEqual([]);
  });
});

describe('a startup probe', () => {
  const startup = (output: string) => [said(`Startup probe failed: ${output}`)];
  const starting = (more: Probed = {}, startupProbe: Probe = READY_HTTP) =>
    probed(undefined, { ...more, spec: { startupProbe }, status: { started: false, ...more.status } });

  test('is given the time that it allows', () => {
    const one = tell({ pod: starting(), events: startup(REFUSED), logs: { app: ['loading'] } });
    expect(one?.found.cause).toBe('probe-too-early');
    expect(one?.text).toMatch(/startup probe allows 30s for the start/);
    expect(diagnose(playbook, { pod: starting(), node: node() }).causes).toEqual([]);
  });

  test('startup-failing: what time does not mend', () => {
    const one = tell({
      pod: starting({ seconds: 5 }),
      events: startup('HTTP probe failed with statuscode: 404'),
    });
    expect(one?.found.cause).toBe('startup-failing');
    expect(one?.title).toBe(
      'The startup probe of app cannot succeed: GET /ready on port 8080, which answers 404; the kubelet restarts it after 30s',
    );
  });

  test('a port without a name, and a container that has been restarted', () => {
    expect(tell({ pod: starting({}, { httpGet: { port: 'web' } }) })?.title).toMatch(
      /^The startup probe of app asks port “web”/,
    );
    const again = starting({ status: { restartCount: 1 } });
    expect(diagnose(playbook, { pod: again, node: node(), events: startup(REFUSED) }).causes).toEqual([]);
  });

  test('of a native sidecar is the family init’s', () => {
    const made = pod({
      spec: {
        nodeName: 'node-a',
        initContainers: [container({ name: 'proxy', restartPolicy: 'Always', startupProbe: READY_HTTP })],
        containers: [],
      },
      status: { conditions: UNREADY, initContainerStatuses: [containerStatus('proxy', { running: {} })] },
    });
    expect(diagnose(playbook, { pod: made, node: node() }).causes).toEqual([]);
  });
});

describe('probe-port-undeclared', () => {
  const named = { httpGet: { port: 'http', path: '/ready' } };

  test('a name that no port bears: by the spec alone', () => {
    const one = tell({
      pod: probed(named),
      events: [said('Readiness probe errored: strconv.Atoi: parsing "http": invalid syntax')],
      logs: { app: ['listening on :8080'] },
    });
    expect(one?.found).toMatchObject({ cause: 'probe-port-undeclared', confidence: 'certain' });
    expect(one?.title).toBe(
      'The readiness probe of app asks port “http”, which the container does not declare',
    );
    expect(one?.text).toMatch(/It declares 8080\./);
    expect(one?.text).toMatch(/listens on 8080/);
    expect(one?.found.params.portPatch).toContain('"httpGet":{"port":8080,"path":"/ready"}');
    expect(one?.found.params.namePatch).toContain('"ports":[{"containerPort":8080,"name":"http"}]');
    expect(tell({ pod: probed(named), events: 'forbidden' })?.found.confidence).toBe('certain');
  });

  test('no ports at all', () => {
    const one = tell({ pod: probed(named, { spec: { ports: [] } }) });
    expect(one?.text).toMatch(/declares no ports/);
    expect(one?.found.params.betterPort).toBeUndefined();
  });

  test('a number that is no port', () => {
    const events = [said('Readiness probe errored: invalid port number: 70000')];
    expect(tell({ pod: probed({ tcpSocket: { port: 70_000 } }), events })?.title).toMatch(
      /asks port “70000”/,
    );
  });

  test('a name that is declared is none', () => {
    const spec = { ports: [{ containerPort: 8080, name: 'http' }] };
    const one = tell({ pod: probed(named, { spec }), events: readiness(REFUSED) });
    expect(one?.found.cause).toBe('readiness-failing');
  });
});

describe('liveness-failing', () => {
  const livenessProbe = { httpGet: { port: 8080, path: '/healthz' }, failureThreshold: 1 };
  const failing = (ago = 4) => [
    said('Liveness probe failed: HTTP probe failed with statuscode: 500', { lastTimestamp: secondsAgo(ago) }),
  ];
  const made = (more: Probed = {}) => probed(undefined, { ...more, spec: { livenessProbe, ...more.spec } });

  test('failing now, not yet killing', () => {
    const one = tell({ pod: made(), events: failing() });
    expect(one?.found.cause).toBe('liveness-failing');
    expect(one?.title).toMatch(/which answers 500; the kubelet restarts it if that goes on$/);
    expect(one?.text).toMatch(/after 1 failure in a row, 10s apart/);
    const often = {
      ...livenessProbe,
      failureThreshold: undefined as never,
      periodSeconds: 5,
      timeoutSeconds: 2,
    };
    expect(tell({ pod: made({ spec: { livenessProbe: often } }), events: failing() })?.text).toMatch(
      /after 3 failures in a row, 5s apart/,
    );
  });

  test('not what is left of its start, nor of a container that was restarted', () => {
    expect(diagnose(playbook, { pod: made(), node: node(), events: failing(60) }).causes).toEqual([]);
    expect(
      diagnose(playbook, { pod: made({ status: { restartCount: 2 } }), node: node(), events: failing() })
        .causes,
    ).toEqual([]);
    expect(diagnose(playbook, { pod: made(), node: node() }).causes).toEqual([]);
  });

  test('not one that a redirect to another host ended: the kubelet takes it for success', () => {
    const redirected = said('Liveness probe warning: Probe terminated redirects', { reason: 'ProbeWarning' });
    const causes = (events: readonly KubeEvent[]) =>
      diagnose(playbook, { pod: made(), node: node(), events }).causes;
    expect(causes([redirected])).toEqual([]);
    expect(causes([...failing(8), redirected])).toEqual([]);
    expect(causes([...failing(2), redirected])).toEqual(['liveness-failing']);
  });

  test('of a port without a name', () => {
    const nameless = { httpGet: { port: 'http' } };
    expect(tell({ pod: made({ spec: { livenessProbe: nameless } }) })?.title).toMatch(
      /^The liveness probe of app asks/,
    );
  });

  test('of a ready container in a pod that another keeps from being ready', () => {
    const one = tell({ pod: made({ status: { ready: true } }), events: failing() });
    expect(one?.found.cause).toBe('liveness-failing');
  });
});

describe('readiness-gate-unmet', () => {
  const AWS = 'target-health.elbv2.k8s.aws/grid';

  function gated(types: readonly string[], conditions: PodStatus['conditions'] = [], ready = true): Pod {
    return pod({
      metadata: DEPLOYED,
      spec: {
        nodeName: 'node-a',
        readinessGates: types.map((conditionType) => ({ conditionType })),
        containers: [container()],
      },
      status: {
        conditions: [
          { type: 'Ready', status: 'False', reason: 'ReadinessGatesNotReady', message: `gate "${types[0]}"` },
          ...(conditions ?? []),
        ],
        containerStatuses: [containerStatus('app', { running: {} }, { ready })],
      },
    });
  }
  const since = (seconds: number) => ({
    type: 'ContainersReady',
    status: 'True',
    lastTransitionTime: secondsAgo(seconds),
  });

  test('nobody has set it: who is to', () => {
    const one = tell({ pod: gated([AWS], [since(31)]) });
    expect(one?.found).toMatchObject({ cause: 'readiness-gate-unmet', confidence: 'certain' });
    expect(one?.found.verdict).toBeUndefined();
    expect(one?.title).toBe(`Every container of web-1 is ready, but readiness gate ${AWS} is not met`);
    expect(one?.text).toMatch(/only when the AWS Load Balancer Controller sets/);
    expect(one?.text).toMatch(/ready since .+, 31s ago/);
    expect(one?.text).toMatch(/deployment\/aws-load-balancer-controller/);
  });

  test('a gate that is False has been set by somebody', () => {
    const own = { type: 'example.com/slot', status: 'False', reason: 'Full' };
    expect(tell({ pod: gated(['example.com/slot'], [own]) })?.text).not.toMatch(/Nobody has set/);
  });

  test('a load balancer is given a moment', () => {
    expect(tell({ pod: gated([AWS], [since(5)]) })?.found.verdict).toBe('waiting');
  });

  test('two gates, one of which says why', () => {
    const own = { type: 'example.com/slot', status: 'False', reason: 'Full', message: 'no slot is free' };
    const one = tell({ pod: gated(['example.com/slot', 'b'], [own]) });
    expect(one?.title).toMatch(/readiness gates example.com\/slot, b are not met/);
    expect(one?.text).toMatch(/example.com\/slot: False, Full, no slot is free/);
    expect(one?.text).toMatch(/Nobody has set b yet/);
    expect(one?.text).toMatch(/the controller behind example.com/);
    expect(one?.text).not.toMatch(/aws|targetgroupbindings/);
  });

  test('near misses: a gate that is met, a container that is not ready', () => {
    const met = { type: AWS, status: 'True' };
    expect(diagnose(playbook, { pod: gated([AWS], [met]), node: node() }).causes).toEqual([]);
    expect(diagnose(playbook, { pod: gated([AWS], [], false), node: node() }).causes).toEqual([]);
    const plain = {
      spec: gated([AWS]).spec,
      status: { containerStatuses: [containerStatus('app', {}, { ready: true })] },
    } as Pod;
    expect(diagnose(playbook, { pod: plain, node: node() }).causes).toEqual(['readiness-gate-unmet']);
  });
});

describe('near misses', () => {
  test('a node that is down: nobody has asked for a while', () => {
    const down = node('node-a', { status: { conditions: [{ type: 'Ready', status: 'Unknown' }] } });
    expect(diagnose(playbook, { pod: probed(READY_HTTP), node: down }).causes).toEqual([]);
  });

  test('a container that is not running, or has no probe', () => {
    const waiting = {
      containerStatuses: [containerStatus('app', { waiting: { reason: 'CrashLoopBackOff' } })],
    };
    expect(diagnose(playbook, { pod: probed(READY_HTTP, { pod: waiting }), node: node() }).causes).toEqual(
      [],
    );
    expect(diagnose(playbook, { pod: probed(undefined), node: node() }).causes).toEqual([]);
    const init = pod({
      spec: { nodeName: 'node-a', initContainers: [container({ name: 'i' })], containers: [] },
      status: { conditions: UNREADY },
    });
    expect(diagnose(playbook, { pod: init, node: node() }).causes).toEqual([]);
  });

  test.each<[string, Pod]>([
    [
      'ready, with failures behind it',
      pod({ spec: { nodeName: 'node-a', containers: [container({ readinessProbe: READY_HTTP })] } }),
    ],
    ['finished', probed(READY_HTTP, { pod: { phase: 'Failed' } })],
    ['leaving', probed(READY_HTTP, { metadata: { deletionTimestamp: secondsAgo(1) } })],
    ['on no node', { status: { conditions: UNREADY } }],
    ['empty', {}],
  ])('nothing is asked for a pod that is %s', (_, made) => {
    const { causes, asked } = diagnose(playbook, { pod: made, events: readiness(REFUSED) });
    expect([causes, asked]).toEqual([[], []]);
  });
});
