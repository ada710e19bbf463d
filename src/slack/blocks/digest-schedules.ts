import { counted } from '../../diagnosis/counted.ts';
import type { DigestSubscription, ScheduledDigest } from '../../digests/subscription.ts';
import type { Message } from '../../ports.ts';
import { cutLine } from '../limits.ts';
import type { ScheduleCommand } from '../parsed-command.ts';
import { ACTION_IDS } from './action-ids.ts';
import {
  actions,
  type Block,
  type Button,
  bold,
  button,
  code,
  context,
  line,
  lineWithButton,
  plain,
  rich,
} from './block-kit.ts';
import { type Part, part } from './fit-blocks.ts';
import { byUser } from './mentions.ts';
import { message } from './rendered.ts';
import { footerText, placesWords } from './words.ts';
import { zonedMoment } from './zoned-moment.ts';

/** What has become of a subscription. */
export type ScheduleChange = Exclude<ScheduleCommand['act'], 'list'>;

/** Beyond these each has one line. */
const MOST_IN_FULL = 12;
const NAME = 100;
/** What is longer is cut, and then is no command any more. */
const LONGEST_COMMAND = 290;

const DONE: Readonly<Record<ScheduleChange, string>> = {
  subscribe: 'Subscribed',
  pause: 'Paused',
  resume: 'Resumed',
  remove: 'Removed',
};

const PASSING =
  'podwhy keeps this in memory, so it ends when podwhy is restarted. With REDIS_URL, or in the configuration, it stays.';

/** For everyone in the channel: which digest, what was done about it, when the next one comes, how to undo it. */
export function scheduleChanged(
  change: ScheduleChange,
  { subscription, next, isPassing }: ScheduledDigest,
  { now, user }: { readonly now: number; readonly user: string },
): Message {
  const place = placeWords(subscription);
  const what = changeWords(change, subscription, nextWords(subscription, next, now));
  const undo = undoCommands(change, subscription);
  return message(`Digest of ${place}${what}`, [
    part(0, [rich(line(plain(`${markOf(change)} `), bold(`Digest of ${place}`), plain(what)))]),
    ...(undo.length === 0 ? [] : [part(1, [rich(line(...undo.map((one) => code(one))))])]),
    ...(change === 'subscribe' && isPassing ? [part(0, [context(PASSING)])] : []),
    part(1, [context(DONE[change], byUser(user))]),
  ]);
}

/** All digests of a channel, with what can be done about each. */
export function scheduleList(scheduled: readonly ScheduledDigest[], now: number): Message {
  if (scheduled.length === 0) return noSchedules();
  const title = `${counted(scheduled.length, 'digest is', 'digests are')} scheduled here`;
  const inFull = scheduled.length <= MOST_IN_FULL;
  return message(title, [
    part(0, [rich(line(bold(title)))]),
    ...scheduled.map((one): Part => {
      const variants = inFull ? [fullEntry(one, now), shortEntry(one, now)] : [shortEntry(one, now)];
      return { importance: 1, variants, leftOut: 'the other digests' };
    }),
  ]);
}

function noSchedules(): Message {
  const title = 'No digest is scheduled here';
  return message(title, [
    part(0, [
      rich(
        line(plain(`${title}. One every weekday: `), code('/pod digest subscribe "weekdays 09:00" -n shop')),
      ),
    ]),
    part(0, [context('/pod help digest says more.')]),
  ]);
}

function markOf(change: ScheduleChange): string {
  return { subscribe: '📬', pause: '⏸️', resume: '📬', remove: '🗑️' }[change];
}

function changeWords(change: ScheduleChange, of: DigestSubscription, next: string): string {
  if (change === 'pause') return ` (${whenWords(of)}) is paused`;
  if (change === 'remove') return ` (${whenWords(of)}) is not posted here any more`;
  return `: ${footerText([whenWords(of), next])}`;
}

/** A command each. */
function undoCommands(change: ScheduleChange, of: DigestSubscription): readonly string[] {
  const about = (act: string) => `/pod digest ${act} ${of.id}`;
  const commands = {
    subscribe: [about('pause')],
    pause: [about('resume')],
    resume: [about('pause')],
    remove: [subscribeCommand(of)],
  }[change];
  return commands.filter((command) => command.length <= LONGEST_COMMAND);
}

function subscribeCommand({ when, namespaces, timeZone, cluster }: DigestSubscription): string {
  const names = namespaces?.join(',');
  const where = names === undefined ? ' -A' : names === '' ? '' : ` -n ${names}`;
  return `/pod digest subscribe "${when}"${where} --tz ${timeZone} --cluster ${cluster}`;
}

function placeWords({ namespaces, cluster }: DigestSubscription): string {
  const places = placesWords(namespaces === undefined ? { allNamespaces: true } : { namespaces });
  const name = cutLine(cluster, NAME);
  return places === undefined ? name : `${places} on ${name}`;
}

function whenWords({ when, timeZone }: DigestSubscription): string {
  return `${cutLine(when, NAME)} ${cutLine(timeZone, NAME)}`;
}

function nextWords({ paused, timeZone }: DigestSubscription, next: number | undefined, now: number): string {
  if (paused) return 'paused';
  const moment = next === undefined ? '' : zonedMoment(next, timeZone, now);
  return moment === '' ? '' : `next: ${moment}`;
}

function fullEntry({ subscription, next }: ScheduledDigest, now: number): readonly Block[] {
  const about = footerText([whenWords(subscription), nextWords(subscription, next, now)]);
  const from = subscription.source === 'config' ? 'from the configuration' : '';
  return [
    rich(line(bold(placeWords(subscription)), plain(`   ${about}`))),
    context(footerText([cutLine(subscription.id, NAME), from]), byUser(subscription.user ?? '')),
    ...actions([...pauseButton(subscription), ...removeButton(subscription)]),
  ];
}

function shortEntry({ subscription, next }: ScheduledDigest, now: number): readonly Block[] {
  const id = cutLine(subscription.id, NAME);
  const text = footerText([
    id,
    placeWords(subscription),
    whenWords(subscription),
    nextWords(subscription, next, now),
  ]);
  return [lineWithButton(text, pauseButton(subscription))];
}

function pauseButton({ id, paused }: DigestSubscription): readonly Button[] {
  return paused ? button('Resume', ACTION_IDS.digestResume, id) : button('Pause', ACTION_IDS.digestPause, id);
}

/** What stands in the configuration would come back. */
function removeButton({ id, source }: DigestSubscription): readonly Button[] {
  return source === 'config' ? [] : button('Remove', ACTION_IDS.digestRemove, id);
}
