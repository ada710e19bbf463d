import { describe, expect, test } from 'vitest';
import { playbooks } from '../../playbooks/index.ts';
import { judge } from '../../src/diagnosis/judge.ts';
import { toReport } from '../../src/diagnosis/report.ts';
import { readKey, type Snapshot } from '../../src/diagnosis/snapshot.ts';
import { NOW } from '../support/build.ts';
import { classOf, declaring, ingressOf, podOf, policyOf, serviceOf, workloadOf } from '../support/service.ts';
import { foundIn, reportOf } from '../support/service-report.ts';

const ok = (value: unknown) => ({ status: 'ok', value });
const service = serviceOf();
const namespacePods = { section: 'namespace-pods', namespace: 'shop' };
const some = (...pods: readonly object[]) => ok({ pods, truncated: true });

/** What is found with exactly these facts, and what is asked for. */
function asked(object: object, pods: readonly object[], ...answers: readonly (readonly [object, unknown])[]) {
  const { kind, metadata } = object as { kind: string; metadata: { name: string } };
  const facts = new Map(answers.map(([read, value]) => [readKey(read as never), value]));
  const target = { kind, namespace: 'shop', name: metadata.name };
  const snapshot = { target, takenAt: NOW, object, pods, facts } as unknown as Snapshot;
  const { diagnosis, wants } = judge(snapshot, playbooks);
  const cost = { requests: 0, roundTrips: 0, durationMs: 0 };
  const found = foundIn(toReport(diagnosis, playbooks, { cluster: 'test', cost }));
  return { found, causes: found.map(({ cause }) => cause), wants: wants.map(({ section }) => section) };
}

describe('in a large namespace', () => {
  const known = [
    [{ section: 'services', namespace: 'shop' }, ok([service])],
    [{ section: 'ingress-classes' }, ok([classOf()])],
    [{ section: 'network-policies', namespace: 'shop' }, ok([])],
  ] as const;
  const behind = { section: 'pods', namespace: 'shop', selector: 'app=web' };

  test('the pods behind a Service of an Ingress are asked for by their labels, where none was among the first', () => {
    expect(asked(ingressOf(), [], ...known, [namespacePods, some()])).toMatchObject({
      causes: [],
      wants: ['pods'],
    });
    const unready = ok([podOf({ ready: false })]);
    expect(asked(ingressOf(), [], ...known, [namespacePods, some()], [behind, unready]).causes).toEqual([
      'no-ready-endpoints',
    ]);
    expect(asked(ingressOf(), [], ...known, [namespacePods, some(podOf())])).toMatchObject({
      causes: [],
      wants: [],
    });
  });

  test('whom a policy lets in may be among the pods that were not read', () => {
    const peer = { podSelector: { matchLabels: { app: 'frnt' } } };
    const limited = [
      { section: 'network-policies', namespace: 'shop' },
      ok([policyOf([{ from: [peer] }])]),
    ] as const;
    const front = podOf({ of: 'front', name: 'front-1', labels: { app: 'front' } });
    expect(asked(service, [podOf()], limited, [namespacePods, some(front)]).causes).toEqual([
      'network-policy-restricts',
    ]);
  });
});

describe('questions come one after the other', () => {
  const workloads = (kind: string) => ({ section: 'workloads', kind, namespace: 'shop' });
  const none = [namespacePods, ok({ pods: [], truncated: false })] as const;

  test('what else makes pods is asked where Deployments don’t', () => {
    expect(asked(service, []).wants).toEqual(['namespace-pods', 'workloads']);
    expect(asked(service, [], none).wants).toEqual(['workloads']);
    const then = asked(service, [], none, [workloads('Deployment'), ok([])]);
    expect(then.wants).toEqual(['workloads', 'workloads', 'pods']);
  });

  test('a pod that does not say where it is, and a maker that does not say what it is', () => {
    const { metadata: _, ...nowhere } = podOf();
    const rest = ['Deployment', 'StatefulSet', 'DaemonSet'].map((kind) => [workloads(kind), ok([])] as const);
    const pods = [{ section: 'pods', selector: 'app=web' }, ok([nowhere])] as const;
    expect(asked(service, [], none, ...rest, pods).causes).toEqual(['selector-unmatched']);
    const { kind: __, ...unknown } = workloadOf({ replicas: 0 });
    expect(asked(service, [], none, [workloads('Deployment'), ok([unknown])]).causes).toEqual([
      'no-ready-endpoints',
    ]);
    const other = { ...unknown, spec: {} };
    expect(asked(service, [], none, [workloads('Deployment'), ok([other])]).causes).toEqual([
      'selector-unmatched',
    ]);
  });

  test('a namespace without Services has none to stand for', () => {
    const external = serviceOf({
      selector: null,
      spec: { type: 'ExternalName', externalName: 'db.data.svc.cluster.local' },
    });
    const names = [{ section: 'names', resource: 'services', namespace: 'data' }, ok([])] as const;
    expect(asked(external, [], names).found[0]?.evidence).toContainEqual(
      expect.objectContaining({ object: 'namespace/data', text: 'none' }),
    );
  });
});

