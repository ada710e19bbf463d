import { describe, expect, test } from 'vitest';
import type { FilledFinding, Report } from '../../src/diagnosis/report.ts';
import type { SectionName } from '../../src/diagnosis/snapshot.ts';
import {
  classOf,
  declaring,
  eventOf,
  ingressOf,
  JUST_NOW,
  type MadeIngress,
  named,
  podOf,
  policyOf,
  ruleOf,
  serviceOf,
  sliceOf,
  workloadOf,
} from '../support/service.ts';
import { commandsOf, foundIn, onlyIn, reportOf, without } from '../support/service-report.ts';

const target = 'ing/shop';
/** What serves Ingress shop. */
const SERVED = [classOf(), serviceOf(), podOf()];

function ofIngress(made: MadeIngress, ...objects: readonly object[]): Report {
  return reportOf({ target, objects: [ingressOf(made), ...objects] });
}

describe('an Ingress in order', () => {
  test.each<[string, MadeIngress, readonly object[]]>([
    ['of a class', {}, [classOf()]],
    ['of the default class', { className: null, address: null, created: JUST_NOW }, [classOf('nginx', true)]],
    ['of no class, with an address', { className: null }, [classOf()]],
    [
      'of no class in a cluster that has none, a moment old',
      { className: null, address: null, created: JUST_NOW },
      [],
    ],
    [
      'of a class by annotation',
      {
        className: null,
        address: null,
        annotations: { 'kubernetes.io/ingress.class': 'nginx' },
        created: JUST_NOW,
      },
      [classOf()],
    ],
    [
      'of a class that only its controller knows',
      {
        className: null,
        address: null,
        annotations: { 'kubernetes.io/ingress.class': 'traefik' },
        created: JUST_NOW,
      },
      [classOf()],
    ],
    [
      'of Google’s class',
      {
        className: null,
        address: null,
        annotations: { 'kubernetes.io/ingress.class': 'gce' },
        created: JUST_NOW,
      },
      [classOf('gc')],
    ],
    ['without an address, a moment old', { address: null, created: JUST_NOW }, [classOf()]],
    [
      'with a certificate',
      { spec: { tls: [{ secretName: 'tls' }, {}] } },
      [classOf(), named('Secret', 'tls')],
    ],
    [
      'to a port by name',
      { rules: [ruleOf('a', [['/', 'api', { name: 'http' }]])] },
      [classOf(), serviceOf({ name: 'api', ports: [{ name: 'http', port: 80, targetPort: 8080 }] })],
    ],
    [
      'to another name for a host',
      { rules: [ruleOf('a', [['/', 'far', { number: 443 }]])] },
      [
        classOf(),
        serviceOf({
          name: 'far',
          selector: null,
          ports: [],
          spec: { type: 'ExternalName', externalName: 'a.example' },
        }),
      ],
    ],
    [
      'to written endpoints',
      { rules: [ruleOf('a', [['/', 'far', { number: 80 }]])] },
      [classOf(), serviceOf({ name: 'far', selector: null }), sliceOf({ service: 'far' })],
    ],
    [
      'to what is no Service',
      { rules: [{ http: { paths: [{ backend: { resource: { kind: 'Bucket' } } }] } }, {}] },
      [classOf()],
    ],
    ['without a rule', { rules: [] }, [classOf()]],
  ])('%s', (_, made, objects) => {
    expect(ofIngress(made, serviceOf(), podOf(), ...objects)).toMatchObject({
      verdict: 'healthy',
      findings: [],
    });
  });

  test('costs five questions at the most', () => {
    const asked: SectionName[] = [];
    const tls = [{ secretName: 'tls' }];
    reportOf({
      target,
      objects: [ingressOf({ spec: { tls } }), ...SERVED, named('Secret', 'tls')],
      withhold: ({ section }) => asked.push(section) < 0,
    });
    expect(asked.toSorted()).toEqual([
      'ingress-classes',
      'names',
      'namespace-pods',
      'network-policies',
      'services',
    ]);
  });
});

