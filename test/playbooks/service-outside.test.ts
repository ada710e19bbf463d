import { describe, expect, test } from 'vitest';
import { NOW } from '../support/build.ts';
import { declaring, eventOf, JUST_NOW, podOf, serviceOf, sliceOf } from '../support/service.ts';
import { commandsOf, foundIn, onlyIn, reportOf, without } from '../support/service-report.ts';

const ABOUT = { kind: 'Service', name: 'web' };
const ENSURING = { type: 'Normal', reason: 'EnsuringLoadBalancer', message: 'Ensuring load balancer' };
const FAILED = {
  type: 'Warning',
  reason: 'SyncLoadBalancerFailed',
  message:
    'Error syncing load balancer: failed to ensure load balancer: could not find any suitable subnets for creating the ELB',
};

describe('a load balancer', () => {
  const balanced = (made: object = {}, ...events: readonly object[]) =>
    reportOf({ objects: [serviceOf({ spec: { type: 'LoadBalancer' }, ...made }), podOf(), ...events] });

  test('that failed says so in its controller’s words', () => {
    const finding = onlyIn(balanced({}, eventOf(ABOUT, ENSURING, 5), eventOf(ABOUT, FAILED)));
    expect(finding).toMatchObject({
      cause: 'load-balancer-pending',
      confidence: 'certain',
      severity: 'warning',
    });
    expect(finding.title).toBe(
      `Service web has no load balancer address after 60m: ${FAILED.message.slice(0, 140)}`,
    );
    expect(finding.says).toEqual([
      `Its controller says: SyncLoadBalancerFailed: ${FAILED.message}`,
      'Inside the cluster it is reached at 10.96.12.7 all the same.',
    ]);
    expect(commandsOf(finding)[1]).toBe('kubectl -n shop port-forward service/web 8080:80');
  });

  test('that nobody speaks of has nobody to make it', () => {
    const report = balanced({ spec: { type: 'LoadBalancer', loadBalancerClass: 'example.com/internal' } });
    expect(onlyIn(report)).toMatchObject({ confidence: 'likely' });
    expect(onlyIn(report).says[0]).toContain(
      'nothing in the cluster seems to provide load balancers of class example.com/internal',
    );
  });

  test('whose events can’t be read', () => {
    const report = reportOf({
      objects: [serviceOf({ spec: { type: 'LoadBalancer' } }), podOf()],
      withhold: without('events'),
    });
    expect(onlyIn(report).confidence).toBe('possible');
    expect(onlyIn(report).says.join()).not.toContain('no event');
  });

  test.each<[string, object, readonly object[]]>([
    ['that was asked for a moment ago', { created: JUST_NOW }, []],
    ['that is being made', { created: '2026-01-01T11:55:00Z' }, [eventOf(ABOUT, ENSURING, 5)]],
  ])('%s is waited for', (_, made, events) => {
    const report = balanced(made, ...events);
    expect(report.verdict).toBe('waiting');
    expect(onlyIn(report).confidence).toBe('certain');
  });

  test('that takes too long is no longer waited for', () => {
    expect(balanced({}, eventOf(ABOUT, ENSURING, 50)).verdict).toBe('unhealthy');
  });

  test.each([{ ip: '192.0.2.8' }, { hostname: 'lb.example.com' }])('with %j is there', (address) => {
    expect(foundIn(balanced({ status: { loadBalancer: { ingress: [address] } } }))).toEqual([]);
  });
});

