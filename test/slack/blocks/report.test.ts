import { expect, test } from 'vitest';
import { decodeAsk } from '../../../src/slack/blocks/ask-value.ts';
import { renderReply } from '../../../src/slack/blocks/render-reply.ts';
import { buttonsOf, expectGoodReply, readable } from './checks.ts';
import { ASK, OPTIONS, renderedOn, reportOn } from './replies.ts';

const CRASH = ['r-feed-timeline', 'deploy/timeline'] as const;
const LINE = 'FATAL: environment variable REDIS_URL is not set';

test('a report is read from the verdict to the cause, the proof, the change, the fix and the footer', () => {
  const rendered = renderedOn(...CRASH);
  expectGoodReply(rendered);
  const text = readable(rendered.message);
  const order = [
    '❌ Deployment r-feed/timeline is unhealthy',
    'timeline-7dc8c9f7d4-5tcrt  0/1 CrashLoopBackOff · 3 restarts · 70s · on node-a',
    'configuration is missing: REDIS_URL',
    'Proof',
    'log of the run before',
    'lastState.terminated',
    'What changed',
    'timeline env[REDIS_ADDR]: (none) → cache:6379',
    'Fix',
    'kubectl -n r-feed set env deployment/timeline',
    'To look closer',
    'Re-run',
    'cluster prod · namespace r-feed',
    'asked by <@U0ANN>',
  ];
  const places = order.map((words) => text.indexOf(words));
  expect(places).not.toContain(-1);
  expect(places).toEqual(places.toSorted((a, b) => a - b));
  expect(rendered.message.text).toMatch(
    /^❌ Deployment r-feed\/timeline is unhealthy: 1 of 3 pods: timeline crashes because .*; 2 ready$/,
  );
});

test('log lines stand as they are in a box', () => {
  expect(renderedOn(...CRASH).message.blocks).toContainEqual({
    type: 'rich_text',
    elements: [
      expect.anything(),
      { type: 'rich_text_preformatted', elements: [{ type: 'text', text: `starting\n${LINE}` }] },
    ],
  });
});

test('a command that changes the cluster says so beside it, one that reads does not', () => {
  const text = readable(renderedOn(...CRASH).message);
  expect(text).toMatch(/changes the cluster\nkubectl -n r-feed rollout undo/);
  expect(text).toMatch(/Read the whole log of the run that crashed\.\nkubectl -n r-feed logs/);
});

test('LOGS=off leaves no line of a log anywhere, and says that there is one', () => {
  const rendered = renderedOn(...CRASH, { logs: false });
  expectGoodReply(rendered);
  expect(JSON.stringify(rendered)).not.toContain('environment variable REDIS_URL');
  expect(readable(rendered.message)).toContain('logs are kept out of Slack here');
  expect(buttonsOf(rendered.message).map(({ id }) => id)).not.toContain('pod_logs');
});

test('each button holds the whole of the next question', () => {
  const asks = buttonsOf(renderedOn(...CRASH, { ephemeral: true }).message).map(({ id, value }) => [
    id,
    decodeAsk(value),
  ]);
  const place = { cluster: 'prod', namespace: 'r-feed' };
  const pod = { ...place, target: 'pod/timeline-7dc8c9f7d4-5tcrt', container: 'timeline' };
  const target = { ...place, target: 'deployment/timeline' };
  const own = { verb: 'why', ...place, target: 'deploy/timeline' };
  expect(asks).toEqual([
    ['pod_rerun', own],
    ['pod_logs', { verb: 'logs', ...pod }],
    ['pod_previous', { verb: 'logs', ...pod, previous: true }],
    ['pod_events', { verb: 'events', ...target }],
    ['pod_yaml', { verb: 'yaml', ...target }],
    ['pod_watch', { verb: 'watch', ...target }],
    ['pod_share', own],
  ]);
});

test('only what the asker alone sees can be shared', () => {
  expect(buttonsOf(renderedOn(...CRASH).message).map(({ id }) => id)).not.toContain('pod_share');
});

