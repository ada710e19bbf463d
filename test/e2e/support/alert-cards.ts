import { expect } from 'vitest';
import type { Message } from '../../../src/playground/slack/message.ts';
import type { MadeOwner } from '../../../src/replay/made-cluster/made-owner.ts';
import type { Alerting } from './alerting.ts';

interface Firing {
  readonly status?: 'firing' | 'resolved';
  /** Besides their own. */
  readonly labels?: Readonly<Record<string, string>>;
}

/** A webhook brings the alerts of all broken pods of a Deployment. */
export async function hookPods(
  all: Alerting,
  owner: MadeOwner,
  { status = 'firing', labels = {} }: Firing = {},
): Promise<void> {
  const alerts = all
    .podAlerts(owner)
    .map((alert) => ({ ...alert, labels: { ...alert.labels, ...labels }, status }));
  expect(await all.hook({ status, alerts })).toBe(202);
}

/** The card of a Deployment in a channel, once its answer is in the thread. */
export async function cardOf({ bot }: Alerting, channel: string, { name }: MadeOwner): Promise<Message> {
  const card = await bot.slack.message(
    channel,
    ({ threadTs, shown }) => threadTs === undefined && shown.includes(`/${name}:`),
    { timeoutMs: 15_000 },
  );
  await bot.slack.message(channel, ({ threadTs, shown }) => threadTs === card.ts && !shown.startsWith('⏳'), {
    timeoutMs: 15_000,
  });
  return card;
}

/** Whom a card and its thread call: an edit notifies nobody. */
export function calledBy({ bot }: Alerting, card: Message): readonly string[] {
  return [card, ...bot.slack.thread(card)].flatMap(({ versions }) =>
    versions[0].effects.mentions.map(({ target }) => target),
  );
}
