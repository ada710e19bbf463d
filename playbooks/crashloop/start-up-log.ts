/** What a log tells of a program's start. */
export interface StartUp {
  /** Ports that it says it listens on. */
  readonly ports: readonly number[];
  /** The line that says how long its start takes, and the seconds. */
  readonly needs?: { readonly line: string; readonly seconds: number };
}

const LISTENS =
  /(?:listen(?:ing|s)?|serving|bound|binding|started|running|available|ready)\b[^\n]{0,60}?(?:(?:port(?:\(s\))?|on|at|=)[ :=]{0,3}(?:https?:\/\/)?(?:[\w.*[\]-]{0,80}:)?|:)(?<port>\d{2,5})\b(?!\.\d)/i;
const PORT_SETTING = /\bport[=: ]{1,2}(?<port>\d{2,5})\b/i;
const SPAN =
  /(?<amount>\d{1,5}(?:\.\d{1,3})?) ?(?<unit>ms|milliseconds?|seconds?|secs?|s|minutes?|mins?|m)\b/i;
const STARTS =
  /start|ready|warm|load|boot|initiali[sz]|migrat|restor|replay|recover|index|prepar|compil|takes|about|listening/i;
/** `GET /ready`, `http://cache/warm`: says nothing of what the program does. */
const PATHS = /\/[\w./-]{0,200}/g;
const LONGEST_LINE = 500;
const FIRST_LINES = 200;

/** Reads ports and the time that a start takes from a log's first lines. */
export function readStartUp(lines: readonly string[]): StartUp {
  const texts = lines.slice(0, FIRST_LINES).map((line) => line.slice(0, LONGEST_LINE));
  const ports = texts.flatMap((text) => portOf(LISTENS.exec(text) ?? PORT_SETTING.exec(text)));
  const needs = texts.map(needOf).filter((need) => need !== undefined);
  const longest = needs.sort((a, b) => b.seconds - a.seconds)[0];
  return { ports: [...new Set(ports)], ...(longest ? { needs: longest } : {}) };
}

function portOf(match: RegExpExecArray | null): readonly number[] {
  const port = Number(match?.groups?.port ?? 0);
  return port > 0 && port <= 65_535 ? [port] : [];
}

function needOf(line: string): StartUp['needs'] {
  if (!STARTS.test(line.replace(PATHS, ' '))) return undefined;
  const { amount, unit } = SPAN.exec(line)?.groups ?? {};
  if (amount === undefined || unit === undefined) return undefined;
  const factor = /^m(?:s|illi)/i.test(unit) ? 0.001 : /^m/i.test(unit) ? 60 : 1;
  const seconds = Number(amount) * factor;
  return seconds >= 1 ? { line, seconds } : undefined;
}
