import type { PageMessage, PageState } from '../contract.ts';

/** So long somebody waits for what they have pressed a button for. */
const PATIENCE_MS = 15_000;

export interface Awaited {
  /** The next that is said in a channel, below a message or to "you" alone, or below what "you" say from now on. */
  expect(state: PageState, where: 'channel' | 'below-yours' | Pick<PageMessage, 'channel' | 'ts'>): void;
  forget(): void;
  /** What was expected, once. */
  find(state: PageState): PageMessage | undefined;
}

/** Where to look after a button was pressed whose answer comes somewhere else. */
export function createAwaited(): Awaited {
  let awaited: ((message: PageMessage) => boolean) | undefined;
  let until = 0;
  return {
    expect({ messages, you }, where) {
      const newest = messages.reduce((latest, { ts }) => (ts > latest ? ts : latest), '');
      until = Date.now() + PATIENCE_MS;
      awaited = ({ channel, ts, threadTs, user, isEphemeral }) => {
        if (ts <= newest || user === you.id) return false;
        if (where === 'channel') return threadTs === undefined;
        if (where === 'below-yours') return threadTs !== undefined && threadTs > newest;
        const isAside = isEphemeral && threadTs === undefined;
        return channel === where.channel && (isAside || threadTs === where.ts);
      };
    },
    forget() {
      awaited = undefined;
    },
    find({ messages }) {
      const found = awaited && Date.now() < until ? messages.find(awaited) : undefined;
      if (found) awaited = undefined;
      return found;
    },
  };
}
