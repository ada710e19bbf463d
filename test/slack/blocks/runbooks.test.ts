import { expect, test } from 'vitest';
import type { Report } from '../../../src/diagnosis/report.ts';
import { validateBlocks } from '../../../src/playground/slack/blocks/validate-blocks.ts';
import { renderReply } from '../../../src/slack/blocks/render-reply.ts';
import type { RenderedReply } from '../../../src/slack/blocks/rendered.ts';
import { ASK, OPTIONS, reportOn } from './replies.ts';

const URL = 'https://wiki.example.com/oom?app=deployment%2Fweb';

function rendered(runbooks: readonly string[], options: Partial<typeof OPTIONS> = {}): RenderedReply {
  const report = reportOn('r-feed-timeline', 'deploy/timeline');
  const [first, ...rest] = report.findings;
  if (!first) throw new Error('the recording has no finding');
  const withLinks: Report = { ...report, findings: [{ ...first, runbooks }, ...rest] };
  return renderReply({ kind: 'report', ask: ASK, report: withLinks }, { ...OPTIONS, ...options });
}

function linksOf({ message }: RenderedReply): readonly unknown[] {
  const links: unknown[] = [];
  JSON.stringify(message.blocks, (_, value) => {
    if (value?.type === 'link') links.push(value);
    return value;
  });
  return links;
}

test('a runbook is a link that shows where it leads', () => {
  const reply = rendered([URL]);
  expect(linksOf(reply)).toEqual([{ type: 'link', url: URL, text: URL }]);
  expect(validateBlocks(reply.message.blocks ?? [], 'message')).toEqual([]);
});

test('what is no https URL stays text', () => {
  expect(linksOf(rendered(['javascript:alert(1)', 'http://wiki.example.com/', 'https://']))).toEqual([]);
});

test('there are at most five', () => {
  const many = Array.from({ length: 9 }, (_, index) => `https://wiki.example.com/${index}`);
  expect(linksOf(rendered(many))).toHaveLength(5);
});

test('LOGS=off keeps back a link that quotes the log', () => {
  const line = encodeURIComponent('FATAL: environment variable REDIS_URL is not set');
  const links = linksOf(rendered([`https://wiki.example.com/?q=${line}`, URL], { logs: false }));
  expect(links).toEqual([{ type: 'link', url: URL, text: URL }]);
});
