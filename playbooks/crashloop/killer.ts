import type { Confidence } from '../../src/diagnosis/finding.ts';
import type { Container, Probe } from '../../src/diagnosis/objects/container.ts';
import type { KubeEvent } from '../../src/diagnosis/objects/meta.ts';
import type { View } from '../../src/diagnosis/playbook.ts';
import { type ProbeOutput, readProbeOutput } from '../../src/diagnosis/probe.ts';
import type { Crash } from './crash.ts';
import type { Said } from './crash-log.ts';
import { isDuringRun, isFullyTold, type PodEvents, stopWord, tellsAnEnd } from './pod-events.ts';
import { leastSeconds, mostSeconds } from './probe-length.ts';

/** What makes a kubelet stop a container that is meant to go on: a probe of it, or its postStart hook. */
type Suspect =
  | { readonly by: 'liveness' | 'startup'; readonly probe: Probe }
  | { readonly by: 'hook'; readonly probe?: undefined };

export type Killer = Suspect & {
  /** `certain`: an event of this very run says so. `likely`: one of another run, or the probe's failures in this one. */
  readonly confidence: Confidence;
  /** The kubelet's word for it. */
  readonly event?: KubeEvent;
  /** The event is about another run of the same container. */
  readonly isOfOtherRun?: boolean;
};

/** A probe that made the kubelet stop a run. */
export type ProbeKiller = Extract<Killer, { readonly probe: Probe }>;

/** Exit codes of a container that the kubelet stopped: in time, by force after the grace period, or cleanly. */
const STOPPED = new Set([0, 137, 143]);
/** A failed hook ends a run at once, or after the grace period where the program does not heed SIGTERM. */
const LONGEST_HOOK_SECONDS = 60;

/** Who stopped the run, as far as the kubelet's events, or in their absence the run's length, tell. */
export function killerOf(view: View, crash: Crash, said: Said, found: PodEvents): Killer | undefined {
  const { spec, status } = crash.container;
  if (crash.run.reason === 'OOMKilled') return undefined;
  const suspects = suspectsOf(spec);
  const words = found.events.flatMap((event) =>
    suspects.filter((suspect) => isWordOf(event, suspect)).map((suspect) => ({ ...suspect, event })),
  );
  // Of a container that the kubelet lost it is not known when it ran: no event is for certain about that run.
  const isLost = crash.run.reason === 'ContainerStatusUnknown';
  const own = isLost ? undefined : words.findLast(({ event }) => isDuringRun(event, crash));
  if (own) return { ...own, confidence: 'certain' };
  // 1.30 and before also say so as the waiting reason.
  const hook = suspects.find(({ by }) => by === 'hook');
  const isSaid = status?.state?.waiting?.reason === 'PostStartHookError';
  if (hook && isSaid) return { ...hook, confidence: 'certain' };
  if (!STOPPED.has(crash.exit.code) || isFullyTold(found, crash)) return undefined;
  // It says of this run that it stopped it for something else.
  if (!isLost && stopWord(found, crash)) return undefined;
  const other = words.findLast((word) => canHaveEnded(crash, word));
  if (other) return { ...other, confidence: 'likely', isOfOtherRun: true };
  return isLost ? undefined : guessed(view, crash, said, found);
}

function suspectsOf({ livenessProbe, startupProbe, lifecycle }: Container): readonly Suspect[] {
  return [
    ...(lifecycle?.postStart ? [{ by: 'hook' } as const] : []),
    ...(startupProbe ? [{ by: 'startup', probe: startupProbe } as const] : []),
    ...(livenessProbe ? [{ by: 'liveness', probe: livenessProbe } as const] : []),
  ];
}

function isWordOf({ reason, message }: KubeEvent, { by }: Suspect): boolean {
  if (by === 'hook') return reason === 'FailedPostStartHook';
  return reason === 'Killing' && message?.includes(`failed ${by} probe`) === true;
}

/** Whether the run was long enough for the probe to fail as often as it may, or as short as a failed hook makes it. */
function canHaveEnded({ lifetime }: Crash, { probe }: Suspect): boolean {
  if (lifetime === undefined) return true;
  return probe ? lifetime >= leastSeconds(probe) - 1 : lifetime <= LONGEST_HOOK_SECONDS;
}

/** The newest failure of a probe that the events tell. */
export function failureOf(
  { events }: PodEvents,
  kind: Killer['by'],
): { readonly event: KubeEvent; readonly output: ProbeOutput } | undefined {
  const failures = events
    .filter((event) => event.reason === 'Unhealthy')
    .map((event) => ({ event, output: readProbeOutput(event.message ?? '') }));
  return failures.findLast(({ output }) => output.kind === kind);
}

/**
 * Without the kubelet's word for any run: failures of the probe during this one, else the run's length. By its length
 * alone an exit 0 counts only where the program says itself that it was asked to stop.
 */
function guessed(view: View, crash: Crash, { lines }: Said, found: PodEvents): Killer | undefined {
  const able = suspectsOf(crash.container.spec).filter((suspect) => canHaveEnded(crash, suspect));
  const wasAsked = lines.some((line) => /SIGTERM|signal 15|terminated by signal/i.test(line));
  const fitting = able.filter(
    (suspect) => (crash.exit.code !== 0 || wasAsked) && fitsLength(view, crash, suspect),
  );
  const failed = able.flatMap((suspect) => {
    const failure = failureOf(found, suspect.by);
    return failure
      ? [{ suspect, isNow: isDuringRun(failure.event, crash) || fitting.includes(suspect) }]
      : [];
  });
  const now = failed.find(({ isNow }) => isNow);
  if (now) return { ...now.suspect, confidence: 'likely' };
  // Events that tell how runs end, and name no one, speak against all of them.
  const [first] = tellsAnEnd(found) ? [] : [...failed.map(({ suspect }) => suspect), ...fitting];
  return first && { ...first, confidence: 'possible' };
}

function fitsLength(view: View, { container, lifetime, exit }: Crash, { probe }: Suspect): boolean {
  if (lifetime === undefined) return false;
  return probe ? lifetime <= mostSeconds(view, container.spec, probe) : exit.signal === 'SIGKILL';
}

/** What may have stopped a run that ended cleanly, though nothing says so: its hook, or a probe that it lived to fail. */
export function possibleKillers(crash: Crash): readonly string[] {
  return suspectsOf(crash.container.spec)
    .filter((suspect) => canHaveEnded(crash, suspect))
    .map(({ by }) => (by === 'hook' ? 'postStart hook' : `${by} probe`));
}
