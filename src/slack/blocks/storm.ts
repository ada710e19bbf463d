import { counted } from '../../diagnosis/counted.ts';
import type { Incident, Storm } from '../../incidents/incident.ts';
import { wasUnwell } from '../../incidents/incident-key.ts';
import { isCritical } from '../../incidents/severity.ts';
import { MOST_STORM_LINES } from '../../incidents/storm-lines.ts';
import { type Blast, blastOf } from '../../incidents/storm-order.ts';
import type { Message } from '../../ports.ts';
import { cutLine, LIMITS } from '../limits.ts';
import { ACTION_IDS } from './action-ids.ts';
import {
  type Block,
  bold,
  bullets,
  context,
  line,
  menu,
  plain,
  rich,
  type SectionPart,
} from './block-kit.ts';
import { type Part, part } from './fit-blocks.ts';
import { incidentMark } from './incident-headline.ts';
import type { ShownIncident } from './incident-shown.ts';
import { durationWords, momentWords, ofPods } from './incident-words.ts';
import { groupMention } from './mentions.ts';
import { message } from './rendered.ts';
import { footerText } from './words.ts';

/** How many incidents are told, from the roomiest message to the tightest. */
const LINES = [MOST_STORM_LINES, 12, 6, 3];
/** Each option is shown and carries an id: a hundred long ones are more than a message takes. */
const OPTIONS = [LIMITS.options, 60, 30, 15];
const TITLE = 130;

/** Incidents as they come out of the gate, the worst first, beside what they were made of. */
export interface StormShown {
  readonly storm: Storm;
  readonly incidents: readonly Incident[];
  readonly shown: readonly ShownIncident[];
  readonly now: number;
}

/** Many incidents in one message: how far it reaches, the worst of them, and a menu to open a thread for one. */
export function stormMessage(it: StormShown): Message {
  const blast = blastOf(it.incidents);
  const headline = headlineOf(it, blast);
  return message(headline, [
    part(0, [rich(line(bold(headline, 600)))]),
    part(0, [context(aboutStorm(it, blast), groupMention(it.storm.mention))]),
    ...worstPart(it),
    ...menuPart(it),
  ]);
}

/** For the thread of a summary that was there before something critical came: an edit would tell nobody. */
export function stormCall({ mention }: Storm): Message {
  const text = '🚨 Something critical is among these now';
  return message(text, [
    part(0, [rich(line(plain(text)))]),
    part(0, [context('Critical for', groupMention(mention))]),
  ]);
}

function headlineOf({ storm }: StormShown, { pods, namespaces, open }: Blast): string {
  const all = counted(storm.incidents.length, 'incident');
  // The first ones have messages of their own.
  const more = counted(storm.incidents.length, 'more incident');
  if (storm.over)
    return open === 0
      ? `✅ The storm is over: ${all}, none open any more`
      : `🌤️ The storm is over: ${open} of ${all} still open`;
  const reach = [
    ...(pods > 0 ? [counted(pods, 'pod')] : []),
    ...(namespaces > 0 ? [`in ${counted(namespaces, 'namespace')}`] : []),
  ].join(' ');
  return `⛈️ ${more} in ${spanOf(storm)}${reach === '' ? '' : `: ${reach}`}`;
}

function spanOf({ beganAt, lastAt }: Storm): string {
  return durationWords(Math.max(lastAt - beganAt, 60_000));
}

function aboutStorm({ storm, shown, now }: StormShown, blast: Blast): string {
  const { open, recovered, closed, critical } = blast;
  const clusters = [
    ...new Set(shown.map(({ subject }) => subject.cluster).filter((cluster) => cluster !== '')),
  ];
  return footerText([
    critical > 0 && !storm.over ? `${critical} critical` : '',
    `${open} open`,
    recovered > 0 ? `${recovered} recovered` : '',
    closed > 0 ? `${closed} closed` : '',
    storm.over
      ? `${momentWords(storm.beganAt, now)} to ${momentWords(storm.lastAt, now)}`
      : `since ${momentWords(storm.beganAt, now)}`,
    clusters.length > 1 ? `${clusters.length} clusters` : clusters[0] && `cluster ${clusters[0]}`,
  ]);
}

function worstPart({ storm, shown, now }: StormShown): readonly Part[] {
  if (shown.length === 0) return [];
  const many = new Set(shown.map(({ subject }) => subject.cluster)).size > 1;
  const blocks = (most: number): readonly Block[] => {
    const lines = shown.slice(0, most).map((incident) => incidentLine(incident, now, many));
    const rest = shown.length - lines.length;
    const more = rest > 0 ? [context(`and ${rest} more${whereAll(storm, shown.length)}`)] : [];
    return [rich(bullets(lines)), ...more];
  };
  return [{ importance: 1, variants: LINES.map(blocks), leftOut: 'the incidents' }];
}

/** The list of all is made once, at the end, and of many alone. */
function whereAll({ over }: Storm, count: number): string {
  if (count <= MOST_STORM_LINES) return '';
  return over ? ', all in the file in the thread' : ', all in a file in the thread once it is over';
}

function incidentLine(incident: ShownIncident, now: number, withCluster: boolean): SectionPart {
  const { about, subject, openedAt } = incident;
  const said = [
    stateWords(incident),
    shareWords(incident),
    criticalWord(incident),
    `since ${momentWords(openedAt, now)}`,
    withCluster ? subject.cluster : '',
  ];
  return line(plain(`${incidentMark(incident, now)} `), bold(about, 160), plain(`   ${footerText(said)}`));
}

function stateWords(incident: ShownIncident): string {
  const { state, cause, title } = incident;
  const what = cutLine(title, TITLE);
  if (state === 'closed') return wasUnwell(incident) ? `closed (was: ${what})` : 'closed';
  if (state === 'recovered') return `recovered (was: ${what})`;
  return cause === 'none' ? 'the alert fires, but it is well' : what;
}

function shareWords({ state, unwell, pods, subject }: ShownIncident): string {
  return state !== 'open' || unwell === 0 || subject.kind === 'Pod' ? '' : ofPods(unwell, pods);
}

function criticalWord({ state, severity }: ShownIncident): string {
  return state === 'open' && isCritical(severity) ? 'critical' : '';
}

function menuPart({ shown }: StormShown): readonly Part[] {
  const options = shown
    .filter(({ id, state }) => state !== 'closed' && id !== '' && id.length <= LIMITS.optionValue)
    .map((incident) => ({ text: optionText(incident), value: incident.id }));
  if (options.length === 0) return [];
  // Slack refuses two options of one value.
  const unique = [...new Map(options.map((option) => [option.value, option])).values()];
  const variants = OPTIONS.map((most) => [
    menu('storm', ACTION_IDS.incidentOpen, 'Open the thread of…', unique.slice(0, most)),
  ]);
  return [{ importance: 2, variants, leftOut: 'a menu' }];
}

/** The end of a long name tells more than its start. */
function optionText({ subject, unwell, pods }: ShownIncident): string {
  const { kind, namespace, name } = subject;
  const share = unwell > 0 && kind !== 'Pod' ? ` · ${ofPods(unwell, pods)}` : '';
  const whole = `${kind} ${namespace ? `${namespace}/` : ''}${name}`;
  const room = LIMITS.optionText - share.length;
  const characters = [...whole];
  const start = Math.max(0, characters.length - room + 1);
  return (whole.length > room ? `…${characters.slice(start).join('')}` : whole) + share;
}
