import type { Changes } from './changes.ts';
import type { Json } from './json.ts';

/** A request that the app made: a Web API method, an upload, or a post to a response_url. */
export interface RequestEntry {
  readonly kind: 'request';
  /** Milliseconds since the epoch. */
  readonly at: number;
  /** `chat.postMessage`, …, `upload` or `response_url`. */
  readonly method: string;
  readonly args: Json;
  /** Whose token: that of the bot, of the app, or neither. */
  readonly token: 'bot' | 'app' | 'none';
  /** The HTTP status; 0 until an answer went out, and for good where none did. */
  status: number;
  /** Slack's code where the answer says no. */
  error?: string;
  /** The fault that struck it. */
  fault?: string;
  /** Milliseconds until the answer. */
  ms?: number;
}

/** What happened to a WebSocket. */
export interface SocketEntry {
  readonly kind: 'socket';
  readonly at: number;
  readonly socket: number;
  readonly event: 'open' | 'disconnect' | 'drop' | 'close' | 'unknown-envelope';
  readonly detail?: string;
}

/** One try to hand the app a payload. */
export interface Attempt {
  readonly at: number;
  /** 0 for the first. */
  readonly retryNum: number;
  readonly retryReason?: string;
  /** Which WebSocket got it. */
  socket?: number;
  acked: boolean;
  /** Until the acknowledgement, however late. */
  latencyMs?: number;
  /** HTTP only. */
  status?: number;
  /** What the acknowledgement carried. */
  response?: unknown;
  /** What Slack would say of it. */
  problem?: 'operation_timeout' | 'dispatch_failed';
}

export type DeliveryKind = 'slash_commands' | 'interactive' | 'events_api';

/** A payload for the app, with each try at handing it over. */
export interface Delivery {
  readonly kind: 'delivery';
  readonly at: number;
  readonly type: DeliveryKind;
  readonly envelopeId: string;
  readonly payload: Json;
  readonly attempts: Attempt[];
}

type Entry = RequestEntry | SocketEntry | Delivery;

/** Everything that went over the wire, in order. */
export class Journal {
  readonly entries: Entry[] = [];
  readonly #changes: Changes;

  constructor(changes: Changes) {
    this.#changes = changes;
  }

  add<E extends Entry>(entry: E): E {
    this.entries.push(entry);
    this.#changes.tell();
    return entry;
  }

  /** Tells that an entry got its end. */
  touch(): void {
    this.#changes.tell();
  }

  requests(method?: string): readonly RequestEntry[] {
    return this.entries.filter(
      (entry): entry is RequestEntry =>
        entry.kind === 'request' && (method === undefined || entry.method === method),
    );
  }

  sockets(event?: SocketEntry['event']): readonly SocketEntry[] {
    return this.entries.filter(
      (entry): entry is SocketEntry =>
        entry.kind === 'socket' && (event === undefined || entry.event === event),
    );
  }

  deliveries(type?: DeliveryKind): readonly Delivery[] {
    return this.entries.filter(
      (entry): entry is Delivery => entry.kind === 'delivery' && (type === undefined || entry.type === type),
    );
  }

  /** Milliseconds to each acknowledgement, fastest first: the last is the worst. */
  ackLatencies(type?: DeliveryKind): readonly number[] {
    return this.deliveries(type)
      .flatMap((delivery) => delivery.attempts.flatMap((attempt) => attempt.latencyMs ?? []))
      .sort((a, b) => a - b);
  }
}
