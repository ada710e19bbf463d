import { describe, expect, test } from 'vitest';
import type { Reply, ToldDigest } from '../../../src/asks.ts';
import type { Report } from '../../../src/diagnosis/report.ts';
import { homeView } from '../../../src/slack/blocks/home.ts';
import { renderReply } from '../../../src/slack/blocks/render-reply.ts';
import { TOKENS, VALUES } from '../../diagnosis/redact/planted.ts';
import { madeDigest, madeItem } from '../../support/made-digest.ts';
import { ASK, OPTIONS, reportOn } from './replies.ts';

const TARGET = { kind: 'Pod', namespace: 'shop', name: 'web-1' };
const NOW = '2026-11-22T10:40:00Z';
const REPORT = reportOn('r-feed-timeline', 'deploy/timeline');

/** One text wherever a reply can hold it. */
function repliesWith(text: string): readonly Reply[] {
  const event = { type: 'Warning', reason: 'Failed', message: text, lastTimestamp: NOW };
  const pod = {
    metadata: { name: 'web-1', namespace: 'shop' },
    spec: {
      containers: [{ name: 'app', command: ['sh', '-c', text], env: [{ name: 'OPTS', value: text }] }],
    },
    status: {
      phase: 'Pending',
      message: text,
      containerStatuses: [{ name: 'app', state: { waiting: { reason: 'Failed', message: text } } }],
    },
  };
  const node = {
    metadata: { name: 'node-a' },
    status: { conditions: [{ type: 'Ready', status: 'False', message: text }] },
  };
  const near = [{ kind: 'Pod', namespace: 'shop', name: 'web-1', status: text }];
  return [
    { kind: 'report', ask: ASK, report: reportWith(text) },
    { kind: 'unresolved', ask: ASK, code: 'ambiguous', message: text, near, elsewhere: [] },
    { kind: 'unresolved', ask: ASK, code: 'not-found', message: text, near, elsewhere: near },
    { kind: 'failed', ask: ASK, code: 'api-error', message: text },
    {
      kind: 'logs',
      ask: ASK,
      target: TARGET,
      pod: 'web-1',
      container: 'app',
      previous: false,
      lines: Array.from({ length: 90 }, () => ({ time: NOW, text })),
      containers: [],
    },
    { kind: 'events', ask: ASK, target: TARGET, takenAt: NOW, events: [event] },
    { kind: 'describe', ask: ASK, target: TARGET, takenAt: NOW, pod, events: [event] },
    { kind: 'nodes', ask: ASK, takenAt: NOW, nodes: [node], use: [] },
    { kind: 'digest', ask: ASK, ...digestWith(text) },
    { kind: 'yaml', ask: ASK, target: TARGET, text: `kind: Pod\n# ${text}\n` },
  ];
}

function digestWith(text: string): ToldDigest {
  const item = madeItem({ title: text, examples: [text], fix: { text, command: text } });
  const sign = {
    key: 'a',
    about: 'quota',
    kind: 'ResourceQuota',
    name: 'all',
    severity: 'warning',
    text,
  } as const;
  const digest = madeDigest([item, { ...item, key: 'b', name: 'api' }], {
    signs: [sign],
    gaps: [{ message: text }],
    seen: { namespaces: 1, pods: 42, unwell: 2, undiagnosed: 0 },
    changes: {
      since: NOW,
      new: [],
      ongoing: [],
      flapping: [],
      recovered: Array.from({ length: 40 }, (_, index) => ({ ...item, name: `was-${index}` })),
    },
  });
  return { digest, chart: { png: Uint8Array.of(1), altText: text } };
}

function reportWith(text: string): Report {
  const findings = REPORT.findings.map((finding) => ({
    ...finding,
    title: text,
    says: [text],
    remedies: [{ text, command: text, changes: true }],
    evidence: [
      { kind: 'log', object: 'pod/a', container: 'b', run: 'current', lines: [text] } as const,
      { kind: 'status', object: 'pod/a', field: 'status.message', text } as const,
      {
        kind: 'event',
        object: 'pod/a',
        type: 'Warning',
        reason: 'Failed',
        message: text,
        count: 1,
        lastSeen: NOW,
      } as const,
    ],
  }));
  const gaps = [{ section: 'events', what: text, reason: 'failed', message: text } as const];
  return { ...REPORT, findings, gaps, unexplained: text };
}

describe('no planted secret gets out of any reply', () => {
  for (const { what, secret, texts } of [...TOKENS, ...VALUES])
    test(what, () => {
      for (const text of texts.slice(0, 3)) {
        const planted = text.replace('{}', secret);
        for (const reply of repliesWith(planted)) {
          const rendered = JSON.stringify(renderReply(reply, OPTIONS));
          expect(rendered.includes(secret), `${reply.kind}: ${planted}`).toBe(false);
        }
        const home = homeView([], {
          clean: OPTIONS.clean,
          now: OPTIONS.now,
          places: [],
          problems: [planted],
        });
        expect(JSON.stringify(home)).not.toContain(secret);
      }
    });
});
