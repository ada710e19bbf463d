import { formatDuration } from '../../src/diagnosis/duration.ts';
import { newest } from '../../src/diagnosis/events.ts';
import { fromEvent, fromSpec } from '../../src/diagnosis/evidence.ts';
import type { Found } from '../../src/diagnosis/finding.ts';
import type { View } from '../../src/diagnosis/playbook.ts';
import { type Crash, crashParams, secondsSince, statusEvidence } from './crash.ts';
import { proofOf, type Said } from './crash-log.ts';
import { isDuringRun, type PodEvents } from './pod-events.ts';

const LONGEST_COMMAND = 160;

/** A container that is meant to run for ever and ends by itself, with exit 0. */
export function judgeEnd(view: View, crash: Crash, said: Said): Found<'process-exits-at-once'> {
  const { name, command, args, image } = crash.container.spec;
  const words = [...(command ?? []), ...(args ?? [])].join(' ');
  const shown = words.length > LONGEST_COMMAND ? `${words.slice(0, LONGEST_COMMAND)}…` : words;
  return {
    cause: 'process-exits-at-once',
    confidence: 'certain',
    container: name,
    params: {
      ...crashParams(crash),
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
      ago: formatDuration(secondsSince(view, crash.run.finishedAt)),
      line: said.reading?.line ?? said.lastLine,
      silence: said.silence,
      killing: killing?.message,
      limit: crash.run.reason === 'OOMKilled' ? crash.container.spec.resources?.limits?.memory : undefined,
    },
    evidence: [statusEvidence(view, crash), ...(killing ? [fromEvent(killing)] : []), ...said.evidence],
  };
}
