import type { Params, ParamValue } from './finding.ts';

const SHOWN = 5;

/**
 * Fills a text's `{param}`s. `[[…]]` groups are left out when a param in them is unknown; an unknown param outside a
 * group makes the whole text undefined. `quote` prepares each value, e.g. for the shell.
 */
export function fill(
  text: string,
  params: Params,
  quote: (value: string) => string = (value) => value,
): string | undefined {
  // A text, then a group, then a text …: each is filled once, so that braces in a value stay what they are.
  const parts = text
    .split(/\[\[(.*?)\]\]/s)
    .map((part, index) => fillPlain(part, params, quote) ?? (index % 2 === 1 ? '' : undefined));
  return parts.includes(undefined) ? undefined : parts.join('');
}

function fillPlain(text: string, params: Params, quote: (value: string) => string): string | undefined {
  let complete = true;
  const filled = text.replace(/\{([a-zA-Z]\w*)\}/g, (_, name: string) => {
    const value = Object.hasOwn(params, name) ? params[name] : undefined;
    if (isUnknown(value)) complete = false;
    return isUnknown(value) ? '' : quote(show(value));
  });
  return complete ? filled : undefined;
}

/** Nothing to show: absent, an empty text, an empty list. */
export function isUnknown(value: ParamValue | undefined): value is undefined {
  return value === undefined || value === '' || (Array.isArray(value) && value.length === 0);
}

/** A list reads `a, b, c and 4 more`. */
function show(value: ParamValue): string {
  if (typeof value !== 'object') return String(value);
  if (value.length <= SHOWN) return value.join(', ');
  return `${value.slice(0, SHOWN).join(', ')} and ${value.length - SHOWN} more`;
}

/** A word for a POSIX shell: as it is where nothing in it is special, else in single quotes. */
export function shellQuote(value: string): string {
  return /^[\w@%+=:,./-]+$/.test(value) ? value : `'${value.replaceAll("'", "'\\''")}'`;
}

/** A value inside a URL: nothing in it is a part of the URL's form. */
export function urlQuote(value: string): string {
  return encodeURIComponent(value.toWellFormed());
}

/** A URL with its values as they were before; one whose form is broken as it is. */
export function urlText(url: string): string {
  try {
    return decodeURIComponent(url);
  } catch {
    return url;
  }
}
