import type { RequestEntry } from '../../src/playground/slack/journal.ts';
import { type Message, shownIn } from '../../src/playground/slack/message.ts';
import type { Slack } from '../../src/playground/slack/slack.ts';
import { identity } from '../../src/playground/slack/workspace.ts';
import type { MadeOwner } from '../../src/replay/made-cluster/made-owner.ts';

/** What was done in one channel. */
export interface ChannelTally {
  readonly channel: string;
  readonly parents: number;
  readonly inThreads: number;
  readonly edits: number;
  readonly files: number;
  /** Milliseconds; undefined where there were no two. */
  readonly smallestGap?: number;
  /** Posts that came too soon for Slack. */
  readonly refused: number;
}

export function tallyChannels(slack: Slack): readonly ChannelTally[] {
  const channels = new Set(slack.workspace.messages.map(({ channel }) => channel));
  return [...channels].map((channel) => {
    const own = slack.messages(channel).filter(({ botId }) => botId === identity.bot);
    const requests = slack.journal.requests().filter(({ args }) => args.channel === channel);
    const posts = requests.filter(({ method }) => method === 'chat.postMessage');
    const gap = smallestGap(posts.filter(isPosted));
    return {
      channel,
      parents: own.filter(({ threadTs, files }) => threadTs === undefined && files.length === 0).length,
      inThreads: own.filter(({ threadTs }) => threadTs !== undefined).length,
      edits: requests.filter((one) => one.method === 'chat.update' && isPosted(one)).length,
      files: own.filter(({ files }) => files.length > 0).length,
      ...(gap === undefined ? {} : { smallestGap: gap }),
      refused: requests.filter(({ status }) => status === 429).length,
    };
  });
}

function isPosted({ status, error }: RequestEntry): boolean {
  return status === 200 && error === undefined;
}

function smallestGap(posts: readonly RequestEntry[]): number | undefined {
  const times = posts.map(({ at }) => at).toSorted((a, b) => a - b);
  const gaps = times.slice(1).map((at, index) => at - (times[index] ?? at));
  return gaps.length === 0 ? undefined : Math.min(...gaps);
}

/** When each Deployment was first named in Slack, in a message or in a file; those that never were are not in it. */
export function toldAt(slack: Slack, owners: readonly MadeOwner[]): ReadonlyMap<MadeOwner, number> {
  const said = slack.workspace.messages
    .filter(({ botId }) => botId === identity.bot)
    .flatMap(wordsOf)
    .toSorted((a, b) => a.at - b.at);
  const told = new Map<MadeOwner, number>();
  for (const owner of owners) {
    const named = new RegExp(`\\b${owner.name}\\b`);
    const first = said.find(({ words }) => named.test(words) && words.includes(owner.namespace));
    if (first) told.set(owner, first.at);
  }
  return told;
}

function wordsOf({ versions, files }: Message): readonly { readonly at: number; readonly words: string }[] {
  const inFiles = files.map(({ content }) => ({ at: versions[0].at, words: content }));
  return [...versions.map((version) => ({ at: version.at, words: shownIn(version) })), ...inFiles];
}
