import { describe, expect, test } from 'vitest';
import { ingressTo, peerText, rulesText } from '../../src/diagnosis/network-policy.ts';
import type { Pod } from '../../src/diagnosis/objects/pod.ts';
import type { NetworkPolicy } from '../../src/diagnosis/objects/traffic.ts';

type Spec = NonNullable<NetworkPolicy['spec']>;

const WEB: Pod = {
  metadata: { name: 'web-1', labels: { app: 'web' } },
  spec: {
    containers: [
      {
        name: 'app',
        ports: [
          { containerPort: 8080, name: 'http' },
          { containerPort: 5353, name: 'dns', protocol: 'UDP' },
        ],
      },
    ],
  },
};
const HTTP = { number: 8080, protocol: 'TCP' };
const FRONT = { podSelector: { matchLabels: { app: 'front' } } };

function policy(spec: Spec, name = 'web'): NetworkPolicy {
  return { metadata: { name }, spec };
}

function kindOf(...specs: readonly Spec[]) {
  return ingressTo(
    specs.map((spec, index) => policy(spec, `p${index}`)),
    WEB,
    HTTP,
  ).kind;
}

describe('who may reach a port of a pod', () => {
  test.each<[string, string, readonly Spec[]]>([
    ['no policy', 'open', []],
    ['a policy for other pods', 'open', [{ podSelector: { matchLabels: { app: 'db' } } }]],
    ['an empty pod selector: every pod', 'closed', [{ podSelector: {} }]],
    ['no pod selector at all: every pod', 'closed', [{}]],
    [
      'a selector by expressions',
      'closed',
      [{ podSelector: { matchExpressions: [{ key: 'app', operator: 'In', values: ['web', 'api'] }] } }],
    ],
    ['a policy for egress only', 'open', [{ podSelector: {}, policyTypes: ['Egress'] }]],
    [
      'a policy for egress that names no types is for ingress as well',
      'closed',
      [{ podSelector: {}, policyTypes: [], egress: [{}] }],
    ],
    ['a policy for both', 'closed', [{ podSelector: {}, policyTypes: ['Egress', 'Ingress'] }]],
    ['a rule that names nobody: everybody', 'open', [{ podSelector: {}, ingress: [{}] }]],
    ['an empty list of peers: everybody', 'open', [{ podSelector: {}, ingress: [{ from: [] }] }]],
    [
      'every address',
      'open',
      [{ podSelector: {}, ingress: [{ from: [{ ipBlock: { cidr: '0.0.0.0/0' } }] }] }],
    ],
    [
      'every address but some',
      'limited',
      [
        {
          podSelector: {},
          ingress: [{ from: [{ ipBlock: { cidr: '0.0.0.0/0', except: ['10.0.0.0/8'] } }] }],
        },
      ],
    ],
    ['some pods', 'limited', [{ podSelector: {}, ingress: [{ from: [FRONT] }] }]],
    ['what any policy allows is allowed', 'open', [{ podSelector: {} }, { podSelector: {}, ingress: [{}] }]],
    [
      'one that denies all beside one that lets some in',
      'limited',
      [{ podSelector: {} }, { podSelector: {}, ingress: [{ from: [FRONT] }] }],
    ],
  ])('%s: %s', (_, kind, specs) => {
    expect(kindOf(...specs)).toBe(kind);
  });

  test.each<[string, string, NonNullable<Spec['ingress']>[number]['ports']]>([
    ['no ports: every port', 'open', []],
    ['the port', 'open', [{ port: 8080 }]],
    ['the port by its name', 'open', [{ port: 'http' }]],
    ['a name that is another port', 'closed', [{ port: 'dns' }]],
    ['a name that nobody declares', 'closed', [{ port: 'web' }]],
    ['a range', 'open', [{ port: 8000, endPort: 9000 }]],
    ['a range below', 'closed', [{ port: 7000, endPort: 8079 }]],
    ['a range above', 'closed', [{ port: 8081, endPort: 9000 }]],
    ['the port of another protocol', 'closed', [{ port: 8080, protocol: 'UDP' }]],
    ['every port of the protocol', 'open', [{ protocol: 'TCP' }]],
    ['another port', 'closed', [{ port: 80 }]],
    ['one of several', 'open', [{ port: 80 }, { port: 8080 }]],
  ])('%s: %s', (_, kind, ports) => {
    expect(kindOf({ podSelector: {}, ingress: [{ ...(ports ? { ports } : {}) }] })).toBe(kind);
  });

  test('the doors are named by their places, those of other ports are none', () => {
    const rules = [{ ports: [{ port: 9090 }], from: [FRONT] }, { from: [{ namespaceSelector: {} }, FRONT] }];
    const { doors, policies } = ingressTo([policy({ podSelector: {}, ingress: rules })], WEB, HTTP);
    expect(policies).toHaveLength(1);
    expect(doors).toEqual([
      { policy: 'web', rule: 1, place: 0, peer: { namespaceSelector: {} } },
      { policy: 'web', rule: 1, place: 1, peer: FRONT },
    ]);
  });

  test('of a closed port the open ones are told, each once', () => {
    const ports = [
      { port: 80 },
      { port: 'metrics' },
      { port: 53, protocol: 'UDP' },
      { port: 9000, endPort: 9010 },
      { protocol: 'SCTP' },
    ];
    const { otherPorts } = ingressTo(
      [
        policy({ podSelector: {}, ingress: [{ ports }, { ports: [{ port: 80 }] }] }),
        { spec: { ingress: [{ ports: [{ port: 80 }] }] } },
        {},
      ],
      WEB,
      HTTP,
    );
    expect(otherPorts).toEqual(['80', 'metrics', '53/UDP', '9000-9010', 'every port/SCTP']);
  });

  test('a pod without labels or containers is selected by an empty selector alone', () => {
    expect(ingressTo([policy({ podSelector: {} })], {}, HTTP).kind).toBe('closed');
    expect(ingressTo([policy({ podSelector: FRONT.podSelector })], {}, HTTP).kind).toBe('open');
  });
});

test.each([
  [FRONT, 'pods with app=front of shop'],
  [{ podSelector: {} }, 'pods of shop'],
  [{ namespaceSelector: {} }, 'pods of every namespace'],
  [
    {
      namespaceSelector: { matchLabels: { team: 'shop' } },
      podSelector: { matchExpressions: [{ key: 'role', operator: 'Exists' }] },
    },
    'pods with role is set of namespaces with team=shop',
  ],
  [{ ipBlock: { cidr: '10.0.0.0/8' } }, 'addresses of 10.0.0.0/8'],
  [
    { ipBlock: { cidr: '10.0.0.0/8', except: ['10.1.0.0/16'] } },
    'addresses of 10.0.0.0/8 except 10.1.0.0/16',
  ],
  [{ ipBlock: {} }, 'addresses of no range'],
  [{}, 'nobody'],
])('%j reads: %s', (peer, text) => {
  expect(peerText(peer, 'shop')).toBe(text);
});

test('a policy’s rules read line by line', () => {
  expect(rulesText({}, 'shop')).toEqual(['ingress: none']);
  expect(
    rulesText(policy({ ingress: [{}, { from: [FRONT], ports: [{ port: 80 }, { port: 'http' }] }] }), 'shop'),
  ).toEqual(['ingress: everybody, every port', 'ingress: pods with app=front of shop, port 80, http']);
});
