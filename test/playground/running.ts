import { onTestFinished } from 'vitest';
import type { Done, PageMessage, PageState } from '../../src/playground/contract.ts';
import { type Playing, type PlayOptions, startPlayground } from '../../src/playing.ts';

export const PAGE = { html: '<!doctype html><title>podwhy</title>', js: 'export {};', css: 'main {}' };

/** A playground that a test talks to as its page does. */
export interface Running {
  readonly playing: Playing;
  readonly log: readonly string[];
  state(): Promise<PageState>;
  post(path: string, body?: object): Promise<Done>;
  /** The state, as the events tell it, once it is as wished. */
  until(fits: (state: PageState) => boolean, timeoutMs?: number): Promise<PageState>;
  /** The first message of the bot that says so. */
  said(text: RegExp, timeoutMs?: number): Promise<PageMessage>;
}

export async function startRunning(options: Partial<PlayOptions> = {}): Promise<Running> {
  const log: string[] = [];
  const playing = await startPlayground({
    page: PAGE,
    port: 0,
    environment: {},
    write: (line) => log.push(line),
    ...options,
  });
  onTestFinished(() => playing.stop());
  const at = (path: string) => new URL(path, playing.url);
  const state = async () => (await (await fetch(at('/api/state'))).json()) as PageState;

  async function until(fits: (state: PageState) => boolean, timeoutMs = 15_000): Promise<PageState> {
    const signal = AbortSignal.timeout(timeoutMs);
    const seen: PageState[] = [];
    try {
      for await (const one of states(at('/api/events'), signal)) {
        seen.push(one);
        if (fits(one)) return one;
      }
    } catch (error) {
      const last = seen.at(-1)?.messages.map((message) => JSON.stringify(message).slice(0, 400));
      throw new Error(`not in ${timeoutMs} ms; there is:\n${last?.join('\n')}`, { cause: error });
    }
    throw new Error('the events have ended');
  }

  return {
    playing,
    log,
    state,
    async post(path, body = {}) {
      const headers = { 'content-type': 'application/json', origin: new URL(playing.url).origin };
      const response = await fetch(at(path), { method: 'POST', headers, body: JSON.stringify(body) });
      return (await response.json()) as Done;
    },
    until,
    async said(text, timeoutMs) {
      let found: PageMessage | undefined;
      await until(({ messages, bot }) => {
        found = messages.find((message) => message.user === bot.id && text.test(shown(message)));
        return found !== undefined;
      }, timeoutMs);
      if (!found) throw new Error('unreachable');
      return found;
    },
  };
}

export function shown({ text, blocks, attachments }: PageMessage): string {
  return JSON.stringify({ text, blocks, attachments });
}

async function* states(url: URL, signal: AbortSignal): AsyncGenerator<PageState> {
  const { body } = await fetch(url, { signal });
  if (!body) return;
  let rest = '';
  for await (const part of body.pipeThrough(new TextDecoderStream())) {
    const events = `${rest}${part}`.split('\n\n');
    rest = events.pop() ?? '';
    for (const event of events) {
      const [, data] = /^event: state\ndata: (.*)$/s.exec(event) ?? [];
      if (data !== undefined) yield JSON.parse(data);
    }
  }
}
