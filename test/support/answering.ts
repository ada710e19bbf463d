import { playbooks } from '../../playbooks/index.ts';
import type { Ask, Reply, RunResult } from '../../src/asks.ts';
import type { Cluster } from '../../src/ports.ts';
import type { Fault } from '../../src/replay/faults.ts';
import { type Recording, readRecording } from '../../src/replay/recording.ts';
import { type ReplayedCluster, replayedCluster } from '../../src/replayed-cluster.ts';
import { answerAsk } from '../../src/workflows/answer-ask.ts';
import type { AnswerDeps } from '../../src/workflows/answer-deps.ts';
import { recordingPath } from './terminal.ts';

const ASKED_AT = Date.parse('2026-11-22T08:00:00Z');

/** A cluster that serves recordings of the repository, by their names, or ones made up. */
export async function recordedCluster(
  recordings: readonly (string | Recording)[],
  faults: readonly Fault[] = [],
): Promise<ReplayedCluster> {
  const read = await Promise.all(
    recordings.map((one) => (typeof one === 'string' ? readRecording(recordingPath(one)) : one)),
  );
  return replayedCluster(read, { faults, timeout: 1_000, rateLimit: { perSecond: 1e4, burst: 1e4 } });
}

export interface Asked extends RunResult {
  readonly steps: readonly string[];
}

/** Answers one ask as a worker would, `afterMs` after it was asked. */
export async function askCluster(
  cluster: Cluster,
  ask: Partial<Ask>,
  { afterMs = 0, ...deps }: Partial<AnswerDeps> & { readonly afterMs?: number } = {},
): Promise<Asked> {
  const steps: string[] = [];
  const result = await answerAsk(
    { verb: 'why', cluster: 'test', ...ask },
    {
      cluster,
      playbooks,
      clock: { now: () => ASKED_AT + afterMs },
      signal: new AbortController().signal,
      askedAt: ASKED_AT,
      progress: (step) => steps.push(step),
      ...deps,
    },
  );
  return { ...result, steps };
}

/** The reply, which must be of a kind. */
export function ofKind<K extends Reply['kind']>({ reply }: RunResult, kind: K): Extract<Reply, { kind: K }> {
  if (reply.kind !== kind) throw new Error(`expected ${kind}, got ${JSON.stringify(reply).slice(0, 500)}`);
  return reply as Extract<Reply, { kind: K }>;
}