describe('another name for a host', () => {
  const named = (externalName?: string, ...objects: readonly object[]) =>
    reportOf({
      objects: [
        serviceOf({
          selector: null,
          spec: { type: 'ExternalName', ...(externalName === undefined ? {} : { externalName }) },
        }),
        ...objects,
      ],
    });

  test.each([
    'db.example.com',
    'db.example.com.',
    'xn--bcher-kva.example',
    'web.shop.svc.cluster.local',
  ])('%s is right', (name) => {
    expect(named(name)).toMatchObject({ verdict: 'healthy', findings: [] });
  });

  test.each([
    ['10.2.3.4', 'Service web stands for 10.2.3.4, an address: only a name resolves'],
    ['[2001:db8::1]', 'Service web stands for [2001:db8::1], an address: only a name resolves'],
    ['db.example.com:5432', 'Service web stands for db.example.com:5432, which is more than a name'],
    [
      'https://db.example.com/x',
      'Service web stands for https://db.example.com/x, which is more than a name',
    ],
    ['https://', 'Service web stands for https://, which is more than a name'],
    [undefined, 'Service web stands for no name'],
  ])('%s is wrong', (name, title) => {
    expect(onlyIn(named(name))).toMatchObject({
      cause: 'external-name-invalid',
      confidence: 'certain',
      title,
    });
  });

  test('what stands around the name can be taken off', () => {
    expect(commandsOf(onlyIn(named('https://db.example.com/x')))[0]).toBe(
      `kubectl -n shop patch service web -p '{"spec":{"externalName":"db.example.com"}}'`,
    );
  });

  test('a Service that does not exist', () => {
    const finding = onlyIn(named('lager.shop.svc.cluster.local', serviceOf({ name: 'ledger' })));
    expect(finding.title).toBe(
      'Service web stands for Service lager of namespace shop, which does not exist',
    );
    expect(finding.says).toContain('Nearest to lager there: ledger.');
    const report = reportOf({
      objects: [
        serviceOf({ selector: null, spec: { type: 'ExternalName', externalName: 'lager.shop.svc' } }),
      ],
      withhold: without('names'),
    });
    expect(report).toMatchObject({ verdict: 'inconclusive', findings: [] });
  });
});

describe('endpoints that somebody writes', () => {
  const written = (made: object = {}, ...slices: readonly object[]) =>
    reportOf({ objects: [serviceOf({ selector: null, ...made }), ...slices] });
  const HTTP = [{ name: 'http', port: 80, protocol: 'TCP', targetPort: 8080 }];

  test.each<[string, readonly object[], string]>([
    ['no list', [], 'nobody has written endpoints for it'],
    ['an empty list', [sliceOf({ addresses: [], ports: null })], 'nobody has written endpoints for it'],
    ['none that is ready', [sliceOf({ ready: false })], 'none of its 2 written endpoints is ready'],
  ])('%s', (_, slices, says) => {
    const finding = onlyIn(written({}, ...slices));
    expect(finding).toMatchObject({ cause: 'endpoints-missing', confidence: 'certain' });
    expect(finding.title).toBe(`Service web has no selector, and ${says}`);
  });

  test('none for a port: the name decides', () => {
    const web = sliceOf({ ports: [{ name: 'web', port: 8080, protocol: 'TCP' }] });
    expect(onlyIn(written({ ports: HTTP }, web, sliceOf())).says).toContain(
      'A port finds its endpoints by its name; the lists name web, no name.',
    );
    expect(onlyIn(written({ ports: HTTP }, sliceOf({ ports: null }))).title).toContain(
      'none of its written endpoints is for port 80 (http)',
    );
  });

  test.each<[string, object, readonly object[]]>([
    ['they are there', {}, [sliceOf()]],
    [
      'they are there under the port’s name',
      { ports: HTTP },
      [sliceOf({ ports: [{ name: 'http', port: 8080 }] })],
    ],
    [
      'of a headless Service the names of ports decide nothing',
      { ports: HTTP, spec: { clusterIP: 'None' } },
      [sliceOf()],
    ],
    ['there is no port to send to', { ports: [], spec: { clusterIP: 'None' } }, []],
    ['the selector is empty', { selector: {} }, [sliceOf()]],
  ])('nothing is wrong where %s', (_, made, slices) => {
    expect(written(made, ...slices)).toMatchObject({ verdict: 'healthy', findings: [] });
  });

  test('they can’t be read', () => {
    const report = reportOf({
      objects: [serviceOf({ selector: null })],
      withhold: without('endpoint-slices'),
    });
    expect(report).toMatchObject({ verdict: 'inconclusive', findings: [] });
  });
});

