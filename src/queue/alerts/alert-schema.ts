import { z } from 'zod';
import type { AlertNews, AlertOrigin, AlertSubject, InboxItem } from '../../incidents/alert-news.ts';
import { type Parsed, parse, parseText } from '../parsed.ts';

/** Anything of this length was cut long before; it only keeps a broken record from filling the memory. */
const text = z.string().max(20_000);

export const subjectSchema = z.object({
  cluster: text,
  namespace: text.optional(),
  kind: text.min(1),
  name: text,
}) satisfies z.ZodType<AlertSubject>;

const originSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('webhook') }),
  z.object({ kind: z.literal('message'), channel: text, ts: text, threadTs: text.optional() }),
]) satisfies z.ZodType<AlertOrigin>;

const newsSchema = z.object({
  fingerprint: text.min(1),
  status: z.enum(['firing', 'resolved']),
  alertname: text,
  severity: text.optional(),
  startsAt: text.optional(),
  labels: z.record(z.string(), text),
  target: text,
  namespace: text.optional(),
  cluster: text.optional(),
  question: text.optional(),
  source: text.optional(),
  externalURL: text.optional(),
  origin: originSchema,
  receivedAt: z.number(),
}) satisfies z.ZodType<AlertNews>;

const itemSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('alert'), news: newsSchema }),
  z.object({
    kind: z.literal('look'),
    why: z.enum(['follow-up', 'quiet-over', 'snooze-over']),
    incident: text,
  }),
  z.object({
    kind: z.literal('action'),
    action: z.enum(['acknowledge', 'snooze', 'rerun', 'open']),
    incident: text,
    user: text,
    until: z.number().optional(),
    at: z.number(),
  }),
]) satisfies z.ZodType<InboxItem>;

/** An item as it lies in an inbox: the id tells two of the same words apart, and knows one that was put in twice. */
const entrySchema = z.object({ id: z.string(), item: itemSchema });
export type Entry = z.infer<typeof entrySchema>;

export function parseNews(data: unknown): Parsed<AlertNews> {
  return parse(newsSchema, data);
}

export function parseSubject(data: unknown): Parsed<AlertSubject> {
  return parse(subjectSchema, data);
}

export function parseEntry(written: string): Parsed<Entry> {
  return parseText(entrySchema, written);
}
