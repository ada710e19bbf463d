import type { App } from '@slack/bolt';
import { z } from 'zod';
import type { Door } from '../front-door.ts';
import { type Clicked, clickedOf } from './clicked.ts';

/** A button that was pressed, or a menu in which something was chosen. */
export interface Click {
  readonly clicked: Clicked;
  /** As Slack sends it. */
  readonly action: unknown;
  /** Milliseconds since the epoch. */
  readonly askedAt: number;
}

const ACTION = z.object({
  value: z.string().min(1).optional(),
  selected_option: z.object({ value: z.string().min(1) }).nullish(),
});

/** Acknowledges each click, and hands on those that can be read. */
export function onClick(
  app: App,
  door: Door,
  actionId: string | RegExp,
  take: (click: Click) => Promise<unknown>,
): void {
  app.action(actionId, async ({ ack, action, body }) => {
    await ack();
    const askedAt = door.clock.now();
    const clicked = clickedOf(body);
    if (clicked === undefined) return tellUnknown(actionId, door);
    await take({ clicked, action, askedAt });
  });
}

/** The same of what carries the name of a thing: of a digest, of an incident. */
export function onNamed(
  app: App,
  door: Door,
  actionId: string,
  take: (name: string, click: Click) => Promise<unknown>,
): void {
  onClick(app, door, actionId, async (click) => {
    const { data } = ACTION.safeParse(click.action);
    const name = data?.selected_option?.value ?? data?.value;
    if (name === undefined) return tellUnknown(actionId, door);
    await take(name, click);
  });
}

function tellUnknown(actionId: string | RegExp, { logger }: Door): void {
  logger.warn('slack.click-unknown', { action: String(actionId) });
}
