import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readRecording } from '../../src/replay/recording.ts';
import { podwhy, recordingPath } from '../support/terminal.ts';
import { poison, poisoned, SECRETS } from './support/hostile-recording.ts';

/** The terminal knows no patterns of the user's own. */
const KNOWN = SECRETS.filter((secret) => !secret.startsWith('acct-'));

describe('the terminal, on a cluster full of hostile texts and secrets', () => {
  let directory: string;
  beforeAll(async () => {
    directory = await mkdtemp(join(tmpdir(), 'podwhy-hostile-'));
  });
  afterAll(() => rm(directory, { recursive: true }));

  it.each([
    ['r-feed-timeline', 'deploy/timeline'],
    ['r-inventory-stock', 'deploy/stock'],
    ['r-payroll-calc', 'deploy/calc'],
    ['r-mixed-cruncher', 'deploy/cruncher'],
  ])('%s: no secret and no control character gets out', async (name, target) => {
    for (let turn = 0; turn < 4; turn++) {
      const recording = poisoned(await readRecording(recordingPath(name)));
      // Each turn other texts stand where the cause is.
      const objects = recording.objects.map((object, index) =>
        object.kind === 'Pod' && object.metadata.namespace === recording.namespace
          ? poison(object, index + 3 * turn)
          : object,
      );
      const file = join(directory, `${name}-${turn}.json`);
      await writeFile(file, JSON.stringify({ ...recording, objects }));
      for (const output of [[], ['-o', 'json'], ['-o', 'yaml'], ['-o', 'markdown'], ['--explain']]) {
        const { out, err } = await podwhy(['why', target, '--recording', file, ...output]);
        const said = out + err;
        expect(out).toContain(target.slice('deploy/'.length));
        expect(KNOWN.filter((secret) => said.includes(secret))).toEqual([]);
        expect(said).not.toMatch(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/);
      }
    }
  });
});
