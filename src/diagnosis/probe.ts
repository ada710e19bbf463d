import type { Container, Probe } from './objects/container.ts';

export type ProbeKind = 'liveness' | 'readiness' | 'startup';

/** The API's defaults (https://kubernetes.io/docs/reference/kubernetes-api/workload-resources/pod-v1/#Probe). */
const DEFAULT_PERIOD = 10;
const DEFAULT_FAILURES = 3;

/** A probe in words: `GET /healthz on port 8080`, `TCP port 5432`, `exec cat /tmp/healthy`, `gRPC port 9090`. */
export function describeProbe(probe: Probe): string {
  if (probe.httpGet) {
    const https = probe.httpGet.scheme === 'HTTPS' ? 'HTTPS ' : '';
    return `${https}GET ${pathOf(probe)} on port ${probe.httpGet.port}${ofHost(probe)}`;
  }
  if (probe.tcpSocket) return `TCP port ${probe.tcpSocket.port}${ofHost(probe)}`;
  if (probe.grpc) return `gRPC port ${probe.grpc.port}`;
  return `exec ${(probe.exec?.command ?? []).join(' ')}`.trim();
}

/** The host that a probe asks in the pod's place. */
export function probeHost({ httpGet, tcpSocket }: Probe): string | undefined {
  return httpGet?.host || tcpSocket?.host || undefined;
}

function ofHost(probe: Probe): string {
  const host = probeHost(probe);
  return host === undefined ? '' : ` of host ${host}`;
}

/** What is to be merged over a probe that names a host so that it asks the pod. */
export function withoutHost({ httpGet }: Probe): object {
  return httpGet ? { httpGet: { host: null } } : { tcpSocket: { host: null } };
}

function pathOf(probe: Probe): string {
  return `/${(probe.httpGet?.path ?? '/').replace(/^\/+/, '')}`;
}

/** The path of an HTTP probe. */
export function probePath(probe: Probe): string | undefined {
  return probe.httpGet ? pathOf(probe) : undefined;
}

export interface ProbePort {
  /** As the probe spells it: a number or a port's name. */
  readonly wanted: string;
  /** The number behind it; undefined for a name that no port of the container bears. */
  readonly number: number | undefined;
  /** The container declares the port. An undeclared number still works if the program listens there. */
  readonly declared: boolean;
}

/** The port that a probe goes to, against those that the container declares; undefined for exec probes. */
export function probePort(probe: Probe, container: Container): ProbePort | undefined {
  const wanted = probe.httpGet?.port ?? probe.tcpSocket?.port ?? probe.grpc?.port;
  if (wanted === undefined) return undefined;
  const ports = container.ports ?? [];
  const number = /^\d+$/.test(String(wanted))
    ? Number(wanted)
    : ports.find((port) => port.name === wanted)?.containerPort;
  const declared = ports.some((port) => port.containerPort === number);
  return { wanted: String(wanted), number, declared };
}

/** The TCP ports a container declares, in words: `8080 (http)`. */
export function declaredPorts(container: Container): readonly string[] {
  return (container.ports ?? [])
    .filter((port) => (port.protocol ?? 'TCP') === 'TCP')
    .map((port) => (port.name ? `${port.containerPort} (${port.name})` : String(port.containerPort)));
}

/** Seconds from the start of a container until the probe has failed often enough, if it never succeeds. */
export function allowedSeconds(probe: Probe): number {
  const period = probe.periodSeconds ?? DEFAULT_PERIOD;
  return (probe.initialDelaySeconds ?? 0) + period * (probe.failureThreshold ?? DEFAULT_FAILURES);
}

/** How far apart a probe's timing is set, in words: `every 3s, 2 failures`. */
export function probeTiming(probe: Probe): string {
  const delay = probe.initialDelaySeconds ? `after ${probe.initialDelaySeconds}s ` : '';
  const failures = probe.failureThreshold ?? DEFAULT_FAILURES;
  return `${delay}every ${probe.periodSeconds ?? DEFAULT_PERIOD}s, ${failures} failure${failures === 1 ? '' : 's'} allowed, timeout ${probe.timeoutSeconds ?? 1}s`;
}

/**
 * What a probe met. `refused`: nothing listens there; `not-http`: something else than HTTP answers (a TLS port);
 * `not-tls`: TLS was asked of a plain port; `port-unknown`: the probe names a port the container does not declare.
 */
