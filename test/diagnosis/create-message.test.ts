import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readCreateMessage } from '../../src/diagnosis/create-message.ts';

/** Texts to the letter of what the API server and its admission plugins write. */
const FORBIDDEN = 'Error creating: pods "web-5d-x7k2p" is forbidden: ';

describe('the words around the API’s', () => {
  test.each([
    [`${FORBIDDEN}no`, { resource: 'pods', name: 'web-5d-x7k2p', clause: 'no' }],
    [
      '(combined from similar events): Error creating: pods "web-" is forbidden: no',
      { name: 'web-', clause: 'no' },
    ],
    [
      'create Pod web-0 in StatefulSet web failed error: pods "web-0" is forbidden: no',
      { name: 'web-0', clause: 'no' },
    ],
    [
      'create Claim data-web-0 Pod web-0 in StatefulSet web failed error: persistentvolumeclaims "data-web-0" is forbidden: no',
      { resource: 'persistentvolumeclaims', name: 'data-web-0', clause: 'no' },
    ],
    [
      'create Pod web-0 in StatefulSet web failed error: failed to create PVC data-web-0: persistentvolumeclaims "data-web-0" is forbidden: no',
      { resource: 'persistentvolumeclaims', name: 'data-web-0', clause: 'no' },
    ],
    [
      'Failed to create new replica set "web-5d": replicasets.apps "web-5d" is forbidden: no',
      { resource: 'replicasets.apps', name: 'web-5d', clause: 'no' },
    ],
    ['Error creating job: jobs.batch "sweep-1" is forbidden: no', { resource: 'jobs.batch', clause: 'no' }],
    ['pods "" is forbidden: no', { resource: 'pods', clause: 'no' }],
  ])('%s', (message, read) => {
    expect(readCreateMessage(message)).toMatchObject(read);
  });

  test('are no part of what is unknown', () => {
    expect(readCreateMessage('pods "" is forbidden: no')).not.toHaveProperty('name');
    expect(readCreateMessage('no')).toEqual({ refusal: { kind: 'other' }, clause: 'no' });
    expect(readCreateMessage('x'.repeat(9000)).clause).toHaveLength(8000);
  });
});

const read = (message: string) => readCreateMessage(message).refusal;

describe('quotas', () => {
  test('of several resources', () => {
    const message = `${FORBIDDEN}exceeded quota: team, requested: limits.cpu=2,pods=1, used: limits.cpu=500m,pods=10, limited: limits.cpu=2,pods=10`;
    expect(read(message)).toEqual({
      kind: 'quota-exceeded',
      quota: 'team',
      amounts: [
        { resource: 'limits.cpu', requested: '2', used: '500m', limited: '2' },
        { resource: 'pods', requested: '1', used: '10', limited: '10' },
      ],
    });
  });

  test('in words that were cut', () => {
    expect(read('exceeded quota: team, requested: limits.cpu=2, used: limi')).toEqual({
      kind: 'quota-exceeded',
      quota: 'team',
      amounts: [{ resource: 'limits.cpu', requested: '2' }],
    });
    expect(read('exceeded quota: team, requested: ')).toMatchObject({ amounts: [] });
  });

  test('that want something to be set', () => {
    expect(
      read(`${FORBIDDEN}failed quota: team: must specify limits.cpu for: app,proxy; memory for: app`),
    ).toEqual({
      kind: 'quota-needs-limits',
      quota: 'team',
      fields: [
        { resource: 'limits.cpu', containers: ['app', 'proxy'] },
        { resource: 'memory', containers: ['app'] },
      ],
    });
    expect(read(`${FORBIDDEN}failed quota: team: must specify limits.cpu,memory`)).toMatchObject({
      fields: [
        { resource: 'limits.cpu', containers: [] },
        { resource: 'memory', containers: [] },
      ],
    });
    expect(read('failed quota: team: must specify ')).toMatchObject({ fields: [] });
  });

  test('that are not there', () => {
    expect(
      read('insufficient quota to match these scopes: [{PriorityClass In [system-node-critical]}]'),
    ).toEqual({
      kind: 'quota-missing',
      scopes: '{PriorityClass In [system-node-critical]}',
    });
    expect(read(`${FORBIDDEN}insufficient quota to consume: requests.storage`)).toEqual({
      kind: 'quota-missing',
      resources: 'requests.storage',
    });
    expect(read('insufficient quota to consume: ')).toEqual({ kind: 'other' });
  });
});

