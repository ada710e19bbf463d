import { z } from 'zod';
import { cleanText } from '../diagnosis/gate.ts';
import { sanitize } from '../diagnosis/sanitize.ts';
import type { Alert } from './alert.ts';

/** Alerts of one payload: beyond it a sender has lost its mind. */
export const MOST_ALERTS = 10_000;
/** UTF-16 units. A Kubernetes name has 253 at most, so a label that was cut cannot become another name. */
const MOST_IN_LABEL = 1_024;
const MOST_IN_ANNOTATION = 4_000;
const MOST_LOOKED_AT = 20_000;
const MOST_PAIRS = 200;

/** What doesn't decide the target is left out where it is malformed: it must not cost the answer. */
export const shortText = (most = 2_048) => z.string().max(most).optional().catch(undefined);

/** Label values are strings with Prometheus; people's own senders write numbers, and null for none. */
const pairs = (most: number) =>
  z
    .record(
      z.string(),
      z.union([z.string(), z.number(), z.boolean(), z.null()], { error: 'is not a text' }),
      { error: 'is not an object with names and values' },
    )
    .transform((all) =>
      Object.fromEntries(
        Object.entries(all)
          .filter(([name, value]) => value !== null && name.length <= MOST_IN_LABEL)
          .slice(0, MOST_PAIRS)
          .map(([name, value]) => [name, bounded(String(value), most)]),
      ),
    );

/** What is too long is cleaned before it is cut: half a secret would not be known as one. */
function bounded(text: string, most: number): string {
  if (text.length <= most) return text;
  return sanitize(cleanText(text.slice(0, MOST_LOOKED_AT)), { maxLength: most, multiline: true });
}

/** RFC 3339; Go's zero time, the year 1, means none. */
const time = z
  .unknown()
  .optional()
  .transform((value) => {
    const milliseconds = typeof value === 'string' && value.length <= 64 ? Date.parse(value) : Number.NaN;
    return milliseconds > 0 ? new Date(milliseconds).toISOString().replace('.000Z', 'Z') : undefined;
  });

/**
 * The state of an alert: that of a webhook, or that of Alertmanager's API, where all but the expired are listed
 * (https://github.com/prometheus/alertmanager/blob/main/api/v2/openapi.yaml).
 */
const STATES = {
  firing: 'firing',
  resolved: 'resolved',
  active: 'firing',
  suppressed: 'firing',
  unprocessed: 'firing',
} as const;
const state = z.enum(['firing', 'resolved', 'active', 'suppressed', 'unprocessed'], {
  error: 'is neither firing nor resolved',
});
const status = z.union([state, z.object({ state }).transform((object) => object.state)], {
  error: 'is neither firing nor resolved',
});

/** An alert as a webhook of Alertmanager or Grafana, Alertmanager's API, or anything like them writes it. */
export const ALERT = z.object(
  {
    status: status.optional(),
    labels: pairs(MOST_IN_LABEL),
    annotations: pairs(MOST_IN_ANNOTATION).optional().catch(undefined),
    startsAt: time,
    endsAt: time,
    generatorURL: shortText(),
    fingerprint: shortText(128),
  },
  { error: 'is not an object' },
);

/** An alert in the normal form; `otherwise` is its status where it says none itself. */
export function toAlert(read: z.output<typeof ALERT>, otherwise: Alert['status']): Alert {
  const { labels, annotations = {}, startsAt, endsAt, generatorURL, fingerprint } = read;
  const status = read.status === undefined ? otherwise : STATES[read.status];
  return {
    status,
    labels,
    annotations,
    ...(startsAt ? { startsAt } : {}),
    ...(endsAt && status === 'resolved' ? { endsAt } : {}),
    ...(generatorURL ? { generatorURL } : {}),
    ...(fingerprint ? { fingerprint } : {}),
  };
}