const UNFILLED = /\{\w+\}|\[\[|\]\]|undefined|\[object |NaN/;
const bare = (kind: string, fields: object = {}) => ({
  kind,
  metadata: { name: 'web', namespace: 'shop' },
  ...fields,
});
const spec = (fields: object) => ({ spec: { selector: { app: 'web' }, ...fields } });
const ready = { conditions: [{ type: 'Ready', status: 'True' }] };
const unnamed = { kind: 'Pod', metadata: { namespace: 'shop', labels: { app: 'web' } } };
const slice = {
  kind: 'EndpointSlice',
  metadata: { namespace: 'shop', labels: { 'kubernetes.io/service-name': 'web' } },
};

test.each<[string, readonly object[], string?]>([
  ['a Service', [bare('Service')]],
  ['a load balancer', [bare('Service', { spec: { type: 'LoadBalancer' } })]],
  ['a pod', [bare('Service', spec({})), unnamed]],
  ['a Deployment', [bare('Service', spec({})), bare('Deployment')]],
  [
    'a port',
    [bare('Service', spec({ ports: [{}], internalTrafficPolicy: 'Local' })), { ...unnamed, status: ready }],
  ],
  ['an EndpointSlice', [bare('Service', { spec: { ports: [{ port: 80 }] } }), slice]],
  [
    'an endpoint',
    [
      bare('Service', { spec: { ports: [{ port: 80 }] } }),
      { ...slice, endpoints: [{ conditions: { ready: false } }], ports: [{}] },
    ],
  ],
  [
    'an endpoint’s port',
    [bare('Service', { spec: { ports: [{ port: 80 }] } }), { ...slice, endpoints: [{}], ports: [{}] }],
  ],
  ['a policy', [bare('Service', spec({ ports: [{ port: 80 }] })), podOf(), bare('NetworkPolicy')]],
  ['an Ingress', [bare('Ingress')], 'ing/web'],
  [
    'a rule, a path, a class',
    [
      bare('Ingress', {
        spec: { ingressClassName: 'x', tls: [{}], rules: [{ http: {} }, { http: { paths: [{}] } }] },
      }),
      { ...bare('IngressClass'), metadata: {} },
      classOf('traefik', true),
    ],
    'ing/web',
  ],
  [
    'a backend',
    [bare('Ingress', { spec: { defaultBackend: { service: { name: 'web' } } } }), bare('Service')],
    'ing/web',
  ],
])('%s that says next to nothing is no reason to fall over', (_, objects, target = 'svc/web') => {
  expect(
    JSON.stringify(foundIn(reportOf({ objects, target })).map(({ params: _, ...shown }) => shown)),
  ).not.toMatch(UNFILLED);
});

test('a log without lines and a container without a start tell nothing', () => {
  const running = [{ name: 'app', ready: true, restartCount: 0, state: { running: {} } }];
  const pod = podOf({ containers: [declaring(80)], status: { containerStatuses: running } });
  const ports = [{ port: 80, protocol: 'TCP', targetPort: 80 }];
  const log = 'web-5d4f-a1b2c/app';
  const found = (text: string) =>
    foundIn(reportOf({ objects: [serviceOf({ ports }), pod], logs: { [log]: text } }));
  expect(found('')).toEqual([]);
  expect(found('2026-01-01T11:00:00Z listening on :3000')).toHaveLength(1);
});

test('nobody is meant by a policy for all namespaces of a cluster that shows none', () => {
  const policy = policyOf([{ from: [{ namespaceSelector: {} }] }]);
  expect(foundIn(reportOf({ objects: [service, podOf(), policy] })).map(({ cause }) => cause)).toEqual([
    'network-policy-restricts',
  ]);
});
