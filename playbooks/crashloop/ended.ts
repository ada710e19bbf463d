import { formatDuration } from '../../src/diagnosis/duration.ts';
import { eventTime, newest } from '../../src/diagnosis/events.ts';
import { fromEvent, fromSpec } from '../../src/diagnosis/evidence.ts';
import type { Found } from '../../src/diagnosis/finding.ts';
import type { View } from '../../src/diagnosis/playbook.ts';
import { type Crash, crashParams, secondsSince, statusEvidence } from './crash.ts';
import { proofOf, type Said } from './crash-log.ts';
import { failureOf, type Killer, possibleKillers } from './killer.ts';
import { isDuringRun, isFullyTold, type PodEvents, tellsAnEnd } from './pod-events.ts';
import { mostSeconds } from './probe-length.ts';

const LONGEST_COMMAND = 160;

/** A container that is meant to run for ever and ends by itself, with exit 0. */
export function judgeEnd(
  view: View,
  crash: Crash,
  said: Said,
  found: PodEvents,
): Found<'process-exits-at-once'> {
  const { name, command, args, image } = crash.container.spec;
  const words = [...(command ?? []), ...(args ?? [])].join(' ');
  // A program that ends cleanly when it is told to stop reads the same: only events tell the two apart.
  const others = possibleKillers(crash);
  const isTold = isFullyTold(found, crash) || tellsAnEnd(found);
  const shown = words.length > LONGEST_COMMAND ? `${words.slice(0, LONGEST_COMMAND)}…` : words;
  return {
    cause: 'process-exits-at-once',
    confidence: others.length === 0 ? 'certain' : isTold ? 'likely' : 'possible',
    container: name,
    params: {
      ...crashParams(crash),
      byItself: others.length === 0 ? 'by itself' : undefined,
      perhaps: isTold ? undefined : others.join(' or '),
      command: shown,
      commandImage: words === '' ? image : undefined,
      line: said.lastLine,
      silence: said.silence,
    },
    evidence: [
      ...proofOf(view, crash, said),
      ...(words === '' ? [] : [fromSpec(view.podName, 'command', words, name)]),
    ],
  };
}

/**
 * Whether a container that is up and ready again has still to outlive the probe that stopped the run before: the probe
 * fails in this run as well, or the run is younger than what the probe lets one live.
 */
export function isStillKilled(view: View, crash: Crash, found: PodEvents, killer: Killer): boolean {
  if (!killer.probe) return false;
  const { spec, status } = crash.container;
  const startedAt = status?.state?.running?.startedAt;
  const failure = failureOf(found, killer.by);
  if (failure && eventTime(failure.event) > Date.parse(startedAt ?? '')) return true;
  const isKnown = killer.event !== undefined || (status?.restartCount ?? 0) > 1;
  return isKnown && secondsSince(view, startedAt) < 2 * mostSeconds(view, spec, killer.probe);
}

/** A container that is well again a short while after its last run failed. */
export function judgeRecovered(
  view: View,
  crash: Crash,
  said: Said,
  found: PodEvents,
): Found<'restarted-recently'> {
  const killing = newest(found.events, (event) => event.reason === 'Killing' && isDuringRun(event, crash));
  return {
    cause: 'restarted-recently',
    confidence: 'certain',
    container: crash.container.name,
    params: {
      ...crashParams(crash),
      // The end of a container that the kubelet lost has no time: the start after it has.
      ago: formatDuration(
        secondsSince(view, crash.run.finishedAt ?? crash.container.status?.state?.running?.startedAt),
      ),
      line: said.reading?.line ?? said.lastLine,
      silence: said.silence,
      killing: killing?.message,
      limit: crash.run.reason === 'OOMKilled' ? crash.container.spec.resources?.limits?.memory : undefined,
    },
    evidence: [statusEvidence(view, crash), ...(killing ? [fromEvent(killing)] : []), ...said.evidence],
  };
}

/** A container of a pod that is over, of which the kubelet found no trace. */
export function judgeLost(view: View, crash: Crash, said: Said): Found<'container-lost'> {
  return {
    cause: 'container-lost',
    confidence: 'certain',
    container: crash.container.name,
    params: { ...crashParams(crash), restartPolicy: view.pod.spec?.restartPolicy },
    evidence: [statusEvidence(view, crash), ...said.evidence],
  };
}
