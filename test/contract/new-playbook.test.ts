import { execFileSync } from 'node:child_process';
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { newPlaybook } from '../../scripts/new-playbook.ts';

const root = new URL('../../', import.meta.url).pathname;
const bin = (name: string) => join(root, 'node_modules/.bin', name);
let checkout = '';

/** A checkout with what the new files lean on. */
beforeAll(() => {
  checkout = mkdtempSync(join(tmpdir(), 'new-playbook-'));
  mkdirSync(join(checkout, 'test/playbooks'), { recursive: true });
  for (const path of ['src', 'node_modules', 'test/support', 'test/recordings'])
    symlinkSync(join(root, path), join(checkout, path));
  for (const path of ['playbooks', 'test/causes'])
    cpSync(join(root, path), join(checkout, path), { recursive: true });
  const made = readdirSync(join(root, 'test/playbooks')).filter((name) => name.endsWith('-made.ts'));
  for (const name of made) cpSync(join(root, 'test/playbooks', name), join(checkout, 'test/playbooks', name));
  for (const file of ['biome.json', 'tsconfig.json', 'package.json'])
    cpSync(join(root, file), join(checkout, file));
});

afterAll(() => rmSync(checkout, { recursive: true, force: true }));

function list(): string {
  return readFileSync(join(checkout, 'playbooks/index.ts'), 'utf8');
}

describe('npm run new-playbook', () => {
  test.each([
    ['Bad_Name', /kebab-case/],
    ['delete', /can't be a name/],
    ['image-pull', /exists already/],
  ])('refuses %s and writes nothing', async (id, reason) => {
    const before = list();
    await expect(newPlaybook(checkout, id)).rejects.toThrow(reason);
    await expect(newPlaybook(checkout, 'fine', 'nobody')).rejects.toThrow(/no playbook nobody/);
    expect(list()).toBe(before);
  });

  test('puts the playbook where it is asked to, else last', async () => {
    await newPlaybook(checkout, 'image-signing', 'image-pull');
    await newPlaybook(checkout, 'zone-lost');
    expect(list()).toContain('\n  imagePull,\n  imageSigning,\n');
    expect(list()).toMatch(/\n {2}zoneLost,\n\];\n$/);
    const paths = [...list().matchAll(/from '\.\/([\w-]+)\/index\.ts'/g)].map(([, path]) => path);
    expect(paths).toEqual([...paths].sort());
  });

  test('writes files that compile, lint and pass', () => {
    const own = ['image-signing', 'zone-lost'].flatMap((id) => [
      `playbooks/${id}`,
      `test/playbooks/${id}.test.ts`,
      `test/causes/${id}.ts`,
    ]);
    const include = [...own.filter((path) => path.endsWith('.ts')), 'playbooks/index.ts'];
    const extending = { extends: './tsconfig.json', include };
    writeFileSync(join(checkout, 'tsconfig.own.json'), JSON.stringify(extending));
    run(bin('tsc'), '-p', 'tsconfig.own.json');
    run(bin('biome'), 'check', '--vcs-enabled=false', ...own, 'playbooks/index.ts');
    const mine = 'image-signing/|zone-lost/|names what';
    const said = run(bin('vitest'), 'run', '--root', checkout, '-t', mine);
    // A test of its own and two of its case, each.
    expect(said).toMatch(/Tests .*6 passed/);
  });
});

/** Fails with all that the program has said. */
function run(program: string, ...args: readonly string[]): string {
  try {
    return execFileSync(program, args, {
      cwd: checkout,
      encoding: 'utf8',
      stdio: 'pipe',
      env: { ...process.env, NO_COLOR: '1' },
    });
  } catch (error) {
    const { stdout = '', stderr = '' } = error as { stdout?: string; stderr?: string };
    throw new Error(`${program} ${args.join(' ')}\n${stdout}${stderr}`);
  }
}
