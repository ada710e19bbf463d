import { describe, expect, test } from 'vitest';
import { crashloop } from '../../playbooks/crashloop/index.ts';
import type { Container } from '../../src/diagnosis/objects/container.ts';
import type { Pod, PodSpec } from '../../src/diagnosis/objects/pod.ts';
import type { EndpointSlice, NetworkPolicy, Service } from '../../src/diagnosis/objects/traffic.ts';
import { container } from '../support/build.ts';
import { crashed, diagnose, ended, type Made } from './crashloop-made.ts';

interface Around extends Partial<Made> {
  readonly app?: Partial<Container>;
  readonly podSpec?: PodSpec;
  readonly status?: Pod['status'];
}

/** What is told of a crash with this last line. */
function told(line: string | readonly string[], { app = {}, podSpec = {}, status, ...made }: Around = {}) {
  const one = crashed(ended(1), app, {
    spec: { nodeName: 'node-a', containers: [container(app)], ...podSpec },
  });
  const pod = status ? { ...one, status: { ...one.status, ...status } } : one;
  const result = diagnose(crashloop, { pod, logs: { 'app!': [line].flat() }, ...made });
  const [first] = result.told;
  if (!first) throw new Error('nothing found');
  return { ...first, asked: result.asked.map(({ section }) => section) };
}

const refused = (place: string) => `FATAL could not connect to ${place}: connection refused`;
const timeout = (place: string) => `FATAL dial tcp ${place}: i/o timeout`;
const unresolved = (host: string) => `Error: getaddrinfo ENOTFOUND ${host}`;

const service = (spec: Service['spec'] = {}, name = 'db'): Service => ({
  metadata: { name },
  spec: { clusterIP: '10.96.0.7', ports: [{ port: 5432 }], ...spec },
});
const slice = (...ready: readonly boolean[]): EndpointSlice => ({
  endpoints: ready.map((one) => ({ conditions: { ready: one } })),
});

describe('a Service of the cluster', () => {
  test('without a ready pod behind it', () => {
    const one = told(refused('db:5432'), { services: [service()], slices: [slice(false, false)] });
    expect(one.text).toContain('Service db in namespace shop has no ready endpoints (2 not ready)');
    expect(one.text).toContain('podwhy why -n shop service/db');
    expect(one.text).toContain('kubectl -n shop get endpointslices -l kubernetes.io/service-name=db');
    expect(one.text).not.toMatch(/Refused means|kubectl -n shop debug|Check db/);
    const none = told(refused('db:5432'), { services: [service()], slices: [{}] });
    expect(none.text).toContain('has no endpoints: nothing answers for it');
  });

  test('with ready pods behind it', () => {
    const one = told(refused('db:5432'), { services: [service()], slices: [slice(true, false)] });
    expect(one.text).toContain('Service db in namespace shop has 1 ready endpoint by now.');
    expect(one.text).toContain('See whether the pods behind Service db listen where it sends to.');
    expect(one.text).toContain('kubectl -n shop debug web-1 -it --image=busybox -- nc -zv -w 5 db 5432');
    expect(one.text).not.toMatch(/Refused means/);
  });

  test('whose endpoints may not be read', () => {
    const one = told(refused('db:5432'), { services: [service()], slices: 'forbidden' });
    expect(one.text).toContain('what counts is whether ready pods stand behind it');
    expect(one.text).toContain('-l kubernetes.io/service-name=db');
  });

  test('without the port', () => {
    const ports = [{ port: 5432, protocol: 'TCP' }, { port: 53, protocol: 'UDP' }, {}];
    const one = told(refused('db:5433'), { services: [service({ ports: ports.slice(0, 2) })] });
    expect(one.text).toContain('Service db has no port 5433; it has 5432.');
    expect(one.text).toContain('Let the program connect to port 5432 of Service db.');
    const none = told(refused('db:5433'), { services: [service({ ports: ports.slice(1) })] });
    expect(none.text).toContain('Service db has no port 5433.');
    const udp = told(refused('db:5433'), { services: [service({ ports: [{ port: 53, protocol: 'UDP' }] })] });
    expect(udp.text).toContain('Service db has no port 5433.');
  });

  test('that is headless has any port of its pods', () => {
    const headless = { metadata: { name: 'db' }, spec: { clusterIP: 'None' } };
    const one = told(refused('db:5433'), { services: [headless], slices: [slice(true)] });
    expect(one.text).toContain('has 1 ready endpoint');
    expect(told(refused('db-0.db:5433'), { services: [{ metadata: { name: 'db' } }] }).text).toContain(
      'has no endpoints',
    );
    expect(told(unresolved('db-0.db'), { services: [headless] }).text).toContain('has no endpoints');
  });

  test('that is another name', () => {
    const alias = { type: 'ExternalName', externalName: 'db.example.com' };
    expect(told(refused('db:5432'), { services: [service(alias)] }).text).toContain(
      'Service db in namespace shop is another name for db.example.com.',
    );
  });

  test('whose name the cluster’s DNS does not know', () => {
    const one = told(unresolved('db'), { services: [service()] });
    expect(one.text).toContain('kubectl -n kube-system get pods -l k8s-app=kube-dns');
    expect(one.asked).not.toContain('endpoint-slices');
    expect(one.asked).not.toContain('network-policies');
  });

  test('by its address', () => {
    const one = told(refused('10.96.0.7:5432'), { services: [service()] });
    expect(one.text).toContain('10.96.0.7 is the address of Service db.');
    expect(one.text).toContain('podwhy why -n shop service/db');
    const other = told(refused('10.96.0.8:5432'), { services: [service()] });
    expect(other.text).not.toContain('Service db');
    expect(told(refused('10.96.0.8:5432'), { services: 'forbidden' }).text).toContain('Refused means');
    const nameless = told(refused('db:5432'), { services: [{}] });
    expect(nameless.text).toContain('no Service db in namespace shop');
  });

  test('that is missing by a name that resolves is looked for elsewhere', () => {
    expect(told(refused('db:5432')).text).toMatch(/Refused means[\s\S]*nc -zv -w 5 db 5432/);
    expect(told(unresolved('db')).text).not.toMatch(/DNS does not know|debug/);
  });
});

