import { type ContainerView, lastEndedRun } from '../diagnosis/containers.ts';
import { fromLog } from '../diagnosis/evidence.ts';
import { isUnknown } from '../diagnosis/fill.ts';
import type { Evidence, Found, NonEmpty, Params, ParamValue } from '../diagnosis/finding.ts';
import { isReady } from '../diagnosis/pod-status.ts';
import { toParam } from './cel/values.ts';
import type { FactName } from './cel/variables.ts';
import type { OwnCause } from './compile-cause.ts';
import { startWork } from './meter.ts';
import { quote } from './quote.ts';
import type { Scope } from './scope.ts';

/** What came of a cause on one pod or container. */
export type Outcome =
  | { readonly status: 'found'; readonly found: Found }
  | { readonly status: 'absent' }
  /** It needs facts that are not known. */
  | { readonly status: 'unknown'; readonly missing: readonly FactName[] }
  /** It could not be evaluated; `isAbsence` where it asked for a field that isn't there. */
  | { readonly status: 'failed'; readonly why: string; readonly isAbsence: boolean };

type Settled = Exclude<Outcome, { status: 'found' }>;

/** A line of a log that a pattern fits, and its named groups. */
interface LogMatch {
  readonly run: 'current' | 'previous';
  readonly line: string;
  readonly groups: Readonly<Record<string, string>>;
}

const ABSENT: Settled = { status: 'absent' };
const MOST_EVIDENCE = 6;

/**
 * Judges a cause. Facts are asked for only where what is known of the pod leaves it open, and, of a condition that says
 * nothing about the pod itself, only where the pod isn't well.
 */
export function judgeCause(cause: OwnCause, scope: Scope, container?: ContainerView): Outcome {
  const known = settle(cause, scope, container);
  if (known) return known;
  const match = cause.patterns.length > 0 ? findLine(cause, scope, container) : undefined;
  if (match && 'status' in match) return match;
  const proof = cause.quotes.flatMap((one) => quote(one, scope, container));
  const evidence = [...lineProof(match, scope, container), ...proof].slice(0, MOST_EVIDENCE);
  if (evidence.length === 0)
    return { status: 'failed', why: 'what proves it could not be read', isAbsence: true };
  const found: Found = {
    cause: cause.id,
    confidence: cause.confidence,
    ...(container ? { container: container.name } : {}),
    params: paramsOf(cause, scope, container, match),
    evidence: evidence as readonly Evidence[] as NonEmpty<Evidence>,
  };
  return { status: 'found', found };
}

/** What the condition comes to; undefined where it holds. */
function settle(
  { condition, patterns }: OwnCause,
  scope: Scope,
  container: ContainerView | undefined,
): Settled | undefined {
  if (!condition) return isUnwell(scope, container) ? undefined : ABSENT;
  const missing = new Set<FactName>();
  const first = attempt(() => condition.expression.evaluate(scope.offline(container, missing)));
  if (first.value === false) return ABSENT;
  const aboutLog = patterns.length > 0 || missing.has('log') || missing.has('previousLog');
  const mayAsk = condition.narrows || isUnwell(scope, aboutLog ? container : undefined);
  if (first.value === true) return mayAsk || patterns.length === 0 ? undefined : ABSENT;
  if (missing.size === 0) return failed(first.error);
  if (!mayAsk) return ABSENT;
  missing.clear();
  const second = attempt(() => condition.expression.evaluate(scope.online(container, missing)));
  if (second.value === true) return undefined;
  if (second.value === false) return ABSENT;
  return missing.size > 0 ? { status: 'unknown', missing: [...missing] } : failed(second.error);
}

function attempt(work: () => unknown): { readonly value?: unknown; readonly error?: unknown } {
  try {
    return { value: work() };
  } catch (error) {
    return { error };
  }
}

const ABSENCES: ReadonlySet<unknown> = new Set([
  'no_such_key',
  'index_out_of_bounds',
  'optional_value_missing',
]);

function failed(error: unknown): Settled {
  const { summary, message, code } = (error ?? {}) as Partial<
    Record<'summary' | 'message' | 'code', unknown>
  >;
  const why = String(summary ?? message ?? 'it gave neither true nor false');
  return { status: 'failed', why, isAbsence: ABSENCES.has(code) };
}

/** Not ready and not done; of a container: it has ended otherwise than it should, or does not get ready. */
function isUnwell({ view }: Scope, container: ContainerView | undefined): boolean {
  const { pod } = view;
  if (!container) return pod.status?.phase !== 'Succeeded' && !isReady(pod);
  const { kind, status } = container;
  const ended = lastEndedRun(status)?.terminated;
  if (ended && (ended.exitCode !== 0 || kind === 'app' || kind === 'sidecar'))
    return pod.status?.phase !== 'Succeeded';
  return status?.state?.running !== undefined && status.ready !== true;
}

/** The newest line that a pattern fits, of the run that ended last, else of the one that runs. */
function findLine(
  { patterns }: OwnCause,
  scope: Scope,
  container: ContainerView | undefined,
): LogMatch | Settled {
  const run = lastEndedRun(container?.status)?.log ?? 'current';
  const fact = run === 'current' ? 'log' : 'previousLog';
  const log = scope.ask(fact, container);
  if (log.status !== 'ok') return { status: 'unknown', missing: [fact] };
  startWork();
  try {
    for (const line of (log.value as readonly string[]).toReversed())
      for (const pattern of patterns) {
        const groups = pattern.find(line);
        if (groups) return { run, line, groups };
      }
  } catch (error) {
    return failed(error);
  }
  return ABSENT;
}

function lineProof(
  match: LogMatch | undefined,
  { view }: Scope,
  container: ContainerView | undefined,
): readonly Evidence[] {
  return match && container ? [fromLog(view.podName, container.name, match.run, [match.line])] : [];
}

/** A param whose expression has no value is unknown; a title says so, as it is always shown. */
function paramsOf(
  { params, titleParams }: OwnCause,
  scope: Scope,
  container: ContainerView | undefined,
  match: LogMatch | undefined,
): Params {
  const variables = scope.online(container, new Set());
  const evaluated = [...params].map(([name, expression]) => {
    const { value } = attempt(() => expression.evaluate(variables));
    return [name, toParam(value)] as const;
  });
  const known: Record<string, ParamValue | undefined> = {
    ...Object.fromEntries(evaluated),
    ...(match ? { line: match.line, ...match.groups } : {}),
  };
  const holes = titleParams.filter((name) => isUnknown(known[name]));
  return { ...known, ...Object.fromEntries(holes.map((name) => [name, unknownText(name)])) };
}

/** What stands in a title for a param that is unknown. */
export function unknownText(name: string): string {
  return `(unknown ${name})`;
}
