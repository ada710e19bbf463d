import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Reply } from '../../../src/asks.ts';
import type { Evidence } from '../../../src/diagnosis/finding.ts';
import type { FilledFinding, Report } from '../../../src/diagnosis/report.ts';
import type { Digest, DigestItem } from '../../../src/digests/digest.ts';
import { validateView } from '../../../src/playground/slack/blocks/validate-view.ts';
import { refusalMessage } from '../../../src/slack/blocks/failed.ts';
import { homeView } from '../../../src/slack/blocks/home.ts';
import { placeholderMessage } from '../../../src/slack/blocks/placeholder.ts';
import { renderReply } from '../../../src/slack/blocks/render-reply.ts';
import { expectGood, expectGoodReply, expectLiteral } from './checks.ts';
import { hostileText as text } from './hostile.ts';
import { OPTIONS } from './replies.ts';

const REQUIRED_OF_ITEM = [
  'key',
  'namespace',
  'kind',
  'name',
  'cause',
  'title',
  'severity',
  'verdict',
  'unwell',
  'pods',
  'restarts',
  'since',
  'examples',
] as const;
const RUNS = { numRuns: 60 };
const count = fc.nat({ max: 5000 });
const time = fc.constantFrom('2026-11-22T07:00:00Z', '', 'soon');
const texts = fc.array(text, { maxLength: 12 });
const asks = fc.record(
  {
    verb: fc.constant('why' as const),
    cluster: text,
    namespace: text,
    target: text,
    selector: text,
    container: text,
  },
  { requiredKeys: ['verb', 'cluster'] },
);
const target = fc.record({ kind: text, namespace: text, name: text });
const candidates = fc.array(fc.record({ kind: text, namespace: text, name: text, status: text }), {
  maxLength: 150,
});

const difference = fc.record(
  { path: text, container: text, before: text, after: text },
  { requiredKeys: ['path'] },
);
const evidence: fc.Arbitrary<Evidence> = fc.oneof(
  fc.record({
    kind: fc.constant('event' as const),
    object: text,
    type: text,
    reason: text,
    message: text,
    count,
    lastSeen: time,
  }),
  fc.record({
    kind: fc.constant('log' as const),
    object: text,
    container: text,
    run: fc.constant('previous' as const),
    lines: texts,
  }),
  fc.record({ kind: fc.constant('status' as const), object: text, container: text, field: text, text }),
  fc.record({ kind: fc.constant('computed' as const), object: text, text }),
  fc.record({
    kind: fc.constant('change' as const),
    object: text,
    from: count,
    to: count,
    at: time,
    changeCause: text,
    differences: fc.array(difference),
  }),
);
const finding: fc.Arbitrary<FilledFinding> = fc.record({
  playbook: text,
  cause: text,
  title: text,
  severity: fc.constant('critical' as const),
  confidence: fc.constantFrom('certain' as const, 'likely' as const, 'possible' as const),
  subject: fc.record({ namespace: text, object: text, pod: text, container: text }),
  pods: texts,
  params: fc.record({ line: text }),
  says: texts,
  evidence: fc.array(evidence, { maxLength: 10 }),
  remedies: fc.array(fc.record({ text, command: text, changes: fc.boolean() }), { maxLength: 8 }),
});
const report: fc.Arbitrary<Report> = fc.record({
  schema: fc.constant('podwhy/v1' as const),
  cluster: text,
  headline: text,
  target,
  takenAt: time,
  verdict: fc.constantFrom(
    'healthy' as const,
    'unhealthy' as const,
    'waiting' as const,
    'inconclusive' as const,
  ),
  findings: fc.array(finding, { maxLength: 12 }),
  ruledOut: fc.constant([]),
  gaps: fc.array(
    fc.record({
      section: fc.constant('events' as const),
      what: text,
      reason: fc.constant('failed' as const),
      message: text,
    }),
    { maxLength: 9 },
  ),
  pods: fc.array(
    fc.record({ name: text, ready: text, status: text, restarts: count, createdAt: time, node: text }),
    { maxLength: 9 },
  ),
  unexplained: text,
  cost: fc.record({ requests: count, roundTrips: count, durationMs: count }),
});