describe('the setting that holds the host', () => {
  const near = [service({}, 'orders-db')];
  const wrong = unresolved('order-db');

  test.each([
    ['order-db', 'DB=orders-db'],
    ['order-db:5432', 'DB=orders-db:5432'],
    ['http://order-db:5432/', 'DB=http://orders-db:5432/'],
  ])('%s is set to the name that is near: %s', (value, setting) => {
    const one = told(wrong, { services: near, app: { env: [{ name: 'DB', value }] } });
    expect(one.text).toContain('If orders-db is meant, set DB to it.');
    expect(one.text).toContain(`-c app ${setting}`);
    expect(one.text).not.toContain('kubectl -n shop edit');
  });

  test('a value with more in it is edited by hand, and never shown', () => {
    const app = { env: [{ name: 'DB_URL', value: 'postgres://app:hunter2@order-db:5432/orders' }] };
    const one = told(wrong, { services: near, app });
    expect(one.text).toContain(
      'If orders-db is meant, correct the host name in the configuration: variable DB_URL',
    );
    expect(JSON.stringify(one.found)).not.toContain('hunter2');
  });

  test('of several names that are near nobody knows which', () => {
    const services = [...near, service({}, 'order-db2')];
    const one = told(wrong, { services, app: { env: [{ name: 'DB', value: 'order-db' }] } });
    expect(one.text).toMatch(/If order-db2, orders-db is meant, correct/);
  });

  test('the port that the Service has', () => {
    const app = { env: [{ name: 'ADDRESS', value: 'db:5433' }] };
    const one = told(refused('db:5433'), { services: [service()], app });
    expect(one.text).toContain('Set ADDRESS to the port that Service db has.');
    expect(one.text).toContain('-c app ADDRESS=db:5432');
    const bare = { env: [{ name: 'HOST', value: 'db' }] };
    expect(told(refused('db:5433'), { services: [service()], app: bare }).text).toContain(
      'Let the program connect to port 5432 of Service db: variable HOST names the host.',
    );
    const two = [service({ ports: [{ port: 5432 }, { port: 5434 }] })];
    expect(told(refused('db:5433'), { services: two, app }).text).toContain('port 5432, 5434 of Service db');
  });

  test.each<[string, Partial<Container>, RegExp]>([
    [
      'a variable',
      { env: [{ name: 'DB', value: 'db.example.com' }] },
      /Check db\.example\.com:5432: variable DB holds it/,
    ],
    ['its command', { args: ['--db=db.example.com:5432'] }, /the command of app holds it/],
    [
      'a ConfigMap and a Secret',
      {
        env: [
          { name: 'A', valueFrom: { configMapKeyRef: { name: 'settings', key: 'a' } } },
          { name: 'B', valueFrom: { secretKeyRef: { name: 'login', key: 'b' } } },
        ],
      },
      /has its settings from ConfigMap settings, Secret login\.\n/,
    ],
    [
      'ConfigMaps and Secrets as a whole',
      { envFrom: [{ configMapRef: { name: 'settings' } }, { secretRef: { name: 'login' } }] },
      /has its settings from ConfigMap settings, Secret login\.\n/,
    ],
    [
      'Secrets alone',
      { envFrom: [{ secretRef: { name: 'login' } }] },
      /has its settings from Secret login\./,
    ],
    [
      'files',
      {
        volumeMounts: [
          { name: 'a', mountPath: '/a' },
          { name: 'b', mountPath: '/b' },
        ],
      },
      /has its settings from ConfigMap files, Secret keys\.\n/,
    ],
    ['nothing', {}, /nothing that the container is given holds it as it is, so it may stand in image/],
  ])('it stands in %s', (_, app, text) => {
    const volumes = [
      { name: 'a', configMap: { name: 'files' } },
      { name: 'b', secret: { secretName: 'keys' } },
      { name: 'c', configMap: { name: 'others' } },
    ];
    expect(told(refused('db.example.com:5432'), { app, podSpec: { volumes } }).text).toMatch(text);
  });

  test('the pod’s own hostAliases', () => {
    const podSpec = { hostAliases: [{ ip: '198.51.100.1' }, { ip: '198.51.100.2', hostnames: ['db'] }] };
    const one = told(refused('db:5432'), { podSpec });
    expect(one.text).toContain('The pod’s hostAliases give db the address 198.51.100.2; DNS is not asked.');
  });
});

