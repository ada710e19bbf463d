import type { IncidentLink } from '../../asks.ts';
import type { Severity } from '../../diagnosis/finding.ts';
import type { DigestItem } from '../../digests/digest.ts';
import { type DigestGroup, type MarkedItem, titleOf } from '../../digests/digest-groups.ts';
import { nameText, ownerText, stateText } from '../../digests/digest-row.ts';
import { cutLine } from '../limits.ts';
import { whyButton } from './answer.ts';
import {
  type Block,
  bold,
  code,
  line,
  linesWithButton,
  linkTo,
  plain,
  type RichLink,
  type RichText,
  rich,
  type SectionPart,
} from './block-kit.ts';
import type { ShownDigest } from './digest-shown.ts';
import { whyTarget } from './digest-target.ts';
import { CHANGES } from './fix.ts';
import { momentWords } from './incident-words.ts';

export const SEVERITY_MARKS: Readonly<Record<Severity, string>> = {
  critical: '🔴',
  warning: '🟠',
  info: '🔵',
};
/** A command is read on a telephone, and the whole answer is a click away. */
const LONGEST_COMMAND = 120;
/** Characters of a title, of one that stands in a row, and of the names of those that have no row. */
const TITLE = 300;
const ROW_TITLE = 160;
const NAMES = 120;

/** A cause: its title once, a row for each owner that is shown, the others by name, and what leads on. */
export function groupBlocks(
  group: DigestGroup,
  chosen: readonly MarkedItem[],
  withCommand: boolean,
  shown: ShownDigest,
): readonly Block[] {
  const { severity, title, items } = group;
  const count = items.length > 1 ? `   ${items.length} owners` : '';
  const rest = items.filter((one) => !chosen.includes(one)).map(({ item }) => nameText(item, shown.digest));
  const tail = [
    ...(rest.length > 0 ? [line(plain(moreWords(rest)))] : []),
    ...(withCommand ? commandLine(group, chosen, shown) : []),
    ...incidentLines(chosen, shown),
  ];
  return [
    rich(line(plain(`${SEVERITY_MARKS[severity]} `), bold(cutLine(title, TITLE)), plain(count))),
    ...chosen.map((one) => rowBlock(one, group, shown)),
    ...(tail.length > 0 ? [rich(...tail)] : []),
  ];
}

function rowBlock(one: MarkedItem, group: DigestGroup, { digest, cluster }: ShownDigest): Block {
  const { item, mark } = one;
  const sign = mark === undefined ? '' : mark === 'flapping' ? '🔁 ' : '🆕 ';
  const target = whyTarget(item);
  const ask = { verb: 'why', cluster, namespace: item.namespace, ...(target ? { target } : {}) } as const;
  const lines = [
    `${sign}${ownerText(item, digest)}`,
    stateText(one, digest),
    ...(saysMore(item, group) ? [cutLine(titleOf(item), ROW_TITLE)] : []),
  ];
  return linesWithButton(lines, target === undefined ? [] : whyButton(ask, 'Why'));
}

/** Whether its title tells something that neither the group's does nor its name. */
function saysMore(item: DigestItem, { title, differ }: DigestGroup): boolean {
  const known = new Set([...title.split(' '), item.name]);
  return (
    differ &&
    titleOf(item)
      .split(' ')
      .some((word) => !known.has(word))
  );
}

/** `and 12 more: cart, pay, …`, no name of it cut. */
function moreWords(names: readonly string[]): string {
  let length = 0;
  const shown = names.filter((name, index) => {
    length += name.length + 2;
    return index === 0 || length <= NAMES;
  });
  const most = shown.length < names.length ? [...shown, '…'] : shown;
  return cutLine(`and ${names.length} more: ${most.join(', ')}`, TITLE);
}

/** The first command that is short enough; whose it is, where it does not mend all. */
function commandLine(
  { items }: DigestGroup,
  chosen: readonly MarkedItem[],
  { digest }: ShownDigest,
): readonly SectionPart[] {
  const owner = chosen.find(({ item }) => isShort(item.fix?.command));
  const { command, changes } = owner?.item.fix ?? {};
  if (!owner || command === undefined) return [];
  const mendsAll = items.every(({ item }) => item.fix?.command === command);
  const label = mendsAll ? 'Fix' : `Fix of ${nameText(owner.item, digest)}`;
  return [
    line(plain(`${label}: `, 100), code(command, LONGEST_COMMAND), plain(changes ? `   ${CHANGES}` : '')),
  ];
}

/** Whole or not at all: half a command is another one. The gate ends what it cuts in `…`. */
function isShort(command: string | undefined): boolean {
  return (
    command !== undefined &&
    command !== '' &&
    !command.endsWith('…') &&
    cutLine(command, LONGEST_COMMAND) === command
  );
}

/** Where the owners that are shown are told of already. */
function incidentLines(chosen: readonly MarkedItem[], shown: ShownDigest): readonly SectionPart[] {
  const told = chosen.flatMap(({ item }) => {
    const incident = shown.incidents.get(item.key);
    return incident ? [{ item, incident }] : [];
  });
  const [first] = told;
  if (!first) return [];
  if (chosen.length === 1) return [line(...oneIncident(first.incident, shown))];
  // Many of a storm are told of in one message.
  const places = [...Map.groupBy(told, ({ incident }) => incident.url)];
  const links = places.flatMap(([url, ones], index) => [
    ...(index > 0 ? [plain(', ')] : []),
    linkTo(url, cutLine(namesOf(ones, shown), NAMES)),
  ]);
  return [line(plain(places.length === 1 ? 'Incident: ' : 'Incidents: '), ...links)];
}

function namesOf(told: readonly { readonly item: DigestItem }[], { digest }: ShownDigest): string {
  return told.map(({ item }) => nameText(item, digest)).join(', ');
}

function oneIncident(
  { openedAt, inStorm, url }: IncidentLink,
  { digest }: ShownDigest,
): readonly (RichText | RichLink)[] {
  return [
    plain(`Incident since ${momentWords(openedAt, Date.parse(digest.takenAt))}: `),
    linkTo(url, inStorm ? 'in a summary of many' : 'its thread'),
  ];
}
