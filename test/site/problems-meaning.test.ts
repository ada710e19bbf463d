import { describe, expect, it, test } from 'vitest';
import { problemsOf, siteOf } from './support.ts';

/** A file of one own cause, of which a test replaces or adds lines; the cause's first line is line 3. */
function cause(...lines: readonly string[]): string {
  return ['causes:', '  broken:', ...lines.map((line) => `    ${line}`)].join('\n');
}

const SOUND = ["title: '{pod} is broken'", 'severity: warning', 'when: pod.spec.priority == 1'];

describe('what a file says', () => {
  test.each([
    [
      'an unknown cause',
      'disable:\n  - probe/*\n  - crashloop/out-of-memry',
      /^3: disable\[1\] names crashloop\/out-of-memry, which podwhy does not know: is crashloop\/out-of-memory/,
    ],
    ['an unknown playbook', 'disable: [probes/*]', /^1: .*is probe\/\* meant\?$/],
    ['a cause called like a method', 'disable: [crashloop/constructor]', /^1: .*does not know/],
    [
      'a change of an unknown cause',
      'change:\n  crashloop/oom:\n    severity: info',
      /^2: change.crashloop\/oom names crashloop\/oom, which podwhy does not know/,
    ],
    [
      'an unknown cause to explain',
      `explains: [crashloop/nothing]\n${cause(...SOUND)}`,
      /^1: explains names crashloop\/nothing, which is no cause/,
    ],
    [
      'explains without causes',
      'explains: [crashloop/application-error]',
      /^1: explains has no cause to explain them with/,
    ],
    [
      'an unknown param',
      cause("title: '{pood} is broken'", ...SOUND.slice(1)),
      /^3: causes.broken.title names \{pood\}, which is no param of it: there are .*pod, .*workload$/,
    ],
    [
      'a param of containers',
      cause("title: '{container} is broken'", ...SOUND.slice(1)),
      /names \{container\}/,
    ],
    [
      'a title that may have holes',
      cause("title: '{pod} on {node}'", ...SOUND.slice(1)),
      /^3: .*needs \{node\}, which is not always known: put it in a group/,
    ],
    [
      'an unknown param of a known cause',
      'change:\n  crashloop/out-of-memory:\n    remedies:\n      - text: Ask for more\n        command: kubectl set {limitt}',
      /^5: change.crashloop\/out-of-memory.remedies\[0\].command names \{limitt\}/,
    ],
    [
      'a group without end',
      cause("title: '{pod}[[ on {node}'", ...SOUND.slice(1)),
      /has a \[\[ without its other half/,
    ],
    [
      'no condition',
      cause(...SOUND.slice(0, 2)),
      /^2: causes.broken has no condition: give it when \(CEL\) or log/,
    ],
    [
      'a log of the pod',
      cause(...SOUND, 'log: x', 'for: pod'),
      /^7: causes.broken.for is pod, and log looks at each container/,
    ],
    [
      'a pattern that can fit all',
      cause(...SOUND, "log: ['ok', 'x*']"),
      /^6: causes.broken.log\[1\] fits every line/,
    ],
    [
      'a pattern that looks ahead',
      cause(...SOUND, "log: 'a(?=b)'"),
      /^6: causes.broken.log can't be used: .*no lookaround and no backreferences$/,
    ],
    [
      'a param with a bad name',
      cause(...SOUND, 'params: {a-b: pod.metadata.name}'),
      /^6: causes.broken.params.a-b is not a name/,
    ],
    [
      'a param that is a map',
      cause(...SOUND, 'params:', '  a: "{1: 2}"'),
      /^7: .*its value is map.*a text, a number or a list/,
    ],
    [
      'proof that is no field',
      cause(...SOUND, 'evidence: [pod.spec, "1 + 1"]'),
      /^6: causes.broken.evidence\[1\] is not a field/,
    ],
    [
      'a condition on nothing',
      cause(...SOUND.slice(0, 2), "when: 'true'"),
      /^5: causes.broken.when looks at nothing in the cluster/,
    ],
    [
      'a link that is none',
      cause(...SOUND, 'runbooks: [wiki/oom]'),
      /^6: causes.broken.runbooks\[0\] is no https URL/,
    ],
    ['a link over http', cause(...SOUND, "runbooks: ['http://wiki.example/x']"), /is no https URL/],
    [
      'a link whose host is a param',
      cause(...SOUND, "runbooks: ['https://{pod}.example.com/x']"),
      /is no https URL with a host of its own/,
    ],
    [
      'a link whose host ends in a param',
      cause(...SOUND, "runbooks: ['https://wiki.example{pod}/x']"),
      /is no https URL with a host of its own/,
    ],
    [
      'a link with a login',
      cause(...SOUND, "runbooks: ['https://me:pass@wiki.example.com/']"),
      /secret|is no https URL/,
    ],
    [
      'a link with a secret',
      cause(...SOUND, "runbooks: ['https://wiki.example.com/?token=abcdef0123456789']"),
      /looks as if it held a secret/,
    ],
    [
      'a test without a world',
      cause(...SOUND, 'tests: [{finds: true}]'),
      /^6: causes.broken.tests\[0\] needs either given or recording/,
    ],
    [
      'a recording without a target',
      cause(...SOUND, 'tests: [{finds: true, recording: x.json}]'),
      /needs recording and target together/,
    ],
    [
      'the id of a playbook of ours',
      `playbook: crashloop\n${cause(...SOUND)}`,
      /^1: playbook is called crashloop like one of podwhy's own: choose another id$/,
    ],
  ])('%s is told by line', (_, text, message) => {
    expect(problemsOf(text).join('\n')).toMatch(message);
  });

  test.each([
    [
      'when: pods.spec.x == 1',
      /^5: .*Unknown variable: pods at character 1, "pods.spec.x == 1"; is pod meant\?$/,
    ],
    ['when: namespace == "x"', /write pod.metadata.namespace$/],
    ['when: container.name == "x"', /container is known with `for: container`$/],
    ['when: pod.spec.', /Expected IDENTIFIER, got EOF at its end$/],
    ['when: pod.spec.priority + 1', /its value is int, and true or false is needed/],
    ['when: pod.metadata.name.matches("(")', /^5: .*pattern in matches can't be used/],
  ])('%s is told with the place in it', (line, message) => {
    expect(problemsOf(cause(...SOUND.slice(0, 2), line)).join('\n')).toMatch(message);
  });

  it('knows the line inside an expression that spans several', () => {
    const block = cause(
      ...SOUND.slice(0, 2),
      'when: |-',
      '  has(pod.spec.x)',
      '  && pod.spec.y == 1',
      '  && nosuch.z',
    );
    expect(problemsOf(block)).toEqual([expect.stringMatching(/^8: .*Unknown variable: nosuch/)]);
  });

  it('is only wrong beside others where two files are the same playbook', () => {
    const files = {
      'a.yaml': `playbook: acme\n${cause(...SOUND)}`,
      'b.yaml': `playbook: acme\n${cause(...SOUND)}`,
    };
    const { problems, rules } = siteOf(files);
    expect(problems).toEqual([
      {
        file: 'b.yaml',
        line: 1,
        message: expect.stringContaining('playbook acme is that of a.yaml as well'),
      },
    ]);
    expect([...rules.keys()]).toEqual(['a.yaml']);
  });

  it('needs an id where the name of the file is none', () => {
    const { problems } = siteOf({ 'My Team.yaml': cause(...SOUND) });
    expect(problems).toEqual([
      { file: 'My Team.yaml', line: 1, message: expect.stringContaining('add playbook: my-team') },
    ]);
  });

  it('may explain a cause of another file', () => {
    const files = { 'a.yaml': `explains: [b/broken]\n${cause(...SOUND)}`, 'b.yml': cause(...SOUND) };
    expect(siteOf(files).problems).toEqual([]);
  });
});
