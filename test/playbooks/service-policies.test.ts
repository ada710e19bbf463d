import { describe, expect, test } from 'vitest';
import type { FilledFinding } from '../../src/diagnosis/report.ts';
import { namespaceOf, podOf, policyOf, probed, serviceOf } from '../support/service.ts';
import { type Asking, commandsOf, foundIn, onlyIn, reportOf, without } from '../support/service-report.ts';

const FRONT = podOf({ of: 'front', name: 'front-5d4f-x', labels: { app: 'front' } });

function about(...objects: readonly object[]): FilledFinding {
  return onlyIn(reportOf({ objects: [serviceOf(), podOf(), FRONT, ...objects] }));
}

function letting(from: readonly object[], more: object = {}) {
  return policyOf([{ from, ...more }]);
}

describe('a policy that shuts the pods off', () => {
  test('by letting nobody in', () => {
    const finding = about(policyOf(undefined, { podSelector: {} }, 'default-deny'));
    expect(finding).toMatchObject({
      cause: 'network-policy-isolates',
      confidence: 'likely',
      severity: 'critical',
    });
    expect(finding.title).toBe(
      'NetworkPolicy default-deny shuts off the pods behind Service web: nobody is let in',
    );
    expect(finding.evidence).toEqual([
      expect.objectContaining({ object: 'pod/web-5d4f-a1b2c', text: 'app=web,pod-template-hash=5d4f' }),
      expect.objectContaining({
        object: 'networkpolicy/default-deny',
        text: 'podSelector: every pod\ningress: none',
      }),
    ]);
    expect(commandsOf(finding)).toEqual(['kubectl -n shop edit networkpolicy default-deny']);
  });

  test('by the Service’s port in the place of the pods’', () => {
    const finding = about(policyOf([{ ports: [{ protocol: 'TCP', port: 80 }] }]));
    expect(finding.title).toBe(
      'NetworkPolicy web shuts off the pods behind Service web: only port 80 is let in, not 8080',
    );
    expect(commandsOf(finding)[0]).toBe(
      `kubectl -n shop patch networkpolicy web --type=json -p '[{"op":"add","path":"/spec/ingress/0/ports/0/port","value":8080}]'`,
    );
  });

  test.each<[string, readonly object[]]>([
    ['several ports', [{ ports: [{ port: 80 }, { port: 81 }] }]],
    ['several rules', [{ ports: [{ port: 80 }] }, { ports: [{ port: 81 }] }]],
    ['a range', [{ ports: [{ port: 80, endPort: 90 }] }]],
  ])('by other ports; with %s none of them is the one to change', (_, rules) => {
    expect(commandsOf(about(policyOf(rules)))).toEqual(['kubectl -n shop edit networkpolicy web']);
  });

  test('or one of them', () => {
    const canary = podOf({ name: 'web-2', labels: { app: 'web', track: 'canary' } });
    const policy = policyOf(undefined, { podSelector: { matchLabels: { track: 'canary' } } });
    expect(about(canary, policy).says[0]).toBe('That is so of 1 of the 2 pods that are ready.');
  });

  test('together with others', () => {
    const finding = about(policyOf([], {}, 'a'), policyOf([], {}, 'b'));
    expect(finding.title).toContain('NetworkPolicies a, b shut off');
  });

  test.each<[string, object, string, object]>([
    [
      'a typo',
      { podSelector: { matchLabels: { app: 'frnt' } } },
      'deployment/front: app is front, not frnt',
      { app: 'front' },
    ],
    [
      'a label too many',
      { podSelector: { matchLabels: { app: 'front', tier: 'x' } } },
      'deployment/front: there is no label tier',
      { app: 'front' },
    ],
  ])('by %s in whom it lets in', (_, peer, near, labels) => {
    const finding = about(letting([peer]));
    expect(finding.title).toMatch(/only pods with app=.* of shop are let in, and there are none$/);
    expect(finding.says[0]).toBe(`Nearest to whom it asks for is ${near}.`);
    expect(commandsOf(finding)[0]).toBe(
      `kubectl -n shop patch networkpolicy web --type=json -p '[{"op":"replace","path":"/spec/ingress/0/from/0/podSelector/matchLabels","value":${JSON.stringify(labels)}}]'`,
    );
  });

  test('by a label that namespaces don’t have by themselves', () => {
    const peer = { namespaceSelector: { matchLabels: { name: 'ingress-nginx' } } };
    const finding = about(letting([peer]), namespaceOf('shop'), namespaceOf('ingress-nginx'));
    expect(commandsOf(finding)[0]).toContain(
      '/namespaceSelector/matchLabels","value":{"kubernetes.io/metadata.name":"ingress-nginx"}',
    );
  });
});

