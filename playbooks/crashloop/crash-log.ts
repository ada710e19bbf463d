import { fromLog, fromStatus } from '../../src/diagnosis/evidence.ts';
import type { Evidence, NonEmpty } from '../../src/diagnosis/finding.ts';
import { type LogReading, readLog } from '../../src/diagnosis/log/read-log.ts';
import type { View } from '../../src/diagnosis/playbook.ts';
import type { Collected, LogLine } from '../../src/diagnosis/snapshot.ts';
import { type LoggedStartError, startErrorInLog } from '../../src/diagnosis/start-error-message.ts';
import { type Crash, leading, statusEvidence } from './crash.ts';

/** What the container itself said about its end. */
export interface Said {
  readonly lines: readonly string[];
  readonly reading?: LogReading;
  /** A shell or the kernel says that the program could not be executed: the family `start-error`. */
  readonly startError?: LoggedStartError;
  /** The last line that isn't blank. */
  readonly lastLine?: string;
  readonly evidence: readonly Evidence[];
  /** Why there is no line to show, in words. */
  readonly silence?: string;
}

type LogRun = 'current' | 'previous';
const LAST_LINES = 5;
const LONGEST_LINE = 200;

/** The log of the run that crashed and its termination message, read. */
export function readCrash(view: View<'log'>, crash: Crash): Said {
  const found = crashLog(view, crash);
  const texts = found.lines.map((line) => line.text);
  const startError = startErrorInLog(texts, crash.exit.code);
  const reading = readLog(found.lines, { exitCode: crash.exit.code });
  const message = readMessage(view, crash);
  const fromMessage = reading && reading.confidence !== 'possible' ? undefined : message.reading;
  const chosen = fromMessage ?? reading;
  const lastLine = texts.findLast((text) => text.trim() !== '')?.slice(0, LONGEST_LINE) ?? message.lastLine;
  return {
    lines: texts,
    ...(chosen ? { reading: found.isOtherRun ? { ...chosen, confidence: 'possible' } : chosen } : {}),
    ...(startError ? { startError } : {}),
    ...(lastLine === undefined ? {} : { lastLine }),
    evidence: fromMessage
      ? message.evidence
      : [...logEvidence(view, crash, found, reading, startError), ...message.evidence],
    ...(lastLine === undefined ? { silence: found.silence ?? 'it wrote no log' } : {}),
  };
}

function logEvidence(
  view: View,
  { container }: Crash,
  { lines, run }: CrashLog,
  reading: LogReading | undefined,
  startError: LoggedStartError | undefined,
): readonly Evidence[] {
  const texts = lines.map((line) => line.text).filter((text) => text.trim() !== '');
  const shown = startError ? [startError.clause] : (reading?.excerpt ?? texts.slice(-LAST_LINES));
  return shown.length === 0 ? [] : [fromLog(view.podName, container.name, run, shown)];
}

/** The message of the termination log, or with FallbackToLogsOnError the end of the log as the kubelet kept it. */
function readMessage(
  view: View,
  { run, log, container, exit }: Crash,
): Pick<Said, 'reading' | 'lastLine' | 'evidence'> {
  if (!run.message || exit.kind === 'not-started') return { evidence: [] };
  const texts = run.message.split('\n').filter((text) => text.trim() !== '');
  const reading = readLog(
    texts.map((text) => ({ text })),
    { exitCode: exit.code },
  );
  const field = `${log === 'current' ? 'state' : 'lastState'}.terminated.message`;
  const shown = reading?.excerpt ?? texts.slice(-LAST_LINES);
  const lastLine = texts.at(-1)?.slice(0, LONGEST_LINE);
  return {
    ...(reading ? { reading } : {}),
    ...(lastLine === undefined ? {} : { lastLine }),
    evidence: [fromStatus(view.podName, field, shown.join('\n'), container.name)],
  };
}

interface CrashLog {
  readonly lines: readonly LogLine[];
  readonly run: LogRun;
  /** The log is that of the run after the crash: the loop goes on, but these lines need not be its end. */
  readonly isOtherRun?: boolean;
  readonly silence?: string;
}

/**
 * The newest ended run's log. Of a waiting container `current` and `previous` are the same run. The previous log is
 * gone once the container was collected as garbage; then the running one's log of the same loop is the next best.
 */
function crashLog(view: View<'log'>, crash: Crash): CrashLog {
  const first = ask(view, crash, crash.log);
  if (first.status === 'ok') return { lines: first.value, run: crash.log };
  const hasOther = crash.log === 'previous' || crash.container.status?.lastState?.terminated !== undefined;
  if (first.reason === 'forbidden') return { lines: [], run: crash.log, silence: 'its log may not be read' };
  if (first.reason === 'not-collected') return { lines: [], run: crash.log, silence: 'its log was not read' };
  if (hasOther && crash.phase === 'looping') {
    const run: LogRun = crash.log === 'current' ? 'previous' : 'current';
    const other = ask(view, crash, run);
    if (other.status === 'ok') return { lines: other.value, run, isOtherRun: crash.running };
  }
  return { lines: [], run: crash.log, silence: 'the log of that run is gone from the node' };
}

function ask(view: View<'log'>, { container }: Crash, run: LogRun): Collected<readonly LogLine[]> {
  const { namespace, podName: pod } = view;
  const log = view.get({
    section: 'log',
    namespace,
    pod,
    container: container.name,
    previous: run === 'previous',
  });
  if (log.status !== 'ok') return log;
  // The kubelet answers 200 and writes its error into the body when the container's log file is gone.
  const only = log.value.length === 1 ? log.value[0]?.text : undefined;
  if (!only?.startsWith('unable to retrieve container logs for')) return log;
  return { status: 'unavailable', reason: 'not-found', message: only };
}

/** What the container said, then how its status tells the end. */
export function proofOf(view: View, crash: Crash, said: Said): NonEmpty<Evidence> {
  return leading(said.evidence, statusEvidence(view, crash));
}
