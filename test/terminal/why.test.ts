import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { parseFault } from '../../src/replay/faults.ts';
import { readRecording } from '../../src/replay/recording.ts';
import { type Replay, startReplay } from '../../src/replay/server.ts';
import { podwhy, recordingPath } from '../support/terminal.ts';

const schema = JSON.parse(await readFile(new URL('../../docs/report.schema.json', import.meta.url), 'utf8'));
const isReport = new Ajv({ allErrors: true }).compile(schema);

describe('podwhy why on a recording', () => {
  it('answers verdict first, with cause, proof, change and fix, and exits with 1', async () => {
    const { code, out } = await podwhy([
      'why',
      'deploy/timeline',
      '--recording',
      recordingPath('r-feed-timeline'),
    ]);
    expect(code).toBe(1);
    expect(out.split('\n')[0]).toBe('✖ Deployment r-feed/timeline is unhealthy');
    expect(out).toMatch(/^cause .*REDIS_URL/m);
    expect(out).toMatch(/^proof /m);
    expect(out).toMatch(/^fix /m);
    expect(out).toMatch(/^ +revision 1 → 2, 70s ago \(rename redis settings\)$/m);
    expect(out).toMatch(/\d+ requests in \d+ round trips/);
  });

  it('prints a report that its schema describes, as JSON and as YAML', async () => {
    for (const name of ['r-feed-timeline', 'r-mixed-2-loader', 'r-payroll-calc', 'r-ok-2-redis']) {
      const target = JSON.parse(
        (await readFile(new URL('../recordings/expect.jsonl', import.meta.url), 'utf8'))
          .split('\n')
          .find((line) => line.includes(`"${name}.json"`)) ?? '{}',
      ).target;
      const json = await podwhy(['why', target, '--recording', recordingPath(name), '-o', 'json']);
      expect(isReport(JSON.parse(json.out)), JSON.stringify(isReport.errors)).toBe(true);
      const yaml = await podwhy(['why', target, '--recording', recordingPath(name), '-o', 'yaml']);
      const same = (report: { cost: object }) => ({ ...report, cost: {}, takenAt: '' });
      expect(same(parse(yaml.out))).toEqual(same(JSON.parse(json.out)));
    }
  });

  it('prints Markdown in which cluster text is no markup', async () => {
    const { out } = await podwhy([
      'why',
      'deploy/timeline',
      '--recording',
      recordingPath('r-feed-timeline'),
      '-o',
      'markdown',
    ]);
    expect(out).toMatch(/^## Deployment `r-feed\/timeline` is unhealthy/);
    expect(out).toContain('```sh\nkubectl');
  });

  it('says in --explain what was ruled out and every request', async () => {
    const { out } = await podwhy([
      'why',
      'deploy/timeline',
      '--explain',
      '--recording',
      recordingPath('r-feed-timeline'),
    ]);
    expect(out).toMatch(
      /^requests {2}200 {2}\d+ ms {2}GET \/apis\/apps\/v1\/namespaces\/r-feed\/deployments\/timeline/m,
    );
  });

  it('exits with 0 for a healthy workload and finds nothing', async () => {
    const { code, out } = await podwhy([
      'why',
      'sts/redis',
      '-o',
      'json',
      '--recording',
      recordingPath('r-ok-2-redis'),
    ]);
    expect({ code, ...JSON.parse(out) }).toMatchObject({ code: 0, verdict: 'healthy', findings: [] });
  });

  it('exits with 3 for a workload on its way', async () => {
    const { code, out } = await podwhy(['why', 'deploy/web', '--recording', recordingPath('r-fresh-web')]);
    expect(code).toBe(3);
    expect(out).toMatch(/^… Deployment r-fresh\/web is waiting/);
  });

  it('keeps to one container with -c, and names the containers there are when it is misspelt', async () => {
    const recording = recordingPath('r-combo-portal');
    const { out } = await podwhy(['why', 'deploy/portal', '-o', 'json', '--recording', recording]);
    const [first] = JSON.parse(out).findings;
    const other = await podwhy(['why', 'deploy/portal', '-c', 'nosuch', '--recording', recording]);
    expect(other.code).toBe(2);
    expect(other.err).toContain(first.subject.container);
  });

  it('colours for a terminal only, and not under NO_COLOR or --no-color', async () => {
    const args = ['why', 'deploy/timeline', '--recording', recordingPath('r-feed-timeline')];
    const ansi = '\u001b[';
    expect((await podwhy(args, { isTTY: true })).out).toContain(ansi);
    expect((await podwhy(args, { isTTY: false })).out).not.toContain(ansi);
    expect((await podwhy(args, { isTTY: true, env: { NO_COLOR: '1' } })).out).not.toContain(ansi);
    expect((await podwhy([...args, '--no-color'], { isTTY: true })).out).not.toContain(ansi);
  });
});

describe('podwhy why, asked wrongly', () => {
  const recording = recordingPath('r-shop-2-web');

  it.each([
    ['an unknown flag', ['why', 'web', '--nosuch'], /unknown option '--nosuch'/],
    ['no target', ['why'], /missing target/],
    ['a target and a selector', ['why', 'web', '-l', 'app=web'], /not both/],
    ['an unknown output', ['why', 'web', '-o', 'html'], /Allowed choices are text, json, yaml, markdown/],
    ['an unknown command', ['wy', 'web'], /unknown command 'wy'/],
    ['a timeout that is none', ['why', 'web', '--timeout', 'soon'], /must be a number/],
    ['a port that is none', ['replay', 'x.json', '--port', '99999'], /must be a port/],
  ])('%s is a usage error, 64', async (_, args, message) => {
    const { code, err } = await podwhy(args);
    expect(err).toMatch(message);
    expect(code).toBe(64);
  });

  it('prints help and the version with exit code 0', async () => {
    const help = await podwhy(['why', '--help']);
    expect(help).toMatchObject({ code: 0, err: '' });
    expect(help.out).toContain('Exit codes:');
    expect((await podwhy(['--version'])).out).toMatch(/^\d+\.\d+\.\d+\n$/);
  });

  it('answers a typo with the nearest names, 2', async () => {
    const { code, err } = await podwhy(['why', 'wbe', '-n', 'r-shop-2', '--recording', recording]);
    expect(code).toBe(2);
    expect(err).toMatch(/Did you mean:\n {2}podwhy why -n r-shop-2 deployment\/web/);
  });

  it('tells programs the same as JSON on stdout', async () => {
    const { out } = await podwhy(['why', 'wbe', '-n', 'r-shop-2', '-o', 'json', '--recording', recording]);
    const unresolved = JSON.parse(out);
    expect(isReport(unresolved), JSON.stringify(isReport.errors)).toBe(true);
    expect(unresolved.error).toMatchObject({
      code: 'not-found',
      near: [{ kind: 'Deployment', name: 'web' }],
    });
  });

  it('says where the name does exist when it is another namespace', async () => {
    const { code, err } = await podwhy(['why', 'web', '-n', 'default', '--recording', recording]);
    expect(code).toBe(2);
    expect(err).toContain('podwhy why -n r-shop-2 deployment/web');
  });

  it('an unreadable recording is an error in words', async () => {
    const { code, err } = await podwhy(['why', 'web', '--recording', '/nosuch/rec.json']);
    expect(code).toBe(2);
    expect(err).toContain('/nosuch/rec.json');
  });
});

describe('podwhy why against a cluster that misbehaves', () => {
  let replay: Replay;
  let directory: string;
  let kubeconfig: string;
  const args = ['why', 'deploy/stock', '-n', 'r-inventory', '--timeout', '1'];

  beforeAll(async () => {
    replay = await startReplay({ recordings: [await readRecording(recordingPath('r-inventory-stock'))] });
    directory = await mkdtemp(join(tmpdir(), 'podwhy-test-'));
    kubeconfig = join(directory, 'kubeconfig');
    await writeFile(kubeconfig, replay.kubeconfig());
  });
  afterAll(async () => {
    await replay.close();
    await rm(directory, { recursive: true });
  });

  function withFaults(...faults: readonly string[]) {
    replay.setFaults(faults.map(parseFault));
    return podwhy([...args, '--kubeconfig', kubeconfig, '-o', 'json']);
  }

  it.each([
    ['events', '403:list:events'],
    ['logs', '403:get:pods/log'],
    ['logs', '503:get:pods/log'],
    ['ReplicaSets', '403:list:replicasets'],
    ['service names', '403:list:services'],
    ['events', 'hang:list:events'],
    ['events', 'cut:list:events'],
  ])('without %s (%s) the crash is still unhealthy and the gap is named', async (_, fault) => {
    const { code, out } = await withFaults(fault);
    const report = JSON.parse(out);
    expect(code).toBe(1);
    expect(report.findings[0].playbook).toBe('crashloop');
    expect(report.gaps.length).toBeGreaterThan(0);
    expect(['forbidden', 'failed', 'timeout']).toContain(report.gaps[0].reason);
  });

  it('waits as a 429 asks and then answers without a gap', async () => {
    const { code, out } = await withFaults('429:list:events:retry-after=0:times=1');
    expect(code).toBe(1);
    expect(JSON.parse(out).gaps).toEqual([]);
  });

  it('no permission at all is said, with how to check it, 2', async () => {
    const { code, out } = await withFaults('403:*:*');
    expect(code).toBe(2);
    expect(JSON.parse(out).error).toMatchObject({
      code: 'forbidden',
      message: expect.stringContaining('kubectl auth can-i'),
    });
  });

  it('an expired token is said, 2', async () => {
    replay.setFaults([]);
    const guarded = await startReplay({
      recordings: [await readRecording(recordingPath('r-inventory-stock'))],
      token: 'right',
    });
    const path = join(directory, 'expired');
    await writeFile(path, guarded.kubeconfig().replace('"right"', '"wrong"'));
    const { code, out } = await podwhy([...args, '--kubeconfig', path, '-o', 'json']);
    await guarded.close();
    expect(code).toBe(2);
    expect(JSON.parse(out).error.code).toBe('unauthorized');
  });

  it('a dead cluster is said with its address, 2', async () => {
    const path = join(directory, 'dead');
    await writeFile(path, replay.kubeconfig().replaceAll(replay.url, 'http://127.0.0.1:1'));
    const { code, out, err } = await podwhy([...args, '--kubeconfig', path, '-o', 'json']);
    expect(code).toBe(2);
    expect(JSON.parse(out).error).toMatchObject({ code: 'cluster-unreachable' });
    expect(err).toContain('127.0.0.1:1');
  });

  it('an unreadable kubeconfig and an unknown context are said, 2', async () => {
    const missing = await podwhy([...args, '--kubeconfig', join(directory, 'nosuch')]);
    expect(missing).toMatchObject({ code: 2, err: expect.stringContaining('nosuch') });
    const broken = join(directory, 'broken');
    await writeFile(broken, '{ not: [yaml');
    expect(await podwhy([...args, '--kubeconfig', broken])).toMatchObject({
      code: 2,
      err: expect.stringContaining('broken'),
    });
    const context = await podwhy([...args, '--kubeconfig', kubeconfig, '--context', 'prod']);
    expect(context).toMatchObject({ code: 2, err: expect.stringContaining('prod') });
  });
});
