import type { PageTrace } from './contract.ts';
import type { SeenStep, Sightings } from './sightings.ts';
import { type Message, shownIn, type Version } from './slack/message.ts';
import type { Slack } from './slack/slack.ts';
import { BOT, YOU } from './who.ts';

/** What was asked, and where the answer is to come. */
export interface Question {
  /** `/pod why web -n shop` */
  readonly text: string;
  readonly channel: string;
}

/** What the bot was seen to do. */
type Seen = Pick<Sightings, 'steps' | 'requests' | 'explained'>;

/** How answers came about. */
export interface Traces {
  ask(question: Question): void;
  /** The newest first. */
  list(): readonly PageTrace[];
}

interface Asked extends Question {
  readonly at: number;
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
export function createTraces(slack: Slack, sightings: Seen): Traces {
  const asked: Asked[] = [];
  return {
    ask(question) {
      asked.unshift({ ...question, at: Date.now() });
      asked.splice(MOST);
    },
    list: () => asked.map((one, index) => traceOf(one, asked[index - 1], slack, sightings)),
  };
}

function traceOf(asked: Asked, next: Asked | undefined, slack: Slack, sightings: Seen): PageTrace {
  const versions = answering(asked, next, slack);
  const last = versions.at(-1);
  const isAnswered = last !== undefined && !shownIn(last).startsWith(WAITING);
  const end = isAnswered ? last.at : Math.min(Date.now(), asked.at + PATIENCE_MS);
  const proof = sightings.explained(asked.at, end);
  return {
    question: asked.text,
    askedAt: asked.at,
    durationMs: end - asked.at,
    steps: [...sightings.steps(asked.at, end), ...versions.map(saying)]
      .toSorted((one, other) => one.at - other.at)
      .map(({ text, at }) => ({ text, at: at - asked.at })),
    requests: sightings.requests(asked.at, end).map((one) => ({ ...one, at: one.at - asked.at })),
    ...(proof === undefined ? {} : { proofUrl: `/api/proofs/${proof}` }),
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

function saying(version: Version): SeenStep {
  const [line = ''] = (version.text || shownIn(version)).split('\n');
  return { text: line.slice(0, MOST_WORDS), at: version.at };
}
