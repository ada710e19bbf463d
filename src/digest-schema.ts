import { z } from 'zod';
import { SEVERITIES } from './diagnosis/severity.ts';
import type { Digest } from './digests/digest.ts';

const MOST_ITEMS = 10_000;
const count = z.number().nonnegative();
const time = z.iso.datetime({ offset: true, error: 'is not a time' });
const severity = z.enum(SEVERITIES);

const itemSchema = z.object({
  key: z.string(),
  namespace: z.string(),
  kind: z.string(),
  name: z.string(),
  cause: z.string(),
  title: z.string(),
  severity,
  verdict: z.enum(['healthy', 'unhealthy', 'waiting', 'inconclusive']),
  unwell: count,
  pods: count,
  restarts: count,
  since: z.string(),
  examples: z.array(z.string()),
  fix: z
    .object({ text: z.string(), command: z.string().exactOptional(), changes: z.boolean().exactOptional() })
    .exactOptional(),
});

const signSchema = z.object({
  key: z.string(),
  about: z.enum(['limit', 'node', 'claim', 'quota', 'certificate']),
  namespace: z.string().exactOptional(),
  kind: z.string(),
  name: z.string(),
  severity,
  text: z.string(),
});

const owner = { namespace: z.string(), kind: z.string(), name: z.string() };
const items = z.array(itemSchema).max(MOST_ITEMS);
const keys = z.array(z.string()).max(MOST_ITEMS);

const changesSchema = z.object({
  since: time,
  new: keys,
  ongoing: keys,
  flapping: keys,
  recovered: items,
  restarts: z
    .object({ total: count, owners: z.array(z.object({ ...owner, restarts: count })).max(MOST_ITEMS) })
    .exactOptional(),
});

/** A digest that was written down: by anybody in a file, or by another version in a store. */
export const digestSchema = z.object({
  schema: z.literal('podwhy-digest/v1'),
  scope: z.object({ cluster: z.string(), namespaces: z.array(z.string()).exactOptional() }),
  takenAt: time,
  seen: z.object({
    namespaces: count,
    pods: count,
    unwell: count,
    undiagnosed: count,
    partial: z.literal(true).exactOptional(),
  }),
  items,
  signs: z.array(signSchema).max(MOST_ITEMS).exactOptional(),
  restarts: z
    .object({
      owners: z.array(z.object({ ...owner, pods: z.record(z.string(), count) })).max(MOST_ITEMS),
      truncated: z.boolean(),
    })
    .exactOptional(),
  gaps: z.array(
    z.object({
      namespace: z.string().exactOptional(),
      about: z.enum(['signs', 'causes']).exactOptional(),
      absent: z.literal(true).exactOptional(),
      message: z.string(),
    }),
  ),
  cost: z.object({ requests: count, durationMs: count }),
  changes: changesSchema.exactOptional(),
}) satisfies z.ZodType<Digest>;
