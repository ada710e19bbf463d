import type { Params } from '../../src/diagnosis/finding.ts';
import type { Container, Probe } from '../../src/diagnosis/objects/container.ts';
import type { View } from '../../src/diagnosis/playbook.ts';
import {
  allowedSeconds,
  type ProbeOutput,
  probeFailure,
  probeHost,
  probePath,
  withoutHost,
} from '../../src/diagnosis/probe.ts';
import { containerPatch } from '../../src/diagnosis/template-patch.ts';
import type { Crash } from './crash.ts';
import type { StartUp } from './start-up-log.ts';

export interface ProbeKill {
  readonly kind: 'liveness' | 'startup';
  readonly probe: Probe;
  readonly output: ProbeOutput | undefined;
  readonly startUp: StartUp;
  /** The program listens where the kubelet does not ask: no waiting mends that. */
  readonly isLoopback: boolean;
}

/** What to change: at most one of the patches below, the one that answers what the probe met. */
export function fixesOf(view: View, { container, lifetime }: Crash, kill: ProbeKill): Params {
  const { spec, name } = container;
  const { kind, probe, output, startUp } = kill;
  const field = `${kind}Probe`;
  if (probeHost(probe) !== undefined) {
    return { hostPatch: containerPatch(view, name, { [field]: withoutHost(probe) }) };
  }
  const failure = probeFailure(probe, output);
  const port = betterPort(spec, probe, startUp);
  if (port !== undefined && failure === 'refused') {
    return { portPatch: containerPatch(view, name, { [field]: withPort(probe, port) }), betterPort: port };
  }
  const path = output?.status === 404 ? otherPath(spec, probe) : undefined;
  if (path !== undefined) {
    const httpGet = { ...probe.httpGet, path };
    return { pathPatch: containerPatch(view, name, { [field]: { httpGet } }), betterPath: path };
  }
  if (failure === 'timeout') {
    const timeoutSeconds = Math.max(5, 2 * (probe.timeoutSeconds ?? 1));
    return {
      timeoutPatch: containerPatch(view, name, { [field]: { timeoutSeconds } }),
      longerTimeout: `${timeoutSeconds}s`,
    };
  }
  if (kill.isLoopback) return {};
  const isEarly =
    lifetime === undefined || lifetime <= allowedSeconds(probe) + 2 * (probe.periodSeconds ?? 10) + 35;
  if (kind === 'startup' && failure !== 'status') return thresholdFix(view, name, kill);
  return kind === 'liveness' && !spec.startupProbe && failure === 'refused' && isEarly
    ? startupFix(view, name, kill)
    : {};
}

/** Twice what the log says it needs, four times what it has now: room for a slow day. */
function wantedSeconds({ probe, startUp }: ProbeKill): number {
  return Math.max(2 * (startUp.needs?.seconds ?? 0), 4 * allowedSeconds(probe), 60);
}

function thresholdFix(view: View, name: string, kill: ProbeKill): Params {
  const period = kill.probe.periodSeconds ?? 10;
  const failureThreshold = Math.ceil(wantedSeconds(kill) / period);
  return {
    thresholdPatch: containerPatch(view, name, { startupProbe: { failureThreshold } }),
    threshold: failureThreshold,
    longer: `${failureThreshold * period}s`,
  };
}

function startupFix(view: View, name: string, kill: ProbeKill): Params {
  const { httpGet, tcpSocket, grpc, exec } = kill.probe;
  const periodSeconds = 5;
  const failureThreshold = Math.ceil(wantedSeconds(kill) / periodSeconds);
  const startupProbe = { httpGet, tcpSocket, grpc, exec, periodSeconds, failureThreshold };
  return {
    startupPatch: containerPatch(view, name, { startupProbe }),
    longer: `${failureThreshold * periodSeconds}s`,
  };
}

/** A port that the program says it listens on, else the only one declared, where the probe asks another one. */
function betterPort(spec: Container, probe: Probe, startUp: StartUp): number | undefined {
  const probed = probe.httpGet?.port ?? probe.tcpSocket?.port ?? probe.grpc?.port;
  if (typeof probed !== 'number' || startUp.ports.includes(probed)) return undefined;
  const declared = (spec.ports ?? []).map((port) => port.containerPort);
  const [only] = startUp.ports.length > 0 ? startUp.ports : declared.includes(probed) ? [] : declared;
  return only;
}

function withPort(probe: Probe, port: number) {
  if (probe.httpGet) return { httpGet: { ...probe.httpGet, port } };
  return probe.tcpSocket ? { tcpSocket: { ...probe.tcpSocket, port } } : { grpc: { ...probe.grpc, port } };
}

/** The path of another HTTP probe of the container, which may be one that the program knows. */
function otherPath(spec: Container, probe: Probe): string | undefined {
  const paths = [spec.readinessProbe, spec.startupProbe, spec.livenessProbe].flatMap((one) =>
    one ? [probePath(one)] : [],
  );
  return paths.find((path) => path !== undefined && path !== probePath(probe));
}
