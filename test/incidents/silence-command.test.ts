import { execFileSync } from 'node:child_process';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Silence, silenceCommand } from '../../src/incidents/silence-command.ts';
import type { SilencedAlert, SilenceMatcher } from '../../src/incidents/silence-matchers.ts';

const options = { durationHours: 2, author: 'alice', comment: 'web is being mended' };

function alert(labels: Record<string, string>, rest: Partial<SilencedAlert> = {}): SilencedAlert {
  return { alertname: 'KubePodCrashLooping', status: 'firing', labels, ...rest };
}

function silenceOf(alerts: readonly SilencedAlert[], given = {}): Silence {
  const silence = silenceCommand(alerts, { ...options, ...given });
  if (!silence) throw new Error('there is no silence');
  return silence;
}

/** What amtool is started with. */
function wordsOf(command: string): readonly string[] {
  const script = `amtool() { printf '%s\\0' "$@"; }; ${command}`;
  return execFileSync('sh', ['-c', script], { encoding: 'utf8' }).split('\0').slice(0, -1);
}

/** A matcher as amtool reads it: https://prometheus.io/docs/alerting/latest/configuration/#matcher */
function read(word: string): SilenceMatcher {
  const [, name = '', operator, quoted, bare = ''] =
    /^([^=]+?)(=~?)(?:"((?:[^"\\]|\\["\\n])*)"|([^"\\]*))$/s.exec(word) ?? [];
  if (operator !== '=' && operator !== '=~') throw new Error(`not a matcher: ${word}`);
  const value = quoted?.replace(/\\(.)/g, (_, escaped: string) => (escaped === 'n' ? '\n' : escaped));
  return { name, operator, value: value ?? bare };
}

function holds({ name, operator, value }: SilenceMatcher, labels: Readonly<Record<string, string>>): boolean {
  const label = labels[name] ?? '';
  // Of all characters Go's dot leaves out the line feed alone.
  const rest = '(?s:.*)';
  const pattern = value.replace(/\\.|\(\?s:\.\*\)|\./gs, (found) =>
    found === '.' ? '[^\\n]' : found === rest ? '[^]*' : found,
  );
  return operator === '=' ? label === value : new RegExp(`^(?:${pattern})$`, 'u').test(label);
}

const web = { namespace: 'shop', pod: 'web-6d4cf56db6-x7k2p', container: 'web', severity: 'critical' };

describe('the command', () => {
  it('silences an alert, and that of the pod that takes its place', () => {
    const { command } = silenceOf([alert(web, { externalURL: 'https://alerts.example.org/am/' })]);
    expect(command).toBe(
      'amtool silence add --alertmanager.url=https://alerts.example.org/am/ --author=alice --duration=2h ' +
        "'--comment=web is being mended' alertname=KubePodCrashLooping namespace=shop " +
        `'pod=~"web-[^-]+-[^-]+"' container=web severity=critical`,
    );
  });

  it.each([
    [0.5, '30m'],
    [24, '24h'],
    [1.25, '75m'],
    [0, '1m'],
  ])('of %s hours lasts %s', (durationHours, shown) => {
    expect(silenceOf([alert(web)], { durationHours }).command).toContain(` --duration=${shown} `);
  });

  it('has a comment always, and an author where one is known', () => {
    const { command } = silenceOf([alert(web)], { author: undefined, comment: ' \n' });
    expect(command).toContain('--comment=podwhy ');
    expect(command).not.toContain('--author');
  });

  it.each([
    undefined,
    '',
    'alertmanager:9093',
    'ftp://alerts.example.org',
    'javascript:alert(1)',
    'https://alice:secret@alerts.example.org',
    'https://alerts.example.org/?a=b',
    "https://alerts.example.org/'$(reboot)",
    `https://${'a'.repeat(250)}.example.org`,
  ])('does not take %j for the address of Alertmanager', (externalURL) => {
    const { command, url } = silenceOf([alert(web, { externalURL })]);
    expect(wordsOf(command)).toContain('--alertmanager.url=http://alertmanager:9093');
    expect(url).toBeUndefined();
  });

  it('fits into 2,500 characters, and its last conditions are left out for it', () => {
    const more = Object.fromEntries(
      Array.from({ length: 60 }, (_, index) => [
        `label_${String(index).padStart(2, '0')}`,
        "it's ".repeat(20),
      ]),
    );
    const { command, matchers } = silenceOf([alert({ ...more, ...web })]);
    expect(command.length).toBeLessThan(2_500);
    expect(command.length).toBeGreaterThan(2_000);
    const names = matchers.map(({ name }) => name);
    expect(names.slice(0, 6)).toEqual(['alertname', 'namespace', 'pod', 'container', 'severity', 'label_00']);
    expect(names.at(-1)).toBe(`label_${names.length - 6}`);
  });

  it.each([
    "'",
    '"',
    '\\',
    '\n',
    '\u{1f600}',
    '\u001b',
    '(',
  ])('fits where all is nothing but %j', (character) => {
    const long = character.repeat(1_000);
    const alerts = ['a', 'b', 'c'].map((first) =>
      alert(
        { alertname: first + long, namespace: long, pod: long, team: long },
        { externalURL: `https://${'a'.repeat(239)}` },
      ),
    );
    const { command, url, matchers } = silenceOf(alerts, { author: long, comment: `c${long}` });
    expect(command.length).toBeLessThan(2_500);
    expect(url?.length ?? 0).toBeLessThanOrEqual(3_000);
    expect(matchers.slice(0, 2).map(({ name }) => name)).toEqual(['alertname', 'namespace']);
    expect(wordsOf(command).slice(0, 2)).toEqual(['silence', 'add']);
  });

  it('holds for all alerts that it was made for, whatever their labels, on one line that does nothing else', () => {
    // Several short ones fit into a list.
    const some = fc.array(labelsOf(text.filter(({ length }) => length <= 40)), {
      minLength: 2,
      maxLength: 3,
    });
    fc.assert(
      fc.property(fc.oneof(some, fc.tuple(labelsOf(text))), text, (all, comment) => {
        const alerts = all.map((one) => alert(one));
        const { command, matchers } = silenceOf(alerts, { comment });
        expect(command).not.toMatch(/[\p{Cc}\p{Cs}\p{Zl}\p{Zp}]/u);
        const words = wordsOf(command);
        expect(words.slice(6).map(read)).toEqual(matchers);
        const [name] = words.slice(6).map(read);
        for (const one of all) {
          const own = { ...one, alertname: one.alertname || 'KubePodCrashLooping' };
          for (const matcher of matchers) expect(holds(matcher, own), `${name?.value}`).toBe(true);
        }
      }),
      { numRuns: 100 },
    );
  });
});

describe('the address of the form', () => {
  it('has the conditions in it', () => {
    const labels = { ...web, path: 'C:\\tmp "a", {b}=\n é&#?+' };
    const { url = '', matchers } = silenceOf([
      alert(labels, { externalURL: 'https://alerts.example.org//' }),
    ]);
    const [page, filter = ''] = url.split('?filter=');
    expect(page).toBe('https://alerts.example.org/#/silences/new');
    expect(filter).not.toMatch(/[&#?+\s"{}]/);
    const shown = matchers.map(({ name, operator, value }) => name + operator + JSON.stringify(value));
    expect(decodeURIComponent(filter)).toBe(`{${shown.join(',')}}`);
  });

  it('is left out where it is too long for a button', () => {
    const externalURL = 'https://alerts.example.org';
    const { url, matchers } = silenceOf(
      ['a', 'b'].map((first) =>
        alert({ alertname: first + '語'.repeat(110), namespace: '語'.repeat(110) }, { externalURL }),
      ),
    );
    expect(url).toBeUndefined();
    expect(matchers).toHaveLength(2);
  });

  it('makes room by leaving the last conditions out', () => {
    const labels = { namespace: 'shop', a: '語'.repeat(110), b: '語'.repeat(110), c: '語'.repeat(110) };
    const { url = '', matchers } = silenceOf([alert(labels, { externalURL: 'https://alerts.example.org' })]);
    expect(url.length).toBeLessThanOrEqual(3_000);
    expect(matchers.map(({ name }) => name)).toEqual(['alertname', 'namespace', 'a', 'b']);
  });
});

describe('what is silenced', () => {
  it('is what still fires', () => {
    const alerts = [alert({ ...web, job: 'a' }, { status: 'resolved' }), alert({ ...web, job: 'b' })];
    expect(silenceOf(alerts).matchers).toContainEqual({ name: 'job', operator: '=', value: 'b' });
  });

  it('is all where nothing fires any more, and nothing where there is no alert', () => {
    const alerts = [alert(web, { status: 'resolved' })];
    expect(silenceOf(alerts).matchers).toHaveLength(5);
    expect(silenceCommand([], options)).toBeUndefined();
  });
});

// Letters of every syntax on the way: the shell's, the matcher's, the regular expression's, JSON's, the terminal's.
const nasty = fc
  .array(
    fc.constantFrom(
      "'",
      '"',
      '\\',
      '\n',
      '$',
      '`',
      '!',
      '{',
      '}',
      ',',
      '|',
      '(',
      '[',
      '.',
      '*',
      ' ',
      '-',
      '=',
      '~',
      '\u001b',
      '\r',
      '\t',
      '\u2028',
      '\u202e',
      '\ud800',
      '😀',
      'a',
    ),
    { maxLength: 150 },
  )
  .map((parts) => parts.join(''));
const text = fc.oneof(fc.string({ maxLength: 200 }), fc.string({ maxLength: 200, unit: 'grapheme' }), nasty);

function labelsOf(value: fc.Arbitrary<string>): fc.Arbitrary<Record<string, string>> {
  return fc.dictionary(fc.constantFrom('namespace', 'pod', 'team', 'path', 'instance', 'alertname'), value);
}
