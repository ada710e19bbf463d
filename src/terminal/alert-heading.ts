import type { AlertTarget, AlertTargets } from '../alerts/alert-target.ts';
import { cleanText } from '../diagnosis/gate.ts';
import { sanitize } from '../diagnosis/sanitize.ts';

/** UTF-16 units of one label's value that are shown. */
const MOST_CHARACTERS = 200;
const MOST_ALSO = 5;
const MOST_SKIPPED = 20;

/** A text from a label in one line: past the gate before it is cut, so that no half of a secret stays. */
function oneLine(text: string): string {
  return sanitize(cleanText(text), { maxLength: MOST_CHARACTERS });
}

/** `KubePodCrashLooping, warning, firing since 2026-11-22T07:30:00Z, cluster prod; also KubePodNotReady` */
export function alertHeading(target: AlertTarget): string {
  const { alertname, severity, status, startsAt, cluster, also } = target;
  const since = startsAt ? `${status === 'firing' ? ' since' : ', began'} ${startsAt}` : '';
  const parts = [alertname, severity, `${status}${since}`, cluster && `cluster ${cluster}`];
  const names = also.slice(0, MOST_ALSO).map(oneLine);
  const rest = also.length - names.length;
  const others = [...names, ...(rest > 0 ? [`${rest} more`] : [])].join(', ');
  return `${parts.flatMap((part) => (part ? oneLine(part) : [])).join(', ')}${others ? `; also ${others}` : ''}`;
}

/** What no answer is for, a line each. */
export function passedOver({ dropped, leftOut }: AlertTargets): readonly string[] {
  const lines = dropped
    .slice(0, MOST_SKIPPED)
    .map(({ alertname, why }) => `${oneLine(alertname)}: ${oneLine(why)}`);
  const rest = dropped.length - lines.length;
  return [
    ...lines,
    ...(rest > 0 ? [`${rest} more alerts that nothing can be looked at for; -o json names them.`] : []),
    ...(leftOut > 0 ? [`${leftOut} more of what the alerts name: --most takes more.`] : []),
  ];
}
