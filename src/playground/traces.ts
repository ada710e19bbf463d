import type { JournalEntry } from '../replay/journal.ts';
import type { PageRequest, PageTrace } from './contract.ts';
import { type Message, shownIn, type Version } from './slack/message.ts';
import type { Slack } from './slack/slack.ts';
import { BOT, YOU } from './who.ts';

/** What was asked, and where the answer is to come. */
export interface Question {
  /** `/pod why web -n shop` */
  readonly text: string;
  readonly channel: string;
}

/** How answers came about. */
export interface Traces {
  ask(question: Question): void;
  /** The newest first. */
  list(): readonly PageTrace[];
}

interface Asked extends Question {
  readonly at: number;
  /** Where the journal stood. */
  readonly from: number;
}

/** All of them are in every state that the page is sent. */
const MOST = 12;
const MOST_WORDS = 200;
/** So long an answer is waited for. */
const PATIENCE_MS = 30_000;
const WAITING = '⏳';

/**
 * One person asks, one thing after the other, and so time tells what belongs together: the app's first message of the
 * channel from then on, and the requests until it was there. What the bot does by itself meanwhile is counted in.
 */
export function createTraces(slack: Slack, journal: readonly JournalEntry[]): Traces {
  const asked: Asked[] = [];
  return {
    ask(question) {
      asked.unshift({ ...question, at: Date.now(), from: journal.length });
      asked.splice(MOST);
    },
    list: () => asked.map((one, index) => traceOf(one, asked[index - 1], slack, journal)),
  };
}

function traceOf(
  asked: Asked,
  next: Asked | undefined,
  slack: Slack,
  journal: readonly JournalEntry[],
): PageTrace {
  const versions = answering(asked, next, slack);
  const last = versions.at(-1);
  const isAnswered = last !== undefined && !shownIn(last).startsWith(WAITING);
  const end = isAnswered ? last.at : Math.min(Date.now(), asked.at + PATIENCE_MS);
  return {
    question: asked.text,
    askedAt: asked.at,
    durationMs: end - asked.at,
    steps: versions.map((version) => ({ text: firstLine(version), at: version.at - asked.at })),
    requests: journal
      .slice(asked.from)
      .filter(({ at }) => at <= end)
      .map((entry) => pageRequest(entry, asked.at)),
  };
}

/** What the app said of it: the versions up to the first that is no placeholder. */
function answering(asked: Asked, next: Asked | undefined, slack: Slack): readonly Version[] {
  const until = next?.channel === asked.channel ? next.at : Number.POSITIVE_INFINITY;
  const inTime = ({ at }: Version) => at >= asked.at && at < until;
  const told = slack.workspace
    .history(asked.channel, YOU.id)
    .filter((message) => isOurs(message) && message.versions.some(inTime));
  // A message that was there before is an answer where there is no new one: it was to be edited.
  const answer = told.find(({ versions: [first] }) => inTime(first)) ?? told[0];
  const versions = answer?.versions.filter(({ at }) => at >= asked.at) ?? [];
  const first = versions.findIndex((version) => !shownIn(version).startsWith(WAITING));
  return first < 0 ? versions : versions.slice(0, first + 1);
}

function isOurs({ user }: Message): boolean {
  return user === BOT.id;
}

function firstLine(version: Version): string {
  const [line = ''] = (version.text || shownIn(version)).split('\n');
  return line.slice(0, MOST_WORDS);
}

function pageRequest({ method, path, query, status, at, ms }: JournalEntry, askedAt: number): PageRequest {
  return {
    method,
    path: query === '' ? path : `${path}?${query}`,
    status,
    at: at - askedAt,
    ms: Math.round(ms ?? 0),
  };
}
