import { fromEvent } from '../../src/diagnosis/evidence.ts';
import type { Found, Params } from '../../src/diagnosis/finding.ts';
import type { View } from '../../src/diagnosis/playbook.ts';
import { type Crash, crashParams, leading, statusEvidence } from './crash.ts';
import type { Said } from './crash-log.ts';
import { possibleKillers } from './killer.ts';
import { isFullyTold, type PodEvents, stopWord, tellsAnEnd } from './pod-events.ts';
import type { Sender } from './signal-sender.ts';

export type SignalCause = 'killed-by-signal' | 'segmentation-fault';

/** Signals that come from outside the program; the others are its own doing. */
const FROM_OUTSIDE = new Set(['SIGKILL', 'SIGTERM', 'SIGINT', 'SIGHUP', 'SIGQUIT']);

export function isFromOutside(signal: string): boolean {
  return FROM_OUTSIDE.has(signal);
}

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

interface Known {
  readonly said: Said;
  readonly found: PodEvents;
  readonly sender: Sender | undefined;
}

/** A run ended by a signal from outside that no memory limit and no probe accounts for. */
export function judgeSignal(
  view: View,
  crash: Crash,
  signal: string,
  { said, found, sender }: Known,
): Found<SignalCause> {
  const killing = sender?.event;
  const unknown = sender ? {} : unknownSender(view, crash, found);
  const isChild = said.reading?.cause === 'child-killed';
  return {
    cause: 'killed-by-signal',
    confidence: killing ? 'certain' : unknown.untold ? 'possible' : 'likely',
    container: crash.container.name,
    params: {
      ...crashParams(crash),
      signal,
      killer: sender?.name,
      killerLine: sender?.line,
      killerCommand: sender?.command,
      killing: killing?.message,
      ...unknown,
      killedLine: isChild ? said.reading?.line : undefined,
      line: isChild ? undefined : said.lastLine,
    },
    evidence: [
      ...leading(killing ? [fromEvent(killing)] : (sender?.evidence ?? []), statusEvidence(view, crash)),
      ...said.evidence,
    ],
  };
}

/** A run that the kubelet asked to stop, and that did so cleanly: it did not end by itself. */
export function judgeStopped(
  view: View,
  crash: Crash,
  said: Said,
  found: PodEvents,
): Found<SignalCause> | undefined {
  const event = stopWord(found, crash);
  if (!event) return undefined;
  const stopped = judgeSignal(view, crash, 'SIGTERM', { said, found, sender: { event } });
  return { ...stopped, params: { ...stopped.params, exitMeaning: undefined } };
}

/** What is ruled out, and what is not: events that aren't there prove nothing unless they reach past a run's end. */
function unknownSender(view: View, crash: Crash, found: PodEvents): Params {
  const able = possibleKillers(crash);
  const isTold = isFullyTold(found, crash) || tellsAnEnd(found);
  const others = view.containers.filter(({ name, kind }) => name !== crash.container.name && kind !== 'init');
  const noProbe = able.length > 0 ? 'no failed probe is recorded' : 'no probe of it could have stopped it';
  return {
    otherReason: crash.run.reason,
    noProbe: able.length === 0 || isTold ? noProbe : undefined,
    untold: isTold ? undefined : able.join(' or '),
    sharers: view.pod.spec?.shareProcessNamespace ? others.map(({ name }) => name) : undefined,
  };
}
