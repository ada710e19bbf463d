import type { Asker } from '../../src/asks.ts';
import type { DigestSubscription, ScheduledDigest } from '../../src/digests/subscription.ts';
import { BotError } from '../../src/errors.ts';
import type { DigestDoor } from '../../src/slack/front-door.ts';

/** Monday 23 November 2026, 09:00 in Zurich. */
export const NEXT = Date.UTC(2026, 10, 23, 8);

export const SHOP: DigestSubscription = {
  id: 'shop-9k2f',
  source: 'slack',
  channel: 'C1',
  when: 'weekdays 09:00',
  pattern: '0 9 * * 1-5',
  timeZone: 'Europe/Zurich',
  cluster: 'prod',
  namespaces: ['shop'],
  user: 'U1',
  createdAt: 0,
};

/** Subscriptions in memory. */
export class FakeDigests implements DigestDoor {
  readonly known = new Map<string, DigestSubscription>();
  readonly wishes: { readonly asker: Asker; readonly wish: Parameters<DigestDoor['subscribe']>[1] }[] = [];
  /** Thrown by everything. */
  broken: Error | undefined;

  constructor(...subscriptions: readonly DigestSubscription[]) {
    for (const one of subscriptions) this.known.set(one.id, one);
  }

  async subscribe(asker: Asker, wish: Parameters<DigestDoor['subscribe']>[1]): Promise<ScheduledDigest> {
    this.#check();
    this.wishes.push({ asker, wish });
    const { namespaces, namespace } = wish.ask;
    const names = namespaces ?? (namespace === undefined ? undefined : [namespace]);
    const { namespaces: _, ...rest } = SHOP;
    const { user, channel } = asker;
    const timeZone = wish.timeZone ?? SHOP.timeZone;
    const made = {
      ...rest,
      user,
      channel,
      timeZone,
      when: wish.when,
      ...(names ? { namespaces: names } : {}),
    };
    this.known.set(made.id, made);
    return { subscription: made, next: NEXT };
  }

  async list({ channel }: Asker): Promise<readonly ScheduledDigest[]> {
    this.#check();
    return [...this.known.values()]
      .filter((one) => one.channel === channel)
      .map((subscription) => ({ subscription, ...(subscription.paused ? {} : { next: NEXT }) }));
  }

  async pause({ channel }: Asker, id: string, paused: boolean): Promise<ScheduledDigest> {
    const subscription = { ...this.#of(channel, id), paused };
    this.known.set(id, subscription);
    return { subscription, ...(paused ? {} : { next: NEXT }) };
  }

  async remove({ channel }: Asker, id: string): Promise<DigestSubscription> {
    const subscription = this.#of(channel, id);
    this.known.delete(id);
    return subscription;
  }

  async file(..._: Parameters<DigestDoor['file']>): ReturnType<DigestDoor['file']> {
    throw new BotError('usage', 'That digest is not kept any more.');
  }

  #of(channel: string, id: string): DigestSubscription {
    this.#check();
    const found = this.known.get(id);
    if (found?.channel !== channel)
      throw new BotError('usage', `There is no digest "${id}" in this channel.`);
    return found;
  }

  #check(): void {
    if (this.broken) throw this.broken;
  }
}