describe('LimitRanges', () => {
  test.each([
    [
      'minimum cpu usage per Container is 100m, but request is 20m',
      ['Container', 'cpu', 'min', '100m', 'request', '20m'],
    ],
    [
      'minimum memory usage per Pod is 1Gi, but limit is 512Mi',
      ['Pod', 'memory', 'min', '1Gi', 'limit', '512Mi'],
    ],
    [
      'minimum cpu usage per Container is 100m.  No request is specified',
      ['Container', 'cpu', 'min', '100m', 'request', undefined],
    ],
    [
      'maximum cpu usage per Container is 800m, but limit is 1500m.',
      ['Container', 'cpu', 'max', '800m', 'limit', '1500m'],
    ],
    [
      'Maximum cpu usage per Container is 2.  No limit is specified.',
      ['Container', 'cpu', 'max', '2', 'limit', undefined],
    ],
    [
      'maximum storage usage per PersistentVolumeClaim is 5Gi, but request is 10Gi',
      ['PersistentVolumeClaim', 'storage', 'max', '5Gi', 'request', '10Gi'],
    ],
    [
      'cpu max limit to request ratio per Container is 2, but provided ratio is 4.000000',
      ['Container', 'cpu', 'ratio', '2', 'ratio', '4.000000'],
    ],
    [
      'cpu max limit to request ratio per Container is 2, but no limit is specified or limit is 0',
      ['Container', 'cpu', 'ratio', '2', 'limit', undefined],
    ],
  ])('%s', (words, [type, resource, bound, allowed, of, observed]) => {
    const expected = { type, resource, bound, allowed, of, ...(observed === undefined ? {} : { observed }) };
    expect(read(FORBIDDEN + words)).toEqual({ kind: 'limit-range', bounds: [expected] });
  });

  test('with several bounds', () => {
    const words =
      '[minimum cpu usage per Container is 100m, but request is 20m, memory max limit to request ratio per Container is 2, but provided ratio is 3.5]';
    expect(read(FORBIDDEN + words)).toMatchObject({
      bounds: [
        { resource: 'cpu', observed: '20m' },
        { resource: 'memory', observed: '3.5' },
      ],
    });
  });
});

describe('Pod Security', () => {
  test('names each check with its own detail', () => {
    const words =
      'violates PodSecurity "restricted:v1.28": host namespaces (hostNetwork=true, hostPID=true), seccompProfile (pod or containers "app", "proxy" must set securityContext.seccompProfile.type to "RuntimeDefault" or "Localhost"), something new';
    expect(read(FORBIDDEN + words)).toEqual({
      kind: 'pod-security',
      level: 'restricted',
      version: 'v1.28',
      violations: [
        { check: 'host namespaces', detail: 'hostNetwork=true, hostPID=true' },
        {
          check: 'seccompProfile',
          detail:
            'pod or containers "app", "proxy" must set securityContext.seccompProfile.type to "RuntimeDefault" or "Localhost"',
        },
        { check: 'something new', detail: '' },
      ],
    });
  });

  test('may be a webhook', () => {
    const words =
      'Error creating: admission webhook "pod-security-webhook.kubernetes.io" denied the request: pods "web" is forbidden: violates PodSecurity "baseline:latest": privileged (container "app" must not set securityContext.privileged=true)';
    expect(read(words)).toMatchObject({
      kind: 'pod-security',
      level: 'baseline',
      violations: [{ check: 'privileged' }],
    });
  });
});

