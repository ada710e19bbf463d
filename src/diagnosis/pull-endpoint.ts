/** Which machine an error of an image pull is about, as far as its text names it. */
export interface PullEndpoint {
  /** Name or address that was asked: a registry, its token server or storage, a proxy. */
  readonly host?: string;
  readonly port?: string;
  /** Address and port that were dialled. */
  readonly address?: string;
  /** The DNS server that was asked for the host. */
  readonly resolver?: string;
  /** How the connection failed, in the system's words. */
  readonly failure?: string;
  /** True where a proxy stands between the node and the registry, and it was the proxy that failed. */
  readonly proxy?: true;
  /** What a proxy answered instead of opening the way to the registry: `Forbidden`. */
  readonly proxyAnswer?: string;
}

/** Words of a failed connection, and how they are said. */
const FAILURES: readonly (readonly [RegExp, string])[] = [
  [/connection refused/i, 'connection refused'],
  [/no route to host/i, 'no route to host'],
  [/network is unreachable/i, 'network is unreachable'],
  [/connection reset/i, 'connection reset'],
  [/connect: operation not permitted/, 'operation not permitted'],
  [/connect: permission denied/, 'permission denied'],
  [/handshake timeout/i, 'TLS handshake timeout'],
  [/timeout|timed out|deadline exceeded/i, 'timeout'],
  [/canceled/i, 'canceled'],
  [/\bEOF$|broken pipe|http2: |stream error|server closed idle connection/i, 'connection closed'],
];

/** Reads hosts, ports and the way of failing out of the words of Go's net package. */
export function pullEndpoint(text: string): PullEndpoint {
  const url = /\b(https?):\/\/(\[[^\]\s]+\]|[^\s"/:]+)(?::(\d+))?/.exec(text);
  const dialled = /\bdial (?:tcp|udp)6? (\[[^\]\s]+\]|[^\s:]+):(\d+)/.exec(text);
  const looked = /\blookup ([^\s:]+)(?: on (\S+?))?(?: \S+)?: /.exec(text);
  const proxy = text.includes('proxyconnect');
  const host = looked?.[1] ?? (proxy ? dialled?.[1] : (url?.[2] ?? dialled?.[1]));
  const port = proxy ? dialled?.[2] : (url?.[3] ?? dialled?.[2] ?? defaultPort(url?.[1]));
  const failure = FAILURES.find(([pattern]) => pattern.test(text))?.[1];
  const resolver = looked?.[2]?.replace(/:53$/, '').replace(/^\[(.*)\]$/, '$1');
  const proxyAnswer = answerOfProxy(text);
  return {
    ...(host === undefined ? {} : { host }),
    ...(port === undefined ? {} : { port }),
    ...(dialled ? { address: `${dialled[1]}:${dialled[2]}` } : {}),
    ...(resolver === undefined ? {} : { resolver }),
    ...(failure === undefined ? {} : { failure }),
    ...(proxy ? { proxy } : {}),
    ...(proxyAnswer === undefined ? {} : { proxyAnswer }),
  };
}

/**
 * A proxy that does not open a tunnel leaves its status text alone behind the request's URL
 * (https://github.com/golang/go/blob/master/src/net/http/transport.go, `CONNECT`).
 */
function answerOfProxy(text: string): string | undefined {
  const refused = /^(?:Head|Get|Post) "?https:\S+: ([A-Z][a-z-]+(?: [A-Z][a-z-]+)*)$/.exec(text)?.[1];
  return refused ?? /\b407 (Proxy Authentication Required)/.exec(text)?.[1];
}

function defaultPort(scheme: string | undefined): string | undefined {
  if (scheme === undefined) return undefined;
  return scheme === 'https' ? '443' : '80';
}

/** How containerd, CRI-O and dockerd write down the status of a registry that answered. */
const STATUS: readonly RegExp[] = [
  /unexpected status\b.*?: (\d{3})\b/,
  /(?:HTTP status|status code|StatusCode)(?: from registry| \[[^\]]*\])?:? (\d{3})\b/i,
  /error parsing HTTP (\d{3}) response/i,
];

/** The HTTP status that a registry answered with; undefined where the text has none that is an error. */
export function pullStatus(text: string): number | undefined {
  const found = STATUS.map((pattern) => pattern.exec(text)?.[1]).find((status) => status !== undefined);
  const status = Number(found);
  return status >= 400 && status < 600 ? status : undefined;
}
