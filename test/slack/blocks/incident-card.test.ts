import { describe, expect, it } from 'vitest';
import type { Incident } from '../../../src/incidents/incident.ts';
import type { Message } from '../../../src/ports.ts';
import { ACTION_IDS } from '../../../src/slack/blocks/action-ids.ts';
import { buttonsOf, expectGood, readable } from './checks.ts';
import { alert, NOW, OPEN, rendering, STATES } from './incident-fixtures.ts';
import { ASK, reportOn } from './replies.ts';

const { incidentAcknowledge, incidentSnoozeHour, incidentSnoozeTomorrow, incidentRerun, incidentSilence } =
  ACTION_IDS;
const SNOOZE = [incidentSnoozeHour, incidentSnoozeTomorrow];

function card(state: string): Message {
  const incident = STATES[state];
  if (!incident) throw new Error(`no fixture ${state}`);
  return rendering.card(incident);
}

function first(incident: Incident): string {
  return rendering.card(incident).text;
}

describe('the first line of a card', () => {
  it.each([
    ['open', '🔥 Deployment shop/web: app was killed at its memory limit of 64Mi (3 of 5 pods)'],
    ['acknowledged', '👀 Deployment shop/web: app was killed'],
    ['snoozed', '💤 Deployment shop/web: app was killed'],
    ['recovered', '🟢 Deployment shop/web: 5 of 5 pods ready; KubePodCrashLooping still fires'],
    ['closed', '✅ Deployment shop/web: resolved after 14 min; 5 of 5 pods ready'],
    ['gone', '✅ Deployment shop/web: gone after 12 min'],
    [
      'resolved-but-unwell',
      '⚠️ Deployment shop/web: KubePodCrashLooping is resolved, but 2 of 5 pods are still',
    ],
    ['well-all-along', '🟢 Deployment shop/web is well: 3 of 3 pods ready; KubePodCrashLooping fires'],
    ['question', '❔ Pod web-1: Which namespace?'],
    ['unanswered', '❔ Pod shop/web-1: The cluster prod did not answer'],
    ['node', '🔥 Node worker-3: the kubelet has not reported'],
  ])('of an incident that is %s', (state, says) => {
    expect(card(state).text).toContain(says);
    expect(readable(card(state)).split('\n')[0]).toContain(says);
  });

  it('says nothing of pods that were replaced', () => {
    expect(first({ ...OPEN, state: 'closed', closedAt: NOW })).toBe(
      '✅ Deployment shop/web: closed after 12 min',
    );
  });

  it('counts no pods of a single pod', () => {
    const subject = { ...OPEN.subject, kind: 'Pod', name: 'web-1' };
    expect(first({ ...OPEN, subject, pods: 1, unwell: ['web-1'] })).toMatch(/of 64Mi$/);
  });

  it('is no longer snoozed once the time is up', () => {
    expect(first({ ...OPEN, snoozed: { user: 'U0BEN', until: NOW - 1 } })).toContain('🔥');
  });

  it('knows of a subject that is gone while its alert still fires', () => {
    expect(first({ ...OPEN, state: 'recovered', unwell: [], pods: 0, verdict: 'unknown' })).toContain(
      ': gone; KubePodCrashLooping',
    );
  });
});

