import type { PageMessage, PageState } from '../contract.ts';

/** What stands in a channel itself, oldest first. */
export function inChannel({ messages }: PageState, channel: string): readonly PageMessage[] {
  return messages.filter((one) => one.channel === channel && (one.threadTs ?? one.ts) === one.ts);
}

/** The answers below a message. */
export function answersTo({ messages }: PageState, channel: string, ts: string): readonly PageMessage[] {
  return messages.filter((one) => one.channel === channel && one.threadTs === ts && one.ts !== ts);
}