const condition = fc.record({ type: text, status: text, reason: text, message: text });
const pod = fc.record({
  metadata: fc.record({
    name: text,
    namespace: text,
    creationTimestamp: time,
    labels: fc.dictionary(text, text, { maxKeys: 3 }),
  }),
  spec: fc.record({
    nodeName: text,
    containers: fc.array(fc.record({ name: text, image: text, command: texts }), { maxLength: 3 }),
  }),
  status: fc.record({ phase: text, message: text, conditions: fc.array(condition, { maxLength: 3 }) }),
});
const events = fc.array(fc.record({ type: text, reason: text, message: text, count, lastTimestamp: time }), {
  maxLength: 40,
});
const use = fc.array(fc.record({ name: text, container: text, cpu: text, memory: text, memoryOf: text }), {
  maxLength: 40,
});
const node = fc.record({
  metadata: fc.record({ name: text }),
  status: fc.record({ conditions: fc.array(condition, { maxLength: 4 }) }),
});

const KEYS = ['shop/Deployment/web/a/b', 'shop/Deployment/web/a/c', 'shop/Pod/x/y', '<!here>', '__proto__'];
const key = fc.oneof(fc.constantFrom(...KEYS), text);
const severity = fc.constantFrom('critical' as const, 'warning' as const, 'info' as const);
const item: fc.Arbitrary<DigestItem> = fc.record(
  {
    key,
    namespace: text,
    kind: fc.oneof(fc.constantFrom('Deployment', 'StatefulSet', 'Pod'), text),
    name: text,
    cause: fc.oneof(fc.constantFrom('crashloop/oom-killed', 'unexplained'), text),
    title: text,
    severity,
    verdict: fc.constantFrom('unhealthy' as const, 'waiting' as const, 'inconclusive' as const),
    unwell: count,
    pods: count,
    restarts: count,
    since: time,
    examples: texts,
    fix: fc.record({ text, command: text, changes: fc.boolean() }),
  },
  { requiredKeys: [...REQUIRED_OF_ITEM] },
);
const digest: fc.Arbitrary<Digest> = fc.record(
  {
    schema: fc.constant('podwhy-digest/v1' as const),
    scope: fc.record({ cluster: text, namespaces: texts }, { requiredKeys: ['cluster'] }),
    takenAt: time,
    seen: fc.record({ namespaces: count, pods: count, unwell: count, undiagnosed: fc.nat({ max: 3 }) }),
    items: fc.oneof(fc.array(item, { maxLength: 6 }), fc.array(item, { minLength: 20, maxLength: 120 })),
    signs: fc.array(
      fc.record({
        key: text,
        about: fc.constantFrom('limit', 'node', 'claim', 'quota', 'certificate'),
        namespace: text,
        kind: text,
        name: text,
        severity,
        text,
      }),
      { maxLength: 15 },
    ),
    gaps: fc.array(fc.record({ message: text }), { maxLength: 9 }),
    cost: fc.record({ requests: count, durationMs: count }),
    changes: fc.record({
      since: time,
      new: fc.array(key, { maxLength: 9 }),
      ongoing: fc.array(key, { maxLength: 9 }),
      flapping: fc.array(key, { maxLength: 9 }),
      recovered: fc.array(item, { maxLength: 15 }),
      restarts: fc.record({
        total: count,
        owners: fc.array(fc.record({ namespace: text, kind: text, name: text, restarts: count }), {
          maxLength: 9,
        }),
      }),
    }),
  },
  { requiredKeys: ['schema', 'scope', 'takenAt', 'seen', 'items', 'gaps', 'cost'] },
);
const incident = fc.record({
  openedAt: count,
  channel: text,
  threadTs: text,
  url: fc.constantFrom(
    'https://acme.slack.com/archives/C1/p1',
    'https://acme.slack.com/archives/C1/p2',
    'no url',
  ),
});

