import { describe, expect, test } from 'vitest';
import { declaring, HOUR_AGO, type MadeBackend, podOf, probed, serviceOf } from '../support/service.ts';
import { type Asking, commandsOf, foundIn, onlyIn, reportOf, without } from '../support/service-report.ts';

const LOG = 'web-5d4f-a1b2c/app';

/** Service web sends port 80 to `target` of its pods. */
function sending(target: number | string, made: MadeBackend = {}, log?: string, more: Partial<Asking> = {}) {
  const ports = [{ port: 80, protocol: 'TCP', targetPort: target }];
  const logs: Record<string, string> = log === undefined ? {} : { [LOG]: stamped(log) };
  return reportOf({ objects: [serviceOf({ ports }), podOf(made)], logs, ...more });
}

/** As the kubelet keeps it, from the container's first second on. */
function stamped(log: string, time = HOUR_AGO): string {
  return log
    .split('\n')
    .map((line) => `${time} ${line}`)
    .join('\n');
}

const DECLARES_8080 = { containers: [declaring(8080)] };

describe('a port that nothing listens on', () => {
  test('the log names another one, which the container declares', () => {
    const report = sending(9090, DECLARES_8080, 'INFO starting pid=1 port=8080\nINFO listening on :8080');
    const finding = onlyIn(report);
    expect(finding).toMatchObject({ cause: 'target-port-unmatched', confidence: 'likely' });
    expect(finding.title).toBe(
      'Service web sends its port 80 to port 9090 of its pods; the program there listens on 8080',
    );
    expect(finding.says).toEqual([
      'The log of app says: INFO listening on :8080',
      'The containers declare 8080.',
    ]);
    expect(commandsOf(finding).slice(0, 2)).toEqual([
      `kubectl -n shop patch service web --type=json -p '[{"op":"add","path":"/spec/ports/0/targetPort","value":8080}]'`,
      'kubectl -n shop port-forward pod/web-5d4f-a1b2c 9090',
    ]);
    expect(finding.evidence).toContainEqual(
      expect.objectContaining({ kind: 'log', lines: ['INFO listening on :8080'] }),
    );
  });

  test('the log names another one than the declared: a declaration alone opens no port', () => {
    const finding = onlyIn(sending(80, { containers: [declaring(80)] }, 'Server listening on port 3000'));
    expect(finding).toMatchObject({ cause: 'target-port-unmatched', confidence: 'possible' });
    expect(finding.title).toContain('the program there listens on 3000');
  });

  test('of several lines the plainest is shown', () => {
    const log = 'starting admission at :7000\nserver running at :7001\nserver listening at :7002';
    expect(onlyIn(sending(9090, { containers: [declaring()] }, log)).title).toContain('listens on 7002');
    expect(onlyIn(sending(9090, { containers: [declaring(7001)] }, log)).title).toContain('listens on 7001');
  });

  test('without a log, the probe’s answer on the only declared port', () => {
    const finding = onlyIn(sending(9090));
    expect(finding).toMatchObject({ cause: 'target-port-unmatched', confidence: 'likely' });
    expect(finding.title).toBe(
      'Service web sends its port 80 to port 9090 of its pods; they declare 8080 only',
    );
    expect(finding.says[0]).toBe('The kubelet’s probe gets its answer on port 8080.');
  });

  test('without a probe, the only declared port is a guess', () => {
    const finding = onlyIn(sending(9090, DECLARES_8080, 'hello'));
    expect(finding).toMatchObject({ cause: 'target-port-unmatched', confidence: 'possible' });
    expect(finding.says.join()).toContain('nothing says that one does on 9090');
  });

  test('without the right to read logs, what is declared still tells', () => {
    const report = sending(9090, DECLARES_8080, 'listening on :9090', { withhold: without('log') });
    expect(onlyIn(report).confidence).toBe('possible');
    expect(report.gaps.map(({ section }) => section)).toEqual(['log']);
  });
});