describe('a place that is not of the cluster', () => {
  const OUTSIDE = 'orders-db.example.internal';

  test('refuses: the line before tells the name of the address', () => {
    const one = told([
      `INFO connecting to ${OUTSIDE}:5432`,
      'FATAL dial tcp 203.0.113.20:5432: connect: connection refused',
    ]);
    expect(one.title).toBe(`app crashes because it cannot reach ${OUTSIDE}:5432 (refused)`);
    expect(one.text).toContain(`the way to ${OUTSIDE} is open, and nothing accepts connections on port 5432`);
    expect(one.text).toContain(`-- nc -zv -w 5 ${OUTSIDE} 5432`);
    expect(one.asked).not.toContain('services');
  });

  test('has no name', () => {
    const one = told(unresolved(OUTSIDE));
    expect(one.text).toContain(`DNS does not know ${OUTSIDE}`);
    expect(one.text).toContain(`-- nslookup ${OUTSIDE}`);
    expect(one.text).toContain(`Check ${OUTSIDE}: nothing`);
    expect(one.text).not.toContain('nc -zv');
  });

  test('no way leads there', () => {
    expect(told('FATAL connect to 203.0.113.20:5432: No route to host').text).toContain(
      'No way leads from the pod’s node to 203.0.113.20',
    );
  });

  test('a host that is no plain word stands in no command', () => {
    expect(told('FATAL dial tcp [2001:db8::1]:5432: connect: connection refused').text).not.toContain(
      'debug',
    );
    expect(told('Error: connect ECONNREFUSED 2001:db8::1:5432').text).not.toContain('debug');
  });

  test('a pod that has ended, or starts no image that runs as root, is not tried from', () => {
    const line = refused(`${OUTSIDE}:5432`);
    expect(told(line, { status: { phase: 'Failed' } }).text).not.toContain('debug');
    const nonRoot = { securityContext: { runAsNonRoot: true } };
    expect(told(line, { podSpec: nonRoot }).text).not.toContain('debug');
    const user = { securityContext: { runAsNonRoot: true, runAsUser: 1000 } };
    expect(told(line, { podSpec: user }).text).toContain('debug web-1');
  });

  test('the pod itself is another story', () => {
    const one = told(refused('localhost:5432'));
    expect(one.text).toContain('localhost is the pod itself');
    expect(one.text).not.toMatch(/Refused means|debug/);
  });
});

describe('what the pod may send', () => {
  const policy = (name: string, spec: NetworkPolicy['spec']): NetworkPolicy => ({ metadata: { name }, spec });
  const dns = { ports: [{ port: 53 }] };
  const LINE = timeout('203.0.113.20:5432');

  test('a NetworkPolicy limits it', () => {
    const policies = [
      policy('in', { policyTypes: ['Ingress'] }),
      policy('out', { policyTypes: ['Egress'], egress: [dns] }),
      policy('out-too', { egress: [{ to: [{ podSelector: {} }] }] }),
      policy('others', { policyTypes: ['Egress'], podSelector: { matchLabels: { app: 'other' } } }),
    ];
    const one = told(LINE, { policies });
    expect(one.text).toContain('limited by NetworkPolicy out, out-too.');
    expect(one.text).toContain('See whether NetworkPolicy out lets the pod send to 203.0.113.20:5432.');
    expect(one.text).toContain('kubectl -n shop describe networkpolicy out');
    expect(one.text).toContain('A timeout means: nothing came back from 203.0.113.20.');
  });

  test.each<[string, readonly NetworkPolicy[]]>([
    ['there is none', []],
    ['it is for what comes in', [policy('in', {}), {}]],
    [
      'one lets everything out',
      [policy('out', { policyTypes: ['Egress'] }), policy('all', { egress: [{}] })],
    ],
  ])('no NetworkPolicy limits it: %s', (_, policies) => {
    expect(told(LINE, { policies }).text).toContain('No NetworkPolicy of namespace shop limits');
  });

  test('a policy without a name limits as well', () => {
    expect(told(LINE, { policies: [{ spec: { policyTypes: ['Egress'] } }] }).text).not.toContain(
      'No NetworkPolicy of',
    );
  });

  test('policies that may not be read say nothing', () => {
    expect(told(LINE, { policies: 'forbidden' }).text).not.toMatch(/limits? /);
  });
});