describe('traffic that stays on its node', () => {
  const local = (spec: object, pod: object = {}) =>
    reportOf({
      objects: [serviceOf({ spec }), podOf(pod), podOf({ ...pod, name: 'web-2', node: 'node-b' })],
    });

  test.each([
    [
      { internalTrafficPolicy: 'Local' },
      'only clients on the nodes of its own pods (internalTrafficPolicy is Local)',
    ],
    [
      { externalTrafficPolicy: 'Local', type: 'NodePort' },
      'only at the nodes of its own pods (externalTrafficPolicy is Local)',
    ],
  ])('%j is information', (spec, how) => {
    const report = local(spec);
    expect(report.verdict).toBe('healthy');
    expect(onlyIn(report)).toMatchObject({
      cause: 'node-local-only',
      title: `Service web answers ${how}: node-a, node-b`,
    });
  });

  test.each<[object, object]>([
    [{ externalTrafficPolicy: 'Local' }, {}],
    [{ internalTrafficPolicy: 'Local' }, { of: 'agent', ownerKind: 'DaemonSet' }],
    [{ internalTrafficPolicy: 'Local' }, { ready: false }],
  ])('%j of pods %j is none', (spec, pod) => {
    expect(foundIn(local(spec, pod)).map(({ cause }) => cause)).not.toContain('node-local-only');
  });
});