describe('an Ingress that nobody serves', () => {
  const classless = (made: MadeIngress, ...classes: readonly object[]) =>
    onlyIn(ofIngress({ address: null, ...made }, serviceOf(), podOf(), ...classes));

  test('its class does not exist', () => {
    const finding = classless({ className: 'ngnix' }, classOf(), classOf('traefik'));
    expect(finding).toMatchObject({ cause: 'ingress-class-missing', confidence: 'certain' });
    expect(finding.title).toBe('No controller serves Ingress shop: its class ngnix does not exist');
    expect(finding.says).toEqual(['Classes that exist: nginx, traefik.']);
    expect(commandsOf(finding)[0]).toBe(
      `kubectl -n shop patch ingress shop -p '{"spec":{"ingressClassName":"nginx"}}'`,
    );
  });

  test('its class does not exist, and of others none is like it', () => {
    const two = classless({ className: 'haproxy' }, classOf(), classOf('traefik'));
    expect(two.remedies[0]?.text).toBe('Name one of them (nginx, traefik) in spec.ingressClassName.');
    expect(classless({ className: 'haproxy' }, classOf()).remedies[0]?.text).toBe('Name the class nginx.');
    const none = classless({ className: 'nginx' });
    expect(none.says).toEqual([
      'There is no IngressClass in the cluster: is an ingress controller installed?',
    ]);
    expect(commandsOf(none)).toEqual(['kubectl get ingressclasses']);
  });

  test('its class is gone, but it has an address still', () => {
    expect(classless({ className: 'ngnix', address: '192.0.2.1' }, classOf()).confidence).toBe('likely');
  });

  test('its annotation misses a class by little', () => {
    const annotations = { 'kubernetes.io/ingress.class': 'ngnix' };
    const finding = classless({ className: null, annotations }, classOf());
    expect(finding).toMatchObject({ cause: 'ingress-class-missing', confidence: 'likely' });
    expect(commandsOf(finding)[0]).toBe(
      'kubectl -n shop annotate ingress shop --overwrite kubernetes.io/ingress.class=nginx',
    );
  });

  test('it names no class, and none is the default', () => {
    const finding = classless({ className: null }, classOf(), classOf('traefik'));
    expect(finding).toMatchObject({ cause: 'ingress-class-missing', confidence: 'likely' });
    expect(finding.title).toBe(
      'No controller serves Ingress shop: it names no class, and none is the default',
    );
    expect(finding.remedies[0]?.text).toContain('Name one of them');
    const bare = { ...classOf(), metadata: { name: 'nginx' }, spec: {} };
    expect(classless({ className: null }, bare).remedies[0]?.text).toBe('Name the class nginx.');
    expect(classless({ className: null })).toMatchObject({ confidence: 'possible' });
  });

  test('the classes can’t be read', () => {
    const report = reportOf({
      target,
      objects: [ingressOf({ className: 'x' }), serviceOf(), podOf()],
      withhold: without('ingress-classes'),
    });
    expect(report).toMatchObject({ verdict: 'inconclusive', findings: [] });
  });
});

describe('an Ingress without an address', () => {
  const about = { kind: 'Ingress', name: 'shop' };
  const message =
    'Failed build model due to ingress: shop/shop: none certificate found for host: shop.example';

  test('its controller says why', () => {
    const event = eventOf(about, { type: 'Warning', reason: 'FailedBuildModel', message });
    const finding = onlyIn(
      ofIngress({ address: null }, ...SERVED, { ...event, source: { component: 'ingress' } }),
    );
    expect(finding).toMatchObject({ cause: 'ingress-refused', confidence: 'likely' });
    expect(finding.title).toBe(`The controller of Ingress shop could not set it up: ${message}`);
    expect(finding.says[0]).toBe(`ingress says: FailedBuildModel: ${message}`);
    const unnamed = onlyIn(
      ofIngress({ address: null }, ...SERVED, { ...event, source: {}, reportingComponent: '' }),
    );
    expect(unnamed.says[0]).toBe(`FailedBuildModel: ${message}`);
  });

  test('nobody says anything: information, some controllers write none', () => {
    const report = ofIngress({ address: null }, ...SERVED);
    expect(report.verdict).toBe('healthy');
    expect(onlyIn(report)).toMatchObject({ cause: 'ingress-without-address', severity: 'info' });
    expect(onlyIn(report).says[0]).toContain('no event');
    const sync = eventOf(about, { type: 'Normal', reason: 'Sync', message: 'Scheduled for sync' });
    expect(onlyIn(ofIngress({ address: null }, ...SERVED, sync)).says).toHaveLength(1);
  });

  test('its events can’t be read', () => {
    const objects = [ingressOf({ address: null }), ...SERVED];
    expect(reportOf({ target, objects, withhold: without('events') })).toMatchObject({
      verdict: 'inconclusive',
      findings: [],
    });
  });
});

