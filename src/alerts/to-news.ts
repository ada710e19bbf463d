import { cleanText } from '../diagnosis/gate.ts';
import { sanitize } from '../diagnosis/sanitize.ts';
import type { AlertNews, AlertOrigin } from '../incidents/alert-news.ts';
import { type AboutOptions, type AlertAbout, aboutAlert } from './about-alert.ts';
import type { Alert, AlertGroup } from './alert.ts';
import type { DroppedAlert } from './alert-target.ts';
import { fingerprintOf } from './fingerprint.ts';

export interface NewsOptions extends AboutOptions {
  readonly origin: AlertOrigin;
  /** Milliseconds since the epoch. */
  readonly receivedAt: number;
}

/** What a payload says, alert by alert. */
export interface ReadNews {
  readonly news: readonly AlertNews[];
  /** One for each alert that there is nothing to do for. */
  readonly dropped: readonly DroppedAlert[];
  /** Alerts that the payload has said already. */
  readonly repeated: number;
}

const MOST_LABELS = 60;
/** Characters of a label, and of what is taken from one. */
const MOST_CHARACTERS = 256;
/** An address goes along with each alert of a payload: a long one would make much of little. */
const MOST_IN_URL = 512;

/** The news in a group of alerts, in its order; the same alert with the same status is told once. Pure. */
export function toNews(group: AlertGroup, options: NewsOptions): ReadNews {
  const news = new Map<string, AlertNews>();
  const dropped: DroppedAlert[] = [];
  let repeated = 0;
  for (const alert of group.alerts) {
    const about = aboutAlert(alert, options);
    if ('why' in about) {
      dropped.push(about);
      continue;
    }
    const one = newsOf(alert, about, group, options);
    const key = JSON.stringify([one.fingerprint, one.status]);
    if (news.has(key)) repeated += 1;
    else news.set(key, one);
  }
  return { news: [...news.values()], dropped, repeated };
}

function newsOf(
  alert: Alert,
  { alertname, severity, cluster, container: _, ...about }: AlertAbout,
  { source, externalURL }: AlertGroup,
  { origin, receivedAt }: NewsOptions,
): AlertNews {
  return {
    fingerprint: fingerprintOf(alert),
    alertname: bounded(alertname),
    ...(severity ? { severity: bounded(severity) } : {}),
    // Cut, it is no cluster's name; left out, the default cluster would be asked instead.
    ...(cluster ? { cluster: bounded(cluster) } : {}),
    ...about,
    labels: comparable(alert.labels),
    source,
    ...(externalURL && isAddress(externalURL) ? { externalURL } : {}),
    origin,
    receivedAt,
  };
}

/** One line. What is too long is cleaned before it is cut: half a secret would not be known as one. */
function bounded(text: string): string {
  const whole = text.length > MOST_CHARACTERS ? cleanText(text) : text;
  return sanitize(whole, { maxLength: MOST_CHARACTERS });
}

/** Labels with two underscores are the sender's own (https://prometheus.io/docs/concepts/data_model/). */
function comparable(labels: Alert['labels']): Alert['labels'] {
  return Object.fromEntries(
    Object.entries(labels)
      .filter(([name, value]) => name.length <= MOST_CHARACTERS && value.length <= MOST_CHARACTERS)
      .filter(([name]) => !name.startsWith('__'))
      .slice(0, MOST_LABELS),
  );
}

function isAddress(text: string): boolean {
  return text.length <= MOST_IN_URL && /^https?:\/\//i.test(text) && URL.canParse(text);
}