describe('a port that something may well listen on', () => {
  test.each<[string, number | string, MadeBackend, string?]>([
    ['it is probed', 8080, {}, 'listening on :9999'],
    [
      'it is probed as alive',
      8080,
      {
        containers: [declaring(8080, 9999)].map((one) => ({
          ...one,
          livenessProbe: { tcpSocket: { port: 8080 } },
        })),
      },
    ],
    [
      'it is named and probed',
      'http',
      {
        containers: [
          probed(8080, {
            ports: [{ name: 'http', containerPort: 8080 }],
            startupProbe: { grpc: { port: 8080 } },
            readinessProbe: undefined,
          }),
        ],
      },
    ],
    ['the log names it', 9090, DECLARES_8080, 'listening on :9090'],
    ['the log names it in passing', 9090, DECLARES_8080, 'listening on :8080\nmetrics at 9090'],
    ['it is declared and the log says nothing', 8080, DECLARES_8080, 'hello'],
    [
      'it is declared and the log is of another one that is declared',
      8080,
      { containers: [declaring(8080, 9000)] },
      'listening on :9000',
    ],
    ['nothing is declared and the log says nothing', 8080, { containers: [declaring()] }, 'hello'],
    ['nothing is declared and there is no log', 8080, { containers: [declaring()] }],
    ['several are declared', 9090, { containers: [declaring(8080, 8081)] }],
    [
      'what is declared is for UDP',
      9090,
      { containers: [declaring({ containerPort: 53, protocol: 'UDP' })] },
    ],
    [
      'the log tells of an address of the pod’s own only',
      9090,
      { containers: [declaring()] },
      'listening on 127.0.0.1:8081',
    ],
    ['the log tells of metrics only', 9090, { containers: [declaring()] }, 'metrics listening on :8081'],
  ])('%s', (_, target, made, log) => {
    expect(foundIn(sending(target, made, log))).toEqual([]);
  });

  test('the log begins long after the container: the start may be missing', () => {
    const late = stamped('listening on :3000', '2026-01-01T11:30:00Z');
    const containers = [declaring(80)];
    const ports = [{ port: 80, protocol: 'TCP', targetPort: 80 }];
    const asked = { objects: [serviceOf({ ports }), podOf({ containers })] };
    expect(foundIn(reportOf({ ...asked, logs: { [LOG]: late } }))).toEqual([]);
    expect(foundIn(reportOf({ ...asked, logs: { [LOG]: 'listening on :3000' } }))).toHaveLength(1);
    const long = Array.from({ length: 500 }, () => 'listening on :3000').join('\n');
    expect(foundIn(reportOf({ ...asked, logs: { [LOG]: long } }))).toEqual([]);
  });

  test('a probe that asks another host proves nothing', () => {
    const elsewhere = { httpGet: { host: 'example.com', path: '/', port: 9090 } };
    const made = {
      containers: [declaring(8080)].map((one) => ({
        ...one,
        readinessProbe: elsewhere,
        livenessProbe: { exec: {} },
      })),
    };
    expect(onlyIn(sending(9090, made)).confidence).toBe('possible');
  });

  test('it is one of several, another of which fits: metrics are often declared nowhere', () => {
    const ports = [
      { name: 'http', port: 80, protocol: 'TCP', targetPort: 8080 },
      { name: 'extra', port: 81, protocol: 'TCP', targetPort: 9090 },
    ];
    const report = reportOf({
      objects: [serviceOf({ ports }), podOf(DECLARES_8080)],
      logs: { [LOG]: stamped('listening on :8080') },
    });
    expect(foundIn(report)).toEqual([]);
  });

  test('it is for what is served beside the point', () => {
    const ports = [{ name: 'http-metrics', port: 9090, protocol: 'TCP', targetPort: 9090 }];
    expect(foundIn(reportOf({ objects: [serviceOf({ ports }), podOf()] }))).toEqual([]);
    const metrics = serviceOf({
      name: 'web-metrics',
      ports: [{ port: 9090, protocol: 'TCP', targetPort: 9090 }],
    });
    expect(foundIn(reportOf({ objects: [metrics, podOf()], target: 'svc/web-metrics' }))).toEqual([]);
  });

  test('it is UDP, headless, or of pods that are not ready', () => {
    const udp = [{ port: 53, protocol: 'UDP', targetPort: 5353 }];
    expect(foundIn(reportOf({ objects: [serviceOf({ ports: udp }), podOf()] }))).toEqual([]);
    const headless = serviceOf({ ports: [{ port: 80, targetPort: 9090 }], spec: { clusterIP: 'None' } });
    expect(foundIn(reportOf({ objects: [headless, podOf()] }))).toEqual([]);
    const causes = foundIn(sending(9090, { ...DECLARES_8080, ready: false })).map(({ cause }) => cause);
    expect(causes).toEqual(['no-ready-endpoints']);
  });
});