describe('where an Ingress leads', () => {
  const leading = (paths: Parameters<typeof ruleOf>[1], ...objects: readonly object[]) =>
    foundIn(ofIngress({ rules: [ruleOf('shop.example', paths)] }, ...SERVED, ...objects));

  test('to a Service that does not exist', () => {
    const [finding, ...more] = leading([
      ['/', 'wbe', { number: 80 }],
      ['/api', 'web', { number: 80 }],
      ['/x', 'wbe', { number: 81 }],
    ]) as [FilledFinding];
    expect(more).toEqual([]);
    expect(finding).toMatchObject({ cause: 'backend-service-missing', confidence: 'certain' });
    expect(finding.title).toBe(
      'Ingress shop leads to Service wbe, which does not exist in shop; there is web',
    );
    expect(finding.says[0]).toBe('Paths that lead there: shop.example/, shop.example/x.');
    const path = (index: number) => `/spec/rules/0/http/paths/${index}/backend/service/name`;
    const patch = [0, 2].map((index) => ({ op: 'replace', path: path(index), value: 'web' }));
    expect(commandsOf(finding)[0]).toBe(
      `kubectl -n shop patch ingress shop --type=json -p '${JSON.stringify(patch)}'`,
    );
  });

  test('to a Service unlike any that exists', () => {
    expect(leading([['/', 'ledger', { number: 80 }]])[0]?.says).toContain('Services that exist there: web.');
    const report = ofIngress(
      { spec: { defaultBackend: { service: { name: 'ledger' } } }, rules: [] },
      classOf(),
    );
    expect(onlyIn(report).says).toContain('There is no Service in the namespace.');
    expect(onlyIn(report).says[0]).toBe('Paths that lead there: the default backend.');
  });

  test('to a port that the Service does not have', () => {
    const [finding] = leading([['/', 'web', { number: 8080 }]]) as [FilledFinding];
    expect(finding).toMatchObject({ cause: 'backend-port-unmatched', confidence: 'certain' });
    expect(finding.title).toBe('Ingress shop leads to port 8080 of Service web, which has 80 only');
    const patch = [
      { op: 'replace', path: '/spec/rules/0/http/paths/0/backend/service/port', value: { number: 80 } },
    ];
    expect(commandsOf(finding)[0]).toContain(JSON.stringify(patch));
  });

  test('to a port of several, or of none', () => {
    const ports = [
      { name: 'http', port: 80, targetPort: 8080 },
      { name: 'grpc', port: 9000, targetPort: 8080 },
    ];
    const two = serviceOf({ name: 'api', ports });
    expect(leading([['/', 'api', { name: 'https' }]], two)[0]?.remedies[0]?.text).toBe(
      'Name one of the Service’s ports (80 (http), 9000 (grpc)).',
    );
    const one = serviceOf({ name: 'api', ports: ports.slice(0, 1) });
    expect(commandsOf(leading([['/', 'api', { number: 81 }]], one)[0] as FilledFinding)[0]).toContain(
      '"value":{"name":"http"}',
    );
    const none = serviceOf({ name: 'api', ports: [], spec: { clusterIP: 'None' } });
    expect(leading([['/', 'api', { number: 81 }]], none).map(({ title }) => title)).toEqual([
      'Ingress shop leads to port 81 of Service api, which has no port',
    ]);
    expect(leading([['/', 'api', {}]], one)).toEqual([]);
  });

  test.each<[string, string, readonly object[]]>([
    ['selects nothing', 'selector-unmatched', [serviceOf({ name: 'api', selector: { app: 'wbe' } })]],
    [
      'has no ready pods',
      'no-ready-endpoints',
      [
        serviceOf({ name: 'api', selector: { app: 'api' } }),
        podOf({ of: 'api', name: 'api-1', labels: { app: 'api' }, ready: false }),
      ],
    ],
    ['has no endpoints', 'endpoints-missing', [serviceOf({ name: 'api', selector: null })]],
    ['is shut off', 'network-policy-isolates', [serviceOf({ name: 'api' }), policyOf(undefined)]],
    [
      'sends to no port',
      'target-port-unmatched',
      [serviceOf({ name: 'api', ports: [{ port: 80, targetPort: 'http' }] })],
    ],
  ])('to a Service that %s', (_, cause, objects) => {
    const [finding] = leading([['/', 'api', { number: 80 }]], ...objects) as [FilledFinding];
    expect(finding).toMatchObject({ cause, subject: { object: 'service/api' } });
    expect(finding.title).toContain('Service api');
  });

  test('to a Service whose pods are on their way', () => {
    const pod = podOf({ of: 'api', name: 'api-1', labels: { app: 'api' }, ready: false, created: JUST_NOW });
    const rules = [ruleOf('a', [['/', 'api', { number: 80 }]])];
    const report = ofIngress({ rules }, ...SERVED, serviceOf({ name: 'api', selector: { app: 'api' } }), pod);
    expect(report.verdict).toBe('waiting');
    expect(onlyIn(report).cause).toBe('no-ready-endpoints');
  });

  test('to a Service whose pods are scaled to 0', () => {
    const idle = [
      serviceOf({ name: 'api', selector: { app: 'api' } }),
      workloadOf({ name: 'api', labels: { app: 'api' }, replicas: 0 }),
    ];
    expect(leading([['/', 'api', { number: 80 }]], ...idle)[0]).toMatchObject({
      cause: 'no-ready-endpoints',
      subject: { object: 'deployment/api' },
    });
  });

  test('a log is asked for where there is but one Service', () => {
    const loose = serviceOf({ name: 'api', selector: { app: 'api' } });
    const pod = podOf({ of: 'api', name: 'api-1', labels: { app: 'api' }, containers: [declaring(8080)] });
    const logs = { 'api-1/app': 'listening on 127.0.0.1:8080' };
    const report = (paths: Parameters<typeof ruleOf>[1]) =>
      reportOf({
        target,
        logs,
        objects: [ingressOf({ rules: [ruleOf('a', paths)] }), ...SERVED, loose, pod],
      });
    expect(onlyIn(report([['/', 'api', { number: 80 }]])).cause).toBe('loopback-only');
    expect(
      foundIn(
        report([
          ['/', 'api', { number: 80 }],
          ['/w', 'web', { number: 80 }],
        ]),
      ),
    ).toEqual([]);
  });

  test.each<SectionName>([
    'services',
    'namespace-pods',
    'network-policies',
  ])('%s can’t be read', (section) => {
    const report = reportOf({ target, objects: [ingressOf(), ...SERVED], withhold: without(section) });
    expect(report).toMatchObject({ verdict: 'inconclusive', findings: [] });
  });
});

