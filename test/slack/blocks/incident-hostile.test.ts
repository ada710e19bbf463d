import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import type { Incident, IncidentAlert, IncidentNote, Storm } from '../../../src/incidents/incident.ts';
import { validateBlocks } from '../../../src/playground/slack/blocks/validate-blocks.ts';
import { effectsOf } from '../../../src/playground/slack/effects.ts';
import type { Message } from '../../../src/ports.ts';
import { silenceMessage } from '../../../src/slack/blocks/incident-silence.ts';
import { TOKENS, VALUES } from '../../diagnosis/redact/planted.ts';
import { expectGood } from './checks.ts';
import { HOSTILE, hostileText as text } from './hostile.ts';
import { OPEN, rendering } from './incident-fixtures.ts';
import { OPTIONS } from './replies.ts';

const RUNS = { numRuns: 80 };
const time = fc.oneof(
  fc.nat(),
  fc.integer({ min: 1_700_000_000_000, max: 1_900_000_000_000 }),
  fc.constant(8.7e15),
);
const labels = fc.dictionary(text, text, { maxKeys: 3 });
const status = fc.constantFrom('firing' as const, 'resolved' as const);
const alerts: fc.Arbitrary<readonly IncidentAlert[]> = fc.array(
  fc.record({ fingerprint: text, alertname: text, status, severity: text, startsAt: text, labels }),
  { maxLength: 6 },
);
const subject = fc.record({ cluster: text, namespace: text, kind: text, name: text });
const cause = fc.oneof(
  text,
  fc.constantFrom('none', 'question', 'not-found', 'ambiguous', 'unanswered', 'unexplained', 'a/b'),
);
const incident: fc.Arbitrary<Incident> = fc.record(
  {
    id: text,
    subject,
    template: text,
    cause,
    title: text,
    fix: fc.record({ text, command: text }),
    verdict: fc.constantFrom('healthy' as const, 'unhealthy' as const, 'unknown' as const),
    unwell: fc.array(text, { maxLength: 9 }),
    pods: fc.nat({ max: 9 }),
    state: fc.constantFrom('open' as const, 'recovered' as const, 'closed' as const),
    openedAt: time,
    closedAt: time,
    lookedAt: time,
    alerts,
    flaps: fc.nat({ max: 120 }),
    acknowledged: fc.record({ user: text, at: time }),
    snoozed: fc.record({ user: text, until: time }),
    mention: text,
  },
  {
    requiredKeys: [
      ...(['id', 'subject', 'template', 'cause', 'title', 'verdict', 'unwell', 'pods', 'state'] as const),
      ...(['openedAt', 'lookedAt', 'alerts', 'flaps'] as const),
    ],
  },
);
const storm: fc.Arbitrary<Storm> = fc.record(
  {
    id: text,
    channel: text,
    beganAt: time,
    lastAt: time,
    over: fc.boolean(),
    mention: text,
    incidents: fc.array(text),
  },
  { requiredKeys: ['id', 'channel', 'beganAt', 'lastAt', 'over', 'incidents'] },
);
const count = fc.nat({ max: 9 });
const note: fc.Arbitrary<IncidentNote> = fc.oneof(
  fc.record({ kind: fc.constant('cause-changed' as const), from: text, to: text }),
  fc.record({ kind: fc.constant('spread' as const), from: count, to: count, pods: count }),
  fc.record({ kind: fc.constantFrom('recovered' as const, 'closed' as const), pods: count, afterMs: time }),
  fc.record({ kind: fc.constantFrom('gone' as const, 'replaced' as const), afterMs: time }),
  fc.record({ kind: fc.constant('still-unwell' as const), unwell: count, pods: count }),
  fc.record({ kind: fc.constant('snooze-over' as const) }),
);

