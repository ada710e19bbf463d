import type { Attempt, Delivery, DeliveryKind, Journal } from './journal.ts';
import type { Json } from './json.ts';

/** The way to the app: over WebSockets or over HTTP. */
export interface Transport {
  /** Fills in the attempt; returns when it was acknowledged, refused, or too late. */
  send(delivery: Delivery, attempt: Attempt): Promise<void>;
  /** Whether a failed try must not be followed by another. */
  readonly noRetry: ReadonlySet<Attempt>;
}

/** Hands payloads to the app: commands and interactions once, events until acknowledged. */
export class Deliveries {
  readonly #journal: Journal;
  readonly #retryMs: readonly number[];
  readonly #timers = new Set<NodeJS.Timeout>();
  #closed = false;
  /** Payloads that are under way; events waiting for another try are not. */
  inFlight = 0;
  transport: Transport;

  constructor(journal: Journal, transport: Transport, retryMs: readonly number[]) {
    this.#journal = journal;
    this.transport = transport;
    this.#retryMs = retryMs;
  }

  /** Returns after the first try; an event's further tries show up in the delivery. */
  async deliver(type: DeliveryKind, payload: Json): Promise<Delivery> {
    const envelopeId = crypto.randomUUID();
    const delivery = this.#journal.add<Delivery>({
      kind: 'delivery',
      at: Date.now(),
      type,
      envelopeId,
      payload,
      attempts: [],
    });
    await this.#try(delivery, { at: Date.now(), retryNum: 0, acked: false });
    return delivery;
  }

  /** The same payload once more, though it was acknowledged: the same ids throughout. */
  async redeliver(delivery: Delivery): Promise<Attempt> {
    return await this.#send(delivery, {
      at: Date.now(),
      acked: false,
      ...(delivery.type === 'events_api' ? { retryNum: 1, retryReason: 'timeout' } : { retryNum: 0 }),
    });
  }

  close(): void {
    this.#closed = true;
    for (const timer of this.#timers) clearTimeout(timer);
  }

  async #try(delivery: Delivery, first: Attempt): Promise<void> {
    const attempt = await this.#send(delivery, first);
    const wait = this.#retryMs[attempt.retryNum];
    if (delivery.type !== 'events_api' || attempt.acked || wait === undefined) return;
    if (this.#closed || this.transport.noRetry.has(attempt)) return;
    const timer = setTimeout(() => {
      this.#timers.delete(timer);
      const retryReason = attempt.status === undefined ? 'timeout' : 'http_error';
      void this.#try(delivery, { at: Date.now(), retryNum: attempt.retryNum + 1, retryReason, acked: false });
    }, wait);
    this.#timers.add(timer);
  }

  async #send(delivery: Delivery, attempt: Attempt): Promise<Attempt> {
    delivery.attempts.push(attempt);
    this.inFlight += 1;
    try {
      await this.transport.send(delivery, attempt);
    } finally {
      this.inFlight -= 1;
      this.#journal.touch();
    }
    return attempt;
  }
}
