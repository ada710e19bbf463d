import type { PageChannel, PageFile, PageMessage, PageState } from './contract.ts';
import { objectsOf } from './slack/json.ts';
import type { Message, SharedFile } from './slack/message.ts';
import type { Slack } from './slack/slack.ts';
import type { Channel } from './slack/workspace.ts';
import { ALERTMANAGER, BOT, COLLEAGUES, SHORTCUT, YOU } from './who.ts';

const MOST_PREVIEW = 4000;
/** How the files begin that a browser is shown as pictures. */
const PNG = Buffer.from([0x89, 0x50, 0x4e, 0x47]);

/** Everything that "you" see in the workspace now. */
export function pageState(
  slack: Slack,
  more: Pick<PageState, 'workloads' | 'cluster' | 'traces'>,
): PageState {
  const channels = [...slack.workspace.channels.values()].filter(({ members }) => members.has(YOU.id));
  const { home } = slack.user(YOU.id);
  return {
    you: YOU,
    bot: BOT,
    people: [YOU, BOT, ...COLLEAGUES, ALERTMANAGER],
    channels: channels.map(pageChannel),
    messages: channels.flatMap(({ id }) => slack.workspace.history(id, YOU.id)).map(pageMessage),
    shortcut: SHORTCUT.name,
    ...(home === undefined ? {} : { home: objectsOf(home.json.blocks) }),
    ...more,
  };
}

function pageChannel({ id, name, kind }: Channel): PageChannel {
  return { id, name: kind === 'im' ? BOT.name : name, kind };
}

function pageMessage(message: Message): PageMessage {
  const { channel, ts, threadTs, user, text, blocks, current, files, versions } = message;
  return {
    channel,
    ts,
    ...(threadTs === undefined ? {} : { threadTs }),
    user,
    text,
    blocks,
    attachments: current.attachments,
    files: files.map(pageFile),
    edits: versions.length - 1,
    isEphemeral: message.visibleTo !== undefined,
  };
}

function pageFile({ id, name, title, altText, bytes, content }: SharedFile): PageFile {
  const isPicture = isPng(bytes);
  return {
    id,
    name,
    title,
    url: `/api/files/${id}`,
    ...(altText === undefined ? {} : { altText }),
    isPicture,
    ...(isPicture ? {} : { preview: content.slice(0, MOST_PREVIEW) }),
  };
}

/** What the bytes themselves say: nothing else of a file is trusted to be a picture. */
export function isPng(bytes: Buffer): boolean {
  return bytes.subarray(0, PNG.length).equals(PNG);
}
