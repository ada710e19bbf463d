import { z } from 'zod';
import { type Ask, type AskJob, VERBS } from '../asks.ts';

const name = z.string().min(1).max(500);

/** Strict: an answer that ignores a flag of a newer version is a wrong answer. */
const askSchema = z.strictObject({
  verb: z.enum(VERBS),
  cluster: name,
  namespace: name.optional(),
  target: name.optional(),
  selector: name.optional(),
  container: name.optional(),
  previous: z.boolean().optional(),
  tail: z.int().positive().optional(),
  sinceSeconds: z.int().positive().optional(),
  unhealthy: z.boolean().optional(),
  namespaces: z.array(name).min(1).max(50).readonly().optional(),
  allNamespaces: z.boolean().optional(),
}) satisfies z.ZodType<Ask>;

const slackId = z.string().max(300);

const replyToSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('message'),
    channel: slackId.min(1),
    ts: slackId.min(1),
    threadTs: slackId.optional(),
  }),
  z.object({
    kind: z.literal('response-url'),
    url: z.url().max(3000),
    expiresAt: z.number(),
    as: z.enum(['beside', 'share']).optional(),
  }),
]);

const askJobSchema = z.object({
  id: slackId.min(1),
  ask: askSchema,
  asker: z.object({ user: slackId, channel: slackId, team: slackId.optional() }),
  replyTo: replyToSchema,
  askedAt: z.number(),
}) satisfies z.ZodType<AskJob>;

const ticketSchema = z.object({ tick: z.int().nonnegative(), job: askJobSchema });

/** What the queue's store holds for one run: which question, and how often it was asked before (a watch). */
export type Ticket = z.infer<typeof ticketSchema>;

export type Read<T> =
  | { readonly status: 'ok'; readonly value: T }
  /** `salvaged` where its placeholder is known and so can be answered. */
  | { readonly status: 'invalid'; readonly problem: string; readonly salvaged?: AskJob };

export function readAskJob(data: unknown): Read<AskJob> {
  const parsed = askJobSchema.safeParse(data);
  return parsed.success ? { status: 'ok', value: parsed.data } : invalid(parsed.error, data);
}

export function readTicket(data: unknown): Read<Ticket> {
  const parsed = ticketSchema.safeParse(data);
  return parsed.success
    ? { status: 'ok', value: parsed.data }
    : invalid(parsed.error, fieldOf(data, 'job') ?? data);
}

export function readAskJobText(text: string): Read<AskJob> {
  try {
    return readAskJob(JSON.parse(text));
  } catch {
    return { status: 'invalid', problem: 'not JSON' };
  }
}

function invalid(error: z.ZodError, data: unknown): Read<never> {
  // Paths and reasons only: the payload may hold what isn't ours to log.
  const problem = error.issues
    .slice(0, 3)
    .map((issue) => `${issue.path.join('.') || 'payload'}: ${issue.code}`)
    .join(', ');
  const salvaged = salvage(data);
  return { status: 'invalid', problem, ...(salvaged ? { salvaged } : {}) };
}

function salvage(data: unknown): AskJob | undefined {
  const replyTo = replyToSchema.safeParse(fieldOf(data, 'replyTo'));
  if (!replyTo.success) return undefined;
  const { id, ask, asker, askedAt } = askJobSchema.shape;
  return {
    id: or(id.safeParse(fieldOf(data, 'id')), 'unknown'),
    ask: or(ask.safeParse(fieldOf(data, 'ask')), { verb: 'why', cluster: 'unknown' }),
    asker: or(asker.safeParse(fieldOf(data, 'asker')), { user: '', channel: '' }),
    replyTo: replyTo.data,
    askedAt: or(askedAt.safeParse(fieldOf(data, 'askedAt')), 0),
  };
}

function or<T>(parsed: z.ZodSafeParseResult<T>, otherwise: T): T {
  return parsed.success ? parsed.data : otherwise;
}

function fieldOf(data: unknown, field: string): unknown {
  return typeof data === 'object' && data !== null ? (data as Record<string, unknown>)[field] : undefined;
}
