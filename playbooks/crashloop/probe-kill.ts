import { formatDuration } from '../../src/diagnosis/duration.ts';
import { fromEvent, fromSpec } from '../../src/diagnosis/evidence.ts';
import { shellQuote } from '../../src/diagnosis/fill.ts';
import type { Evidence, Found, Params } from '../../src/diagnosis/finding.ts';
import { readListening } from '../../src/diagnosis/listening-log.ts';
import type { Container, Probe } from '../../src/diagnosis/objects/container.ts';
import type { KubeEvent } from '../../src/diagnosis/objects/meta.ts';
import type { View } from '../../src/diagnosis/playbook.ts';
import {
  allowedSeconds,
  declaredPorts,
  describeProbe,
  type ProbeOutput,
  probeFailure,
  probeHost,
  probePath,
  probePort,
  probeTiming,
} from '../../src/diagnosis/probe.ts';
import { type Crash, crashParams, inWords, leading, statusEvidence } from './crash.ts';
import type { Said } from './crash-log.ts';
import { failureOf, type ProbeKiller } from './killer.ts';
import type { PodEvents } from './pod-events.ts';
import { fixesOf } from './probe-fix.ts';
import { readStartUp } from './start-up-log.ts';

export type ProbeCause = 'liveness-probe-failing' | 'startup-probe-failing';

const STOPPER = {
  certain: 'The kubelet',
  likely: 'By all signs the kubelet',
  possible: 'Perhaps the kubelet',
} as const;

/** A run that the kubelet ended because a probe failed. */
export function judgeProbeKill(
  view: View,
  crash: Crash,
  said: Said,
  found: PodEvents,
  killer: ProbeKiller,
): Found<ProbeCause> {
  const { spec } = crash.container;
  const { by: kind, probe, event } = killer;
  const failed = failureOf(found, kind);
  const output = failed?.output;
  const outcome = outcomeParams(spec, probe, output, said);
  const isLoopback = outcome.loopback !== undefined;
  return {
    cause: `${kind}-probe-failing`,
    confidence: killer.confidence,
    container: crash.container.name,
    params: {
      ...crashParams(crash),
      ...probeParams(spec, probe, output),
      ...outcome,
      ...fixesOf(view, crash, { kind, probe, output, startUp: readStartUp(said.lines), isLoopback }),
      stopper: STOPPER[killer.confidence],
      guessed: event ? undefined : inWords(crash.lifetime),
      otherKill: killer.isOfOtherRun ? event?.message : undefined,
    },
    evidence: [
      ...leading(eventEvidence(event, failed?.event), statusEvidence(view, crash)),
      fromSpec(view.podName, `${kind}Probe`, `${describeProbe(probe)}, ${probeTiming(probe)}`, spec.name),
      ...said.evidence,
    ],
  };
}

/** What `sh -c` runs: the script of a probe that is one already, else its words. */
function scriptOf({ exec }: Probe): string | undefined {
  const [shell = '', flag, script, ...rest] = exec?.command ?? [];
  if (/(?:^|\/)(?:ba|da|a)?sh$/.test(shell) && flag === '-c' && rest.length === 0) return script;
  return exec?.command?.map(shellQuote).join(' ');
}

function eventEvidence(...events: readonly (KubeEvent | undefined)[]): readonly Evidence[] {
  return events.flatMap((event) => (event ? [fromEvent(event)] : []));
}

function probeParams(spec: Container, probe: Probe, output: ProbeOutput | undefined): Params {
  const port = probePort(probe, spec);
  const declared = declaredPorts(spec);
  return {
    probe: describeProbe(probe),
    timing: probeTiming(probe),
    port: port?.number ?? port?.wanted,
    path: probePath(probe),
    probeHost: probeHost(probe),
    probeScript: output?.missing === undefined ? scriptOf(probe) : undefined,
    declared,
    undeclared: port && !port.declared && declared.length > 0 ? port.wanted : undefined,
    allowed: formatDuration(allowedSeconds(probe)),
    [probe.exec ? 'commandTimeout' : 'timeout']:
      probeFailure(probe, output) === 'timeout' ? `${probe.timeoutSeconds ?? 1}s` : undefined,
    missingCommand: output?.missing,
  };
}

/** What the probe met, in one param for each way to fail: the text that speaks of it is filled, the others drop out. */
function outcomeParams(spec: Container, probe: Probe, output: ProbeOutput | undefined, said: Said): Params {
  const startUp = readStartUp(said.lines);
  const probed = probePort(probe, spec)?.number ?? 0;
  const isElsewhere = probed > 0 && startUp.ports.length > 0 && !startUp.ports.includes(probed);
  const failure = probeFailure(probe, output);
  const status = output?.status;
  const port = probe.httpGet?.port ?? probe.tcpSocket?.port ?? probe.grpc?.port;
  return {
    output: output?.output,
    status,
    notFound: status === 404 ? probePath(probe) : undefined,
    denied: status === 401 || status === 403 ? probePath(probe) : undefined,
    broken: status !== undefined && status >= 500 ? status : undefined,
    refused: failure === 'refused' ? port : undefined,
    ...(failure === 'refused' ? readListening(said.lines, probed) : {}),
    allowedEarly: failure === 'refused' || !failure ? formatDuration(allowedSeconds(probe)) : undefined,
    silentCommand:
      failure === 'command' && output?.output === '' ? probe.exec?.command?.join(' ') : undefined,
    plainPort: failure === 'not-tls' ? port : undefined,
    tlsPort: failure === 'not-http' ? port : undefined,
    listens: startUp.ports.map(String),
    listensElsewhere: isElsewhere ? startUp.ports.map(String) : undefined,
    needs:
      startUp.needs && startUp.needs.seconds >= allowedSeconds(probe) ? startUp.needs.line.trim() : undefined,
    line: said.lastLine,
  };
}
