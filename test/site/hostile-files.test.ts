import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished, test } from 'vitest';
import { readFolder } from '../../src/site/read-folder.ts';
import { pod } from '../support/build.ts';
import { snapshot } from '../support/snapshots.ts';
import { diagnose, ownOnly, problemsOf, siteOf, soundSite } from './support.ts';

async function folder(): Promise<string> {
  const path = await mkdtemp(join(tmpdir(), 'podwhy-hostile-'));
  onTestFinished(() => rm(path, { recursive: true }));
  return path;
}

describe('a hostile file', () => {
  const LAUGHS = ['a: &a [x, x, x, x, x, x, x, x, x, x]']
    .concat(
      [...'bcdefghi'].map(
        (name, index) => `${name}: &${name} [${Array(10).fill(`*${'abcdefghi'[index]}`).join(', ')}]`,
      ),
    )
    .join('\n');

  test.each([
    ['of aliases that multiply', LAUGHS, /alias count/],
    ['of an alias within itself', 'title: &a [*a]', /alias|not a text/i],
    ['of brackets without end', '['.repeat(100_000), /./],
    ['of maps without end', `disable: ${'{a: '.repeat(20_000)}`, /./],
    ['of NUL', '\u0000\u0001', /./],
    [
      'of a CEL expression without end',
      `causes:\n  a: {title: x, severity: info, when: '${'('.repeat(1_900)}'}`,
      /maxDepth|nested|deep/i,
    ],
    [
      'of groups without end',
      `causes:\n  a: {title: x, severity: info, log: '${'('.repeat(400)}'}`,
      /missing closing \)/,
    ],
    [
      'of a pattern that multiplies',
      "causes:\n  a: {title: x, severity: info, log: '(?:(?:a{100}){100}){100}'}",
      /invalid repeat count/,
    ],
  ])('%s is refused in words', (_, text, message) => {
    const problems = problemsOf(text);
    expect(problems.join('\n')).toMatch(message);
    expect(problems.length).toBeGreaterThan(0);
  });

  it('full of Unicode is taken as it is', () => {
    const site = soundSite(`causes:
  unicode:
    title: '👩‍🚀 {who} ‮ ünïcödé'
    severity: info
    when: pod.metadata.labels["имя"] == "🙂"
    params: {who: 'pod.metadata.labels["имя"]'}`);
    const named = snapshot({ pods: [pod({ metadata: { labels: { имя: '🙂' } } })] });
    const [finding] = diagnose(named, ownOnly(site)).report.findings;
    expect(finding?.title).toContain('🙂');
    // The gate takes away what turns text around.
    expect(finding?.title).not.toContain('\u202e');
  });

  it('cannot reach what JavaScript has of its own', () => {
    const site = soundSite(`causes:
  constructor:
    title: '{constructor} {valueOf}'
    severity: info
    when: pod.metadata.name != ""
    params: {constructor: pod.metadata.name, valueOf: pod.metadata.namespace}`);
    const [finding] = diagnose(snapshot(), ownOnly(site)).report.findings;
    expect(finding).toMatchObject({ cause: 'constructor', title: 'web-1 shop' });
    const reach = [
      'pod.constructor.name == "Map"',
      'pod.__proto__ == 1',
      'pod.size == 3',
      'events.length > 0',
    ];
    for (const when of reach) {
      const { playbooks } = siteOf(`causes:\n  a: {title: x, severity: info, when: '${when}'}`);
      expect(
        diagnose(snapshot(), { playbooks: playbooks.filter(({ id }) => id === 'acme') }).report.findings,
      ).toEqual([]);
    }
  });

  it('that takes long is given up, the same every time, and the others go on', () => {
    const site = soundSite(`causes:
  endless:
    title: endless
    severity: info
    when: pod.spec.containers.map(c, "${'x'.repeat(500)}")[0].split('').all(a, pod.spec.containers[0].name.split('').all(b, "${'y'.repeat(1000)}".split('').all(c, c != a + b)))
  sound:
    title: sound
    severity: info
    when: pod.metadata.name == "web-1"`);
    const first = diagnose(snapshot(), ownOnly(site)).report;
    expect(first.findings.map(({ cause }) => cause)).toEqual(['sound']);
    expect(first.ruledOut).toEqual([
      { cause: 'acme/endless', why: expect.stringContaining('too much work') },
    ]);
    expect(diagnose(snapshot(), ownOnly(site)).report.ruledOut).toEqual(first.ruledOut);
  });
});

describe('a hostile folder', () => {
  it('is read without what is no file, is too large, or leads nowhere', async () => {
    const path = await folder();
    await writeFile(join(path, 'a.yaml'), 'title: fine');
    await writeFile(join(path, 'huge.yaml'), `# ${'x'.repeat(256 * 1024)}`);
    await writeFile(join(path, '.hidden.yaml'), 'title: hidden');
    await writeFile(join(path, 'notes.md'), 'title: no');
    await mkdir(join(path, 'folder.yaml'));
    await symlink('/no/such/place', join(path, 'dangling.yml'));
    await symlink('/dev/zero', join(path, 'zero.yaml'));
    const { files } = await readFolder(path);
    expect(files.map(({ name, text, problem }) => [name, text ?? problem])).toEqual([
      ['a.yaml', 'title: fine'],
      ['dangling.yml', expect.stringContaining('no such file')],
      ['folder.yaml', 'is not a file'],
      ['huge.yaml', expect.stringContaining('larger than 256 kB')],
      ['zero.yaml', 'is not a file'],
    ]);
  });

  it('of more files than anybody has is cut, and says so', async () => {
    const path = await folder();
    await Promise.all(Array.from({ length: 101 }, (_, index) => writeFile(join(path, `f${index}.yaml`), '')));
    const { files, problem } = await readFolder(path);
    expect(files).toHaveLength(100);
    expect(problem).toMatch(/more than 100 files/);
  });

  it('may be one file', async () => {
    const path = await folder();
    await writeFile(join(path, 'a.yaml'), 'title: x');
    expect(await readFolder(join(path, 'a.yaml'))).toEqual({
      directory: path,
      files: [{ name: 'a.yaml', text: 'title: x' }],
    });
  });
});
