import { fromLog, fromNode, fromStatus } from '../../src/diagnosis/evidence.ts';
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
  /** The log of that run does not exist any more. */
  readonly isGone?: boolean;
  /** The kubelet was to be asked for the log, and its node is not ready. */
  readonly downNode?: string;
}

type LogRun = 'current' | 'previous';
const LAST_LINES = 5;
const LONGEST_LINE = 200;
/** What a kubelet answers, as a 200, in place of a log whose file is gone. */
const NO_LOG = /^(?:unable to retrieve container logs for |failed to try resolving symlinks in path )/;

/** The log of the run that crashed and its termination message, read. */
export function readCrash(view: View<'log' | 'node'>, crash: Crash): Said {
  const found = crashLog(view, crash);
  const texts = found.lines.map((line) => line.text);
  const startError = startErrorInLog(texts, crash.exit.code);
  const reading = readLog(found.lines, { exitCode: crash.exit.code });
  const message = readMessage(view, crash);
  const fromMessage = reading && reading.confidence !== 'possible' ? undefined : message.reading;
  const chosen = fromMessage ?? reading;
  // The last line of a run that goes on is not how the one before it ended.
  const ending = found.isOtherRun && !reading ? [] : texts;
  const lastLine = ending.findLast((text) => text.trim() !== '')?.slice(0, LONGEST_LINE) ?? message.lastLine;
  return {
    lines: texts,
    ...(chosen ? { reading: found.isOtherRun ? { ...chosen, confidence: 'possible' } : chosen } : {}),
    ...(startError ? { startError } : {}),
    ...(lastLine === undefined ? {} : { lastLine }),
    evidence: fromMessage
      ? message.evidence
      : [
          ...logEvidence(view, crash, found, reading, startError),
          ...message.evidence,
          ...(found.evidence ?? []),
        ],
    ...(lastLine === undefined ? { silence: found.silence ?? 'it wrote no log' } : {}),
    ...(found.isGone ? { isGone: true } : {}),
    ...(found.downNode === undefined ? {} : { downNode: found.downNode }),
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
  // Of a run that did not start, or that the kubelet lost, the message is the runtime's or the kubelet's.
  if (!run.message || exit.kind === 'not-started' || exit.kind === 'lost') return { evidence: [] };
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
  readonly isGone?: boolean;
  readonly silence?: string;
  readonly downNode?: string;
  readonly evidence?: readonly Evidence[];
}

const GONE = 'the log of that run is gone from the node';

/**
 * The newest ended run's log. Of a waiting container `current` and `previous` are the same run. The previous log is
 * gone once the container was collected as garbage; then the running one's log of the same loop is the next best.
 */
function crashLog(view: View<'log' | 'node'>, crash: Crash): CrashLog {
  const nothing = { lines: [], run: crash.log };
  const first = ask(view, crash, crash.log);
  if (first.status === 'ok') return { lines: first.value, run: crash.log };
  if (first.reason === 'forbidden') return { ...nothing, silence: 'its log may not be read' };
  if (first.reason === 'not-collected') return { ...nothing, silence: 'its log was not read' };
  if (first.reason !== 'not-found') return { ...nothing, ...unread(view, first.message) };
  const hasOther = crash.log === 'previous' || crash.container.status?.lastState?.terminated !== undefined;
  const run: LogRun = crash.log === 'current' ? 'previous' : 'current';
  const other = hasOther && crash.phase === 'looping' ? ask(view, crash, run) : first;
  if (other.status !== 'ok') return { ...nothing, silence: GONE, isGone: true };
  if (!crash.running) return { lines: other.value, run };
  return { lines: other.value, run, isOtherRun: true, isGone: true, silence: GONE };
}

/** The API server asks the kubelet for a log: one that does not answer is the node's trouble, not the container's. */
function unread(view: View<'node'>, message: string): Partial<CrashLog> {
  const name = view.pod.spec?.nodeName;
  const node = name === undefined ? undefined : view.get({ section: 'node', name });
  const conditions = node?.status === 'ok' ? node.value.status?.conditions : undefined;
  const down = conditions?.find((one) => one.type === 'Ready' && one.status !== 'True');
  const why = message.replace(/^Get "[^"]*": /, '').slice(0, LONGEST_LINE);
  const silence = `it could not be read (${why})`;
  if (name === undefined || !down) return { silence };
  const said = [down.status, down.reason, down.message].filter(Boolean).join(', ');
  return {
    silence: `${silence}; node ${name} is not ready`,
    downNode: name,
    evidence: [fromNode(name, 'status.conditions', `Ready: ${said}`)],
  };
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
  const [only, ...more] = log.value;
  const isGone = only && more.length === 0 && NO_LOG.test(only.text);
  return isGone ? { status: 'unavailable', reason: 'not-found', message: only.text } : log;
}

/** What the container said, then how its status tells the end. */
export function proofOf(view: View, crash: Crash, said: Said): NonEmpty<Evidence> {
  return leading(said.evidence, statusEvidence(view, crash));
}
