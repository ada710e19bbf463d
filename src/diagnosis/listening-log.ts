/** What a log tells of where its program listens. */
export interface Listening {
  /** `127.0.0.1:8080`: only processes of the same pod reach that, never the kubelet. */
  readonly loopback?: string;
}

const LONGEST_LINE = 500;
const FIRST_LINES = 200;
const LOOPBACK =
  /\b(?:listen(?:ing|s)?|serving|bound|binding|started|running|available|ready|address)\b[^\n]{0,80}?(?<address>(?:127\.\d{1,3}\.\d{1,3}\.\d{1,3}|localhost|\[::1\]):(?<port>\d{2,5}))\b/i;

/** Whether the log says that the program listens on a port of the pod's loopback address. */
export function readListening(lines: readonly string[], port: number | undefined): Listening {
  const found = lines
    .slice(0, FIRST_LINES)
    .map((line) => LOOPBACK.exec(line.slice(0, LONGEST_LINE))?.groups)
    .find((groups) => groups !== undefined && (port === undefined || Number(groups.port) === port));
  return found?.address ? { loopback: found.address } : {};
}