describe('containers beside each other', () => {
  const app = declaring();
  const side = { name: 'side', image: 'registry.example/side:1' };

  test('each that can serve the port is asked', () => {
    const logs = { 'web-5d4f-a1b2c/side': stamped('listening on :7000'), [LOG]: stamped('hello') };
    const objects = [serviceOf(), podOf({ containers: [app, side] })];
    expect(onlyIn(reportOf({ objects, logs })).says[0]).toBe('The log of side says: listening on :7000');
    // One of the two can't be read: it may be the one.
    expect(
      foundIn(reportOf({ objects, logs: { 'web-5d4f-a1b2c/side': stamped('listening on :7000') } })),
    ).toEqual([]);
  });

  test('a mesh’s proxy is none of them, nor one that does not declare the port', () => {
    const proxy = { name: 'istio-proxy' };
    const asked: string[] = [];
    const note = (read: { section: string; container?: string }) => {
      if (read.section === 'log') asked.push(String(read.container));
      return false;
    };
    reportOf({ objects: [serviceOf(), podOf({ containers: [proxy, declaring()] })], withhold: note });
    reportOf({ objects: [serviceOf(), podOf({ containers: [side, declaring(8080)] })], withhold: note });
    expect(asked).toEqual(['app', 'app']);
  });
});

describe('a program that listens on its pod’s own address', () => {
  test.each([
    ['INFO:     Uvicorn running on http://127.0.0.1:8000 (Press CTRL+C to quit)', 'uvicorn --host 0.0.0.0'],
    ['Starting development server at http://127.0.0.1:8000/', 'manage.py runserver 0.0.0.0:8000'],
    ['[1] [INFO] Starting gunicorn, listening at http://127.0.0.1:8000', 'gunicorn --bind 0.0.0.0:8000'],
    [' * Running on http://127.0.0.1:8000', 'flask run --host=0.0.0.0, or app.run(host="0.0.0.0")'],
    ['[1] [INFO] Running on http://127.0.0.1:8000 (CTRL + C to quit)', 'hypercorn --bind 0.0.0.0:8000'],
    ['* Listening on http://127.0.0.1:8000', 'rails server -b 0.0.0.0'],
    ['listening on 127.0.0.1:8000', 'most take it by a flag or a variable, such as --host, --bind or HOST'],
  ])('%s', (line, bind) => {
    const finding = onlyIn(sending(8000, { containers: [declaring(8000)] }, line));
    expect(finding).toMatchObject({ cause: 'loopback-only', confidence: 'likely' });
    expect(finding.remedies[0]).toEqual({
      text: `Let the program listen on 0.0.0.0: ${bind}.`,
      command: 'kubectl -n shop edit deployment/web',
      changes: true,
    });
  });
});

