import { expect, test } from 'vitest';
import type { IncidentLink, Reply } from '../../../src/asks.ts';
import { validateBlocks } from '../../../src/playground/slack/blocks/validate-blocks.ts';
import { renderReply } from '../../../src/slack/blocks/render-reply.ts';
import { buttonsOf, readable } from './checks.ts';
import { OPEN, rendering } from './incident-fixtures.ts';
import { ASK, OPTIONS, reportOn } from './replies.ts';

const URL = 'https://acme.slack.com/archives/C0ALERTS/p1763820300000100';
const INCIDENT: IncidentLink = {
  openedAt: Date.parse('2026-11-22T10:05:31Z'),
  channel: 'C0ALERTS',
  threadTs: '1763820300.000100',
  url: URL,
};
const REPORT: Extract<Reply, { kind: 'report' }> = {
  kind: 'report',
  ask: ASK,
  report: reportOn('r-feed-timeline', 'deploy/timeline'),
};

function linesOf(incident: IncidentLink, now = OPTIONS.now): string {
  const { message } = renderReply({ ...REPORT, incident }, { ...OPTIONS, now });
  expect(validateBlocks(message.blocks ?? [], 'message')).toEqual([]);
  return readable(message);
}

test('a report names its incident right above its last line, with the link to it', () => {
  const { message } = renderReply({ ...REPORT, incident: INCIDENT }, OPTIONS);
  expect(message.blocks?.at(-2)).toEqual({
    type: 'rich_text',
    elements: [
      {
        type: 'rich_text_section',
        elements: [
          { type: 'text', text: 'Incident since 10:05 UTC, in its thread: ' },
          { type: 'link', url: URL, text: URL },
        ],
      },
    ],
  });
  expect(readable(message).split('\n').at(-2)).toMatch(/^cluster prod · /);
  expect(buttonsOf(message)).not.toEqual([]);
});

test('nothing else in it changes', () => {
  const before = renderReply(REPORT, OPTIONS).message;
  const after = renderReply({ ...REPORT, incident: INCIDENT }, OPTIONS).message;
  expect(after.text).toBe(before.text);
  expect(after.blocks?.filter((_, index, all) => index !== all.length - 2)).toEqual(before.blocks);
});

test('an incident of another day is told with its day', () => {
  const openedAt = Date.parse('2026-11-20T23:50:00Z');
  expect(linesOf({ ...INCIDENT, openedAt })).toContain(
    'Incident since 2026-11-20 23:50 UTC, in its thread: ',
  );
});

test('one of many has no thread of its own', () => {
  const told = linesOf({ ...INCIDENT, inStorm: true });
  expect(told).toContain('Incident since 10:05 UTC, in a summary of many: ');
  expect(told).not.toContain('in its thread');
});

test('what is no https URL stays text', () => {
  const { message } = renderReply(
    { ...REPORT, incident: { ...INCIDENT, url: 'javascript:alert(1)' } },
    OPTIONS,
  );
  expect(JSON.stringify(message)).not.toContain('"type":"link"');
});

test('what the incident itself tells names no incident', () => {
  for (const { blocks } of [rendering.card(OPEN), rendering.full(OPEN, REPORT), rendering.report(REPORT)])
    expect(JSON.stringify(blocks)).not.toContain('Incident since');
});
