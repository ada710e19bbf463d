import { describe, expect, it, vi } from 'vitest';
import { BotError } from '../../src/errors.ts';
import type { InboxItem } from '../../src/incidents/alert-news.ts';
import type { Incident } from '../../src/incidents/incident.ts';
import type { Message } from '../../src/playground/slack/message.ts';
import type { Slack } from '../../src/playground/slack/slack.ts';
import type { IncidentDoor } from '../../src/slack/front-door.ts';
import { OPEN, rendering, stormOf } from './blocks/incident-fixtures.ts';
import { postAsBot } from './post-as-bot.ts';
import { type Running, running } from './running-app.ts';

/** Incidents in memory, and what was to be done about them. */
class FakeIncidents implements IncidentDoor {
  readonly known = new Map<string, Incident>([[OPEN.id, OPEN]]);
  readonly acts: { readonly incident: Incident; readonly item: Extract<InboxItem, { kind: 'action' }> }[] =
    [];
  broken: BotError | undefined;
  refusal: string | undefined;
  url: string | undefined;

  async find(id: string): Promise<Incident | undefined> {
    if (this.broken) throw this.broken;
    return this.known.get(id);
  }

  async act(incident: Incident, item: Extract<InboxItem, { kind: 'action' }>): Promise<void> {
    this.acts.push({ incident, item });
  }

  /** The first that is to be done, as soon as it is there. */
  firstAct(): Promise<FakeIncidents['acts'][number]> {
    return vi.waitFor(() => {
      const [act] = this.acts;
      if (!act) throw new Error('nothing is to be done');
      return act;
    }, 5_000);
  }

  silence({ alerts }: Incident): { command: string; url?: string } {
    const command = `amtool silence add alertname=${alerts[0]?.alertname} --duration=2h`;
    return { command, ...(this.url === undefined ? {} : { url: this.url }) };
  }

  snoozeUntil(kind: 'hour' | 'tomorrow'): number {
    return kind === 'hour' ? 3_600_000 : 86_400_000;
  }

  async mayAct(): Promise<{ allowed: true } | { allowed: false; message: string }> {
    return this.refusal === undefined ? { allowed: true } : { allowed: false, message: this.refusal };
  }
}

interface Scene {
  readonly slack: Slack;
  readonly run: Running;
  readonly incidents: FakeIncidents;
}

async function scene(withIncidents = true): Promise<Scene> {
  const incidents = new FakeIncidents();
  const { slack, run } = await running(withIncidents ? { incidents } : {});
  return { slack, run, incidents };
}

function cardOf(slack: Slack): Promise<Message> {
  return postAsBot(slack, rendering.card(OPEN));
}

async function said(slack: Slack, user: string): Promise<string> {
  const message = await slack.until(() => slack.user(user).ephemerals('C1')[0]);
  return message.shown;
}

describe('a button of an incident', () => {
  it.each([
    ['Acknowledge', { action: 'acknowledge' }, 'acknowledge'],
    ['Snooze 1 h', { action: 'snooze', until: 3_600_000 }, 'snooze-hour'],
    ['Snooze until tomorrow', { action: 'snooze', until: 86_400_000 }, 'snooze-tomorrow'],
    ['Re-run', { action: 'rerun' }, 'rerun'],
  ])('%s has a worker do it, and leaves an audit line', async (label, what, verb) => {
    const { slack, run, incidents } = await scene();
    const seen = await slack.user('U2').click(await cardOf(slack), label);
    expect(seen.acked).toBe(true);
    const act = await incidents.firstAct();
    expect(act.incident.id).toBe(OPEN.id);
    expect(act.item).toMatchObject({ kind: 'action', incident: OPEN.id, user: 'U2', ...what });
    expect(Math.abs(act.item.at - Date.now())).toBeLessThan(5000);
    expect('until' in act.item).toBe('until' in what);
    await vi.waitFor(() => expect(run.audit).toHaveLength(1), 5_000);
    expect(run.audit).toEqual([
      expect.objectContaining({
        ...{ user: 'U2', channel: 'C1', verb, incident: OPEN.id, outcome: 'answered' },
        ...{ cluster: 'prod', namespace: 'shop', target: 'deployment/web' },
      }),
    ]);
    expect(slack.user('U2').ephemerals('C1')).toEqual([]);
    expect(run.queue.jobs).toEqual([]);
  });

  it('opens the thread of an incident that was chosen in a storm', async () => {
    const { slack, incidents } = await scene();
    const { storm, incidents: many } = stormOf(12);
    const [, chosen] = many;
    if (!chosen) throw new Error('no incident');
    incidents.known.set(chosen.id, chosen);
    const message = await postAsBot(slack, rendering.storm(storm, many));
    await slack.user('U1').select(message, 'incident_open', chosen.id);
    const act = await incidents.firstAct();
    expect(act.item).toMatchObject({ action: 'open', incident: chosen.id, user: 'U1' });
  });

  it('does its work once where Slack delivers the click twice', async () => {
    const { slack, incidents } = await scene();
    const seen = await slack.user('U1').click(await cardOf(slack), 'Acknowledge');
    await slack.redeliver(seen);
    await slack.settled();
    expect(incidents.acts).toHaveLength(1);
  });
});

