import { formatDuration } from '../../src/diagnosis/duration.ts';
import { fromEvent, fromSpec } from '../../src/diagnosis/evidence.ts';
import { shellQuote } from '../../src/diagnosis/fill.ts';
import type { Confidence, Evidence, Found, Params } from '../../src/diagnosis/finding.ts';
import type { Container, KubeEvent, Probe } from '../../src/diagnosis/kube.ts';
import type { View } from '../../src/diagnosis/playbook.ts';
import {
  allowedSeconds,
  declaredPorts,
  describeProbe,
  type ProbeOutput,
  probePath,
  probePort,
  probeTiming,
  readProbeOutput,
} from '../../src/diagnosis/probe.ts';
import { type Crash, crashParams, leading, statusEvidence } from './crash.ts';
import type { Said } from './crash-log.ts';
import { isDuringRun, type PodEvents } from './pod-events.ts';
import { fixesOf } from './probe-fix.ts';
import { readStartUp } from './start-up-log.ts';

export type ProbeCause = 'liveness-probe-failing' | 'startup-probe-failing';
export type KillerKind = 'liveness' | 'startup';

const KILLED = /failed (liveness|startup) probe/;
/** Exit codes of a container that the kubelet stopped: in time, by force after the grace period, or cleanly. */
const STOPPED = new Set([0, 137, 143]);

/** A run that the kubelet ended because a probe failed. */
export function judgeProbeKill(
  view: View,
  crash: Crash,
  said: Said,
  found: PodEvents,
): Found<ProbeCause> | undefined {
  const { spec } = crash.container;
  const killing = killingOf(crash, found);
  const guess = killing ? undefined : guessKiller(crash, said, found);
  const kind = killing?.kind ?? guess?.kind;
  const probe = kind && probeOf(spec, kind);
  if (!kind || !probe) return undefined;
  const failed = failureOf(found.events, kind);
  const output = failed?.output;
  return {
    cause: `${kind}-probe-failing`,
    confidence: guess?.confidence ?? 'certain',
    container: crash.container.name,
    params: {
      ...crashParams(crash),
      ...probeParams(spec, probe, output),
      ...outcomeParams(spec, probe, output, said),
      ...fixesOf(view, crash, { kind, probe, output, startUp: readStartUp(said.lines) }),
      guessed: guess && formatDuration(guess.lifetime),
    },
    evidence: [
      ...leading(eventEvidence(killing?.event, failed?.event), statusEvidence(view, crash)),
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

function probeOf(container: Container, kind: KillerKind): Probe | undefined {
  return kind === 'liveness' ? container.livenessProbe : container.startupProbe;
}

/** The kubelet's word that it stopped this very run because of a probe. */
function killingOf(crash: Crash, { events }: PodEvents) {
  const kills = events.flatMap((event) => {
    const kind = event.reason === 'Killing' ? KILLED.exec(event.message ?? '')?.[1] : undefined;
    return kind && isDuringRun(event, crash) ? [{ event, kind: kind as KillerKind }] : [];
  });
  return kills.at(-1);
}

/** The newest failure of a probe. */
function failureOf(events: readonly KubeEvent[], kind: KillerKind) {
  const failures = events
    .filter((event) => event.reason === 'Unhealthy')
    .map((event) => ({ event, output: readProbeOutput(event.message ?? '') }));
  return failures.findLast(({ output }) => output.kind === kind);
}

interface Guess {
  readonly kind: KillerKind;
  readonly confidence: Confidence;
  /** Seconds of the run from which it follows. */
  readonly lifetime: number;
}

/**
 * Without a `Killing` event (expired, not readable) the run's length tells: stopped just when the probe had failed as
 * often as it may. An exit 0 counts only where the program says itself that it was asked to stop.
 */
function guessKiller(crash: Crash, said: Said, { events, seen }: PodEvents): Guess | undefined {
  const { spec } = crash.container;
  const wasAsked =
    crash.exit.code !== 0 || said.lines.some((line) => /SIGTERM|signal 15|terminated by signal/i.test(line));
  if (!STOPPED.has(crash.exit.code) || crash.lifetime === undefined || !wasAsked) return undefined;
  for (const kind of ['startup', 'liveness'] as const) {
    const probe = probeOf(spec, kind);
    if (probe && fitsLength(crash.lifetime, probe, crash.exit.code, spec)) {
      const failed = failureOf(events, kind);
      // An event log without a word of the probe, though others are left, speaks against it.
      if (seen && events.length > 0 && !failed) return undefined;
      return { kind, lifetime: crash.lifetime, confidence: failed ? 'likely' : 'possible' };
    }
  }
  return undefined;
}

function fitsLength(lifetime: number, probe: Probe, code: number, spec: Container): boolean {
  const started = probe === spec.livenessProbe && spec.startupProbe ? allowedSeconds(spec.startupProbe) : 0;
  const period = probe.periodSeconds ?? 10;
  const least = allowedSeconds(probe) - period;
  const grace = code === 137 ? (probe.terminationGracePeriodSeconds ?? 30) : 0;
  return lifetime >= least - 1 && lifetime <= least + started + 2 * period + grace + 5;
}

function probeParams(spec: Container, probe: Probe, output: ProbeOutput | undefined): Params {
  const port = probePort(probe, spec);
  const declared = declaredPorts(spec);
  return {
    probe: describeProbe(probe),
    timing: probeTiming(probe),
    port: port?.number ?? port?.wanted,
    path: probePath(probe),
    probeScript: scriptOf(probe),
    declared,
    undeclared: port && !port.declared && declared.length > 0 ? port.wanted : undefined,
    allowed: formatDuration(allowedSeconds(probe)),
    [probe.exec ? 'commandTimeout' : 'timeout']:
      output?.failure === 'timeout' ? `${probe.timeoutSeconds ?? 1}s` : undefined,
    missingCommand: output?.failure === 'command-missing' ? probe.exec?.command?.[0] : undefined,
  };
}

/** What the probe met, in one param for each way to fail: the text that speaks of it is filled, the others drop out. */
function outcomeParams(spec: Container, probe: Probe, output: ProbeOutput | undefined, said: Said): Params {
  const startUp = readStartUp(said.lines);
  const probed = probePort(probe, spec)?.number ?? 0;
  const isElsewhere = probed > 0 && startUp.ports.length > 0 && !startUp.ports.includes(probed);
  const { failure, status } = output ?? {};
  const port = probe.httpGet?.port ?? probe.tcpSocket?.port ?? probe.grpc?.port;
  return {
    output: output?.output,
    status,
    notFound: status === 404 ? probePath(probe) : undefined,
    denied: status === 401 || status === 403 ? probePath(probe) : undefined,
    broken: status !== undefined && status >= 500 ? status : undefined,
    refused: failure === 'refused' ? port : undefined,
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