describe('security policies', () => {
  test('of OpenShift', () => {
    const words =
      'unable to validate against any security context constraint: [provider "anyuid": Forbidden: not usable by user or serviceaccount, provider restricted-v2: .spec.securityContext.fsGroup: Invalid value: []int64{2001}: 2001 is not an allowed group, spec.initContainers[0].securityContext.runAsUser: Invalid value: 0: must be in the ranges: [1003170000, 1003179999], provider "privileged": Forbidden: not usable by user or serviceaccount]';
    expect(read(FORBIDDEN + words)).toEqual({
      kind: 'security-policy',
      policyKind: 'SecurityContextConstraints',
      errors: [
        { path: '', kind: 'Forbidden', why: 'not usable by user or serviceaccount', provider: 'anyuid' },
        {
          path: 'spec.securityContext.fsGroup',
          kind: 'Invalid value',
          value: '[]int64{2001}',
          why: '2001 is not an allowed group',
          provider: 'restricted-v2',
        },
        {
          path: 'spec.initContainers[0].securityContext.runAsUser',
          kind: 'Invalid value',
          value: '0',
          why: 'must be in the ranges: [1003170000, 1003179999]',
        },
        { path: '', kind: 'Forbidden', why: 'not usable by user or serviceaccount', provider: 'privileged' },
      ],
    });
  });

  test('of Kubernetes up to 1.24, whose list has no commas', () => {
    const words =
      'PodSecurityPolicy: unable to admit pod: [spec.volumes[0]: Invalid value: "secret": secret volumes are not allowed to be used spec.containers[0].securityContext.privileged: Invalid value: true: Privileged containers are not allowed]';
    expect(read(FORBIDDEN + words)).toEqual({
      kind: 'security-policy',
      policyKind: 'PodSecurityPolicy',
      errors: [
        {
          path: 'spec.volumes[0]',
          kind: 'Invalid value',
          value: 'secret',
          why: 'secret volumes are not allowed to be used',
        },
        {
          path: 'spec.containers[0].securityContext.privileged',
          kind: 'Invalid value',
          value: 'true',
          why: 'Privileged containers are not allowed',
        },
      ],
    });
  });
});

describe('webhooks and policies that say no', () => {
  const webhook = (name: string, words: string) =>
    `Error creating: admission webhook "${name}" denied the request${words}`;

  test.each([
    [webhook('policy.example', ': images must be signed'), [{ words: 'images must be signed' }]],
    [webhook('policy.example', ' without explanation'), []],
    [webhook('policy.example', ''), []],
    [
      webhook(
        'validation.gatekeeper.sh',
        ': [limits] <app> has no cpu limit\n[labels] you must provide labels: {"app"}',
      ),
      [
        { policy: 'limits', words: '<app> has no cpu limit' },
        { policy: 'labels', words: 'you must provide labels: {"app"}' },
      ],
    ],
    [
      webhook('validation.gatekeeper.sh', ': [denied by limits] no cpu limit'),
      [{ policy: 'limits', words: 'no cpu limit' }],
    ],
    [
      webhook(
        'warden-validating.common-webhooks.networking.gke.io',
        ': GKE Warden rejected the request because it violates one or more constraints.\nViolations details: {"[denied by autogke-disallow-privilege]":["container app is privileged; not allowed in Autopilot"],"[denied by autogke-no-host-port]":["container app specifies a host port"]}\nRequested by user: \'system:serviceaccount:kube-system:replicaset-controller\'.',
      ),
      [
        {
          policy: 'autogke-disallow-privilege',
          words: 'container app is privileged; not allowed in Autopilot',
        },
        { policy: 'autogke-no-host-port', words: 'container app specifies a host port' },
      ],
    ],
    [
      webhook(
        'validate.kyverno.svc-fail',
        ": \n\nresource Pod/shop/web was blocked due to the following policies \n\nlabels:\n  app: 'validation error: The label `app`\n    is required. rule app failed at path /metadata/labels/app/'\nimages:\n  tag: 'validation error: no latest. rule tag execution error: x'\n  signed: no signature\n",
      ),
      [
        { policy: 'labels', rule: 'app', words: 'The label `app` is required (at /metadata/labels/app)' },
        { policy: 'images', rule: 'tag', words: 'no latest' },
        { policy: 'images', rule: 'signed', words: 'no signature' },
      ],
    ],
  ])('%s', (message, reasons) => {
    expect(read(message)).toMatchObject({ kind: 'denied', reasons });
  });

  test('a policy of the API server', () => {
    const words = "ValidatingAdmissionPolicy 'no-latest' with binding 'all' denied request: no tag latest";
    expect(read(FORBIDDEN + words)).toEqual({
      kind: 'denied',
      policyKind: 'ValidatingAdmissionPolicy',
      policy: 'no-latest',
      binding: 'all',
      reasons: [{ words: 'no tag latest' }],
    });
    expect(read("MutatingAdmissionPolicy 'side' denied request")).toMatchObject({
      policy: 'side',
      reasons: [],
    });
  });
});