const REPLIES: { readonly [K in Reply['kind']]: fc.Arbitrary<Extract<Reply, { kind: K }>> } = {
  report: fc.record({ kind: fc.constant('report'), ask: asks, report }),
  unresolved: fc.record({
    kind: fc.constant('unresolved'),
    ask: asks,
    code: fc.constantFrom('ambiguous', 'not-found'),
    message: text,
    near: candidates,
    elsewhere: candidates,
  }),
  failed: fc.record({
    kind: fc.constant('failed'),
    ask: asks,
    code: fc.constantFrom('timeout', 'target-invalid', 'internal'),
    message: text,
  }),
  logs: fc.record({
    kind: fc.constant('logs'),
    ask: asks,
    target,
    pod: text,
    container: text,
    previous: fc.boolean(),
    lines: fc.array(fc.record({ time: text, text })),
    containers: texts,
  }),
  events: fc.record({ kind: fc.constant('events'), ask: asks, target, takenAt: time, events }),
  describe: fc.record({ kind: fc.constant('describe'), ask: asks, target, takenAt: time, pod, events }),
  list: fc.record({
    kind: fc.constant('list'),
    ask: asks,
    namespace: text,
    takenAt: time,
    pods: fc.array(pod, { maxLength: 30 }),
    truncated: fc.boolean(),
  }),
  top: fc.record({
    kind: fc.constant('top'),
    ask: asks,
    namespace: text,
    rows: use,
    metrics: fc.constant([]),
  }),
  nodes: fc.record({
    kind: fc.constant('nodes'),
    ask: asks,
    takenAt: time,
    nodes: fc.array(node, { maxLength: 20 }),
    use,
  }),
  yaml: fc.record({ kind: fc.constant('yaml'), ask: asks, target, text }),
  digest: fc.record(
    {
      kind: fc.constant('digest'),
      ask: asks,
      digest,
      id: text,
      incidents: fc.dictionary(key, incident, { maxKeys: 5 }),
      chart: fc.record({ png: fc.uint8Array({ minLength: 1 }), altText: text }),
    },
    { requiredKeys: ['kind', 'ask', 'digest'] },
  ),
};

describe('whatever a cluster holds, Slack takes the message and nothing in it is markup:', () => {
  for (const [kind, replies] of Object.entries(REPLIES) as [string, fc.Arbitrary<Reply>][]) {
    test(kind, () => {
      fc.assert(
        fc.property(replies, fc.boolean(), fc.boolean(), text, (reply, logs, ephemeral, requestedBy) => {
          expectGoodReply(renderReply(reply, { ...OPTIONS, logs, ephemeral, requestedBy }));
        }),
        RUNS,
      );
    }, 60_000);
  }

  test('placeholders and refusals', () => {
    fc.assert(
      fc.property(asks, texts, text, (ask, steps, words) => {
        expectGood(placeholderMessage(ask, steps, words));
        expectGood(refusalMessage(words));
      }),
      RUNS,
    );
  });

  test('App Home', () => {
    const workload = fc.record({
      cluster: text,
      namespace: text,
      kind: text,
      name: text,
      status: text,
      unwell: count,
      pods: count,
    });
    const places = fc.array(fc.record({ cluster: text, namespace: text }), { maxLength: 12 });
    fc.assert(
      fc.property(fc.array(workload, { maxLength: 150 }), places, texts, (workloads, looked, problems) => {
        const view = homeView(workloads, {
          clean: OPTIONS.clean,
          now: OPTIONS.now,
          places: looked,
          problems,
        });
        expect(validateView(view, 'home')).toEqual([]);
        for (const block of view.blocks) expectLiteral(block, true);
      }),
      RUNS,
    );
  }, 60_000);
});