describe('the lines below', () => {
  it('name the alerts, the worst severity and since when', () => {
    expect(readable(card('open'))).toContain(
      'KubePodCrashLooping, KubePodNotReady +1 more · critical · since 14:05 UTC · cluster prod',
    );
  });

  it('name alerts of one name once', () => {
    const twice = [alert('A', { fingerprint: '1' }), alert('A', { fingerprint: '2' })];
    expect(readable(rendering.card({ ...OPEN, alerts: twice }))).toContain('A · warning · since');
  });

  it('say the day of what was not today', () => {
    const shown = readable(rendering.card({ ...OPEN, openedAt: NOW - 50 * 3_600_000 }));
    expect(shown).toContain('since 2026-11-20 12:17 UTC');
  });

  it('say who has it, as a mention', () => {
    expect(readable(card('acknowledged'))).toContain('Acknowledged at 14:07 UTC\nby <@U0ANN>');
    expect(readable(card('snoozed'))).toContain('Snoozed until 2026-11-23 08:17 UTC\nby <@U0BEN>');
  });

  it('count the times that it came again', () => {
    expect(readable(card('flapped'))).toContain('Unwell again, for the 3rd time in 1 h 10 min.');
  });

  it('say how to answer a question', () => {
    expect(readable(card('question'))).toContain('/pod why pod/web-1 -n NAMESPACE');
    expect(readable(card('question'))).toContain('\nnamespace\n');
  });

  it('hold a command whole or not at all', () => {
    const long = `kubectl ${'x'.repeat(400)}`;
    const shown = readable(rendering.card({ ...OPEN, fix: { text: 'Do it', command: long } }));
    expect(shown).toContain('Do it');
    expect(shown).not.toContain('kubectl');
    expect(readable(card('open'))).toContain('--limits=memory=128Mi');
  });

  it('call on a user group where the incident does, and on nothing that is not the id of one', () => {
    expect(readable(card('mentioning'))).toContain('<!subteam^S0ONCALL>');
    for (const mention of ['U0ANN', '!channel', 'S0X> <!channel', 's0x', 'S'])
      expect(JSON.stringify(rendering.card({ ...OPEN, mention }))).not.toContain('<!');
  });

  it('mention nobody by what is no user’s id', () => {
    for (const user of ['!channel', 'S0ONCALL', 'U0> <!here', ''])
      expect(JSON.stringify(rendering.card({ ...OPEN, acknowledged: { user, at: NOW } }))).not.toContain('<');
  });
});

describe('the buttons of a card', () => {
  it.each([
    ['open', [incidentAcknowledge, ...SNOOZE, incidentRerun, incidentSilence]],
    ['acknowledged', [...SNOOZE, incidentRerun, incidentSilence]],
    ['recovered', [incidentAcknowledge, ...SNOOZE, incidentRerun, incidentSilence]],
    ['resolved-but-unwell', [incidentAcknowledge, ...SNOOZE, incidentRerun]],
    ['closed', [incidentRerun]],
    ['gone', [incidentRerun]],
  ])('fit an incident that is %s', (state, ids) => {
    expect(buttonsOf(card(state))).toEqual(ids.map((id) => ({ id, value: OPEN.id })));
  });

  it('make one of them stand out', () => {
    expect(JSON.stringify(card('open')).match(/"style":"primary"/g)).toHaveLength(1);
  });
});

describe('the card and the report in one message', () => {
  const report = reportOn('r-feed-timeline', 'deploy/timeline');
  const reply = { kind: 'report', ask: ASK, report } as const;

  it('holds both, with no button that would put the incident out of sight', () => {
    const full = rendering.full(OPEN, reply);
    expectGood(full);
    expect(full.text).toBe(rendering.card(OPEN).text);
    const ids = buttonsOf(full).map(({ id }) => id);
    expect(ids).toEqual(expect.arrayContaining([incidentAcknowledge, ACTION_IDS.logs, ACTION_IDS.yaml]));
    expect(ids).not.toContain(ACTION_IDS.rerun);
    expect(ids).not.toContain(ACTION_IDS.watch);
    expect(readable(full)).toContain('REDIS_URL is not set');
  });

  it('says the fix once, as the report does', () => {
    const full = readable(rendering.full(OPEN, reply));
    expect(full.match(/^Fix$/gm)).toHaveLength(1);
    expect(full).not.toContain('--limits=memory=128Mi');
  });

  it('names what may have been meant where nothing was found', () => {
    const near = [{ kind: 'Pod', namespace: 'shop', name: 'web-2' }];
    const full = rendering.full(OPEN, {
      ...{ kind: 'unresolved', ask: ASK, code: 'not-found', message: 'no' },
      near,
      elsewhere: [],
    });
    expect(readable(full)).toContain('It may be: Pod shop/web-2');
  });

  it('leaves the report alone in the thread with its own buttons, but for the one that asks again', () => {
    const ids = buttonsOf(rendering.report(reply)).map(({ id }) => id);
    expect(ids).toEqual(expect.arrayContaining([ACTION_IDS.logs, ACTION_IDS.events, ACTION_IDS.watch]));
    expect(ids).not.toContain(ACTION_IDS.rerun);
  });
});
