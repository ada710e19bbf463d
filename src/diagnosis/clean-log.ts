import type { Gate } from './gate.ts';
import type { LogLine } from './snapshot.ts';

/** Lines that are looked through for the one that a cleaned line was: no private key is longer. */
const WINDOW = 300;

/** The lines of a log past the gate, and the same behind their times where it is certain which line has which. */
export function cleanLog(
  lines: readonly LogLine[],
  gate: Gate,
): { readonly texts: readonly string[]; readonly timed: readonly string[] } {
  // A time never goes through the gate with its line: in front of a key's lines it would hide them from it.
  const before = lines.flatMap((line) => line.text.split('\n').map((text) => ({ text, time: timeOf(line) })));
  const times = before.map(({ time }) => time);
  const texts = gate.lines(before.map(({ text }) => text));
  if (texts.length === before.length)
    return { texts, timed: texts.map((text, index) => [times[index], text].join('')) };
  const cleaned = before.map(({ text }) => gate(text));
  let at = 0;
  const timed = texts.map((text) => {
    const found = cleaned.slice(at, at + WINDOW).indexOf(text);
    if (found === -1) return text;
    at += found + 1;
    return [times[at - 1], text].join('');
  });
  return { texts, timed };
}

function timeOf({ time }: LogLine): string {
  return time !== undefined && /^[\dTZ:.+-]{10,40}$/.test(time) ? `${time} ` : '';
}