describe('webhooks that can’t be called', () => {
  const call = (rest: string) => `Internal error occurred: failed calling webhook "w.example": ${rest}`;
  const POST = 'failed to call webhook: Post "https://guard.policies.svc:443/check?timeout=10s": ';

  test.each([
    [call(`${POST}dial tcp 10.0.0.1:443: connect: connection refused`), 'refused'],
    [call(`${POST}context deadline exceeded`), 'timeout'],
    [call(`${POST}no endpoints available for service "guard"`), 'no-endpoints'],
    [call(`${POST}service "guard" not found`), 'service-missing'],
    [
      call(`${POST}tls: failed to verify certificate: x509: certificate signed by unknown authority`),
      'certificate',
    ],
    [call(`${POST}dial tcp: lookup guard.policies.svc on 10.0.0.10:53: no such host`), 'unresolved'],
    [call(`${POST}dial tcp 10.0.0.1:443: connect: no route to host`), 'unroutable'],
    [call(`${POST}EOF`), 'answer'],
    [
      call('failed to call webhook: an error on the server ("") has prevented the request from succeeding'),
      'answer',
    ],
    [call('failed to call webhook: something new'), 'other'],
  ])('%s', (message, problem) => {
    expect(read(message)).toMatchObject({ kind: 'webhook-unreachable', webhook: 'w.example', problem });
  });

  test('with the Service behind them', () => {
    expect(read(call(`${POST}net/http: request canceled (Client.Timeout exceeded)`))).toEqual({
      kind: 'webhook-unreachable',
      webhook: 'w.example',
      url: 'https://guard.policies.svc:443/check?timeout=10s',
      host: 'guard.policies.svc:443',
      service: { namespace: 'policies', name: 'guard' },
      problem: 'timeout',
      clause: 'request canceled (Client.Timeout exceeded)',
    });
  });

  test('outside the cluster, in the words of an old API server', () => {
    const old =
      'Internal error occurred: failed calling admission webhook "w.example": Post https://198.51.100.1:9444/check: x509: certificate has expired';
    expect(read(old)).toMatchObject({ host: '198.51.100.1:9444', problem: 'certificate' });
    expect(read(old)).not.toHaveProperty('service');
    expect(read(call('Post "https:///": EOF'))).not.toHaveProperty('host');
  });
});

