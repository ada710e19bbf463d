import { shellQuote } from '../../diagnosis/fill.ts';
import { wasUnwell } from '../../incidents/incident-key.ts';
import { bold, code, context, line, plain, type RichText, rich } from './block-kit.ts';
import { type Part, part } from './fit-blocks.ts';
import { incidentButtons } from './incident-buttons.ts';
import { incidentHeadline, isResolvedTooEarly, isSnoozed } from './incident-headline.ts';
import type { ShownIncident } from './incident-shown.ts';
import { durationWords, momentWords, namesShown, ordinal } from './incident-words.ts';
import { byUser, groupMention } from './mentions.ts';
import { footerText } from './words.ts';

/** Longer ones stand in the thread: half a command is another command. */
const LONGEST_COMMAND = 300;

/** What is said of an incident in a channel, to be read on a phone: how it is, since when, what to do. */
export function cardParts(incident: ShownIncident, now: number, withFix = true): readonly Part[] {
  return [
    part(0, [rich(line(bold(incidentHeadline(incident, now), 600), ...moreLines(incident, now)))]),
    part(0, [context(aboutAlerts(incident, now), groupMention(incident.mention))]),
    ...whoHasIt(incident, now),
    ...(withFix ? fixPart(incident) : []),
    part(0, incidentButtons(incident)),
  ];
}

function moreLines(incident: ShownIncident, now: number): readonly RichText[] {
  const { state, title, openedAt, flaps } = incident;
  const isOver = state !== 'open' || isResolvedTooEarly(incident);
  const cause =
    isOver && wasUnwell(incident) ? [plain(`\n${state === 'open' ? 'Cause' : 'It was'}: ${title}`)] : [];
  const again = flaps === 0 ? [] : [plain(`\n${againWords(incident, now - openedAt)}`)];
  return [...cause, ...again, ...nextStep(incident)];
}

function againWords({ state, flaps }: ShownIncident, ms: number): string {
  if (state !== 'open') return `It was unwell ${flaps + 1} times.`;
  return `Unwell again, for the ${ordinal(flaps + 1)} time in ${durationWords(ms)}.`;
}

/** Where nothing is known of the pods: what to do about that. */
function nextStep({ state, cause, subject }: ShownIncident): readonly RichText[] {
  if (state === 'closed') return [];
  const { kind, name, namespace } = subject;
  const target = shellQuote(`${kind.toLowerCase()}/${name}`);
  const inside = namespace ? ` -n ${shellQuote(namespace)}` : '';
  if (cause === 'question')
    return [
      plain('\nGive the alert a '),
      code('namespace'),
      plain(' label, or ask: '),
      code(`/pod why ${target} -n NAMESPACE`),
    ];
  if (cause === 'not-found')
    return [
      plain('\nIt may have been deleted since. What is there: '),
      code(`/pod list${namespace ? ` ${shellQuote(namespace)}` : ''}`),
    ];
  if (cause === 'ambiguous')
    return [plain('\nAsk with its kind: '), code(`/pod why KIND/${shellQuote(name)}${inside}`)];
  if (cause === 'unanswered') return [plain('\nI try again by myself; Re-run tries now.')];
  return [];
}

function aboutAlerts(incident: ShownIncident, now: number): string {
  const { alerts, severity, openedAt, closedAt, state, subject } = incident;
  const begun = momentWords(openedAt, now);
  // How long it has been is another thing by the time that it is read.
  const span =
    state === 'closed' && closedAt !== undefined
      ? `${begun} to ${momentWords(closedAt, now)}`
      : `since ${begun}`;
  return footerText([namesShown(alerts), severity, span, subject.cluster && `cluster ${subject.cluster}`]);
}

function whoHasIt(incident: ShownIncident, now: number): readonly Part[] {
  const { acknowledged, snoozed } = incident;
  const taken = acknowledged && [
    context(`👀 Acknowledged at ${momentWords(acknowledged.at, now)}`, byUser(acknowledged.user)),
  ];
  const quiet = snoozed &&
    isSnoozed(incident, now) && [
      context(`💤 Snoozed until ${momentWords(snoozed.until, now)}`, byUser(snoozed.user)),
    ];
  return [...(taken ? [part(0, taken)] : []), ...(quiet ? [part(0, quiet)] : [])];
}

function fixPart({ state, fix }: ShownIncident): readonly Part[] {
  if (state !== 'open' || !fix) return [];
  const { text, command, changes } = fix;
  const said = [bold('Fix'), plain(`   ${text}`, 400)];
  const fits = command !== undefined && command.length <= LONGEST_COMMAND && !/\n|…$/.test(command);
  const marked = changes ? [plain('   ⚠️ changes the cluster')] : [];
  const ready = fits ? [plain('   '), code(command), ...marked] : [];
  return [part(1, [rich(line(...said, ...ready))])];
}
