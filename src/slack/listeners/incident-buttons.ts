import type { App } from '@slack/bolt';
import type { InboxItem } from '../../incidents/alert-news.ts';
import type { Incident } from '../../incidents/incident.ts';
import { type AuditLine, auditOfAct } from '../audit.ts';
import { ACTION_IDS } from '../blocks/action-ids.ts';
import { refusalMessage } from '../blocks/failed.ts';
import { silenceMessage } from '../blocks/incident-silence.ts';
import { failureText } from '../failure-text.ts';
import type { Door, IncidentDoor } from '../front-door.ts';
import { sayAside } from '../take-ask.ts';
import { type Click, onNamed } from './on-click.ts';

type Verb = 'acknowledge' | 'snooze-hour' | 'snooze-tomorrow' | 'rerun' | 'open' | 'silence';

const VERBS: readonly (readonly [actionId: string, verb: Verb])[] = [
  [ACTION_IDS.incidentAcknowledge, 'acknowledge'],
  [ACTION_IDS.incidentSnoozeHour, 'snooze-hour'],
  [ACTION_IDS.incidentSnoozeTomorrow, 'snooze-tomorrow'],
  [ACTION_IDS.incidentRerun, 'rerun'],
  [ACTION_IDS.incidentOpen, 'open'],
  [ACTION_IDS.incidentSilence, 'silence'],
];
/** What makes no sense once it is over: the card of another time is still on the screen. */
const WHILE_OPEN: ReadonlySet<Verb> = new Set(['acknowledge', 'snooze-hour', 'snooze-tomorrow']);

const FORGOTTEN = 'This incident is over and forgotten. Ask with /pod why and a name.';
const CLOSED = 'This incident is closed already.';
const OFF = 'Alerts are not followed here any more. Ask with /pod why and a name.';

interface CardClick extends Click {
  readonly verb: Verb;
  /** Of the incident. */
  readonly incident: string;
}

/** The buttons of an incident's card, and the menu of a storm: a worker does what they ask, and edits the card. */
export function registerIncidentButtons(app: App, door: Door): void {
  for (const [actionId, verb] of VERBS) {
    onNamed(app, door, actionId, (incident, click) =>
      door.turns.quick(() => take({ ...click, verb, incident }, door)),
    );
  }
}

async function take(click: CardClick, door: Door): Promise<void> {
  const { aside } = click.clicked;
  const { incidents } = door;
  if (incidents === undefined) return sayAside(aside, refusalMessage(OFF), door);
  try {
    const incident = await incidents.find(click.incident);
    if (incident === undefined) return await sayAside(aside, refusalMessage(FORGOTTEN), door);
    await act(click, incident, incidents, door);
  } catch (error) {
    door.logger.warn('slack.incident-click-failed', { incident: click.incident, problem: String(error) });
    await sayAside(aside, refusalMessage(failureText(error)), door);
  }
}

async function act(click: CardClick, incident: Incident, incidents: IncidentDoor, door: Door): Promise<void> {
  const { verb, clicked } = click;
  const say = (text: string) => sayAside(clicked.aside, refusalMessage(text), door);
  const decision = await incidents.mayAct(clicked.asker, incident);
  if (!decision.allowed) {
    audit(click, incident, door, { outcome: 'refused', verdict: 'denied' });
    return say(decision.message);
  }
  if (WHILE_OPEN.has(verb) && incident.state === 'closed') return say(CLOSED);
  if (verb === 'silence') {
    const silence = silenceMessage(incidents.silence(incident), door.clean);
    await sayAside(clicked.aside, silence, door);
  } else {
    await incidents.act(incident, itemOf({ ...click, verb }, incident, incidents));
  }
  audit(click, incident, door, { outcome: 'answered' });
}

function itemOf(
  { verb, clicked, askedAt }: CardClick & { readonly verb: Exclude<Verb, 'silence'> },
  incident: Incident,
  incidents: IncidentDoor,
): Extract<InboxItem, { kind: 'action' }> {
  const item = { kind: 'action', incident: incident.id, user: clicked.asker.user, at: askedAt } as const;
  if (verb === 'snooze-hour') return { ...item, action: 'snooze', until: incidents.snoozeUntil('hour') };
  if (verb === 'snooze-tomorrow')
    return { ...item, action: 'snooze', until: incidents.snoozeUntil('tomorrow') };
  return { ...item, action: verb };
}

function audit(
  { verb, clicked, askedAt }: CardClick,
  incident: Incident,
  door: Door,
  came: Pick<AuditLine, 'outcome' | 'verdict'>,
): void {
  const { id, asker } = clicked;
  door.audit(auditOfAct({ id, verb, asker, askedAt }, incident, door.clock.now(), came));
}
