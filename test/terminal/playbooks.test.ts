import { execFile } from 'node:child_process';
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { Ajv } from 'ajv';
import { describe, expect, it, onTestFinished } from 'vitest';
import { parse } from 'yaml';
import { playbooks as builtIn } from '../../playbooks/index.ts';
import { podwhy, recordingPath } from '../support/terminal.ts';

const EXAMPLE = new URL('../../examples/playbooks.d', import.meta.url).pathname;
const RENAMED = `explains: [crashloop/configuration-missing]
causes:
  settings-renamed:
    title: '{container} still reads {variable}, which was renamed'
    severity: critical
    log: 'environment variable (?<variable>REDIS_\\w+) is not set'
    remedies:
      - text: Set REDIS_ADDR instead of {variable}.
        command: kubectl -n {namespace} edit {template}
        changes: true
    runbooks: ['https://wiki.example.com/redis?variable={variable}']
    tests:
      - {recording: timeline.json, target: deploy/timeline, finds: true, params: {variable: REDIS_URL}}
`;

async function folder(files: Readonly<Record<string, string>>): Promise<string> {
  const path = await mkdtemp(join(tmpdir(), 'podwhy-playbooks-'));
  onTestFinished(() => rm(path, { recursive: true }));
  for (const [name, text] of Object.entries(files)) await writeFile(join(path, name), text);
  return path;
}

const TIMELINE = ['deploy/timeline', '--recording', recordingPath('r-feed-timeline')];

