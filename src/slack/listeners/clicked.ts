import { z } from 'zod';
import type { Asker } from '../../asks.ts';
import type { Aside } from '../take-ask.ts';

const ID = z.string().min(1);

/** An interaction's payload, as far as we read it. */
const PAYLOAD = z.object({
  trigger_id: ID,
  user: z.object({ id: ID, team_id: ID.optional() }),
  team: z.object({ id: ID }).nullish(),
  channel: z.object({ id: ID }).optional(),
  response_url: ID.optional(),
  container: z
    .object({
      type: z.string(),
      message_ts: ID.optional(),
      channel_id: ID.optional(),
      thread_ts: ID.optional(),
      is_ephemeral: z.boolean().optional(),
    })
    .optional(),
  message: z.object({ ts: ID, thread_ts: ID.optional() }).optional(),
});

/** Where a click or a shortcut came from. */
export interface Clicked {
  readonly id: string;
  readonly asker: Asker;
  readonly responseUrl?: string;
  readonly aside: Aside;
  readonly on:
    | { readonly kind: 'message'; readonly channel: string; readonly ts: string; readonly threadTs?: string }
    /** Seen by one person: it can neither be edited by chat.update nor have a thread. */
    | { readonly kind: 'ephemeral'; readonly channel: string; readonly responseUrl: string }
    | { readonly kind: 'home' };
}

/** Undefined for a payload that isn't one of ours. */
export function clickedOf(body: unknown): Clicked | undefined {
  const read = PAYLOAD.safeParse(body);
  if (!read.success) return undefined;
  const { trigger_id: trigger, user, team, channel, response_url: url, container, message } = read.data;
  const teamId = team?.id ?? user.team_id;
  const at = channel?.id ?? container?.channel_id;
  const ts = message?.ts ?? container?.message_ts;
  const threadTs = message?.thread_ts ?? container?.thread_ts;
  const asker = { user: user.id, channel: at ?? '', ...(teamId === undefined ? {} : { team: teamId }) };
  const base = { id: `click-${trigger}`, asker, ...(url === undefined ? {} : { responseUrl: url }) };
  if (at === undefined || container?.type === 'view')
    return { ...base, aside: { kind: 'direct', user: user.id }, on: { kind: 'home' } };
  const aside: Aside =
    url === undefined ? { kind: 'ephemeral', channel: at, user: user.id } : { kind: 'response-url', url };
  // The payload of an ephemeral message comes without the message.
  const own = container?.is_ephemeral ?? message === undefined;
  if (own && url !== undefined)
    return { ...base, aside, on: { kind: 'ephemeral', channel: at, responseUrl: url } };
  if (ts === undefined) return undefined;
  return { ...base, aside, on: { kind: 'message', channel: at, ts, ...(threadTs ? { threadTs } : {}) } };
}
