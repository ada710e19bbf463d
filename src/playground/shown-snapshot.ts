import { cleanText } from '../diagnosis/gate.ts';
import { redactObject } from '../diagnosis/redact.ts';
import { cleanDeep } from '../diagnosis/sanitize.ts';
import type { Collected, LogLine, Snapshot } from '../diagnosis/snapshot.ts';

/** A snapshot as a person may see it: past the gate, its facts under what was read, as `log container=web pod=web-1`. */
export function shownSnapshot({ facts, ...rest }: Snapshot): object {
  const shown = [...facts].map(([key, fact]) => {
    const { section, ...about } = Object.fromEntries<string>(JSON.parse(key));
    const words = Object.entries(about).map(([field, value]) => `${field}=${value}`);
    return [[section, ...words].join(' '), section === 'log' ? shownLog(fact) : fact] as const;
  });
  return cleanDeep(redactObject({ ...rest, facts: Object.fromEntries(shown) }) as object, cleanText);
}

/** Its lines together: a secret of several lines, a private key, is seen as one. */
function shownLog(fact: Collected<unknown>): Collected<unknown> {
  if (fact.status !== 'ok') return fact;
  const lines = (fact.value as readonly LogLine[]).map(
    ({ time, text }) => `${time ? `${time} ` : ''}${text}`,
  );
  return { ...fact, value: cleanText.lines(lines) };
}
