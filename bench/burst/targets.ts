import { readFile } from 'node:fs/promises';
import { type Recording, readRecording } from '../../src/replay/recording.ts';

/** A workload that a recording holds. */
export interface BurstTarget {
  readonly name: string;
  readonly namespace: string;
}

const FOLDER = new URL('../../test/recordings/', import.meta.url);

/** The first Deployments that recordings are known to be about, each in a namespace of its own. */
export async function burstTargets(count: number): Promise<{
  readonly targets: readonly BurstTarget[];
  readonly recordings: readonly Recording[];
}> {
  const lines = (await readFile(new URL('expect.jsonl', FOLDER), 'utf8')).trim().split('\n');
  const expected = lines.map(
    (line) => JSON.parse(line) as Record<'recording' | 'namespace' | 'target', string>,
  );
  const chosen = expected.filter(({ target }) => target.startsWith('deploy/')).slice(0, count);
  const recordings = await Promise.all(
    chosen.map(({ recording }) => readRecording(new URL(recording, FOLDER).pathname)),
  );
  const targets = chosen.map(({ target, namespace }) => ({
    name: target.slice('deploy/'.length),
    namespace,
  }));
  return { targets, recordings };
}