describe('a policy that lets some in is no failure', () => {
  const info = (...objects: readonly object[]) => {
    const report = reportOf({ objects: [serviceOf(), podOf(), FRONT, ...objects] });
    expect(report.verdict).toBe('healthy');
    const finding = onlyIn(report);
    expect(finding).toMatchObject({ cause: 'network-policy-restricts', severity: 'info' });
    return finding.title;
  };

  test.each<[string, object, string]>([
    ['pods', { podSelector: { matchLabels: { app: 'front' } } }, 'pods with app=front of shop'],
    ['its own namespace', { podSelector: {} }, 'pods of shop'],
    [
      'a namespace',
      { namespaceSelector: { matchLabels: { team: 'ops' } } },
      'pods of namespaces with team=ops',
    ],
    [
      'some pods of a namespace',
      { namespaceSelector: {}, podSelector: { matchLabels: { app: 'x' } } },
      'pods with app=x of every namespace',
    ],
    ['addresses', { ipBlock: { cidr: '10.0.0.0/8' } }, 'addresses of 10.0.0.0/8'],
    [
      'pods that are not there now, and nothing like them',
      { podSelector: { matchLabels: { role: 'batch' } } },
      'pods with role=batch of shop',
    ],
    [
      'pods by expressions that nobody meets',
      { podSelector: { matchExpressions: [{ key: 'app', operator: 'In', values: ['fron'] }] } },
      'pods with app=fron of shop',
    ],
    ['nobody that could be named', {}, 'nobody'],
  ])('%s', (_, peer, whom) => {
    const objects = [letting([peer]), namespaceOf('shop'), namespaceOf('tools', { team: 'ops' })];
    expect(info(...objects)).toBe(`Service web is for some only: NetworkPolicy web lets in ${whom}`);
  });

  test('a misspelt one beside one who is there', () => {
    const peers = ['frnt', 'front'].map((app) => ({ podSelector: { matchLabels: { app } } }));
    expect(info(letting(peers))).toContain('pods with app=frnt of shop, pods with app=front of shop');
  });

  test('on one port, while another is open or shut', () => {
    const ports = [
      { name: 'http', port: 80, protocol: 'TCP', targetPort: 8080 },
      { name: 'metrics', port: 9090, protocol: 'TCP', targetPort: 9090 },
    ];
    const containers = [probed(8080, { ports: [{ containerPort: 8080 }, { containerPort: 9090 }] })];
    const title = (...objects: readonly object[]) =>
      onlyIn(reportOf({ objects: [serviceOf({ ports }), podOf({ containers }), FRONT, ...objects] })).title;
    expect(title(policyOf([{ ports: [{ port: 8080 }] }]))).toBe(
      'Service web is for some only: NetworkPolicy web lets in everybody on its other ports; nobody on port 9090 (metrics)',
    );
    const front = { podSelector: { matchLabels: { app: 'front' } } };
    expect(title(letting([front], { ports: [{ port: 8080 }] }))).toBe(
      'Service web is for some only: NetworkPolicy web lets in pods with app=front of shop; nobody on port 9090 (metrics)',
    );
    const typo = { podSelector: { matchLabels: { app: 'frnt' } } };
    expect(
      title(policyOf([{ from: [typo], ports: [{ port: 8080 }] }, { ports: [{ port: 9090 }] }])),
    ).toContain('is for some only');
  });
});

describe('a policy that says nothing of the pods', () => {
  test.each<[string, readonly object[]]>([
    ['there is none', []],
    ['it is for others', [policyOf([], { podSelector: { matchLabels: { app: 'db' } } })]],
    ['it is for what they send', [policyOf(undefined, { policyTypes: ['Egress'] })]],
    ['it lets everybody in', [policyOf([{}])]],
  ])('%s', (_, policies) => {
    expect(reportOf({ objects: [serviceOf(), podOf(), ...policies] })).toMatchObject({
      verdict: 'healthy',
      findings: [],
    });
  });

  test('they use their node’s network, or none of them is ready', () => {
    const deny = policyOf(undefined, { podSelector: {} });
    const host = {
      containers: [probed()],
      spec: { hostNetwork: true, dnsPolicy: 'ClusterFirstWithHostNet' },
    };
    expect(foundIn(reportOf({ objects: [serviceOf(), podOf(host), deny] }))).toEqual([]);
    expect(
      foundIn(reportOf({ objects: [serviceOf(), podOf({ ready: false }), deny] })).map(({ cause }) => cause),
    ).not.toContain('network-policy-isolates');
  });

  test('a port that has no number in the pods is not told of twice', () => {
    const ports = [{ port: 80, protocol: 'TCP', targetPort: 'http' }];
    const objects = [serviceOf({ ports }), podOf(), policyOf(undefined, { podSelector: {} })];
    expect(onlyIn(reportOf({ objects })).cause).toBe('target-port-unmatched');
  });

  test('a port that leads to nothing is not to be opened', () => {
    const ports = [{ port: 80, protocol: 'TCP', targetPort: 9090 }];
    const causes = (...rules: readonly object[]) =>
      foundIn(reportOf({ objects: [serviceOf({ ports }), podOf(), policyOf(rules)] })).map(
        ({ cause }) => cause,
      );
    expect(causes({ ports: [{ port: 8080 }] })).toEqual(['target-port-unmatched']);
    expect(causes()).toEqual(['target-port-unmatched', 'network-policy-isolates']);
  });

  test('a headless Service without ports asks nothing of policies', () => {
    const headless = serviceOf({ ports: [], spec: { clusterIP: 'None' } });
    expect(foundIn(reportOf({ objects: [headless, podOf(), policyOf(undefined)] }))).toEqual([]);
  });
});

describe('what can’t be read', () => {
  const objects = [serviceOf(), podOf(), FRONT];
  const verdict = (asking: Partial<Asking>) => reportOf({ objects, ...asking });

  test('the policies: nothing is known to be wrong, and not all has been seen', () => {
    const report = verdict({ withhold: without('network-policies') });
    expect(report).toMatchObject({ verdict: 'inconclusive', findings: [] });
  });

  test.each(['namespace-pods', 'namespaces'] as const)('%s: whoever is let in may be there', (section) => {
    const field = section === 'namespaces' ? 'namespaceSelector' : 'podSelector';
    const peer = { [field]: { matchLabels: { app: 'frnt' } } };
    const report = verdict({ objects: [...objects, letting([peer])], withhold: without(section) });
    expect(onlyIn(report).cause).toBe('network-policy-restricts');
    expect(report.verdict).toBe('inconclusive');
  });
});