describe('podwhy why with a folder', () => {
  it('tells the own cause, its fix and its runbook', async () => {
    const { out, err, code } = await podwhy([
      'why',
      ...TIMELINE,
      '--playbooks',
      await folder({ 'acme.yaml': RENAMED }),
    ]);
    expect({ err, code }).toEqual({ err: '', code: 1 });
    expect(out).toMatch(/^cause {5}timeline still reads REDIS_URL, which was renamed/m);
    expect(out).toMatch(/^ {10}acme\/settings-renamed, likely$/m);
    expect(out).toMatch(/\$ kubectl -n r-feed edit deployment\/timeline {3}# changes the cluster/);
    expect(out).toMatch(/^runbook {3}https:\/\/wiki\.example\.com\/redis\?variable=REDIS_URL$/m);
    expect(out).not.toContain('crashloop/configuration-missing');
  });

  it('takes it from PLAYBOOKS_DIR, prints links in every format, and reads no more of the cluster', async () => {
    const env = { PLAYBOOKS_DIR: await folder({ 'acme.yaml': RENAMED }) };
    const bare = JSON.parse((await podwhy(['why', ...TIMELINE, '-o', 'json'])).out);
    const report = JSON.parse((await podwhy(['why', ...TIMELINE, '-o', 'json'], { env })).out);
    const { definitions } = JSON.parse(
      await readFile(new URL('../../docs/report.schema.json', import.meta.url), 'utf8'),
    );
    const isFinding = new Ajv().compile({ definitions, $ref: '#/definitions/finding' });
    expect(isFinding(report.findings[0]), JSON.stringify(isFinding.errors)).toBe(true);
    expect(report.findings[0].runbooks).toEqual(['https://wiki.example.com/redis?variable=REDIS_URL']);
    expect(report.cost.requests).toBe(bare.cost.requests);
    const markdown = (await podwhy(['why', ...TIMELINE, '-o', 'markdown'], { env })).out;
    expect(markdown).toContain('**Runbook**\n\n- <https://wiki.example.com/redis?variable=REDIS_URL>');
  });

  it('answers without a broken file, and says so', async () => {
    const path = await folder({ 'acme.yaml': RENAMED, 'bad.yaml': 'disable: [nothing/at-all]' });
    const { out, err, code } = await podwhy(['why', ...TIMELINE, '--playbooks', path]);
    expect(code).toBe(1);
    expect(out).toContain('acme/settings-renamed');
    expect(err).toMatch(/^podwhy: \S+\/bad\.yaml:1: disable\[0\] names nothing\/at-all/);
    const gone = await podwhy(['why', ...TIMELINE, '--playbooks', '/no/such/folder']);
    expect(gone.err).toMatch(/no\/such\/folder: cannot be read/);
    expect(gone.out).toContain('crashloop/configuration-missing');
  });

  it('records what the own causes read as well', async () => {
    const path = await folder({ 'acme.yaml': RENAMED });
    const { out, err } = await podwhy(['record', ...TIMELINE, '--playbooks', path]);
    expect(err).toContain('recorded');
    expect(JSON.parse(out).objects.length).toBeGreaterThan(3);
  });

  it('loads nothing of it without a folder, nor YAML or zod', async () => {
    const hook = `import { registerHooks } from 'node:module';
registerHooks({ load(url, context, next) { process.stderr.write(url + '\\n'); return next(url, context); } });`;
    const { stderr } = await promisify(execFile)(
      process.execPath,
      [
        '--import',
        `data:text/javascript,${encodeURIComponent(hook)}`,
        new URL('../../src/main.ts', import.meta.url).pathname,
        'why',
        'sts/redis',
        '--recording',
        recordingPath('r-ok-2-redis'),
      ],
      { maxBuffer: 10_000_000, env: { PATH: process.env.PATH } },
    );
    expect(stderr).toContain('/src/terminal/why.ts');
    expect(
      stderr.split('\n').filter((url) => /\/src\/site\/|cel-js|node_modules\/(?:yaml|zod)\//.test(url)),
    ).toEqual([]);
  });
});

describe('podwhy playbooks lint', () => {
  it('finds the example in order', async () => {
    const { code, out } = await podwhy(['playbooks', 'lint', EXAMPLE]);
    expect(out).toMatch(/^1 file in order: 3 own causes, \d+ causes of podwhy's changed\n$/);
    expect(code).toBe(0);
  });

  it('names file and line of every problem, and exits with 1', async () => {
    const path = await folder({ 'a.yaml': 'title: a\nsevrity: b\n', 'b.yaml': 'disable: [probes/*]' });
    const { code, out } = await podwhy(['playbooks', 'lint'], { env: { PLAYBOOKS_DIR: path } });
    expect(out.split('\n')).toEqual([
      `${path}/a.yaml:2: there is no key sevrity: is severity meant?`,
      `${path}/b.yaml:1: disable[0] names probes/*, which podwhy does not know: is probe/* meant?`,
      '',
    ]);
    expect(code).toBe(1);
    expect((await podwhy(['playbooks', 'lint', join(path, 'b.yaml')])).out).toMatch(/^\S+\/b\.yaml:1: /);
  });

  it('needs a folder', async () => {
    const { code, err } = await podwhy(['playbooks', 'lint']);
    expect({ code, err }).toEqual({
      code: 64,
      err: expect.stringContaining('name the folder, or set PLAYBOOKS_DIR'),
    });
    expect((await podwhy(['playbooks', 'lint', '/no/such/folder'])).code).toBe(1);
    expect((await podwhy(['playbooks', 'lnt'])).code).toBe(64);
  });
});

describe('podwhy playbooks test', () => {
  it('passes for the example', async () => {
    const { code, out } = await podwhy(['playbooks', 'test', EXAMPLE]);
    expect(out).toMatch(/^6 passed, 0 failed$/m);
    expect(code).toBe(0);
  });

  it('runs on recordings beside the file, and names causes without a test', async () => {
    const path = await folder({
      'acme.yaml': `${RENAMED}  bare: {title: x, severity: info, when: has(pod.spec.x)}\n`,
    });
    await cp(recordingPath('r-feed-timeline'), join(path, 'timeline.json'));
    const { code, out } = await podwhy(['playbooks', 'test', path]);
    expect(out).toBe(
      'ok      acme/settings-renamed: test 1\nno test acme/bare\n1 passed, 0 failed, 1 cause without a test\n',
    );
    expect(code).toBe(0);
  });

  it('fails with the reason and the place', async () => {
    const path = await folder({ 'acme.yaml': RENAMED });
    const { code, out } = await podwhy(['playbooks', 'test', path]);
    expect(out).toMatch(/^FAILED {2}\S+\/acme\.yaml:13: acme\/settings-renamed: test 1 \(timeline\.json: /m);
    expect(code).toBe(1);
  });
});

describe('podwhy playbooks list', () => {
  it('prints every cause without a folder', async () => {
    const { code, out } = await podwhy(['playbooks', 'list']);
    const causes = builtIn.flatMap(({ id, causes }) => Object.keys(causes).map((cause) => `${id}/${cause}`));
    expect(code).toBe(0);
    expect(
      out
        .trimEnd()
        .split('\n')
        .map((line) => line.split(/ +/)[1]),
    ).toEqual(causes);
    expect(Math.max(...out.split('\n').map((line) => line.length))).toBeLessThanOrEqual(101);
  });

  it('says what the files change, as text and as JSON', async () => {
    const { out } = await podwhy(['playbooks', 'list', EXAMPLE]);
    expect(out).toMatch(/^critical {2}acme\/license-expired +of example\.yaml$/m);
    expect(out).toMatch(/^disabled {2}probe\/probe-too-early +by example\.yaml$/m);
    expect(out).toMatch(/^info +evicted\/node-shutdown +severity \w+ → info by example\.yaml$/m);
    const causes = JSON.parse((await podwhy(['playbooks', 'list', EXAMPLE, '-o', 'json'])).out);
    expect(causes).toContainEqual(
      expect.objectContaining({
        playbook: 'acme',
        cause: 'image-not-mirrored',
        severity: 'critical',
        file: 'example.yaml',
      }),
    );
    expect(causes).toContainEqual(
      expect.objectContaining({
        cause: 'out-of-memory',
        changed: [
          { file: 'example.yaml', what: 'remedies', text: '+1' },
          { file: 'example.yaml', what: 'runbooks', text: '+1' },
        ],
      }),
    );
  });
});

describe('docs/playbooks.schema.json', () => {
  it('describes the example, and not what lint refuses', async () => {
    const text = await readFile(new URL('../../docs/playbooks.schema.json', import.meta.url), 'utf8');
    const { $schema: _, ...schema } = JSON.parse(text);
    const fits = new Ajv({ strict: false, validateFormats: false }).compile(schema);
    expect(
      fits(parse(await readFile(join(EXAMPLE, 'example.yaml'), 'utf8'))),
      JSON.stringify(fits.errors),
    ).toBe(true);
    expect(fits({ disabled: [] })).toBe(false);
    expect(fits({ causes: { x: { title: 'x', severity: 'high', when: 'true' } } })).toBe(false);
  });
});
