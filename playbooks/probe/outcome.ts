import { shellQuote } from '../../src/diagnosis/fill.ts';
import type { Params } from '../../src/diagnosis/finding.ts';
import type { Probe } from '../../src/diagnosis/objects/container.ts';
import {
  declaredPorts,
  type ProbeFailure,
  probeFailure,
  probeHost,
  probePath,
  probePort,
} from '../../src/diagnosis/probe.ts';
import type { Asked } from './asked.ts';
import type { Said } from './said.ts';

export function failureOf({ failed, probe }: Asked): ProbeFailure | undefined {
  return probeFailure(probe, failed?.output);
}

/** Failures that no waiting mends: the probe or the program has to change. */
const LASTING: ReadonlySet<ProbeFailure | undefined> = new Set<ProbeFailure>([
  'port-unknown',
  'command-missing',
  'not-tls',
  'not-http',
  'certificate',
  'redirect',
  'grpc-unimplemented',
]);

/** Seconds for which a program that complains may still be on its way. */
const PATIENCE_SECONDS = 30;

/** The program answered, and not as one that is in trouble: its path, its login. */
export function isRefusal({ failed }: Asked): boolean {
  const status = failed?.output.status;
  return status !== undefined && status < 500;
}

/** The failure will not go away by itself, however young the container is. */
export function isLasting(asked: Asked, said: Said): boolean {
  const { status = 0 } = asked.failed?.output ?? {};
  if (isRefusal(asked) || LASTING.has(failureOf(asked)) || said.loopback !== undefined) return true;
  // A program that does not listen yet may still get past what it complains of.
  if ((said.reading || said.isUnread) && (status >= 500 || asked.seconds >= PATIENCE_SECONDS)) return true;
  return failureOf(asked) === 'refused' && isElsewhere(asked, said);
}

/** The program says that it listens, and not where the probe asks. */
export function isElsewhere({ probe, container }: Asked, { startUp }: Said): boolean {
  const port = probePort(probe, container.spec)?.number;
  return port !== undefined && startUp.ports.length > 0 && !startUp.ports.includes(port);
}

/** What the probe met: one param for each way to fail, so that only the text that speaks of it is filled. */
export function outcomeParams(asked: Asked, said: Said): Params {
  const { probe, container } = asked;
  const port = probePort(probe, container.spec);
  const declared = declaredPorts(container.spec);
  const elsewhere = isElsewhere(asked, said);
  return {
    ...shortParams(asked),
    ...byKind(asked),
    path: probePath(probe),
    probeHost: probeHost(probe),
    port: port?.wanted,
    declared,
    undeclared: port && !port.declared && declared.length > 0 ? port.wanted : undefined,
    loopback: said.loopback,
    answered: failureOf(asked) === 'refused' ? asked.answered : undefined,
    listensElsewhere: elsewhere ? said.startUp.ports.map(String) : undefined,
    asked: elsewhere ? port?.wanted : undefined,
    probeScript: asked.failed?.output.missing === undefined ? scriptOf(probe) : undefined,
  };
}

/** In a few words, for the title. */
function shortParams(asked: Asked): Params {
  const { status } = asked.failed?.output ?? {};
  if (status !== undefined) return { status, outcome: `which answers ${status}` };
  const program = asked.failed?.output.missing;
  const timeout = `${asked.probe.timeoutSeconds ?? 1}s`;
  const words: Partial<Record<ProbeFailure, string>> = {
    refused: 'to which nothing answers',
    timeout: `no answer within ${timeout}`,
    closed: 'which closes the connection',
    unreachable: 'which cannot be reached',
    unresolved: 'whose host name is unknown',
    'not-http': 'which does not speak plain HTTP',
    'not-tls': 'which does not speak HTTPS',
    certificate: 'whose certificate is refused',
    redirect: 'which redirects',
    'not-serving': 'which is not serving',
    'grpc-unimplemented': 'which has no gRPC health service',
    'command-missing': `whose program ${program} is not in the image`,
  };
  const failure = failureOf(asked);
  return { outcome: failure && words[failure] };
}

function byKind(asked: Asked): Params {
  const { probe, failed, container } = asked;
  const { status, output = '' } = failed?.output ?? {};
  const failure = failureOf(asked);
  const port = probe.httpGet?.port ?? probe.tcpSocket?.port ?? probe.grpc?.port;
  const command = probe.exec?.command?.join(' ');
  return {
    refused: failure === 'refused' ? port : undefined,
    notFound: status === 404 ? probePath(probe) : undefined,
    denied: status === 401 || status === 403 ? probePath(probe) : undefined,
    badRequest: status === 400 ? status : undefined,
    broken: status !== undefined && status >= 500 ? status : undefined,
    [probe.exec ? 'commandTimeout' : 'timeout']:
      failure === 'timeout' ? `${probe.timeoutSeconds ?? 1}s` : undefined,
    cpuLimit: container.spec.resources?.limits?.cpu,
    missingCommand: failed?.output.missing,
    silentCommand: failure === 'command' && output === '' ? command : undefined,
    failedCommand: failure === 'command' && output !== '' ? command : undefined,
    plainPort: failure === 'not-tls' ? port : undefined,
    tlsPort: failure === 'not-http' ? port : undefined,
    grpcPort: failure === 'grpc-unimplemented' ? port : undefined,
    grpcService: probe.grpc?.service,
    notServing: failure === 'not-serving' ? port : undefined,
  };
}

/** What `sh -c` runs: the script of a probe that is one already, else its words. */
function scriptOf({ exec }: Probe): string | undefined {
  const [shell = '', flag, script, ...rest] = exec?.command ?? [];
  if (/(?:^|\/)(?:ba|da|a)?sh$/.test(shell) && flag === '-c' && rest.length === 0) return script;
  return exec?.command?.map(shellQuote).join(' ');
}
