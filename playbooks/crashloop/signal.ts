import { stateOf } from '../../src/diagnosis/containers.ts';
import { newest } from '../../src/diagnosis/events.ts';
import { fromEvent, fromLog, fromSpec } from '../../src/diagnosis/evidence.ts';
import type { Evidence, Found } from '../../src/diagnosis/finding.ts';
import type { View } from '../../src/diagnosis/playbook.ts';
import { type Crash, crashParams, leading, statusEvidence } from './crash.ts';
import type { Said } from './crash-log.ts';
import { isDuringRun, type PodEvents } from './pod-events.ts';

export type SignalCause = 'killed-by-signal' | 'segmentation-fault';

/** Signals that come from outside the program; the others are its own doing. */
const FROM_OUTSIDE = new Set(['SIGKILL', 'SIGTERM', 'SIGINT', 'SIGHUP', 'SIGQUIT']);
const KILLS = /\bkill(?:ing|ed|s)?\b|SIGKILL|SIGTERM|sending signal/i;

export function judgeSegmentationFault(view: View, crash: Crash, said: Said): Found<SignalCause> {
  return {
    cause: 'segmentation-fault',
    confidence: 'certain',
    container: crash.container.name,
    params: {
      ...crashParams(crash),
      signal: crash.exit.signal,
      line: said.reading?.line ?? said.lastLine,
    },
    evidence: [statusEvidence(view, crash), ...said.evidence],
  };
}

/** A run ended by a signal from outside that no memory limit and no probe accounts for. */
export function judgeSignal(
  view: View<'log'>,
  crash: Crash,
  signal: string,
  said: Said,
  found: PodEvents,
): Found<SignalCause> | undefined {
  if (!FROM_OUTSIDE.has(signal)) return undefined;
  const killing = newest(found.events, (event) => event.reason === 'Killing' && isDuringRun(event, crash));
  const killer = killing ? undefined : killerOf(view, crash);
  return {
    cause: 'killed-by-signal',
    confidence: killing ? 'certain' : 'likely',
    container: crash.container.name,
    params: {
      ...crashParams(crash),
      signal,
      killer: killer?.name,
      killerLine: killer?.line,
      killing: killing?.message,
      otherReason: killer || killing ? undefined : crash.run.reason,
      line: said.lastLine,
    },
    evidence: [
      ...leading(killing ? [fromEvent(killing)] : (killer?.evidence ?? []), statusEvidence(view, crash)),
      ...said.evidence,
    ],
  };
}

/** With a shared process namespace every container of the pod can signal the others; one may say so in its log. */
function killerOf(view: View<'log'>, crash: Crash) {
  if (!view.pod.spec?.shareProcessNamespace) return undefined;
  const { namespace, podName } = view;
  const others = view.containers.filter(
    (one) => one.name !== crash.container.name && one.kind !== 'init' && stateOf(one.status) === 'running',
  );
  for (const { name } of others.slice(0, 2)) {
    const log = view.get({ section: 'log', namespace, pod: podName, container: name, previous: false });
    const line = log.status === 'ok' ? log.value.findLast(({ text }) => KILLS.test(text))?.text : undefined;
    if (line !== undefined) {
      const evidence: readonly Evidence[] = [
        fromLog(podName, name, 'current', [line]),
        fromSpec(podName, 'spec.shareProcessNamespace', 'true'),
      ];
      return { name, line, evidence };
    }
  }
  return undefined;
}