describe('a click that leads nowhere is answered to the clicker alone', () => {
  it('where the incident is forgotten', async () => {
    const { slack, incidents } = await scene();
    const card = await cardOf(slack);
    incidents.known.clear();
    await slack.user('U1').click(card, 'Re-run');
    expect(await said(slack, 'U1')).toContain('This incident is over and forgotten. Ask with /pod why');
    expect(slack.user('U2').ephemerals('C1')).toEqual([]);
    expect(incidents.acts).toEqual([]);
  });

  it('where it was closed meanwhile', async () => {
    const { slack, incidents } = await scene();
    const card = await cardOf(slack);
    incidents.known.set(OPEN.id, { ...OPEN, state: 'closed', closedAt: 1 });
    await slack.user('U1').click(card, 'Acknowledge');
    expect(await said(slack, 'U1')).toContain('closed already');
    expect(incidents.acts).toEqual([]);
    await slack.user('U1').click(card, 'Re-run');
    await incidents.firstAct();
  });

  it('where it is not allowed, with an audit line', async () => {
    const { slack, run, incidents } = await scene();
    incidents.refusal = 'You may not look at shop.';
    await slack.user('U3').click(await cardOf(slack), 'Create silence');
    expect(await said(slack, 'U3')).toContain('You may not look at shop.');
    expect(run.audit).toEqual([
      expect.objectContaining({ user: 'U3', verb: 'silence', incident: OPEN.id, outcome: 'refused' }),
    ]);
    expect(incidents.acts).toEqual([]);
  });

  it('where the store cannot be reached', async () => {
    const { slack, incidents } = await scene();
    const card = await cardOf(slack);
    incidents.broken = new BotError('queue-unavailable', 'The queue can’t be reached.');
    await slack.user('U1').click(card, 'Acknowledge');
    expect(await said(slack, 'U1')).toContain('The queue can’t be reached.');
  });

  it('where alerts are not followed any more', async () => {
    const { slack } = await scene(false);
    await slack.user('U1').click(await cardOf(slack), 'Acknowledge');
    expect(await said(slack, 'U1')).toContain('not followed here any more');
  });
});

describe('Create silence', () => {
  it('gives the clicker alone the command, and the link where there is one', async () => {
    const { slack, run, incidents } = await scene();
    incidents.url = 'http://alertmanager.example:9093/#/silences/new';
    await slack.user('U1').click(await cardOf(slack), 'Create silence');
    const message = await slack.until(() => slack.user('U1').ephemerals('C1')[0]);
    expect(message.shown).toContain('amtool silence add alertname=KubePodCrashLooping --duration=2h');
    expect(JSON.stringify(message.blocks)).toContain('rich_text_preformatted');
    expect(JSON.stringify(message.blocks)).toContain(incidents.url);
    expect(slack.user('U2').ephemerals('C1')).toEqual([]);
    expect(incidents.acts).toEqual([]);
    // It is written once the clicker has been told.
    await vi.waitFor(() => expect(run.audit).toHaveLength(1), 5_000);
    expect(run.audit).toEqual([expect.objectContaining({ verb: 'silence', outcome: 'answered' })]);
  });
});
