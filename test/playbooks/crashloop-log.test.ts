import { describe, expect, test } from 'vitest';
import { crashloop } from '../../playbooks/crashloop/index.ts';
import type { Container, EnvVar } from '../../src/diagnosis/objects/container.ts';
import type { Pod, PodSpec } from '../../src/diagnosis/objects/pod.ts';
import { container, containerStatus, pod } from '../support/build.ts';
import { backOff, crashed, diagnose, ended, type Made } from './crashloop-made.ts';

/** What is told of a crash with exit code 1 and this log. */
function told(
  lines: readonly string[],
  spec: Partial<Container> = {},
  made: Partial<Made> = {},
  podSpec: PodSpec = {},
) {
  const one = crashed(ended(1), spec, {
    spec: { nodeName: 'node-a', containers: [container(spec)], ...podSpec },
  });
  const result = diagnose(crashloop, { pod: one, ...made, logs: { 'app!': lines, ...made.logs } });
  const [first] = result.told;
  if (!first) throw new Error('nothing found');
  return { ...first, cause: first.found.cause, params: first.found.params };
}

describe('application-error', () => {
  test.each([
    [
      '2026-01-01T00:00:00Z FATAL assertion failed: depth >= 0 (was -1)',
      'app crashes with exit code 1: assertion failed: depth >= 0 (was -1)',
    ],
    [
      '{"level":"error","message":"period 2026-10 is already closed"}',
      'app crashes with exit code 1: period 2026-10 is already closed',
    ],
    ['row 1873: invalid date', 'app crashes with exit code 1: row 1873: invalid date'],
    ['{ not json', 'app crashes with exit code 1: { not json'],
    [`ERROR ${'x'.repeat(300)}`, `app crashes with exit code 1: ${'x'.repeat(160)}…`],
  ])('%s', (line, title) => {
    expect(told([line]).title).toBe(title);
  });
});

describe('module-missing', () => {
  test.each([
    ["Error: Cannot find module 'express'", /Add express to the dependencies/],
    ["Error: Cannot find module './routes/payments'", /Have the build put \.\/routes\/payments into image/],
    ["Error: Cannot find module '/app/dist/main.js'", /Have the build put \/app\/dist\/main\.js into image/],
  ])('%s', (line, remedy) => {
    const one = told([line]);
    expect(one.cause).toBe('module-missing');
    expect(one.text).toMatch(remedy);
  });

  test('one that is not named', () => {
    const line = "Can't locate lib/tax.pl in @INC (@INC contains: /etc/perl) at /app/run.pl line 7.";
    expect(told([line]).title).toBe(`app cannot start: ${line}`);
  });
});

test('without a known reason the last words count, but for the noise of ending', () => {
  const lines = ['billing 3.1', 'billing: no table for 2027-01', 'gave up: billing entered FATAL state'];
  expect(told(lines).title).toBe('app crashes with exit code 1: billing: no table for 2027-01');
  expect(told(['shutting down']).title).toBe('app crashes with exit code 1: shutting down');
});

test('an error without an exception points at a place', () => {
  const line = 'nginx: [emerg] unknown directive "proxy_pas" in /etc/nginx/conf.d/site.conf:7';
  expect(told([line]).text).toMatch(/It points at \/etc\/nginx\/conf\.d\/site\.conf, line 7\./);
});

