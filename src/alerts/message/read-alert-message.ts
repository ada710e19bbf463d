import type { Alert, AlertGroup, AlertSource } from '../alert.ts';
import { targetOf } from '../target-of.ts';
import { collectDrafts, type Draft } from './collect-drafts.ts';
import { namesObject } from './label-name.ts';
import type { Pair } from './label-value.ts';
import { messageContent } from './message-content.ts';
import { type LinkFacts, readLinks } from './read-link.ts';
import { colorStatus, incidentStatus } from './read-status.ts';
import { readTitle } from './read-title.ts';
import { spokenNames } from './spoken-names.ts';

/**
 * The alerts of a message that another app wrote in Slack, of its text, attachments and blocks; undefined where it is no
 * alert about anything in Kubernetes. Names that are not certain are left out. Never throws.
 */
export function readAlertMessage(message: unknown): AlertGroup | undefined {
  const { lines, links, colors, sender } = messageContent(message);
  const facts = readLinks(links);
  const source = facts.source ?? sourceOf(sender);
  const ofIncident = source === 'pagerduty' || source === 'opsgenie' ? incidentStatus(lines) : undefined;
  const { drafts, sure } = collectDrafts(lines);
  const alone = drafts.length === 1;
  const read = drafts.flatMap((draft) => withShared(draft, drafts[0], facts, alone));
  const otherwise = colorStatus(colors);
  const alerts = read.flatMap(({ labels, status }) =>
    labels.size === 0 ? [] : [toAlert(labels, ofIncident ?? status ?? otherwise)],
  );
  const known = sure || ofIncident !== undefined;
  const told = alerts.filter((alert) => isTold(alert, known));
  if (told.length === 0) return undefined;
  const { receiver, externalURL } = facts;
  return {
    source,
    ...(receiver ? { receiver } : {}),
    ...(externalURL ? { externalURL } : {}),
    alerts: told,
  };
}

/**
 * The alerts of an edited message; undefined also where it says of them what it said before: Slack tells of an edit when it
 * shows a link's preview, and an app when it takes its buttons away.
 */
export function readEditedMessage(message: unknown, previous: unknown): AlertGroup | undefined {
  const alerts = readAlertMessage(message);
  const isNew = JSON.stringify(alerts) !== JSON.stringify(readAlertMessage(previous));
  return isNew ? alerts : undefined;
}

function toAlert(labels: ReadonlyMap<string, string>, status: Alert['status']): Alert {
  // In one order whatever the message's: what is made of them must be the same.
  const sorted = [...labels].toSorted(([a], [b]) => (a < b ? -1 : 1));
  return { status, labels: Object.fromEntries(sorted), annotations: {} };
}

const MOST_SPOKEN_OF = 20;

interface Labelled {
  readonly labels: ReadonlyMap<string, string>;
  readonly status: Alert['status'] | undefined;
}

/** A draft with what its sentences, its title and the message's links add: an alert for each thing that is spoken of. */
function withShared(
  draft: Draft,
  first: Draft | undefined,
  facts: LinkFacts,
  alone: boolean,
): readonly Labelled[] {
  const spoken = namesOne(draft.labels) ? [] : distinct(draft.sentences.map(spokenNames));
  const each = spoken.length > 0 ? spoken : [[]];
  return each.map((said) => {
    const labels = new Map(draft.labels);
    addAll(labels, said);
    const shared = sharedLabels(draft, first, facts, alone && each.length === 1);
    const named = namesOne(labels);
    addAll(
      labels,
      shared.filter(({ name }) => !named || !namesObject(name) || agrees(name, labels, shared)),
    );
    return { labels, status: draft.status };
  });
}

/** Of several alerts, what they share is no name of one of them; what stands in one's own title is. */
function sharedLabels(
  draft: Draft,
  first: Draft | undefined,
  facts: LinkFacts,
  alone: boolean,
): readonly Pair[] {
  const title = Object.entries(readTitle(draft.title ?? first?.title ?? ''));
  return [
    ...facts.labels.filter(({ name }) => alone || !namesObject(name)),
    ...title
      .filter(([name]) => draft.title !== undefined || !namesObject(name))
      .map(([name, value]) => ({ name, value })),
  ];
}

/** Without what says less than another: a summary leaves out the namespace that the description has. */
function distinct(said: readonly (readonly Pair[])[]): readonly (readonly Pair[])[] {
  const kept: (readonly Pair[])[] = [];
  for (const one of said.filter((pairs) => pairs.length > 0).toSorted((a, b) => b.length - a.length)) {
    const known = kept.some((other) =>
      one.every((pair) => other.some(({ name, value }) => name === pair.name && value === pair.value)),
    );
    if (!known) kept.push(one);
  }
  return kept.slice(0, MOST_SPOKEN_OF);
}

/** Whether an object is named, and not its namespace alone. */
function namesOne(labels: ReadonlyMap<string, string>): boolean {
  return [...labels.keys()].some((name) => namesObject(name) && !/namespace/.test(name));
}

/** A namespace goes with the object that it came with. */
function agrees(name: string, labels: ReadonlyMap<string, string>, shared: readonly Pair[]): boolean {
  const objects = shared.filter((pair) => namesObject(pair.name) && !/namespace/.test(pair.name));
  return /namespace/.test(name) && objects.every((pair) => labels.get(pair.name) === pair.value);
}

function addAll(labels: Map<string, string>, pairs: readonly Pair[]): void {
  for (const { name, value } of pairs) if (!labels.has(name)) labels.set(name, value);
}

/** It looks like an alert, and names something of Kubernetes. */
function isTold(alert: Alert, known: boolean): boolean {
  const { alertname } = alert.labels;
  if (!known && alertname === undefined) return false;
  const target = targetOf(alert, alertname ?? '', undefined);
  return !('why' in target) || target.reason === 'unsupported';
}

const SENDERS: readonly (readonly [RegExp, AlertSource])[] = [
  [/pager ?duty/i, 'pagerduty'],
  [/ops ?genie/i, 'opsgenie'],
  [/grafana/i, 'grafana'],
  [/alert ?manager|prometheus/i, 'alertmanager'],
];

function sourceOf(sender: string): AlertSource {
  return SENDERS.find(([name]) => name.test(sender))?.[1] ?? 'generic';
}