describe('the certificates of an Ingress', () => {
  const certified = (made: MadeIngress, ...objects: readonly object[]) =>
    ofIngress(
      { spec: { tls: [{ hosts: ['shop.example'], secretName: 'shop-tls' }] }, ...made },
      ...SERVED,
      ...objects,
    );

  test('a Secret that does not exist', () => {
    const finding = onlyIn(certified({}, named('Secret', 'shop-tsl')));
    expect(finding).toMatchObject({
      cause: 'tls-secret-missing',
      confidence: 'certain',
      severity: 'warning',
    });
    expect(finding.title).toBe(
      'Ingress shop has no certificate for shop.example: Secret shop-tls does not exist',
    );
    expect(finding.says[0]).toBe('Nearest to it: shop-tsl.');
    expect(commandsOf(finding).at(-1)).toBe(
      'kubectl -n shop create secret tls shop-tls --cert=tls.crt --key=tls.key',
    );
  });

  test('one for several hosts is told once, one for every host as well', () => {
    const tls = [
      { hosts: ['a.example'], secretName: 'tls' },
      { hosts: ['b.example'], secretName: 'tls' },
    ];
    expect(onlyIn(certified({ spec: { tls } })).title).toContain('for a.example, b.example');
    expect(onlyIn(certified({ spec: { tls: [{ secretName: 'tls' }] } })).title).toBe(
      'Ingress shop has no certificate: Secret tls does not exist',
    );
  });

  test('one that cert-manager is to write', () => {
    const annotations = { 'cert-manager.io/cluster-issuer': 'letsencrypt' };
    const finding = onlyIn(certified({ annotations }));
    expect(finding.says).toContain(
      'By the annotation cert-manager.io/cluster-issuer cert-manager is to write shop-tls.',
    );
    expect(commandsOf(finding)).toEqual(['kubectl -n shop describe certificate shop-tls']);
    expect(certified({ annotations }).verdict).toBe('unhealthy');
    expect(certified({ annotations, created: JUST_NOW, address: '192.0.2.1' }).verdict).toBe('waiting');
  });

  test('one without its keys, where they are known', () => {
    const wrong = { ...named('Secret', 'shop-tls'), data: { cert: '', key: '' } };
    const finding = onlyIn(certified({}, wrong));
    expect(finding).toMatchObject({ confidence: 'likely' });
    expect(finding.title).toBe(
      'Ingress shop has no certificate for shop.example: Secret shop-tls lacks tls.crt, tls.key',
    );
    expect(finding.evidence).toContainEqual(expect.objectContaining({ text: 'keys: cert, key' }));
    expect(foundIn(certified({}, { ...wrong, data: {} }))).toEqual([]);
    expect(foundIn(certified({}, { ...wrong, data: { 'tls.crt': '', 'tls.key': '' } }))).toEqual([]);
  });

  test('they can’t be read', () => {
    const objects = [ingressOf({ spec: { tls: [{ secretName: 'tls' }] } }), ...SERVED];
    expect(reportOf({ target, objects, withhold: without('names') })).toMatchObject({
      verdict: 'inconclusive',
      findings: [],
    });
  });
});
