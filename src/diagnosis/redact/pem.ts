import { REDACTED } from './marker.ts';

const MARKER = /-----(BEGIN|END) [A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)?-----/g;
// A line of a key's body, perhaps behind a timestamp; a key's lines have 64 or 70 characters.
const BODY_LINE = /(?:[A-Za-z0-9+/]|\\[nr]){40}/;
const LAST_BODY_LINE = /^\s*[A-Za-z0-9+/]{1,64}={0,2}\s*$/;
const ENDS_SHORT = /\s[A-Za-z0-9+/]{1,64}={0,2}\s*$/;

interface Cut {
  readonly start: number;
  readonly end: number;
}

/** Hides the body of PEM private keys, also on one line with `\n` in it and where the text begins or ends within one. */
export function redactPrivateKeys(text: string): string {
  if (!text.includes('PRIVATE KEY')) return text;
  const marks = [...text.matchAll(MARKER)];
  const cuts = marks.flatMap((mark, index) => cutAt(text, mark, marks[index - 1], marks[index + 1]));
  let result = '';
  let done = 0;
  for (const { start, end } of cuts) {
    result += text.slice(done, start) + REDACTED;
    done = end;
  }
  return result + text.slice(done);
}

function cutAt(
  text: string,
  mark: RegExpExecArray,
  previous: RegExpExecArray | undefined,
  next: RegExpExecArray | undefined,
): readonly Cut[] {
  const after = mark.index + mark[0].length;
  if (mark[1] === 'BEGIN') {
    const limit = next?.index ?? text.length;
    return nonEmpty(text, after, next?.[1] === 'END' ? limit : bodyEnd(text, after, limit));
  }
  if (previous?.[1] === 'BEGIN') return [];
  return nonEmpty(
    text,
    bodyStart(text, mark.index, previous ? previous.index + previous[0].length : 0),
    mark.index,
  );
}

function nonEmpty(text: string, start: number, end: number): readonly Cut[] {
  return text.slice(start, end).trim() === '' ? [] : [{ start, end }];
}

/** Where a key that has no END stops: the rest of its first line as far as it can be a key, then lines of a body. */
function bodyEnd(text: string, start: number, limit: number): number {
  const sameLine = /[A-Za-z0-9+/=\\\r \t]*/y;
  sameLine.lastIndex = start;
  sameLine.exec(text);
  let end = Math.min(text.startsWith(REDACTED, sameLine.lastIndex) ? start : sameLine.lastIndex, limit);
  while (text[end] === '\n' && end < limit) {
    const lineEnd = endOfLine(text, end + 1, limit);
    const line = text.slice(end + 1, lineEnd);
    if (!BODY_LINE.test(line) && !LAST_BODY_LINE.test(line)) return end;
    end = lineEnd;
  }
  return end;
}

/** Where a key begins that has only an END; what stands before that on its line, a time for one, stands before all. */
function bodyStart(text: string, end: number, limit: number): number {
  let start = end;
  while (start > limit && /[A-Za-z0-9+/=\\\r \t]/.test(text.charAt(start - 1))) start--;
  const ofEnd = Math.max(text.lastIndexOf('\n', end - 1) + 1, limit);
  for (let lineStart = ofEnd; lineStart > limit; ) {
    const before = Math.max(text.lastIndexOf('\n', lineStart - 2) + 1, limit);
    const line = text.slice(before, lineStart - 1);
    if (BODY_LINE.test(line) || LAST_BODY_LINE.test(line)) start = before;
    // The last line of a body is short: only the ones before it tell whether it is one.
    else if (lineStart < ofEnd || !ENDS_SHORT.test(line)) break;
    lineStart = before;
  }
  return start;
}

function endOfLine(text: string, from: number, limit: number): number {
  const found = text.indexOf('\n', from);
  return found === -1 ? limit : Math.min(found, limit);
}
