import { describe, expect, it, test } from 'vitest';
import { problemsOf } from './support.ts';

/** A file of one own cause, of which a test replaces or adds lines; the cause's first line is line 3. */
function cause(...lines: readonly string[]): string {
  return ['causes:', '  broken:', ...lines.map((line) => `    ${line}`)].join('\n');
}

const SOUND = ["title: '{pod} is broken'", 'severity: warning', 'when: pod.spec.priority == 1'];

describe('a file that is in order', () => {
  test.each([
    ['empty', ''],
    ['of comments', '# nothing yet\n'],
    ['with one cause', cause(...SOUND)],
    ['with aliases', `causes:\n  a: &a {title: x, severity: info, when: has(pod.spec.x)}\n  b: *a`],
    ['with a BOM and Windows line ends', `\ufeff${cause(...SOUND).replaceAll('\n', '\r\n')}`],
  ])('%s has no problems', (_, text) => {
    expect(problemsOf(text)).toEqual([]);
  });
});

describe('the form of a file', () => {
  test.each([
    ['YAML that is none', 'causes: [', /^1: .*must be sufficiently indented/],
    ['a tab', 'disable:\n\t- probe/*', /^2: Tabs are not allowed/],
    ['a key twice', 'title: a\nimpact: b\ntitle: c', /^3: Map keys must be unique/],
    ['two documents', 'title: a\n---\ntitle: b', /^2: a second document begins here/],
    ['a tag', 'title: !secret x', /^1: Unresolved tag/],
    ['an alias of nothing', 'title: a\nimpact: *nowhere', /^2: Unresolved alias/],
    ['no map', '- disable', /^1: the file is not a map$/],
    ['an unknown key', 'title: a\ndisabled: []', /^2: there is no key disabled: is disable meant\?$/],
    [
      'an unknown key of a cause',
      cause(...SOUND, 'sevrity: info'),
      /^6: there is no key sevrity in causes.broken: is severity meant\?$/,
    ],
    [
      'a wrong severity',
      cause(SOUND[0] ?? '', 'severity: high', SOUND[2] ?? ''),
      /^4: causes.broken.severity is none of critical, warning, info$/,
    ],
    [
      'no severity',
      cause(SOUND[0] ?? '', SOUND[2] ?? ''),
      /^2: causes.broken.severity is (?:missing|none of)/,
    ],
    ['no title', cause(...SOUND.slice(1)), /^2: causes.broken.title is missing: it is a text$/],
    [
      'a number for a text',
      cause('title: 3', ...SOUND.slice(1)),
      /^3: causes.broken.title is not a text: put it in quotes$/,
    ],
    ['an id in capitals', 'causes:\n  Broken: {}', /^2: causes.Broken is not an id/],
    ['an id of JavaScript', 'causes:\n  __proto__: {}', /^2: there is no key __proto__/],
    [
      'the same in a map of texts',
      cause(...SOUND, 'params: {__proto__: pod.metadata.name}'),
      /^6: there is no key __proto__/,
    ],
    [
      'a text without end',
      cause(...SOUND, `says: ['${'x'.repeat(2_001)}']`),
      /^6: causes.broken.says\[0\] is longer than 2000 characters$/,
    ],
    [
      'too many causes',
      `causes:\n${Array.from({ length: 201 }, (_, n) => `  c${n}: {title: x, severity: info, when: has(pod.spec.x)}`).join('\n')}`,
      /^1: causes has more than 200 causes$/,
    ],
    [
      'a pattern without end',
      cause(...SOUND, `log: '${'x'.repeat(501)}'`),
      /^6: causes.broken.log is longer than 500 characters$/,
    ],
  ])('with %s is told by line', (_, text, message) => {
    expect(problemsOf(text)[0]).toMatch(message);
  });

  it('is told whole: every problem at once, in the order of the lines', () => {
    const text = [
      'playbook: Bad Name',
      'disable: [x]',
      'causes:',
      '  a:',
      '    severity: bad',
      '    nonsense: 1',
    ].join('\n');
    expect(problemsOf(text).map((line) => Number.parseInt(line, 10))).toEqual([1, 2, 4, 5, 6]);
  });
});