describe('the rest', () => {
  test.each([
    [
      `${FORBIDDEN}error looking up service account shop/cart: serviceaccount "cart" not found`,
      { kind: 'service-account-missing', name: 'cart' },
    ],
    [
      `${FORBIDDEN}no PriorityClass with name high was found`,
      { kind: 'priority-class-missing', name: 'high' },
    ],
    [
      `${FORBIDDEN}pod rejected: RuntimeClass "gvisor" not found`,
      { kind: 'runtime-class-missing', name: 'gvisor' },
    ],
    [
      `${FORBIDDEN}unable to create new content in namespace shop because it is being terminated`,
      { kind: 'namespace-terminating' },
    ],
    [
      'Error creating: Pod "web-5d-x" is invalid: spec.containers[0].resources.requests: Invalid value: "1": must be less than or equal to cpu limit of 500m',
      {
        kind: 'invalid',
        errors: [
          {
            path: 'spec.containers[0].resources.requests',
            kind: 'Invalid value',
            value: '1',
            why: 'must be less than or equal to cpu limit of 500m',
          },
        ],
      },
    ],
    [
      'Pod "web-0" is invalid: [metadata.labels: Invalid value: "web": must be no more than 63 bytes, spec.containers[0].image: Required value, spec.restartPolicy: Unsupported value: "Never": supported values: "Always", spec.volumes[0].name: Not found: "x"]',
      {
        kind: 'invalid',
        errors: [
          { path: 'metadata.labels', value: 'web' },
          { path: 'spec.containers[0].image', kind: 'Required value', why: '' },
          { path: 'spec.restartPolicy', value: 'Never', why: 'supported values: "Always"' },
          { path: 'spec.volumes[0].name', kind: 'Not found', why: '"x"' },
        ],
      },
    ],
    [
      'pods is forbidden: User "system:serviceaccount:kube-system:replicaset-controller" cannot create resource "pods" in API group "" in the namespace "shop"',
      {
        kind: 'unauthorized',
        user: 'system:serviceaccount:kube-system:replicaset-controller',
        verb: 'create',
        what: 'pods',
      },
    ],
    ['pods "web-0" already exists', { kind: 'name-taken', name: 'web-0', isLeaving: false }],
    [
      'object is being deleted: pods "web-0" already exists',
      { kind: 'name-taken', name: 'web-0', isLeaving: true },
    ],
    [
      'Operation cannot be fulfilled on resourcequotas "team": the object has been modified; please apply your changes to the latest version and try again',
      { kind: 'passing' },
    ],
    ['etcdserver: request timed out', { kind: 'passing' }],
    [`${FORBIDDEN}something new`, { kind: 'other' }],
  ])('%s', (message, refusal) => {
    expect(read(message)).toMatchObject(refusal);
  });
});

const WORDS = [
  'exceeded quota: a, requested: ',
  'failed quota: a: must specify ',
  ', used: ',
  ' for: ',
  'minimum cpu usage per Container is ',
  'violates PodSecurity "a:b": ',
  ' (',
  '), ',
  'provider "a": ',
  'spec.containers[0].x: Invalid value: ',
  'admission webhook "a" denied the request: ',
  'resource Pod/a was blocked due to the following policies \n',
  "  rule: '",
  '"[denied by a]":["',
  'failed calling webhook "a": Post "https://a.b.svc:443": ',
  'is invalid: ',
  'Error creating: ',
  'create Pod ',
  ' failed error: ',
];

test('a field error may lack its reason, and have a value of any length', () => {
  const errors = (words: string) => read(`Pod "web" is invalid: ${words}`);
  expect(errors('spec.a: Invalid value: 0')).toMatchObject({ errors: [{ value: '0', why: '' }] });
  const long = 'x'.repeat(500);
  expect(errors(`spec.a: Invalid value: ${long}`)).toMatchObject({ errors: [{ value: long, why: '' }] });
});

test('whatever is said, it is read and nothing hangs', () => {
  const piece = fc.oneof(fc.constantFrom(...WORDS), fc.string());
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 30 }), (pieces) => {
      expect(() => readCreateMessage(pieces.join(''))).not.toThrow();
    }),
  );
  for (const word of WORDS) expect(() => readCreateMessage(word.repeat(2000))).not.toThrow();
});