describe('a pod that asks other name servers', () => {
  const POD = 'web-5d4f-a1b2c';
  const NONE = { dnsPolicy: 'None', dnsConfig: { nameservers: ['192.0.2.53'] } };
  const HOST = { hostNetwork: true, dnsPolicy: 'ClusterFirst' };
  const LOOKUP = 'ERROR dial tcp: lookup ledger.books.svc.cluster.local on 192.0.2.53:53: no such host';
  const OUTSIDE = 'ERROR getaddrinfo ENOTFOUND api.example.com';
  const DNS = {
    ...serviceOf({ name: 'kube-dns' }),
    metadata: { name: 'kube-dns', namespace: 'kube-system', labels: { 'k8s-app': 'kube-dns' } },
  };

  const asking = (spec: object, line: string | undefined, made: object = {}, ...objects: readonly object[]) =>
    reportOf({
      target: `pod/${POD}`,
      objects: [podOf({ spec, containers: [declaring()], ...made }), ...objects],
      logs: line === undefined ? {} : { [`${POD}/app`]: `2026-01-01T11:58:00Z ${line}` },
    });

  test('of its own, where the cluster has one', () => {
    const finding = onlyIn(asking(NONE, LOOKUP, {}, DNS));
    expect(finding).toMatchObject({ cause: 'dns-misconfigured', confidence: 'likely' });
    expect(finding.title).toBe('Names do not resolve in app: the pod asks 192.0.2.53, not the cluster’s DNS');
    expect(finding.says).toContain('The cluster’s DNS is Service kube-dns of kube-system, at 10.96.12.7.');
    expect(commandsOf(finding)[0]).toBe(
      `kubectl -n shop patch deployment/web -p '{"spec":{"template":{"spec":{"dnsPolicy":"ClusterFirst","dnsConfig":{"nameservers":null}}}}}'`,
    );
  });

  test.each([
    ['no such host', LOOKUP],
    ['nobody answers for an outside name', 'ERROR getaddrinfo EAI_AGAIN api.example.com'],
    ['nobody is known to have answered', "wget: bad address 'api.example.com'"],
    ['nobody answers at all', "nslookup: can't connect to remote host (192.0.2.53): Network is unreachable"],
  ])('of its own, and %s; the cluster’s is not known', (_, line) => {
    expect(onlyIn(asking(NONE, line)).confidence).toBe('possible');
  });

  test('of its node', () => {
    const host = onlyIn(asking(HOST, LOOKUP));
    expect(host.title).toContain(
      'on its node’s network with dnsPolicy ClusterFirst the pod asks its node’s DNS',
    );
    expect(commandsOf(host)[0]).toContain('"dnsPolicy":"ClusterFirstWithHostNet"');
    const unset = onlyIn(asking({ hostNetwork: true, dnsPolicy: undefined }, LOOKUP));
    expect(unset.cause).toBe('dns-misconfigured');
    const node = (spec: object) =>
      foundIn(asking({ dnsPolicy: 'Default', ...spec }, LOOKUP, { ready: false }));
    expect(node({})[0]?.title).toContain('by dnsPolicy Default the pod asks its node’s DNS');
    expect(commandsOf(node({})[0] as never)[0]).toContain('"dnsPolicy":"ClusterFirst"');
    expect(commandsOf(node({ hostNetwork: true })[0] as never)[0]).toContain('ClusterFirstWithHostNet');
  });

  test('a bare pod has to be made anew', () => {
    const finding = onlyIn(asking(NONE, LOOKUP, { of: null, name: POD }));
    expect(finding.remedies[0]?.text).toContain('Make the pod anew with dnsPolicy ClusterFirst');
  });

  test('the log of the run that ended is read', () => {
    const status = {
      containerStatuses: [
        {
          name: 'app',
          ready: false,
          restartCount: 3,
          state: { waiting: { reason: 'CrashLoopBackOff' } },
          lastState: { terminated: { exitCode: 1, startedAt: NOW, finishedAt: NOW } },
        },
      ],
    };
    const report = reportOf({
      target: `pod/${POD}`,
      objects: [podOf({ spec: NONE, ready: false, status })],
      previous: { [`${POD}/app`]: LOOKUP },
    });
    expect(report.findings.map(({ playbook, cause }) => `${playbook}/${cause}`)).toEqual([
      'crashloop/dependency-unreachable',
      'service/dns-misconfigured',
    ]);
  });

  test.each<[string, object, string | undefined, object, readonly object[]]>([
    [
      'the cluster’s own is among them',
      { ...NONE, dnsConfig: { nameservers: ['10.96.12.7'] } },
      LOOKUP,
      {},
      [DNS],
    ],
    [
      'it asks the node’s cache of the cluster’s',
      { ...NONE, dnsConfig: { nameservers: ['169.254.20.10'] } },
      LOOKUP,
      {},
      [],
    ],
    ['it names none', { dnsPolicy: 'None' }, LOOKUP, {}, []],
    ['it asks the cluster’s', { dnsPolicy: 'ClusterFirst' }, LOOKUP, {}, []],
    [
      'it asks the cluster’s on its node’s network',
      { hostNetwork: true, dnsPolicy: 'ClusterFirstWithHostNet' },
      LOOKUP,
      {},
      [],
    ],
    ['its log says nothing of names', NONE, 'hello', {}, []],
    ['its log can’t be read', NONE, undefined, {}, []],
    ['an outside name does not exist', NONE, OUTSIDE, {}, []],
    ['its node does not know an outside name', HOST, OUTSIDE, {}, []],
    ['it serves its node', HOST, LOOKUP, { of: 'agent', ownerKind: 'DaemonSet', name: POD }, []],
    ['it is a static pod of its node', HOST, LOOKUP, { of: null, name: POD }, []],
    ['it is ready, and of its node by choice', { dnsPolicy: 'Default' }, LOOKUP, {}, []],
    ['it is done', NONE, LOOKUP, { phase: 'Succeeded', ready: false }, []],
    ['nothing has run yet', NONE, LOOKUP, { phase: 'Pending', ready: false }, []],
  ])('is fine where %s', (_, spec, line, made, objects) => {
    expect(foundIn(asking(spec, line, made, ...objects))).toEqual([]);
  });

  test('is fine where a ready pod’s trouble is past, of a log without times nobody knows', () => {
    const report = (line: string) =>
      reportOf({ target: `pod/${POD}`, objects: [podOf({ spec: NONE })], logs: { [`${POD}/app`]: line } });
    expect(foundIn(report(`2026-01-01T11:10:00Z ${LOOKUP}`))).toEqual([]);
    expect(foundIn(report(LOOKUP))).toHaveLength(1);
  });

  test('the cluster’s DNS can go by its name, and its address may be missing', () => {
    const coredns = { kind: 'Service', metadata: { name: 'coredns', namespace: 'kube-system' } };
    expect(onlyIn(asking(NONE, LOOKUP, {}, coredns)).confidence).toBe('likely');
    const other = { kind: 'Service', metadata: { name: 'metrics-server', namespace: 'kube-system' } };
    expect(onlyIn(asking(NONE, LOOKUP, {}, other)).confidence).toBe('possible');
    const report = reportOf({
      target: `pod/${POD}`,
      objects: [podOf({ spec: NONE })],
      logs: { [`${POD}/app`]: LOOKUP },
      withhold: without('services'),
    });
    expect(onlyIn(report).confidence).toBe('possible');
  });
});
