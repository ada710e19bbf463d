/** Hyphen, non-breaking hyphen, figure dash, en dash, em dash, horizontal bar, minus sign. */
const DASHES = /^[-\u2010-\u2015\u2212]+/;
/** Marks that people put around a name: code, bold, quotes. */
const AROUND = /^[`*'"]+|[`*'"]+$/g;
const QUOTES_AROUND = /^[`'"]+|[`'"]+$/g;
/** Of cron, as in `*` and in every fifteenth: no mark around anything. */
const STAR = /^\*(?:\/\d+)?$/;

/** One word of a command. A quoted one is never a flag. */
export interface Word {
  readonly text: string;
  readonly quoted: boolean;
}

/** Splits at blanks, outside quotes. A quote that is never closed reaches to the end. */
export function wordsOf(text: string): readonly Word[] {
  const words: Word[] = [];
  let index = 0;
  while (index < text.length) {
    const char = text[index] ?? '';
    if (/\s/.test(char)) {
      index++;
      continue;
    }
    const { word, next } = char === '"' || char === "'" ? quoted(text, index) : bare(text, index);
    if (word.text !== '') words.push(word);
    index = next;
  }
  return words;
}

function quoted(text: string, start: number): { word: Word; next: number } {
  const end = text.indexOf(text[start] ?? '', start + 1);
  const stop = end < 0 ? text.length : end;
  return { word: { text: text.slice(start + 1, stop).trim(), quoted: true }, next: stop + 1 };
}

/** A quote inside a word (`--tail="20"`, `what's`) belongs to it; blanks within such a value do not end it. */
function bare(text: string, start: number): { word: Word; next: number } {
  let index = start;
  let value = '';
  while (index < text.length && !/\s/.test(text[index] ?? '')) {
    if (text[index] === '"' && text[index - 1] === '=') {
      const inner = quoted(text, index);
      value += inner.word.text;
      index = inner.next;
    } else value += text[index++];
  }
  const inside = value.replace(QUOTES_AROUND, '');
  const said = STAR.test(inside) ? inside : value.replace(AROUND, '');
  return { word: { text: said, quoted: false }, next: index };
}

export interface TypedFlag {
  readonly name: string;
  /** It was typed with one dash. */
  readonly short: boolean;
  readonly value?: string;
}

/**
 * A flag as it was meant, or undefined: phones turn `--previous` into `—previous` or `–-previous`.
 */
export function flagOf(word: Word): TypedFlag | undefined {
  const dashes = word.quoted ? undefined : DASHES.exec(word.text)?.[0];
  if (dashes === undefined) return undefined;
  const rest = word.text.slice(dashes.length);
  const equals = rest.indexOf('=');
  const name = (equals < 0 ? rest : rest.slice(0, equals)).replaceAll(/[\u2010-\u2015\u2212]/g, '-');
  return { name, short: dashes === '-', ...(equals < 0 ? {} : { value: rest.slice(equals + 1) }) };
}
