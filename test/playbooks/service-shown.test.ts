import { describe, expect, test } from 'vitest';
import type { Report } from '../../src/diagnosis/report.ts';
import type { SectionName } from '../../src/diagnosis/snapshot.ts';
import { renderReply } from '../../src/slack/blocks/render-reply.ts';
import { painter } from '../../src/terminal/paint.ts';
import { renderText } from '../../src/terminal/render-text.ts';
import { expectGoodReply } from '../slack/blocks/checks.ts';
import { ASK, OPTIONS } from '../slack/blocks/replies.ts';
import { NOW } from '../support/build.ts';
import {
  classOf,
  declaring,
  eventOf,
  ingressOf,
  namespaceOf,
  podOf,
  policyOf,
  ruleOf,
  serviceOf,
  workloadOf,
} from '../support/service.ts';
import { type Asking, foundIn, reportOf } from '../support/service-report.ts';

const CRASHED = {
  containerStatuses: [
    {
      name: 'app',
      ready: false,
      restartCount: 6,
      state: { waiting: { reason: 'CrashLoopBackOff' } },
      lastState: { terminated: { exitCode: 1, reason: 'Error', startedAt: NOW, finishedAt: NOW } },
    },
  ],
};

/** A Service of three pods, with something wrong in each and in itself. */
const MANIFOLD: Asking = {
  objects: [
    serviceOf({
      ports: [
        { name: 'http', port: 80, protocol: 'TCP', targetPort: 'http' },
        { name: 'grpc', port: 9000, protocol: 'TCP', targetPort: 9000 },
      ],
      spec: { type: 'LoadBalancer' },
    }),
    podOf(),
    podOf({ name: 'web-5d4f-b', ready: false, status: CRASHED }),
    podOf({ name: 'web-5d4f-c', ready: false }),
    policyOf(undefined, { podSelector: {} }, 'default-deny'),
    eventOf(
      { kind: 'Service', name: 'web' },
      {
        type: 'Warning',
        reason: 'SyncLoadBalancerFailed',
        message: 'Error syncing load balancer: no subnets',
      },
    ),
  ],
  logs: { 'web-5d4f-a1b2c/app': '2026-01-01T11:00:01Z listening on :8080' },
  previous: { 'web-5d4f-b/app': '2026-01-01T11:57:01Z Error: connect ECONNREFUSED 10.1.2.3:5432' },
};

const SCENES: Readonly<Record<string, Asking>> = {
  'a Service with all that can be wrong': MANIFOLD,
  'a selector': { objects: [serviceOf({ selector: { app: 'wbe' } }), podOf()] },
  'nobody there': { objects: [serviceOf()] },
  'scaled to 0': { objects: [serviceOf(), workloadOf({ replicas: 0 })] },
  'an own address': {
    objects: [serviceOf(), podOf({ containers: [declaring(8080)] })],
    logs: { 'web-5d4f-a1b2c/app': 'listening on 127.0.0.1:8080' },
  },
  'a policy by namespaces': {
    objects: [
      serviceOf(),
      podOf(),
      namespaceOf('front'),
      policyOf([{ from: [{ namespaceSelector: { matchLabels: { name: 'front' } } }] }]),
    ],
  },
  'an Ingress with all that can be wrong': {
    target: 'ing/shop',
    objects: [
      ingressOf({
        className: 'ngnix',
        address: null,
        rules: [
          ruleOf('a.example', [
            ['/', 'wbe', { number: 80 }],
            ['/b', 'web', { number: 81 }],
            ['/c', 'api', { number: 80 }],
          ]),
        ],
        spec: { tls: [{ hosts: ['a.example'], secretName: 'tls' }] },
      }),
      classOf(),
      serviceOf(),
      serviceOf({ name: 'api', selector: { app: 'apii' } }),
      podOf({ of: 'api', name: 'api-1', labels: { app: 'api' } }),
    ],
  },
};
const scenes = Object.entries(SCENES);
const UNFILLED = /\{\w+\}|\[\[|\]\]|undefined|\[object |NaN|null,|: null/;

function textOf(report: Report): string {
  return renderText(report, [], { paint: painter(false), width: 100, explain: true });
}

describe('what is found reads well', () => {
  test.each(scenes)('in a terminal: %s', (_, asking) => {
    const report = reportOf(asking);
    expect(report.findings).not.toEqual([]);
    expect(textOf(report)).not.toMatch(UNFILLED);
    for (const { title, says, remedies } of foundIn(report)) {
      const texts = [title, ...says, ...remedies.map(({ text }) => text)];
      expect(texts.filter((text) => text.includes('  ') || text.trim() === '')).toEqual([]);
    }
  });

  test.each(scenes)('in Slack: %s', (_, asking) => {
    const report = reportOf(asking);
    const ask = { ...ASK, target: asking.target ?? 'svc/web' };
    expectGoodReply(renderReply({ kind: 'report', ask, report }, OPTIONS));
  });

  test('a Service of three pods tells theirs first, then its own', () => {
    const causes = reportOf(MANIFOLD).findings.map(({ playbook, cause }) => `${playbook}/${cause}`);
    expect(causes).toEqual([
      'crashloop/dependency-unreachable',
      'probe/readiness-failing',
      'service/target-port-unmatched',
      'service/target-port-unmatched',
      'service/network-policy-isolates',
      'service/load-balancer-pending',
    ]);
  });

  test('every command says whether it changes the cluster', () => {
    for (const [, asking] of scenes)
      for (const { remedies } of foundIn(reportOf(asking)))
        for (const { command, changes } of remedies)
          expect(changes, command).toBe(/ (?:patch|edit|scale|annotate|create) /.test(command ?? ''));
  });
});

describe('with a section withheld', () => {
  const sections: readonly SectionName[] = [
    'namespace-pods',
    'workloads',
    'pods',
    'network-policies',
    'namespaces',
    'log',
    'endpoint-slices',
    'events',
    'services',
    'ingress-classes',
    'names',
  ];
  const broken = scenes.flatMap(([name, asking]) =>
    sections.map((section) => [name, section, asking] as const),
  );

  test.each(broken)('%s without %s is never called healthy', (_, section, asking) => {
    const report = reportOf({ ...asking, withhold: (read) => read.section === section });
    expect(['unhealthy', 'inconclusive']).toContain(report.verdict);
    expect(textOf(report)).not.toMatch(UNFILLED);
  });
});
