import { Refusal } from './refusal.ts';

/** Trigger ids: each opens one modal, within seconds of the gesture that made it. */
export class Triggers {
  readonly #lifeMs: number;
  readonly #issued = new Map<string, { readonly user: string; readonly at: number; used: boolean }>();

  constructor(lifeMs: number) {
    this.#lifeMs = lifeMs;
  }

  issue(user: string): string {
    const id = `${1000 + this.#issued.size}.${Date.now()}.${crypto.randomUUID().replaceAll('-', '')}`;
    this.#issued.set(id, { user, at: Date.now(), used: false });
    return id;
  }

  /**
   * The person whose gesture it was.
   * @throws Refusal invalid_trigger_id, expired_trigger_id, exchanged_trigger_id.
   */
  exchange(id: unknown): string {
    const trigger = typeof id === 'string' ? this.#issued.get(id) : undefined;
    if (!trigger) throw new Refusal('invalid_trigger_id');
    if (trigger.used) throw new Refusal('exchanged_trigger_id');
    if (Date.now() - trigger.at > this.#lifeMs) throw new Refusal('expired_trigger_id');
    trigger.used = true;
    return trigger.user;
  }
}