test('a healthy target needs neither a closer look nor a watch', () => {
  const { message } = renderedOn('r-auctions-3-bidder', 'deploy/bidder');
  expect(readable(message)).toMatch(/^✅ Deployment r-auctions-3\/bidder is healthy/);
  expect(readable(message)).not.toContain('To look closer');
  expect(buttonsOf(message).map(({ id }) => id)).toEqual(['pod_rerun', 'pod_logs', 'pod_events', 'pod_yaml']);
});

test('a watch says how long it goes on, and why it has ended', () => {
  const report = reportOn(...CRASH);
  const ask = { ...ASK, verb: 'watch' } as const;
  const text = (watch: 'watching' | 'healthy' | 'failed' | 'timed-out', since = OPTIONS.now - 180_000) => {
    const watching = { since, until: OPTIONS.now + 600_000, ticks: 4 };
    return readable(renderReply({ kind: 'report', ask, report, watch }, { ...OPTIONS, watching }).message);
  };
  expect(text('watching')).toContain('Watching until 10:50 UTC');
  expect(text('healthy')).toContain('Stopped watching: healthy after 3m');
  expect(text('healthy', OPTIONS.now - 300)).toContain('Healthy already: there is nothing to watch for');
  const slow = { ...report, cost: { ...report.cost, durationMs: 4000 } };
  const since = OPTIONS.now - 4500;
  const late = renderReply(
    { kind: 'report', ask, report: slow, watch: 'healthy' },
    { ...OPTIONS, watching: { since, until: OPTIONS.now + 600_000 } },
  );
  expect(readable(late.message)).toContain('Healthy already');
  expect(text('healthy', OPTIONS.now - 6000)).toContain('Stopped watching: healthy after 6s');
  expect(text('failed')).toContain('Stopped watching: failed for good after 3m');
  expect(text('timed-out')).toContain('Stopped watching: still not healthy after 3m');
});

test('what could not be seen is named', () => {
  const gap = {
    section: 'events',
    what: 'events of pod web-1',
    reason: 'forbidden',
    message: 'no list',
  } as const;
  const report = { ...reportOn(...CRASH), findings: [], verdict: 'inconclusive', gaps: [gap] } as const;
  const { message } = renderReply({ kind: 'report', ask: ASK, report }, OPTIONS);
  expect(readable(message)).toMatch(/^❔ .* is inconclusive/);
  expect(readable(message)).toContain('events of pod web-1: forbidden\n (no list)');
});

test('a key among the log lines of the proof is hidden as a whole', () => {
  const report = reportOn(...CRASH);
  const body = 'MIIEvQIBADANBgkqhkiG9w0BAQEFAASCBKcwggSjAgEAAoIBAQC7'.padEnd(64, 'x');
  const lines = ['-----BEGIN PRIVATE KEY-----', body, body, '-----END PRIVATE KEY-----', 'after'];
  const findings = report.findings.map((finding) => ({
    ...finding,
    evidence: [{ kind: 'log', object: 'pod/a', container: 'b', run: 'current', lines } as const],
  }));
  const { message } = renderReply({ kind: 'report', ask: ASK, report: { ...report, findings } }, OPTIONS);
  expect(readable(message)).toContain('after');
  expect(JSON.stringify(message)).not.toContain('MIIEvQIB');
});

test('a command that finds no room is left out as a whole', () => {
  const report = reportOn(...CRASH);
  const [finding] = report.findings;
  if (!finding) throw new Error('the recording has a finding');
  const remedy = { text: 'Do this.', command: `kubectl patch ${'x'.repeat(3500)}`, changes: true };
  const { message } = renderReply(
    { kind: 'report', ask: ASK, report: { ...report, findings: [{ ...finding, remedies: [remedy] }] } },
    OPTIONS,
  );
  expect(readable(message)).toContain('too long for Slack');
  expect(readable(message)).not.toContain('kubectl patch');
});
