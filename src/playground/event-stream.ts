import type { ServerResponse } from 'node:http';

/** Server-Sent Events to every page that is open. */
export interface EventStream {
  open(response: ServerResponse): void;
  /** Tells all of them, soon. */
  changed(): void;
  close(): void;
}

/** Changes closer together than this are told together. */
const TOGETHER_MS = 50;
/** A page whose computer slept is noticed, and what is between keeps the connection. */
const ALIVE_MS = 20_000;

/** @param state what the event says. */
export function createEventStream(state: () => unknown): EventStream {
  const open = new Set<ServerResponse>();
  let timer: NodeJS.Timeout | undefined;
  let last = '';
  const alive = setInterval(() => send(': still here\n\n'), ALIVE_MS);
  alive.unref();

  function send(text: string): void {
    for (const response of open) {
      // Who does not read gets the next state instead of all that are between.
      if (!response.writableNeedDrain) response.write(text);
    }
  }

  function event(): string {
    return `event: state\ndata: ${JSON.stringify(state())}\n\n`;
  }

  function tell(): void {
    timer = undefined;
    if (open.size === 0) return;
    const now = event();
    if (now === last) return;
    last = now;
    send(now);
  }

  function changed(): void {
    timer ??= setTimeout(tell, TOGETHER_MS);
  }

  return {
    open(response) {
      response.writeHead(200, { 'content-type': 'text/event-stream' });
      response.on('drain', () => {
        last = '';
        changed();
      });
      response.once('close', () => open.delete(response));
      open.add(response);
      response.write(event());
    },
    changed,
    close() {
      clearTimeout(timer);
      clearInterval(alive);
      for (const response of open) response.end();
    },
  };
}
