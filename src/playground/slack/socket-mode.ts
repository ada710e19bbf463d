import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { type WebSocket, WebSocketServer } from 'ws';
import type { Transport } from './deliveries.ts';
import type { Attempt, Delivery, Journal, SocketEntry } from './journal.ts';
import { isObject } from './json.ts';
import { identity } from './workspace.ts';

interface Connection {
  readonly id: number;
  readonly socket: WebSocket;
  /** It was told to go: nothing is sent to it any more. */
  leaving: boolean;
}

interface Waiting {
  readonly attempt: Attempt;
  readonly sentAt: number;
  readonly decided: () => void;
}

/** Slack allows an app this many connections at once. */
const MOST = 10;

/** Socket Mode: each envelope goes to one of the app's connections. */
export class SocketMode implements Transport {
  readonly noRetry: ReadonlySet<Attempt> = new Set();
  readonly #server = new WebSocketServer({ noServer: true });
  readonly #journal: Journal;
  readonly #ackMs: number;
  readonly #tickets = new Set<string>();
  readonly #waiting = new Map<string, Waiting[]>();
  #connections: Connection[] = [];
  #count = 0;
  #next = 0;

  constructor(journal: Journal, ackMs: number) {
    this.#journal = journal;
    this.#ackMs = ackMs;
  }

  /** An address that one WebSocket may use. */
  url(host: string): string {
    const ticket = crypto.randomUUID();
    this.#tickets.add(ticket);
    return `ws://${host}/link/?ticket=${ticket}&app_id=${identity.app}`;
  }

  get connections(): number {
    return this.#connections.filter((connection) => !connection.leaving).length;
  }

  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    const url = new URL(request.url ?? '', 'http://slack');
    if (url.pathname !== '/link/' || !this.#tickets.delete(url.searchParams.get('ticket') ?? '')) {
      socket.end('HTTP/1.1 404 Not Found\r\nconnection: close\r\n\r\n');
      return;
    }
    this.#server.handleUpgrade(request, socket, head, (webSocket) => this.#welcome(webSocket));
  }

  async send(delivery: Delivery, attempt: Attempt): Promise<void> {
    const ready = this.#connections.filter((connection) => !connection.leaving);
    const connection = ready[this.#next++ % Math.max(1, ready.length)];
    if (!connection) {
      attempt.problem = 'dispatch_failed';
      return;
    }
    attempt.socket = connection.id;
    await new Promise<void>((resolve) => {
      const timer = setTimeout(() => {
        attempt.problem = 'operation_timeout';
        resolve();
      }, this.#ackMs);
      const decided = () => {
        clearTimeout(timer);
        resolve();
      };
      const waiting = this.#waiting.get(delivery.envelopeId) ?? [];
      this.#waiting.set(delivery.envelopeId, [...waiting, { attempt, sentAt: performance.now(), decided }]);
      connection.socket.send(JSON.stringify(envelope(delivery, attempt)));
    });
  }

  /** Tells one connection, or all, to come back on a new one: `warning`, `refresh_requested`, `link_disabled`. */
  disconnect(reason: 'warning' | 'refresh_requested' | 'link_disabled', which?: number): void {
    for (const connection of this.#chosen(which)) {
      connection.leaving = true;
      this.#note(connection, 'disconnect', reason);
      connection.socket.send(
        JSON.stringify({ type: 'disconnect', reason, debug_info: { host: 'applink-1' } }),
      );
    }
  }

  /** Cuts one connection, or all, without a word. */
  drop(which?: number): void {
    for (const connection of this.#chosen(which)) {
      connection.leaving = true;
      this.#note(connection, 'drop');
      connection.socket.terminate();
    }
  }

  async close(): Promise<void> {
    for (const waiting of [...this.#waiting.values()].flat()) waiting.decided();
    await Promise.all(this.#connections.map(({ socket }) => farewell(socket)));
    this.#server.close();
  }

  #chosen(which: number | undefined): readonly Connection[] {
    return this.#connections.filter((connection) => which === undefined || connection.id === which);
  }

  #welcome(socket: WebSocket): void {
    const connection = { id: ++this.#count, socket, leaving: false };
    socket.on('error', () => {});
    if (this.connections >= MOST) {
      socket.send(JSON.stringify({ type: 'disconnect', reason: 'too_many_websockets' }));
      socket.close();
      return;
    }
    // Clients give up on a connection that is not pinged.
    const pinging = setInterval(() => socket.ping(), 5000);
    socket.on('message', (data) => this.#receive(connection, data.toString()));
    socket.on('close', () => {
      clearInterval(pinging);
      this.#connections = this.#connections.filter((other) => other !== connection);
      this.#note(connection, 'close');
    });
    this.#connections.push(connection);
    socket.send(JSON.stringify(hello(this.connections)));
    this.#note(connection, 'open');
  }

  #receive(connection: Connection, text: string): void {
    const message: unknown = JSON.parse(text);
    const id = isObject(message) ? message.envelope_id : undefined;
    const waiting = typeof id === 'string' ? this.#waiting.get(id) : undefined;
    const oldest = waiting?.shift();
    if (!isObject(message) || !oldest) {
      this.#note(connection, 'unknown-envelope', text);
      return;
    }
    oldest.attempt.latencyMs = performance.now() - oldest.sentAt;
    oldest.attempt.response = message.payload;
    // Slack has told the person already that nothing came.
    if (oldest.attempt.problem === undefined) oldest.attempt.acked = true;
    oldest.decided();
    this.#journal.touch();
  }

  #note(connection: Connection, event: SocketEntry['event'], detail?: string): void {
    const entry = { kind: 'socket', at: Date.now(), socket: connection.id, event } as const;
    this.#journal.add(detail === undefined ? entry : { ...entry, detail });
  }
}

/** Closes with a handshake, so that a client in the middle of its own sees no error; cuts where it gives none. */
async function farewell(socket: WebSocket): Promise<void> {
  const timer = setTimeout(() => socket.terminate(), 200);
  const closed = new Promise((resolve) => socket.once('close', resolve));
  socket.close(1000);
  await closed;
  clearTimeout(timer);
}

function hello(connections: number): object {
  return {
    type: 'hello',
    num_connections: connections,
    connection_info: { app_id: identity.app },
    debug_info: { host: 'applink-1', approximate_connection_time: 18_060 },
  };
}

function envelope(delivery: Delivery, attempt: Attempt): object {
  return {
    envelope_id: delivery.envelopeId,
    type: delivery.type,
    payload: delivery.payload,
    accepts_response_payload: delivery.type !== 'events_api',
    ...(delivery.type === 'events_api'
      ? { retry_attempt: attempt.retryNum, retry_reason: attempt.retryReason ?? '' }
      : {}),
  };
}
