import { mkdir, mkdtemp, rename, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { playbooks as builtIn } from '../../playbooks/index.ts';
import { cleanText } from '../../src/diagnosis/gate.ts';
import type { Playbook } from '../../src/diagnosis/playbook.ts';
import { watchSite } from '../../src/site/watch-site.ts';

const SOUND = (title: string) =>
  `causes:\n  broken: {title: ${title}, severity: info, when: has(pod.spec.x)}\n`;
const BROKEN = 'causes: [';

interface Watched {
  readonly directory: string;
  readonly warnings: readonly Record<string, unknown>[];
  write(name: string, text: string): Promise<void>;
  /** The titles of the own causes, `seconds` later. */
  titles(seconds?: number): Promise<readonly string[]>;
  disabled(cause: string): Promise<boolean>;
}

async function watched(files: Readonly<Record<string, string>>, directory?: string): Promise<Watched> {
  const home = await mkdtemp(join(tmpdir(), 'podwhy-site-'));
  onTestFinished(() => rm(home, { recursive: true }));
  const folder = directory ?? home;
  for (const [name, text] of Object.entries(files)) await writeFile(join(folder, name), text);
  let now = 0;
  const warnings: Record<string, unknown>[] = [];
  const playbooks = await watchSite({
    directory: folder,
    builtIn,
    gate: cleanText,
    clock: { now: () => now },
    logger: {
      info: () => {},
      warn: (event, fields) => void warnings.push({ event, ...fields }),
      error: (event) => {
        throw new Error(event);
      },
    },
  });
  const read = async (seconds: number): Promise<readonly Playbook[]> => {
    now += seconds * 1000;
    return playbooks();
  };
  return {
    directory: folder,
    warnings,
    write: (name, text) => writeFile(join(folder, name), text),
    titles: async (seconds = 31) =>
      (await read(seconds))
        .filter((one) => !builtIn.some(({ id }) => id === one.id))
        .flatMap(({ causes }) => Object.values(causes).map(({ title }) => title)),
    disabled: async (cause) =>
      (await read(31)).every(
        ({ id, causes }) => !Object.keys(causes).some((name) => `${id}/${name}` === cause),
      ),
  };
}

describe('a folder that is watched', () => {
  it('is read again when it has changed, but at most every 30 seconds', async () => {
    const site = await watched({ 'a.yaml': SOUND('first') });
    expect(await site.titles(0)).toEqual(['first']);
    await site.write('a.yaml', SOUND('second'));
    expect(await site.titles(29)).toEqual(['first']);
    expect(await site.titles(1)).toEqual(['second']);
  });

  it('takes files up and lets them go', async () => {
    const site = await watched({ 'a.yaml': SOUND('a') });
    await site.write('b.yml', SOUND('b'));
    await site.write('notes.txt', BROKEN);
    expect(await site.titles()).toEqual(['a', 'b']);
    await rm(join(site.directory, 'a.yaml'));
    expect(await site.titles()).toEqual(['b']);
    expect(site.warnings).toEqual([]);
  });

  it('keeps the last good version of a file that breaks, and says so once', async () => {
    const site = await watched({ 'a.yaml': SOUND('good'), 'b.yaml': 'disable: [crashloop/out-of-memory]' });
    await site.write('a.yaml', BROKEN);
    expect(await site.titles()).toEqual(['good']);
    expect(await site.titles()).toEqual(['good']);
    expect(await site.disabled('crashloop/out-of-memory')).toBe(true);
    expect(site.warnings).toEqual([
      expect.objectContaining({
        event: 'playbooks.problem',
        file: 'a.yaml',
        line: 1,
        applies: 'as it was before',
      }),
    ]);
    await site.write('a.yaml', SOUND('mended'));
    expect(await site.titles()).toEqual(['mended']);
    expect(site.warnings).toHaveLength(1);
  });

  it('applies the others where one is broken from the start', async () => {
    const site = await watched({ 'a.yaml': BROKEN, 'b.yaml': SOUND('b') });
    expect(await site.titles()).toEqual(['b']);
    expect(site.warnings).toEqual([expect.objectContaining({ file: 'a.yaml', applies: 'not at all' })]);
  });

  it('keeps all of it while the folder itself is gone', async () => {
    const site = await watched({ 'a.yaml': SOUND('kept') });
    await rename(site.directory, `${site.directory}-away`);
    expect(await site.titles()).toEqual(['kept']);
    expect(site.warnings).toEqual([
      expect.objectContaining({ problem: expect.stringContaining('there is no such file or folder') }),
    ]);
    await rename(`${site.directory}-away`, site.directory);
    expect(await site.titles()).toEqual(['kept']);
  });

  it('may be one that is not there yet', async () => {
    const site = await watched({}, join(tmpdir(), 'podwhy-no-such-folder'));
    expect(await site.titles()).toEqual([]);
    expect(site.warnings).toHaveLength(1);
  });

  it('notices the swap of a mounted ConfigMap', async () => {
    const site = await watched({});
    const put = async (version: string, title: string): Promise<void> => {
      await mkdir(join(site.directory, version));
      await writeFile(join(site.directory, version, 'a.yaml'), SOUND(title));
      await symlink(version, join(site.directory, '..data_tmp'));
      await rename(join(site.directory, '..data_tmp'), join(site.directory, '..data'));
    };
    await put('..2026_01_01', 'old');
    await symlink('..data/a.yaml', join(site.directory, 'a.yaml'));
    expect(await site.titles()).toEqual(['old']);
    await put('..2026_01_02', 'new');
    expect(await site.titles()).toEqual(['new']);
    expect(site.warnings).toEqual([]);
  });

  it('is read once for many who ask at the same time', async () => {
    const site = await watched({ 'a.yaml': SOUND('a') });
    await site.write('a.yaml', SOUND('b'));
    const all = await Promise.all(
      Array.from({ length: 20 }, (_, index) => site.titles(index === 0 ? 31 : 0)),
    );
    expect(new Set(all.map(String))).toEqual(new Set(['b']));
  });
});