describe('dependencies', () => {
  const REFUSED = 'FATAL could not connect to redis-master:6379: connection refused';
  const services = (...names: string[]) => names.map((name) => ({ metadata: { name } }));

  test('a Service that is not there, and the nearest', () => {
    const one = told([REFUSED], {}, { services: services('redis-mastr', 'web') });
    expect(one.cause).toBe('dependency-unreachable');
    expect(one.title).toMatch(/^app crashes because it cannot reach redis-master:6379 \(/);
    expect(one.text).toMatch(/no Service redis-master in namespace shop; there is redis-mastr/);
    expect(told([REFUSED]).text).toMatch(/no Service redis-master in namespace shop\./);
  });

  test('a list of Services that may not be read says nothing about them', () => {
    const one = told([REFUSED], {}, { services: 'forbidden' });
    expect(one.cause).toBe('dependency-unreachable');
    expect(one.text).not.toMatch(/Service/);
  });

  test.each([
    ['db.infra:5432', 'Service db in namespace infra'],
    ['db.infra.svc:5432', 'Service db in namespace infra'],
    ['db.infra.svc.cluster.local:5432', 'Service db in namespace infra'],
    ['postgis-0.postgis:5432', 'Service postgis in namespace shop'],
    ['postgis-0.postgis.geo.svc.cluster.local:5432', 'Service postgis in namespace geo'],
  ])('%s is %s', (host, service) => {
    expect(told([`FATAL could not connect to ${host}: connection refused`]).text).toContain(`no ${service}`);
  });

  test.each([
    '10.0.0.12:6379',
    'db.example.com:5432',
    'localhost:6379',
    'a.b.c.svc:5432',
  ])('%s is no Service', (host) => {
    expect(told([`FATAL could not connect to ${host}: connection refused`]).text).not.toMatch(/Service/);
  });

  test('rejected, with or without a name', () => {
    const named = told(['FATAL: password authentication failed for user "cards" at cards-pg:5432']);
    expect(named.cause).toBe('dependency-rejected');
    const nameless = told(['[ERROR] agent.auth.handler: error authenticating: permission denied']);
    expect(nameless.cause).toBe('dependency-rejected');
    expect(nameless.title).toMatch(/^app crashes because (?:its \w+|a service that it needs) turns it away/);
    expect(told(['Error: connect ECONNREFUSED']).title).toMatch(/cannot reach a service that it needs/);
    expect(told(['redis.exceptions.ResponseError: NOAUTH Authentication required.']).title).toMatch(
      /app crashes because/,
    );
  });
});

describe('who turned whom away', () => {
  test.each([
    [
      'x509: certificate signed by unknown authority: https://vault.infra:8200/v1/sys/health',
      /does not accept the certificate of vault\.infra:8200[\s\S]*No authority that the container trusts/,
    ],
    [
      'FATAL db:5432: certificate has expired',
      /does not accept the certificate of db:5432[\s\S]*Renew the certificate of db:5432/,
    ],
    [
      'x509: certificate is valid for db.internal, not billing-db',
      /certificate of billing-db[\s\S]*made out to other names: db\.internal/,
    ],
    [
      'botocore.exceptions.NoCredentialsError: Unable to locate credentials',
      /AWS turns it away[\s\S]*Tie ServiceAccount default to an identity of AWS.*eks\.amazonaws\.com\/role-arn/,
    ],
  ])('%s', (line, text) => {
    const one = told([line]);
    expect(one.cause).toBe('dependency-rejected');
    expect(one.text).toMatch(text);
  });

  test('the ServiceAccount of the pod', () => {
    const line = 'google: could not find default credentials.';
    expect(told([line], {}, {}, { serviceAccountName: 'reports' }).text).toMatch(/ServiceAccount reports/);
  });
});

describe('configuration-missing', () => {
  const UNSET = ['FATAL: environment variable REDIS_URL is not set'];

  test.each<[string, EnvVar[], RegExp]>([
    [
      'another name of the same thing',
      [
        { name: 'REDIS_ADDR', value: 'x' },
        { name: 'PORT', value: '1' },
      ],
      /does not set REDIS_URL; it sets REDIS_ADDR/,
    ],
    ['a typo', [{ name: 'REDIS_ULR', value: 'x' }], /it sets REDIS_ULR/],
    ['no like name', [{ name: 'PORT', value: '1' }], /does not set REDIS_URL\.$/m],
    ['none at all', [], /sets no variables of its own/],
    ['empty', [{ name: 'REDIS_URL', value: '' }], /REDIS_URL is set, but empty/],
    [
      'optional',
      [{ name: 'REDIS_URL', valueFrom: { secretKeyRef: { name: 'redis', key: 'url', optional: true } } }],
      /key url of Secret redis, marked optional/,
    ],
    [
      'from a map',
      [{ name: 'REDIS_URL', valueFrom: { configMapKeyRef: { name: 'redis', key: 'url' } } }],
      /comes from key url of ConfigMap redis\./,
    ],
    [
      'from a map without a name',
      [{ name: 'REDIS_URL', valueFrom: { configMapKeyRef: { key: 'url' } } }],
      /comes from key url of ConfigMap\./,
    ],
    [
      'set all the same',
      [{ name: 'REDIS_URL', value: 'redis://x' }],
      /environment variable REDIS_URL is not set/,
    ],
  ])('%s', (_, env, text) => {
    const one = told(UNSET, { env });
    expect(one.cause).toBe('configuration-missing');
    expect(one.text).toMatch(text);
    expect(JSON.stringify(one.found)).not.toContain('redis://x');
  });

  test('keys that envFrom imports count', () => {
    const envFrom = [
      { prefix: 'REDIS_', configMapRef: { name: 'redis' } },
      { secretRef: { name: 'gone' } },
      {},
    ];
    const names = {
      'shop/configmaps': [{ name: 'redis', keys: ['ADDR'] }],
      'shop/secrets': 'forbidden' as const,
    };
    expect(told(UNSET, { envFrom }, { names }).text).toMatch(/it sets REDIS_ADDR/);
  });

  const MISSING = [
    'level=fatal msg="cannot read configuration: open /etc/edge/routes.yaml: no such file or directory"',
  ];
  const mounts = {
    volumeMounts: [
      { name: 'conf', mountPath: '/etc/edge' },
      { name: 'etc', mountPath: '/etc/' },
    ],
  };
  const keys = {
    'shop/configmaps': [{ name: 'edge', keys: ['routes.yml'] }],
    'shop/secrets': [{ name: 'edge', keys: ['routes.yml'] }],
  };

  test('the nearest key of the map, or of the secret, that is mounted there', () => {
    const map = told(
      MISSING,
      mounts,
      { names: keys },
      { volumes: [{ name: 'conf', configMap: { name: 'edge' } }] },
    );
    expect(map.text).toMatch(/\/etc\/edge is ConfigMap edge; it has no key routes.yaml, but routes.yml/);
    expect(map.text).toMatch(/edit configmap\/edge/);
    const secret = told(
      MISSING,
      mounts,
      { names: keys },
      { volumes: [{ name: 'conf', secret: { secretName: 'edge' } }] },
    );
    expect(secret.text).toMatch(/Secret edge; it has no key/);
  });

  test('a key mounted by subPath, items, a key that is there, keys that are not known', () => {
    const file = {
      volumeMounts: [{ name: 'conf', mountPath: '/etc/edge/routes.yaml', subPath: 'routes.yaml' }],
    };
    const volumes = [{ name: 'conf', configMap: { name: 'edge' } }];
    expect(told(MISSING, file, { names: keys }, { volumes }).text).toMatch(/has no key routes.yaml/);
    const items = [{ name: 'conf', configMap: { name: 'edge', items: [{ key: 'a', path: 'routes.yaml' }] } }];
    expect(told(MISSING, mounts, { names: keys }, { volumes: items }).text).not.toMatch(/has no key/);
    expect(
      told(MISSING, mounts, { names: { 'shop/configmaps': 'forbidden' } }, { volumes }).text,
    ).not.toMatch(/has no key/);
  });

  test('another kind of volume, none, and a path that is not absolute', () => {
    const claim = [{ name: 'conf', persistentVolumeClaim: { claimName: 'data' } }];
    expect(told(MISSING, mounts, {}, { volumes: claim }).params.volume).toBe('claim data');
    expect(told(MISSING, { volumeMounts: [{ name: 'lost', mountPath: '/' }] }).text).toMatch(
      /Nothing is mounted at/,
    );
    expect(told(['FATAL cannot open config file app.yaml: no such file or directory']).text).not.toMatch(
      /mounted/,
    );
  });
});

describe('permission-denied', () => {
  const READ_ONLY = ["sh: can't create /var/run/app.pid: Read-only file system"];
  const ROOT = { securityContext: { readOnlyRootFilesystem: true } };

  test('a read-only root file system: an empty directory', () => {
    const one = told(READ_ONLY, ROOT);
    expect(one.cause).toBe('permission-denied');
    expect(one.text).toMatch(/readOnlyRootFilesystem/);
    expect(one.params.writablePatch).toContain('{"name":"writable-var-run","emptyDir":{}}');
    const top = told(["sh: can't create /app.pid: Read-only file system"], ROOT);
    expect(top.params).toMatchObject({ directory: '/', writablePatch: undefined });
  });

  test('a read-only mount, a volume of another user, nothing known', () => {
    const mount = (readOnly: boolean) => ({
      volumeMounts: [{ name: 'run', mountPath: '/var/run', readOnly }],
    });
    const volumes = [{ name: 'run', hostPath: { path: '/run' } }];
    expect(told(READ_ONLY, mount(true), {}, { volumes }).text).toMatch(
      /\/var\/run is hostPath \/run, which is mounted read-only/,
    );
    const denied = ["sh: can't create /var/run/app.pid: Permission denied"];
    const securityContext = { runAsUser: 101, fsGroup: 2000 };
    expect(told(denied, mount(false), {}, { volumes, securityContext }).text).toMatch(
      /is hostPath \/run; the container runs as user 101, fsGroup 2000/,
    );
    expect(told(denied, { securityContext: { runAsUser: 5 } }).text).toMatch(
      /The container runs as user 5\./,
    );
    expect(told(READ_ONLY, mount(false), {}, { volumes: [{ name: 'run', secret: {} }] }).text).toMatch(
      /is Secret run, which/,
    );
    expect(told(READ_ONLY, mount(false), {}, { volumes: [{ name: 'run', configMap: {} }] }).text).toMatch(
      /is ConfigMap run, which/,
    );
    expect(told(denied, mount(false), {}, { volumes: [{ name: 'run' }] }).text).toMatch(/is volume run/);
  });

  test('a low port, from the log or from the declared ports', () => {
    const one = told(['INFO binding :80', 'httpd: bind: Permission denied'], {
      securityContext: { runAsUser: 101 },
    });
    expect(one.text).toMatch(/Port 80 is below 1024.*user 101/);
    expect(one.text).toMatch(/such as 8080/);
    expect(one.params.sysctlPatch).toContain('{"name":"net.ipv4.ip_unprivileged_port_start","value":"80"}');
    const host = told(['INFO binding :80', 'httpd: bind: Permission denied'], {}, {}, { hostNetwork: true });
    expect(host.params).toMatchObject({ lowPort: 80, sysctlPatch: undefined });
    const declared = told(['httpd: bind: Permission denied'], {
      ports: [{ containerPort: 8080 }, { containerPort: 443 }],
    });
    expect(declared.params.lowPort).toBe(443);
    const bind = ['httpd: bind: Permission denied'];
    expect(told(bind).params.lowPort).toBeUndefined();
    for (const spec of [
      { command: ['sh', '-c', 'exec httpd -f -p 80 -h /www'] },
      { args: ['--listen', '0.0.0.0:80'] },
      { args: ['--http-port=80'] },
    ])
      expect(told(bind, spec).title).toBe('app is refused port 80');
    expect(told(bind, { command: ['httpd', '-p', '8080', '-h', '80'] }).params.lowPort).toBeUndefined();
  });
});

describe('capabilities', () => {
  const OWNER = [
    'nginx: [emerg] chown("/var/cache/nginx/client_temp", 101) failed (1: Operation not permitted)',
  ];
  const drop = (...names: string[]) => ({ securityContext: { capabilities: { drop: names } } });

  test('one that the container drops, and one that it has not dropped', () => {
    const one = told(OWNER, drop('ALL'));
    expect(one.cause).toBe('permission-denied');
    expect(one.text).toMatch(/needs the capability CHOWN, which the container drops \(ALL\)/);
    expect(one.params.capabilityPatch).toContain('"capabilities":{"add":["CHOWN"]}');
    expect(told(OWNER, drop('CAP_CHOWN')).text).toMatch(/drops \(CAP_CHOWN\)/);
    expect(told(OWNER, drop('NET_RAW')).text).toMatch(/needs the capability CHOWN\.\n/);
  });

  test('a user other than root cannot be given one', () => {
    const one = told(OWNER, { securityContext: { runAsUser: 101 } });
    expect(one.text).toMatch(/runs as user 101, who has no capabilities/);
    expect(one.text).toMatch(/Set up in the image what its program does with CHOWN/);
    expect(one.params.capabilityPatch).toBeUndefined();
    expect(told(OWNER, { securityContext: { runAsUser: 0 } }).params.capabilityPatch).toBeDefined();
  });

  test('a refusal that names nothing is quoted, cut where it is long', () => {
    expect(told(['setpriv: setresuid failed: Operation not permitted']).title).toBe(
      'app is refused: setpriv: setresuid failed: Operation not permitted',
    );
    expect(told([`setpriv: setresuid failed: Operation not permitted ${'x'.repeat(200)}`]).title).toMatch(
      /x…$/,
    );
  });
});

describe('disk-full', () => {
  const FULL = ["dd: error writing '/spool/chunk-0001': No space left on device"];

  test.each<[string, PodSpec, RegExp]>([
    [
      'in memory',
      { volumes: [{ name: 's', emptyDir: { medium: 'Memory', sizeLimit: '8Mi' } }] },
      /emptyDir s \(in memory, 8Mi\)[\s\S]*memory limit of 128Mi/,
    ],
    ['on disk', { volumes: [{ name: 's', emptyDir: {} }] }, /is on emptyDir s, mounted at \/spool/],
    ['a claim', { volumes: [{ name: 's', persistentVolumeClaim: { claimName: 'data' } }] }, /get pvc data/],
  ])('%s', (_, spec, text) => {
    const mounted = {
      volumeMounts: [{ name: 's', mountPath: '/spool' }],
      resources: { limits: { memory: '128Mi' } },
    };
    const one = told(FULL, mounted, {}, spec);
    expect(one.cause).toBe('disk-full');
    expect(one.text).toMatch(text);
  });

  test("the container's own file system, and a path that is not named", () => {
    const one = told(FULL, { resources: { limits: { 'ephemeral-storage': '1Gi' } } });
    expect(one.text).toMatch(/on no volume.*1Gi/);
    expect(told(['FATAL no space left on device']).title).toBe('app has no space left');
  });

  test('shared memory is no disk, unless a volume is mounted there', () => {
    const lines = ["OSError: [Errno 28] No space left on device: '/dev/shm/psm_21467'"];
    const spec = { resources: { limits: { memory: '2Gi' } } };
    const one = told(lines, spec);
    expect(one.cause).toBe('disk-full');
    expect(one.text).toMatch(/a pod has 64 MiB there, whatever its memory limit of 2Gi/);
    expect(one.text).toMatch(/"mountPath":"\/dev\/shm".*"medium":"Memory"/);
    expect(one.text).not.toMatch(/fills the node/);
    const mounted = told(
      lines,
      { ...spec, volumeMounts: [{ name: 'shm', mountPath: '/dev/shm' }] },
      {},
      { volumes: [{ name: 'shm', emptyDir: { medium: 'Memory', sizeLimit: '128Mi' } }] },
    );
    expect(mounted.text).toMatch(/Make emptyDir shm \(in memory, 128Mi\) larger than 128Mi/);
    expect(mounted.text).not.toMatch(/64 MiB/);
  });
});

describe('port-in-use', () => {
  const TAKEN = ['INFO binding :8080', 'httpd: bind: Address already in use'];
  const other = (spec: Partial<Container> = {}): PodSpec => ({
    containers: [container(), container({ name: 'metrics', ...spec })],
  });

  test('the container that declares the port', () => {
    const one = told(TAKEN, {}, {}, other({ ports: [{ containerPort: 8080 }] }));
    expect(one.title).toBe('app cannot listen: port 8080 is in use, by container metrics');
  });

  function two(logs: Made['logs']) {
    const statuses = [backOff(ended(1)), containerStatus('metrics', { running: {} })];
    const made = pod({ spec: other(), status: { conditions: [], containerStatuses: statuses } });
    return diagnose(crashloop, { pod: made, logs: { 'app!': TAKEN, ...logs } }).told[0];
  }

  test('the container that says that it listens there, else the one neighbour', () => {
    expect(two({ metrics: ['starting', 'listening on :8080'] })?.title).toMatch(/by container metrics/);
    expect(two({ metrics: ['listening on :9090'] })?.text).toMatch(/Container metrics runs in the same pod/);
    expect(two({ metrics: 'forbidden' })?.text).toMatch(/may hold the port/);
  });

  test('a port that only its own command names, and the neighbour that has it', () => {
    const bare = (spec: Partial<Container>, log: readonly string[], neighbour: Partial<Container> = {}) => {
      const containers = [container(spec), container({ name: 'proxy', ...neighbour })];
      const statuses = [backOff(ended(1)), containerStatus('proxy', { running: {} })];
      const made = pod({ spec: { containers }, status: { conditions: [], containerStatuses: statuses } });
      const logs = { 'app!': ['httpd: bind: Address already in use'], proxy: log };
      return diagnose(crashloop, { pod: made, logs }).told[0];
    };
    const own = { command: ['sh', '-c', 'exec httpd -f -p 8080'] };
    expect(bare(own, ['proxy listening on :8080'])?.title).toBe(
      'app cannot listen: port 8080 is in use, by container proxy',
    );
    const env = { env: [{ name: 'ADDRESS', value: '0.0.0.0:8080' }, { name: 'OTHER' }] };
    expect(bare(env, [], { ports: [{ containerPort: 8080 }] })?.title).toMatch(/by container proxy/);
    const other = bare({ args: ['--port=18080'] }, ['proxy listening on :8080']);
    expect(other?.title).toBe('app cannot listen: port is in use');
    expect(other?.text).toMatch(/Container proxy runs in the same pod/);
    expect(JSON.stringify(other?.found.evidence)).toContain('proxy listening on :8080');
  });

  test("alone, on the node's network, without a port", () => {
    expect(told(TAKEN).text).toMatch(/app starts a second process/);
    expect(told(TAKEN, {}, {}, { hostNetwork: true }).text).toMatch(/network of node node-a/);
    expect(told(TAKEN, {}, {}, { hostNetwork: true, nodeName: undefined as never }).text).toMatch(
      /network of node the node/,
    );
    expect(told(['httpd: bind: Address already in use']).title).toBe('app cannot listen: port is in use');
    expect(
      told(TAKEN, {}, {}, { ...other(), initContainers: [container({ name: 'init' })] }).params.holder,
    ).toBeUndefined();
  });
});

describe('api-access-denied', () => {
  const DENIED =
    'configmaps is forbidden: User "system:serviceaccount:shop:labeler" cannot list resource "configmaps" in API group "" in the namespace "shop"';

  test('the Role and binding that would allow it', () => {
    const one = told([`E0101 00:00:00.000000       1 reflector.go:150] ${DENIED}`]);
    expect(one.cause).toBe('api-access-denied');
    expect(one.title).toMatch(/refuses it: ServiceAccount labeler may not list configmaps$/);
    expect(one.text).toContain(
      'kubectl -n shop create role web-api --verb=get,list,watch --resource=configmaps',
    );
    expect(one.text).toContain('--role=web-api --serviceaccount=shop:labeler');
  });

  test("the namespace that it wanted to go to is not the pod's", () => {
    const one = told([DENIED.replace('namespace "shop"', 'namespace "infra"')]);
    expect(one.text).toContain('kubectl -n infra create role web-api');
    expect(one.found.params.namespace).toBeUndefined();
  });

  test('at the cluster scope, in a group, a subresource', () => {
    const one = told([
      'nodes is forbidden: User "system:serviceaccount:shop:labeler" cannot patch resource "deployments/scale" in API group "apps" at the cluster scope',
    ]);
    expect(one.text).toMatch(/create clusterrole web-api --verb=patch --resource=deployments.apps\/scale/);
    expect(one.text).not.toMatch(/create role /);
  });

  test('a call that the client names by its HTTP method gives no verb of a Role', () => {
    const one = told([
      'Failure executing: GET at: https://10.0.0.1/api/v1/pods. Message: Forbidden! Forbidden',
    ]);
    expect(one.params).toMatchObject({ verb: undefined, verbs: undefined });
  });

  test('another user, of a pod without an owner', () => {
    const line =
      'pods is forbidden: User "jane" cannot list resource "pods" in API group "" in the namespace "shop"';
    const made = pod({ status: { conditions: [], containerStatuses: [backOff(ended(1))] } });
    const one = diagnose(crashloop, { pod: made, logs: { 'app!': [line] } }).told[0];
    expect(one?.title).toMatch(/user jane may not list pods/);
    expect(one?.text).toContain('create rolebinding web-1-api --role=web-1-api --user=jane');
  });

  test('no token, and no name at all: the account of the pod', () => {
    const one = told(['open /var/run/secrets/kubernetes.io/serviceaccount/token: no such file or directory']);
    expect(one.cause).toBe('api-access-denied');
    expect(one.title).toBe('app crashes because the Kubernetes API refuses it');
    expect(one.text).toMatch(/has no token that the API accepts \(no-token\)/);
    expect(one.params.who).toBe('ServiceAccount default');
    const own = told(
      ['E0101 00:00:00.000000 1 main.go:1] Unauthorized: You must be logged in to the server'],
      {},
      {},
      { serviceAccountName: 'labeler' },
    );
    expect(own.params).toMatchObject({ who: 'ServiceAccount labeler', token: 'credentials' });
  });
});

describe('the runtime, its modules, its migrations', () => {
  const HEAP = ['FATAL ERROR: Reached heap limit Allocation failed - JavaScript heap out of memory'];
  const limits = { resources: { limits: { memory: '512Mi' } } };

  test('a heap below the limit, and one that takes nearly all of it', () => {
    const low = told(HEAP, { ...limits, args: ['--max-old-space-size=256'] });
    expect(low.cause).toBe('runtime-heap-exhausted');
    expect(low.title).toMatch(/bounded by --max-old-space-size=256; the container may use 512Mi/);
    expect(low.text).toMatch(/raise --max-old-space-size=256 to about 384Mi/);
    expect(told(HEAP, { ...limits, args: ['-Xmx500m'] }).text).toMatch(
      /Raise the memory limit first, to 1Gi/,
    );
    expect(told(HEAP).title).toBe('app ran out of its own heap');
  });

  test('a service that the log names without its host', () => {
    expect(told(['pymongo.errors.ServerSelectionTimeoutError: no servers']).title).toMatch(
      /cannot reach its mongodb/,
    );
    expect(told(['Error: getaddrinfo ENOTFOUND rabbitmq']).title).toMatch(/cannot reach rabbitmq \(/);
    expect(told(['FATAL missing required config key: bucket']).title).toMatch(
      /configuration is missing: bucket$/,
    );
  });

  test('a module, a migration', () => {
    expect(told(["ModuleNotFoundError: No module named 'psycopg2'"]).title).toBe(
      'app cannot start: psycopg2 is missing in its image',
    );
    const migration = told([
      'Running migrations:',
      '  Applying deals.0041_owner_not_null...',
      'django.db.utils.IntegrityError: column "owner_id" of relation "deals_deal" contains null values',
    ]);
    expect(migration.cause).toBe('migration-failed');
    expect(migration.text).toMatch(/owner_id/);
  });
});

describe('patches', () => {
  const denied = ["sh: can't create /var/run/app.pid: Read-only file system"];
  const patchOf = (one: Pod) =>
    diagnose(crashloop, { pod: one, logs: { 'app!': denied } }).told[0]?.found.params.writablePatch;
  const owned = (kind: string, name: string) => {
    const one = crashed(ended(1), { securityContext: { readOnlyRootFilesystem: true } });
    return { ...one, metadata: { name: 'web-1', ownerReferences: [{ kind, name, controller: true }] } };
  };

  test("a CronJob's template lies deeper, a Job's can't be patched", () => {
    expect(patchOf(owned('Job', 'tidy-29922231'))).toContain('{"spec":{"jobTemplate":{"spec":{"template":');
    expect(patchOf(owned('Job', 'tidy'))).toBeUndefined();
  });

  test('a probe of a native sidecar is patched among the init containers', () => {
    const startupProbe = { tcpSocket: { port: 1 } };
    const sidecar = container({ name: 'app', restartPolicy: 'Always', startupProbe });
    const one = crashed(ended(137, { seconds: 30 }));
    const made: Pod = {
      ...one,
      spec: { initContainers: [sidecar] },
      status: { initContainerStatuses: one.status?.containerStatuses ?? [] },
    };
    expect(diagnose(crashloop, { pod: made }).told[0]?.found.params.thresholdPatch).toContain(
      '{"initContainers":[{"name":"app"',
    );
  });
});
