import { containersOf, lastEndedRun } from './containers.ts';
import type { Pod } from './objects/pod.ts';

/** Crashes further apart are two stories: the longest back-off between two runs is five minutes. */
const APART_MS = 10 * 60_000;

interface Crash {
  readonly container: string;
  readonly end: string;
  readonly at: number;
}

/** A container of both ended its last run in the same way, at about the same time: the same crash, as far as status tells. */
export function isSameCrash(a: Pod, b: Pod): boolean {
  const others = crashesOf(b);
  return crashesOf(a).some((one) =>
    others.some(
      ({ container, end, at }) =>
        container === one.container && end === one.end && Math.abs(at - one.at) <= APART_MS,
    ),
  );
}

/** The last runs of its containers that ended other than well; never those without a time. */
function crashesOf(pod: Pod): readonly Crash[] {
  return containersOf(pod).flatMap(({ name, status }) => {
    const run = lastEndedRun(status)?.terminated;
    if (!run || (run.exitCode === 0 && run.reason !== 'OOMKilled')) return [];
    return [{ container: name, end: `${run.reason} ${run.exitCode}`, at: Date.parse(run.finishedAt ?? '') }];
  });
}