describe('a port by name', () => {
  const named = (...ports: readonly object[]) => ({ containers: [declaring(...ports)] });

  test.each<[string, MadeBackend, string, string | number]>([
    [
      'a near name',
      named({ name: 'htpp', containerPort: 8080 }, { name: 'grpc', containerPort: 9000 }),
      '8080 (htpp)',
      'htpp',
    ],
    [
      'the number of the Service’s own port',
      named({ containerPort: 80 }, { name: 'grpc', containerPort: 9000 }),
      '80',
      80,
    ],
    ['the only port', named({ name: 'server', containerPort: 8080 }), '8080 (server)', 'server'],
  ])('that no container has: %s', (_, made, better, value) => {
    const finding = onlyIn(sending('http', made));
    expect(finding).toMatchObject({ cause: 'target-port-unmatched', confidence: 'certain' });
    expect(finding.title).toBe(
      'Service web sends its port 80 to port “http”, which no container of its pods declares',
    );
    expect(finding.remedies[0]?.text).toBe(`Let the Service send to ${better}.`);
    expect(commandsOf(finding)[0]).toContain(`"value":${JSON.stringify(value)}`);
  });

  test('the only port, which has no name, can be given it', () => {
    expect(commandsOf(onlyIn(sending('http', DECLARES_8080)))[1]).toBe(
      `kubectl -n shop patch deployment/web -p '{"spec":{"template":{"spec":{"containers":[{"name":"app","ports":[{"containerPort":8080,"name":"http"}]}]}}}}'`,
    );
    expect(
      commandsOf(onlyIn(sending('http', { ...DECLARES_8080, of: null, name: 'web' }))).join(),
    ).not.toContain('template');
  });

  test('that no container has, and several that it can mean', () => {
    const finding = onlyIn(
      sending('http', named({ name: 'admin', containerPort: 1 }, { name: 'grpc', containerPort: 2 })),
    );
    expect(commandsOf(finding)).toEqual(['kubectl -n shop describe service web']);
  });

  test('that nobody declares at all', () => {
    expect(onlyIn(sending('http', named())).says).toContain(
      'None of the containers of deployment/web declares a port: a Service can name one only where it is declared.',
    );
  });

  test('that is declared for another protocol', () => {
    const finding = onlyIn(sending('http', named({ name: 'http', containerPort: 8080, protocol: 'UDP' })));
    expect(finding.says).toContain('http is declared there for UDP, and the Service’s port is TCP.');
  });

  test('is wrong whether pods are ready or not', () => {
    const causes = foundIn(sending('http', { ...DECLARES_8080, ready: false })).map(({ cause }) => cause);
    expect(causes).toEqual(['target-port-unmatched', 'no-ready-endpoints']);
  });

  test('is right where a container has it, by the number behind it', () => {
    const made = named({ name: 'http', containerPort: 8080 });
    expect(foundIn(sending('http', made, 'listening on :8080'))).toEqual([]);
    expect(onlyIn(sending('http', made, 'listening on :3000')).title).toContain('port 8080 of its pods');
  });
});

test('pods of another kind behind the same Service are judged by themselves', () => {
  const worker = podOf({ of: 'worker', name: 'worker-5d4f-x', containers: [declaring(7000)] });
  const ports = [{ port: 80, protocol: 'TCP', targetPort: 'http' }];
  const web = { containers: [probed(8080, { ports: [{ name: 'http', containerPort: 8080 }] })] };
  const report = reportOf({
    objects: [serviceOf({ ports }), podOf(web), podOf({ ...web, name: 'web-2' }), worker],
  });
  expect(onlyIn(report).says).toContain(
    'That is so of 1 of the 3 pods behind it: those of deployment/worker.',
  );
});

test('each port of a Service is judged by itself', () => {
  const ports = [
    { name: 'http', port: 80, protocol: 'TCP', targetPort: 'http' },
    { name: 'grpc', port: 9000, protocol: 'TCP', targetPort: 'grpc' },
  ];
  const report = reportOf({
    objects: [
      serviceOf({ ports }),
      podOf({
        containers: [declaring({ name: 'http', containerPort: 8080 }, { name: 'rpc', containerPort: 9000 })],
      }),
    ],
  });
  const finding = onlyIn(report);
  expect(finding.title).toContain('its port 9000 (grpc)');
  expect(commandsOf(finding)[0]).toContain('/spec/ports/1/targetPort');
});

test('a port that another one of the Service leads to is not the one that is meant', () => {
  const ports = [
    { name: 'http', port: 80, protocol: 'TCP', targetPort: 'http' },
    { name: 'metrics', port: 9090, protocol: 'TCP', targetPort: 'metrics' },
  ];
  const containers = [declaring({ name: 'http', containerPort: 8080 })];
  const finding = onlyIn(reportOf({ objects: [serviceOf({ ports }), podOf({ containers })] }));
  expect(finding.title).toContain('port “metrics”');
  expect(commandsOf(finding)).toEqual(['kubectl -n shop describe service web']);
});
