import type { Alert } from '../alert.ts';
import { isAlertName } from './alert-name.ts';

type Status = Alert['status'];

/** A line that says how an alert stands, and what else it says. */
export interface Marker {
  readonly status: Status;
  /** `title`: of the message, or of one alert; `heading`: of those that follow; `aside`: in passing. */
  readonly as: 'title' | 'heading' | 'field' | 'aside';
  readonly rest: string;
  /** No other kind of message says it like this. */
  readonly sure: boolean;
}

/** `[FIRING:2] …`, `#12: [RESOLVED] …`, `[FIRING:1, RESOLVED:2] …`. */
const BRACKETS = /\[\s{0,3}(firing|resolved|alerting)\b[^\][]{0,40}\]\s{0,9}(.*)$/i;
/** `FIRING[2] KubePodCrashLooping`, `Resolved: KubePodCrashLooping`. */
const BEFORE_NAME =
  /^\W{0,9}(?:alert\s)?(firing|resolved)\b(?:\s?\[\d{1,5}\])?\s?[:|-]?\s{1,3}(\S{1,200})(.*)$/i;
const ALERT_IS = /\balerts?\s(?:is\s|are\s)?(firing|resolved)\b/i;
/** `Firing`, `Alerts Firing:`, `Resolved alerts (2)`, `2 alert(s) firing`. */
const HEADING =
  /^\W{0,9}(?:\d{1,5}\s)?(?:alerts?(?:\(s\))?\s)?(firing|resolved)(?:\salerts?)?\s?(?:[([]\d{1,5}[)\]])?:?\s{0,3}$/i;
const SAYS = /^\W{0,9}(?:alert\s)?(?:status|state)\s?[:=]\s{0,3}([a-z]{2,20})\b/i;
const WORDS: Readonly<Record<string, Status>> = {
  firing: 'firing',
  alerting: 'firing',
  triggered: 'firing',
  acknowledged: 'firing',
  resolved: 'resolved',
};

/** How a line says that an alert fires or is over. */
export function readMarker(line: string): Marker | undefined {
  const [, bracketed, title = ''] = BRACKETS.exec(line) ?? [];
  if (bracketed) return { status: statusOf(bracketed), as: 'title', rest: title, sure: true };
  const [, said] = SAYS.exec(line) ?? [];
  const status = said === undefined ? undefined : WORDS[said.toLowerCase()];
  if (status) return { status, as: 'field', rest: '', sure: true };
  const [, heading] = HEADING.exec(line) ?? [];
  if (heading) {
    const status = statusOf(heading);
    return { status, as: 'heading', rest: '', sure: status === 'firing' && /alert/i.test(line) };
  }
  const [, before, name = '', rest = ''] = BEFORE_NAME.exec(line) ?? [];
  if (before && isAlertName(name))
    return { status: statusOf(before), as: 'title', rest: name + rest, sure: true };
  const [, is] = ALERT_IS.exec(line) ?? [];
  return is ? { status: statusOf(is), as: 'aside', rest: '', sure: /firing/i.test(is) } : undefined;
}

function statusOf(word: string): Status {
  return WORDS[word.toLowerCase()] ?? 'firing';
}

const NUMBERED = /#\d{1,12}\b/;
const OVER = /\b(?:resolved|closed)\b/i;
const OPEN = /\b(?:triggered|acknowledged|unacknowledged|escalated|reassigned|reopened|created|new alert)\b/i;

/**
 * What PagerDuty or Opsgenie says of an incident of its own: that outweighs its title, which is as it was when the alert
 * fired. Acknowledged is not over.
 */
export function incidentStatus(lines: readonly string[]): Status | undefined {
  for (const line of lines) {
    if (!NUMBERED.test(line)) continue;
    const own = line.replace(/\[[^\][]{0,60}\].*$|["'].*$/, '');
    const words = NUMBERED.test(own) ? own.replace(/(#\d{1,12}\b\W{0,4}).*$/, '$1') : own;
    if (OVER.test(words)) return 'resolved';
    if (OPEN.test(words)) return 'firing';
  }
  return undefined;
}

/** Slack's own green, and those of Alertmanager's and Grafana's templates. */
const GREEN: ReadonlySet<string> = new Set(['good', '2eb886', '36a64f', '2eb67d']);

/** Of alerts that say it by their colour alone. */
export function colorStatus(colors: readonly string[]): Status {
  const all = colors.map((color) => color.replace('#', ''));
  return all.length > 0 && all.every((color) => GREEN.has(color)) ? 'resolved' : 'firing';
}
