import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import type { Digest } from '../../src/digests/digest.ts';
import { podwhy, recordingPath } from '../support/terminal.ts';

const FEED = ['--recording', recordingPath('r-feed-timeline')];
const TIMELINE = 'r-feed/Deployment/timeline/crashloop/configuration-missing';

let folder: string;
let taken: Digest;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'podwhy-digest-'));
  taken = JSON.parse((await podwhy(['digest', '-n', 'r-feed', '-o', 'json', ...FEED])).out);
});

afterAll(() => rm(folder, { recursive: true }));

async function file(name: string, content: object): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, JSON.stringify(content));
  return path;
}

describe('podwhy digest, over a recording', () => {
  it('says what is broken, since when, why and how to mend it, and exits with 1', async () => {
    const { code, out, err } = await podwhy(['digest', '-n', 'r-feed', ...FEED]);
    expect({ code, err }).toEqual({ code: 1, err: '' });
    expect(out.split('\n')[0]).toBe('✖ r-feed: 1 broken');
    expect(out).toMatch(/^critical {2}timeline crashes because configuration is missing: REDIS_URL$/m);
    expect(out).toMatch(/^ {12}Deployment timeline {2}1 of 3 pods, for 70 seconds, 3 restarts$/m);
    expect(out).toMatch(/\$ kubectl -n r-feed set env .* REDIS_URL=VALUE {3}# changes the cluster$/m);
  });

  it("is about the context's namespace, about those that are named, or about all", async () => {
    expect(taken).toMatchObject({ scope: { namespaces: ['r-feed'] }, seen: { pods: 3 } });
    const both = await podwhy(['digest', '-n', 'r-feed,r-jobs', '-n', 'r-maps', '-o', 'json', ...FEED]);
    expect(JSON.parse(both.out).scope.namespaces).toEqual(['r-feed', 'r-jobs', 'r-maps']);
    const all = JSON.parse((await podwhy(['digest', '-A', '-o', 'json', ...FEED])).out);
    expect(all.scope).toEqual({ cluster: taken.scope.cluster });
    expect(all.seen.pods).toBeGreaterThan(3);
    const own = JSON.parse((await podwhy(['digest', '-o', 'json', ...FEED])).out);
    expect(own.scope.namespaces).toHaveLength(1);
  });

  it('prints the same as JSON, YAML and Markdown', async () => {
    expect(taken.items.map(({ key }) => key)).toEqual([TIMELINE]);
    const yaml = await podwhy(['digest', '-n', 'r-feed', '-o', 'yaml', ...FEED]);
    expect(parse(yaml.out)).toMatchObject({ schema: 'podwhy-digest/v1', items: taken.items });
    const markdown = await podwhy(['digest', '-n', 'r-feed', '-o', 'markdown', ...FEED]);
    expect(markdown.out).toMatch(/^## r-feed: 1 broken\n\n### timeline crashes because /);
  });

  it('says what is new and what recovered against an earlier one', async () => {
    const [item] = taken.items;
    const other = { ...item, name: 'mail', key: TIMELINE.replace('timeline', 'mail'), title: 'mail crashes' };
    const last = await file('last.json', { ...taken, takenAt: '2026-11-21T07:42:55Z', items: [other] });
    const { code, out } = await podwhy(['digest', '-n', 'r-feed', '--against', last, ...FEED]);
    expect(out).toMatch(/^✖ r-feed: 1 broken, 1 new, 1 recovered$/m);
    expect(out).toMatch(/^ {12}Deployment timeline {2}new, 1 of 3 pods/m);
    expect(out).toMatch(/^recovered Deployment mail: mail crashes$/m);
    expect(out).toMatch(/compared with 24 hours earlier$/m);
    expect(code).toBe(1);
  });

  it('says what was restarted since an earlier one', async () => {
    const pods = Object.entries(taken.restarts?.owners[0]?.pods ?? {});
    expect(pods).toHaveLength(1);
    const owners = [{ ...taken.restarts?.owners[0], pods: { [String(pods[0]?.[0])]: 1 } }];
    const signs = [{ key: 'k', about: 'node', kind: 'Node', name: 'n', severity: 'info', text: 't' }];
    const last = await file('restarts.json', {
      ...taken,
      takenAt: '2026-11-21T07:42:55Z',
      restarts: { owners, truncated: false },
      signs,
    });
    const { out } = await podwhy(['digest', '-n', 'r-feed', '--against', last, ...FEED]);
    expect(out).toMatch(/^restarted 2 times in 24 hours: Deployment timeline 2$/m);
  });

  it('tells what flaps from older ones, in whatever order the files are named', async () => {
    const at = (hour: string, items: Digest['items']) =>
      file(`${hour}.json`, { ...taken, takenAt: `2026-11-22T${hour}:00:00Z`, items });
    const files = [await at('04', taken.items), await at('06', []), await at('05', taken.items)];
    const against = files.flatMap((path) => ['--against', path]);
    const { out } = await podwhy(['digest', '-n', 'r-feed', '-o', 'json', ...against, ...FEED]);
    expect(JSON.parse(out).changes).toEqual({
      since: '2026-11-22T06:00:00Z',
      new: [],
      ongoing: [],
      flapping: [TIMELINE],
      recovered: [],
      restarts: { total: 0, owners: [] },
    });
  });

  it('finds what goes on again in what it printed itself', async () => {
    const last = await file('same.json', taken);
    const { out } = await podwhy(['digest', '-n', 'r-feed', '-o', 'json', '--against', last, ...FEED]);
    expect(JSON.parse(out).changes).toMatchObject({ ongoing: [TIMELINE], new: [], recovered: [] });
  });

  it('refuses a file of another scope before it asks anything, and one that is none', async () => {
    const last = await file('scope.json', taken);
    const other = await podwhy(['digest', '-A', '--against', last, ...FEED]);
    expect(other).toMatchObject({ code: 2, out: '' });
    expect(other.err).toMatch(
      /is a digest of cluster .*, namespace r-feed, and this one is of .* all namesp/,
    );
    const none = await podwhy(['digest', '-o', 'json', '--against', join(folder, 'none.json'), ...FEED]);
    expect(JSON.parse(none.out)).toMatchObject({ error: { code: 'input-unreadable' } });
    expect(none.code).toBe(2);
  });

  it.each([
    ['--ignore-cause', 'crashloop/*'],
    ['--ignore-namespace', 'r-*'],
    ['--ignore-owner', 'deployment/time*'],
    ['--ignore-label', 'app.kubernetes.io/name=time*'],
  ])('is quiet about what %s %s leaves out, and exits with 0', async (flag, value) => {
    const { code, out } = await podwhy(['digest', '-n', 'r-feed', flag, value, ...FEED]);
    expect(out).toMatch(/^✔ r-feed: (all quiet, \d+ pods|no pods)\n$/);
    expect(code).toBe(0);
  });

  it.each([
    'text',
    'json',
    'yaml',
    'markdown',
  ])('hides secrets in what the cluster says, as %s', async (form) => {
    const recorded = await readFile(recordingPath('r-feed-timeline'), 'utf8');
    const said = recorded.replaceAll(
      'environment variable REDIS_URL is not set',
      'password=hunter2hunter2 refused',
    );
    const path = join(folder, 'secret.json');
    await writeFile(path, said);
    const { out } = await podwhy(['digest', '-n', 'r-feed', '-o', form, '--recording', path]);
    expect(out).toContain('crashloop/');
    expect(out.replaceAll('\\', '')).toContain('password=[redacted]');
    expect(out).not.toContain('hunter2');
  });

  it('exits with 2 and says so where a namespace does not exist', async () => {
    const { code, out, err } = await podwhy(['digest', '-n', 'r-fed', ...FEED]);
    expect(out).toBe('');
    expect(err).toBe('podwhy: There is no namespace "r-fed".\nDid you mean:\n  podwhy digest -n r-feed\n');
    expect(code).toBe(2);
  });

  it('names the namespaces that there are where none is called like it', async () => {
    const { code, out } = await podwhy(['digest', '-n', 'nowhere', '-o', 'json', ...FEED]);
    const { error } = JSON.parse(out);
    expect(error).toMatchObject({ code: 'not-found', near: [], elsewhere: [] });
    expect(error.message).toMatch(
      /^There is no namespace "nowhere"\.\nThese are there:\n {2}podwhy digest -n default\n {2}podwhy digest -n r-feed\n/,
    );
    expect(code).toBe(2);
  });

  it('tells of the others where one of several namespaces does not exist', async () => {
    const { code, out } = await podwhy(['digest', '-n', 'r-fed,r-feed', ...FEED]);
    expect(out).toMatch(/^✖ r-fed, r-feed: 1 broken in 1 namespace, r-fed does not exist\n/);
    expect(out).toContain('There is no namespace r-fed.');
    expect(code).toBe(1);
  });

  it('shows how far it is on a terminal, and takes that away before it answers', async () => {
    const { err } = await podwhy(['digest', '-n', 'r-feed', ...FEED], { errIsTTY: true });
    expect(err).toContain('\r\u001b[K3 pods read');
    expect(err).toContain('\r\u001b[K1 of 1 owner of unwell pods looked into');
    expect(err.endsWith('looked into\r\u001b[K')).toBe(true);
    const dumb = await podwhy(['digest', ...FEED], { errIsTTY: true, env: { TERM: 'dumb' } });
    expect(dumb.err).toBe('');
  });

  it('colours for a terminal only, and not under --no-color', async () => {
    const args = ['digest', '-n', 'r-feed', ...FEED];
    expect((await podwhy(args, { isTTY: true })).out).toContain('\u001b[31m✖ r-feed: 1 broken');
    expect((await podwhy([...args, '--no-color'], { isTTY: true })).out).not.toContain('\u001b');
  });
});

describe('podwhy digest, asked wrongly', () => {
  it.each([
    ['-A with -n', ['-A', '-n', 'shop'], /cannot be used with option/],
    ['a name that no namespace has', ['-n', 'shop,Web_1'], /"Web_1" cannot be the name of a namespace/],
    ['no namespace between commas', ['-n', 'shop,'], /"" cannot be the name of a namespace/],
    ['a number that is none', ['--most', '0'], /must be a number from 1 on/],
    ['a label without a value', ['--ignore-label', 'tier'], /must be a name and a value/],
    ['an unknown output', ['-o', 'html'], /Allowed choices are text, json, yaml, markdown/],
  ])('is told in words what is wrong with %s, and exits with 64', async (_, args, message) => {
    const { code, err } = await podwhy(['digest', ...args, ...FEED]);
    expect(err).toMatch(message);
    expect(code).toBe(64);
  });
});