export type ProbeFailure =
  | 'refused'
  | 'timeout'
  | 'status'
  | 'unreachable'
  | 'unresolved'
  | 'closed'
  | 'not-http'
  | 'not-tls'
  | 'certificate'
  | 'redirect'
  | 'not-serving'
  | 'grpc-unimplemented'
  | 'port-unknown'
  | 'command-missing'
  | 'command'
  | 'other';

export interface ProbeOutput {
  readonly kind?: ProbeKind;
  readonly failure: ProbeFailure;
  /** HTTP status code of `status`. */
  readonly status?: number;
  /** What the probe said, without the kubelet's prefix. May be empty: an exec probe that prints nothing. */
  readonly output: string;
  /** Of `command-missing`: the program that the image lacks, which a probe's shell may have been asked for. */
  readonly missing?: string;
}

/** First match wins: an HTTP client's timeout also names the address, so the specific wordings stand first. */
const FAILURES: readonly (readonly [ProbeFailure, RegExp])[] = [
  [
    'port-unknown',
    /strconv\.Atoi: parsing|couldn't find port|unable to find named port|invalid port number/i,
  ],
  ['status', /HTTP probe failed with statuscode: \d+/],
  [
    'grpc-unimplemented',
    /does not implement the grpc health protocol|health rpc probe failed: .*unknown service/,
  ],
  ['not-serving', /service unhealthy \(responded with|NOT_SERVING/],
  ['not-tls', /server gave HTTP response to HTTPS client|first record does not look like a TLS handshake/],
  ['not-http', /malformed HTTP (?:response|version|status)/],
  ['certificate', /x509: |tls: /],
  ['redirect', /Probe terminated redirects|stopped after \d+ redirects/],
  ['refused', /connection refused|actively refused/i],
  ['unresolved', /no such host|server misbehaving/],
  ['unreachable', /no route to host|network is unreachable/i],
  [
    'timeout',
    /context deadline exceeded|Client\.Timeout|i\/o timeout|\btimed out\b|timeout: (?:failed to connect service|health rpc)|DeadlineExceeded|timeout: command/,
  ],
  ['closed', /\bEOF\b|connection reset by peer|broken pipe/],
];

/** What a runtime says of a program that the image lacks; CRI-O's words stand escaped in a line of its own log. */
const NOT_THERE =
  /exec: \\?"([^"\\]*)\\?": (?:executable file not found|(?:stat \S+: )?no such file or directory)/;
/** A shell's words for it: `sh: 1: curl: not found`, `bash: line 1: curl: command not found`. */
const NOT_FOUND = /(?:^|[\s/])(?:ba|da|a)?sh: (?:line )?(?:\d+: )?(\S+): (?:command )?not found\s*$/m;

/** A gRPC client says `failed to connect` in its timeout also where the connection was refused. */
export function probeFailure(probe: Probe, output: ProbeOutput | undefined): ProbeFailure | undefined {
  if (!probe.grpc || output?.failure !== 'timeout') return output?.failure;
  return /failed to connect/.test(output.output) ? 'refused' : 'timeout';
}

const PREFIX = /^(?:\S+ )?(Liveness|Readiness|Startup) probe (?:failed|errored[^:]*|warning): ?/;

/** Reads the message of an `Unhealthy` or `ProbeWarning` event. */
export function readProbeOutput(message: string): ProbeOutput {
  const prefix = PREFIX.exec(message);
  const output = message.slice(prefix?.[0].length ?? 0).trim();
  const kind = prefix ? { kind: (prefix[1] as string).toLowerCase() as ProbeKind } : {};
  const missing = (NOT_THERE.exec(output) ?? NOT_FOUND.exec(output))?.[1];
  if (missing !== undefined) return { ...kind, failure: 'command-missing', output, missing };
  const failure = FAILURES.find(([, pattern]) => pattern.test(output))?.[0] ?? otherFailure(output);
  const status = /statuscode: (\d+)/.exec(output)?.[1];
  return { ...kind, failure, ...(status === undefined ? {} : { status: Number(status) }), output };
}

/** HTTP, TCP and gRPC probes fail with an error of the kubelet's; what is left is what a command printed. */
function otherFailure(output: string): ProbeFailure {
  return /^(?:Get|Head) "?https?:|^dial |^error: /.test(output) ? 'other' : 'command';
}
