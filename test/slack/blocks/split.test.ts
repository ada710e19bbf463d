import { expect, test } from 'vitest';
import { playbooks } from '../../../playbooks/index.ts';
import { toReport } from '../../../src/diagnosis/report.ts';
import { renderReply } from '../../../src/slack/blocks/render-reply.ts';
import { crowd, type Some } from '../../support/crowd.ts';
import { diagnoseRecorded } from '../../support/recorded.ts';
import { expectGoodReply, readable } from './checks.ts';
import { ASK, OPTIONS } from './replies.ts';

const COST = { requests: 5, roundTrips: 3, durationMs: 38.4 };

function answerOn(options: Partial<typeof OPTIONS>, ...some: readonly Some[]) {
  const diagnosis = diagnoseRecorded(crowd(...some), 'deploy/web', playbooks);
  const report = toReport(diagnosis, playbooks, { cluster: 'prod', cost: COST });
  const rendered = renderReply({ kind: 'report', ask: ASK, report }, { ...OPTIONS, ...options });
  expectGoodReply(rendered);
  return { text: readable(rendered.message), notice: rendered.message.text };
}

const SIX_HUNDRED: readonly Some[] = [
  { count: 397, kind: 'crash' },
  { count: 100, kind: 'image' },
  { count: 50, kind: 'memory' },
  { count: 3, kind: 'config' },
  { count: 50, kind: 'ready', revision: 'old' },
];

test('six hundred pods are counted by what is wrong with them', () => {
  const { text, notice } = answerOn({}, ...SIX_HUNDRED);
  expect(text).toContain(
    '397 of 600  CrashLoopBackOff  web-new-00000, web-new-00001, web-new-00002 and 394 more',
  );
  expect(text).toContain('3  CreateContainerConfigError, not looked into  web-new-00547');
  expect(text).toContain('50  ready  web-old-00550');
  expect(text).toContain('(100 of 600 pods)');
  expect(text).toContain('3 pods are unwell in yet another way and not looked into');
  expect(notice).toMatch(
    /is unhealthy: 397 of 600 pods: app crashes .*; 100: Registry .*; 50: app was killed .*; 3 not looked into \(CreateContainerConfigError\); 50 ready$/,
  );
});

test('without logs the split has no line of a log in it', () => {
  const { text, notice } = answerOn({ logs: false }, ...SIX_HUNDRED);
  expect(`${text} ${notice}`).not.toContain('FATAL license key has expired');
  expect(notice).toContain('397 of 600 pods: ');
});

test('a few pods are listed one by one, and the unexplained ones are named', () => {
  const { text } = answerOn(
    {},
    { count: 1, kind: 'sandbox', node: 'node-b' },
    { count: 1, kind: 'sandbox', node: 'node-a' },
    { count: 1, kind: 'ready' },
  );
  expect(text).toContain('web-new-00002  1/1 Running');
  expect(text).toContain('Also');
  expect(text).toContain(
    '1 pod is unwell, and nothing that was found says why (ContainerCreating): web-new-00001',
  );
});
