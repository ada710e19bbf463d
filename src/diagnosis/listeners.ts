/** A port that a program says it listens on. */
export interface Listener {
  readonly port: number;
  /** As the log spells it; absent where it names the port alone. */
  readonly address?: string;
  readonly line: string;
}

const LONGEST_LINE = 500;
const SAYS_SO =
  /\b(?:listen(?:ing|s|er)?|serving|bound|binding|start(?:ed|ing)|running|available|ready|accept(?:ing|s)|awaiting|exposed)\b/i;
/** Ports of others that it speaks to, and of those who speak to it. */
const OF_OTHERS =
  /\bconnect(?:ed|ing|ion)? to\b|\b(?:clients?|upstreams?|dial(?:ing)?|remote|peers?|brokers?|from|requests?|proxy(?:ing)?|forward(?:ing)?|databases?|db|host=|GET|POST)\b/i;
/** Ports beside the one that serves: what a log tells of them says nothing of the others. */
const ASIDE =
  /metric|admin|manag|health|liveness|readiness|probe|debug|inspect|pprof|profil|prometheus|telemetry|actuator|jmx|dt_socket|internal|diagnos/i;
const OWN_ADDRESS = String.raw`0\.0\.0\.0|\[::\]|\*|::|127\.\d{1,3}\.\d{1,3}\.\d{1,3}|localhost|\[::1\]`;
const BY_ADDRESS = new RegExp(
  String.raw`(?<![\w.\]:])(?<address>${OWN_ADDRESS})?:(?<port>\d{2,5})(?![\w.:]\w)`,
  'gi',
);
const BY_WORD = /\bports?(?:\(s\))?["']?\s{0,2}(?:[=:]|is)?\s{0,2}["'(]{0,2}(?<port>\d{2,5})\b(?!\.\d)/gi;
const BY_NUMBER = /\blisten(?:ing|s)? (?:on|at) (?<port>\d{2,5})\b(?![.\d/:-])/gi;
const MOST_PORT = 65_535;

/** The ports that a log says its program listens on, those beside the point left out. */
export function readListeners(lines: readonly string[]): readonly Listener[] {
  return lines
    .map((line) => line.slice(0, LONGEST_LINE))
    .filter((line) => SAYS_SO.test(line) && !OF_OTHERS.test(line) && !ASIDE.test(line))
    .flatMap(listenersOf);
}

/** Each port once, with its address where the line has one. */
function listenersOf(line: string): readonly Listener[] {
  const found = new Map<number, Listener>();
  for (const { groups } of [BY_ADDRESS, BY_WORD, BY_NUMBER].flatMap((form) => [...line.matchAll(form)])) {
    const port = Number(groups?.port);
    const address = groups?.address ? { address: groups.address } : {};
    if (port > 0 && port <= MOST_PORT && !found.has(port))
      found.set(port, { port, ...address, line: line.trim() });
  }
  return [...found.values()];
}

/** A listener on an address that only the pod itself reaches. */
export function isLoopback({ address = '' }: Listener): boolean {
  return LOOPBACK.test(address);
}

/** Whether a log holds the number as a word of its own, whatever it says of it. */
export function mentionsPort(lines: readonly string[], port: number): boolean {
  const number = new RegExp(String.raw`(?<![\w.])${port}(?!\w|\.\d)`);
  return lines.some((line) => number.test(line.slice(0, LONGEST_LINE)));
}

const EVERYWHERE = /0\.0\.0\.0|\[::\]|\ball (?:addresses|interfaces|network interfaces|ips)\b/i;
const LOOPBACK = /^(?:127\.|\[::1\]$)/;

/**
 * The line of a log by which a program takes connections to a port from its own pod only. `localhost` is no proof: many
 * write it for whatever they listen on.
 */
export function loopbackLine(lines: readonly string[], port: number): string | undefined {
  const listeners = readListeners(lines).filter((one) => one.port === port);
  const isElsewhere = listeners.some((one) => !isLoopback(one));
  const another = new RegExp(
    String.raw`(?<!127\.\d{1,3}\.\d{1,3}\.)(?<![\d.])(?!127\.)\d{1,3}(?:\.\d{1,3}){3}:${port}\b`,
  );
  if (isElsewhere || lines.some((line) => EVERYWHERE.test(line) || another.test(line))) return undefined;
  return listeners[0]?.line;
}