describe('whatever an incident holds', () => {
  it('makes a card that Slack takes and in which nothing is markup', () => {
    fc.assert(
      fc.property(incident, (one) => expectGood(rendering.card(one))),
      RUNS,
    );
  });

  it('makes notes of the kind', () => {
    fc.assert(
      fc.property(note, incident, (what, one) => expectGood(rendering.note(what, one))),
      RUNS,
    );
  });

  it('makes a storm of the kind, and its file', () => {
    fc.assert(
      fc.property(storm, fc.array(incident, { maxLength: 40 }), (it, incidents) => {
        expectGood(rendering.storm(it, incidents));
        const { name, title, content } = rendering.stormFile(it, incidents);
        expect(name).toMatch(/^[\w.-]{1,120}$/);
        expect(title.length).toBeLessThanOrEqual(200);
        expect(content.split('\n').length).toBe(incidents.length + 4);
      }),
      { numRuns: 30 },
    );
  });

  it('calls on nobody', () => {
    for (const evil of HOSTILE)
      for (const message of everyMessage(evil))
        expect(effectsOf(message, { parse: 'none', unfurlMedia: false }, new Map()).mentions).toEqual([]);
  });
});

/** One text wherever an incident can hold it. */
function planted(evil: string): Incident {
  return {
    ...OPEN,
    cause: 'x/y',
    title: evil,
    fix: { text: evil, command: evil },
    subject: { cluster: evil, namespace: evil, kind: evil, name: evil },
    unwell: [evil],
    alerts: [
      {
        ...{ fingerprint: evil, alertname: evil, severity: evil, status: 'firing', startsAt: evil },
        labels: { [evil]: evil },
        externalURL: evil,
      },
    ],
  };
}

function everyMessage(evil: string): readonly Message[] {
  const one = planted(evil);
  const storm: Storm = {
    ...{ id: evil, channel: evil, beganAt: 0, lastAt: 0, over: false },
    incidents: [one.id],
  };
  const file = rendering.stormFile(storm, [one]);
  return [
    ...['x/y', 'none', 'question', 'not-found', 'ambiguous', 'unanswered'].map((cause) =>
      rendering.card({ ...one, cause }),
    ),
    rendering.card({ ...one, state: 'recovered' }),
    rendering.card({ ...one, state: 'closed' }),
    rendering.note({ kind: 'cause-changed', from: evil, to: evil }, one),
    rendering.note({ kind: 'gone', afterMs: 1 }, one),
    rendering.note({ kind: 'still-unwell', unwell: 1, pods: 2 }, one),
    rendering.storm(storm, [one]),
    silenceMessage(
      {
        command: `amtool silence add 'x=${evil}'`,
        url: `http://am.example/#/${encodeURIComponent(evil.toWellFormed())}`,
      },
      OPTIONS.clean,
    ),
    { text: file.name + file.title + file.content.replaceAll(/[<>]/g, '') },
  ];
}

describe('no planted secret gets out of an incident', () => {
  for (const { what, secret, texts } of [...TOKENS, ...VALUES])
    test(what, () => {
      for (const said of texts.slice(0, 3)) {
        const text = said.replace('{}', secret);
        for (const message of everyMessage(text)) {
          const shown = JSON.stringify(message);
          expect(shown.includes(secret), text).toBe(false);
          expect(shown.includes(encodeURIComponent(secret)), text).toBe(false);
        }
      }
    });
});

describe('the command of a silence', () => {
  it('is shown whole, with the link that does the same', () => {
    const command = 'amtool silence add alertname=KubePodCrashLooping namespace=shop --duration=2h';
    const url = 'http://alertmanager.example:9093/#/silences/new?filter=%7Bnamespace%3D%22shop%22%7D';
    const message = silenceMessage({ command, url }, OPTIONS.clean);
    expect(validateBlocks(message.blocks ?? [], 'message')).toEqual([]);
    const shown = JSON.stringify(message);
    expect(shown).toContain(command);
    expect(shown).toContain(url);
  });

  it('is not cut in two', () => {
    const message = silenceMessage({ command: `amtool ${'x'.repeat(6000)}` }, OPTIONS.clean);
    expect(JSON.stringify(message)).not.toContain('amtool x');
    expect(JSON.stringify(message)).toContain('too long');
  });

  it.each(['javascript:alert(1)', 'ftp://x/', 'http://', 'x'.repeat(4000)])('leads nowhere by %s', (url) => {
    const message = silenceMessage({ command: 'amtool silence add a=b', url }, OPTIONS.clean);
    expect(JSON.stringify(message)).not.toContain('"link"');
  });
});
