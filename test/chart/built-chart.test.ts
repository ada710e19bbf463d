import { execFile } from 'node:child_process';
import { mkdtemp, readdir, rename, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { rolldown } from 'rolldown';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import config from '../../rolldown.config.ts';

const root = new URL('../..', import.meta.url).pathname;
const run = promisify(execFile);

const DRAW = `
import { drawChart } from './draw-chart.js';
const problems = [];
const points = [{ at: 0, unwell: 1 }, { at: 86_400_000, unwell: 3, restarts: 2 }];
const chart = await drawChart(points, { title: 'x', timeZone: 'UTC' }, (problem) => problems.push(problem));
console.log(JSON.stringify({ bytes: chart?.png.length ?? 0, problems }));
`;

/** As the build makes it, in a folder with nothing else, without node_modules. */
describe('the chart in the build', () => {
  let directory: string;

  beforeAll(async () => {
    directory = await mkdtemp(join(tmpdir(), 'podwhy-chart-'));
    const { output, ...input } = config as { output: object; plugins: [] };
    const threads = ['src/chart/draw-chart.ts', 'src/chart/paint-thread.ts'];
    const build = await rolldown({ ...input, platform: 'node', cwd: root, input: threads });
    await build.write({ ...output, format: 'esm', dir: directory });
    await build.close();
    await writeFile(join(directory, 'draw.js'), DRAW);
    await writeFile(join(directory, 'package.json'), '{"type":"module"}');
  }, 60_000);
  afterAll(() => rm(directory, { recursive: true }));

  async function drawn(): Promise<{ readonly bytes: number; readonly problems: readonly string[] }> {
    const { stdout, stderr } = await run(process.execPath, ['draw.js'], { cwd: directory, env: {} });
    expect(stderr).toBe('');
    return JSON.parse(stdout);
  }

  it('is drawn', async () => {
    const { bytes, problems } = await drawn();
    expect(problems).toEqual([]);
    expect(bytes).toBeGreaterThan(10_000);
  });

  it('has the licences of what it brings beside it', async () => {
    const files = await readdir(directory);
    const brought = files.filter((file) => /\.(wasm|woff2)$/.test(file));
    expect(brought.toSorted()).toEqual([
      'canvaskit.wasm',
      'inter-latin-400-normal.woff2',
      'inter-latin-600-normal.woff2',
    ]);
    expect(files).toEqual(expect.arrayContaining(brought.map((file) => `${file}.LICENSE`)));
  });

  it('is left out where a font is missing or broken', async () => {
    const font = join(directory, 'inter-latin-400-normal.woff2');
    await rename(font, `${font}.away`);
    expect(await drawn()).toEqual({ bytes: 0, problems: [expect.stringContaining('ENOENT')] });
    await writeFile(font, 'no font');
    expect(await drawn()).toEqual({ bytes: 0, problems: [expect.stringContaining('is no font')] });
    await rename(`${font}.away`, font);
  });

  it('is left out where the library cannot run, and the process goes on', async () => {
    await truncate(join(directory, 'canvaskit.wasm'), 100_000);
    expect(await drawn()).toEqual({ bytes: 0, problems: [expect.stringContaining('CompileError')] });
  });
});
