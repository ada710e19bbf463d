import type { PodRow, PodShare } from './diagnosis.ts';

/** Of a report: what its pods' split can be told by. */
interface Told {
  readonly pods: readonly PodRow[];
  readonly split?: readonly PodShare[];
  readonly findings: readonly { readonly title: string; readonly subject: { readonly pod?: string } }[];
}

/** One share of the pods in words. */
export interface ShareRow {
  readonly state: PodShare['state'];
  readonly pods: readonly string[];
  /** kubectl's STATUS of them, the commonest first. */
  readonly statuses: string;
  /** The cause's title, or why there is none: `not looked into`, `2 ready, 1 completed`. */
  readonly what: string;
}

const MOST_STATUSES = 2;
const WELL = new Map([
  ['Running', 'ready'],
  ['Completed', 'completed'],
  ['Succeeded', 'completed'],
  ['Terminating', 'leaving'],
]);

/** The shares of a report's pods; none where all are in one state. */
export function shareRows({ pods: rows, split = [], findings }: Told): readonly ShareRow[] {
  const statusOf = new Map(rows.map(({ name, status }) => [name, status]));
  return split.map(({ state, finding = -1, pods }) => {
    const statuses = counted(pods.map((name) => statusOf.get(name) ?? 'Unknown'));
    const names = statuses.slice(0, MOST_STATUSES).map(([status]) => status);
    const rest = statuses.length > names.length ? ' …' : '';
    const what = findings[finding]?.title ?? wordsFor(state, statuses);
    return { state, pods, statuses: names.join(', ') + rest, what };
  });
}

/** Each with how often it is there, the commonest first. */
function counted(words: readonly string[]): readonly (readonly [word: string, count: number])[] {
  const counts = new Map<string, number>();
  for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1);
  return [...counts].toSorted((a, b) => b[1] - a[1]);
}

function wordsFor(state: PodShare['state'], statuses: ReturnType<typeof counted>): string {
  if (state === 'unjudged') return 'not looked into';
  if (state !== 'well') return 'no cause found';
  const words = counted(statuses.flatMap(([status, count]) => Array(count).fill(WELL.get(status) ?? status)));
  return words.map(([word, count]) => `${count} ${word}`).join(', ');
}

/**
 * `4 of 5 pods: app crashes with exit code 1; 1: app was killed at its memory limit`; undefined where the first finding
 * is about the target itself, or about all of its pods.
 */
export function splitSentence(told: Told): string | undefined {
  const rows = shareRows(told);
  // An info about a pod that is well is told as it is.
  if (told.findings[0]?.subject.pod === undefined || rows[0]?.state !== 'cause') return undefined;
  const texts = rows.map(({ state, pods, statuses, what }, index) => {
    if (index === 0) return `${pods.length} of ${told.pods.length} pods: ${what}`;
    if (state === 'cause') return `${pods.length}: ${what}`;
    return state === 'well' ? what : `${pods.length} ${what} (${statuses})`;
  });
  return texts.join('; ');
}

/** Unwell pods that no finding is about, in a sentence each: what is left to ask. */
export function leftSentences(told: Told): readonly string[] {
  return shareRows(told).flatMap(({ state, pods, statuses }) => {
    const one = pods.length === 1 ? '1 pod is' : `${pods.length} pods are`;
    const names = `(${statuses}): ${listed(pods)}`;
    if (state === 'unexplained') return [`${one} unwell, and nothing that was found says why ${names}`];
    if (state !== 'unjudged') return [];
    return [`${one} unwell in yet another way and not looked into ${names}. Ask about one by its name`];
  });
}

/** A line for each share: `397 of 600` and `CrashLoopBackOff, Error  web-1, web-2, web-3 and 394 more`. */
export function shareLines(told: Told): readonly (readonly [count: string, what: string])[] {
  return shareRows(told).map(({ state, pods, statuses, what }, index) => {
    const count = index === 0 ? `${pods.length} of ${told.pods.length}` : `${pods.length}`;
    const note = { cause: statuses, well: what.replace(/^\d+ (\w+)$/, '$1') }[state as string];
    return [count, `${note ?? `${statuses}, ${what}`}  ${listed(pods)}`];
  });
}

const MOST_NAMES = 3;

/** `web-1, web-2, web-3 and 37 more` */
function listed(names: readonly string[]): string {
  const rest = names.length - MOST_NAMES;
  return rest > 0 ? `${names.slice(0, MOST_NAMES).join(', ')} and ${rest} more` : names.join(', ');
}
