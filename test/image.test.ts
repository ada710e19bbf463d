import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { cp, mkdir, mkdtemp, readdir, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { recordingPath } from './support/terminal.ts';

const root = new URL('..', import.meta.url).pathname;
const run = promisify(execFile);

interface Copy {
  readonly fromBuild: boolean;
  readonly paths: readonly string[];
}

/** The COPY lines of each stage; this is all of Docker that the test knows. */
const stages: readonly (readonly Copy[])[] = readFileSync(join(root, 'Dockerfile'), 'utf8')
  .split(/^FROM .*$/m)
  .slice(1)
  .map((stage) =>
    [...stage.matchAll(/^COPY (--from=build )?(.+) \S+$/gm)].map(([, from, paths = '']) => ({
      fromBuild: from !== undefined,
      paths: paths.split(' ').map((path) => path.replace('/app/', '')),
    })),
  );

describe('the image', () => {
  let directory: string;
  const built = () => join(directory, 'build');
  const image = () => join(directory, 'image');

  async function copy(stage: readonly Copy[] = [], to: string): Promise<void> {
    for (const { fromBuild, paths } of stage) {
      for (const path of paths) {
        await mkdir(dirname(join(to, path)), { recursive: true });
        await cp(join(fromBuild ? built() : root, path), join(to, path), { recursive: true });
      }
    }
  }

  beforeAll(async () => {
    directory = await mkdtemp(join(tmpdir(), 'podwhy-image-'));
    await copy(stages[0], built());
    // In place of `npm ci`, which needs the network.
    await symlink(join(root, 'node_modules'), join(built(), 'node_modules'));
    await run(process.execPath, ['node_modules/rolldown/bin/cli.mjs', '--config', 'rolldown.config.ts'], {
      cwd: built(),
    });
    await copy(stages[1], image());
  }, 120_000);
  afterAll(() => rm(directory, { recursive: true }));

  const podwhy = (...args: string[]) =>
    run(process.execPath, ['dist/main.js', ...args], { cwd: image(), env: { HOME: image() } });

  it('runs with nothing but what the Dockerfile copies, without node_modules', async () => {
    expect((await readdir(image())).sort()).toEqual(['LICENSE', 'dist', 'package.json']);
    expect((await podwhy('--version')).stdout).toMatch(/^\d+\.\d+\.\d+\n$/);
  });

  it('answers from a recording', async () => {
    const recording = recordingPath('r-ok-2-redis');
    const { stdout } = await podwhy('why', 'sts/redis', '--recording', recording);
    expect(stdout).toContain('is healthy');
  });
});

describe('docker-compose.yml', () => {
  const { services } = parse(readFileSync(join(root, 'docker-compose.yml'), 'utf8'), { merge: true });

  it('runs bot and worker on a queue that neither forgets nor evicts', () => {
    expect([services.bot.command, services.worker.command]).toEqual(['bot', 'worker']);
    expect(services.bot.environment.REDIS_URL).toBe('redis://valkey:6379');
    expect(services.valkey.command).toMatch(/--appendonly yes .*--maxmemory-policy noeviction/);
    expect(services.valkey.volumes).toEqual(['queue:/data']);
  });
});
