import { describe, expect, it, test } from 'vitest';
import { compileExpression, ExpressionError } from '../../src/site/cel/expression.ts';
import { mentionsOf } from '../../src/site/cel/mentions.ts';
import { toCel, toParam, toProof } from '../../src/site/cel/values.ts';

const CONDITION = { subject: 'container', gives: ['bool'], called: 'true or false' } as const;
const VALUE = { ...CONDITION, gives: ['string', 'int', 'double', 'bool', 'list'] } as const;
const POD = {
  metadata: {
    name: 'web-1',
    namespace: 'shop',
    creationTimestamp: '2026-01-01T11:50:00Z',
    labels: { 'app.kubernetes.io/name': 'web', constructor: 'x', toString: 'y' },
  },
  spec: { priority: 3, containers: [{ name: 'app', resources: { limits: { memory: '512Mi' } } }] },
  status: { ratio: 0.5, reason: null },
};
const LOG = Array.from({ length: 500 }, (_, index) => `line ${index}`);

const variables = {
  pod: toCel(POD),
  container: toCel({ name: 'app', kind: 'app' }),
  log: LOG,
  now: new Date('2026-01-01T12:00:00Z'),
};

function evaluate(source: string): unknown {
  return compileExpression(source, CONDITION).evaluate(variables);
}

function value(source: string): unknown {
  return toParam(compileExpression(source, VALUE).evaluate(variables));
}

describe('an expression', () => {
  test.each([
    ['pod.spec.priority == 3 && pod.spec.priority + 1 > 3', true],
    ['pod.status.ratio < 1', true],
    ['pod.metadata.labels["app.kubernetes.io/name"] == "web"', true],
    ['pod.metadata.labels.constructor == "x" && "toString" in pod.metadata.labels', true],
    ['has(pod.spec.nodeSelector) || has(pod.metadata.labels.__proto__)', false],
    ['has(pod.status.reason)', false],
    ['pod.spec.?nodeSelector.?disk.orValue("none") == "none"', true],
    ['now - timestamp(pod.metadata.creationTimestamp) > duration("5m")', true],
    ['quantity(pod.spec.containers[0].resources.limits.memory).isLessThan(quantity("1Gi"))', true],
    ['quantity("250m").compareTo(quantity("0.25")) == 0 && !isQuantity("lots")', true],
    ['pod.metadata.name.matches("^web-(\\\\d+)$")', true],
    ['log.exists(l, l.matches("9{3}")) ? false : log.exists(l, l.endsWith(" 42"))', true],
    ['(pod.spec.priority - (2 - 1)) * 2 == 4', true],
    ['[1, 2].map(x, x * 2) == [2, 4] && {"a": 1}["a"] == 1 && -pod.spec.priority == -3', true],
    ['cel.bind(name, pod.metadata.name, name == "web-1" && name != "x")', true],
  ])('%s is %s', (source, expected) => {
    expect(evaluate(source)).toBe(expected);
  });

  test.each([
    ['pod.metadata.name + "!"', 'web-1!'],
    ['pod.spec.containers.map(c, c.name)', ['app']],
    ['pod.spec.priority', 3],
    ['pod.spec.priority > 2', 'true'],
    ['now', '2026-01-01T12:00:00.000Z'],
    ['dyn(now - timestamp(pod.metadata.creationTimestamp))', '10m'],
    ['dyn(pod.spec)', undefined],
  ])('%s is %j in a text', (source, expected) => {
    const options = { ...VALUE, gives: [...VALUE.gives, 'google.protobuf.Timestamp'] };
    expect(toParam(compileExpression(source, options).evaluate(variables))).toEqual(expected);
  });

  it('knows which variables it names, and not those that it brings', () => {
    const names = (source: string) => [...compileExpression(source, CONDITION).names];
    expect(names('pod.spec.x == 1 && events.exists(log, log.reason == "x")')).toEqual(['pod', 'events']);
    expect(names('cel.bind(node, 3, node == 3) && type(1) == int')).toEqual([]);
  });

  test.each([
    ['pods.x == 1', 0, /Unknown variable: pods/],
    ['pod.x == 1 && pod.', 18, /Expected IDENTIFIER/],
    ['namespace == "x"', 0, /Reserved identifier/],
    ['1 + 2', 0, /its value is int, and true or false is needed/],
    ['log.exists(l, l.matches("(?=x)"))', 24, /pattern in matches can't be used: .*no lookaround/],
    ['log.exists(l, l.matches("("))', 24, /missing closing \)/],
    [`log.exists(l, l.matches("${'x'.repeat(501)}"))`, 24, /longer than 500 characters/],
    ['log.exists(l, l.matches(pod.metadata.name))', 24, /has to be written out \(for other texts: contains/],
    ['log.exists(l, l.matches("a" + "b"))', 24, /has to be written out/],
    ['log.exists(l, l.fitsPattern(l))', 28, /has to be written out/],
    ['pod.metadata.name.foo()', 0, /no matching overload/],
    ['"a" + 3 == "b"', 0, /no such overload/],
  ])('%s is refused at character %i', (source, offset, message) => {
    const refused = (): ExpressionError => {
      try {
        evaluate(source);
      } catch (error) {
        if (error instanceof ExpressionError) return error;
      }
      throw new Error('it was taken');
    };
    expect(refused().message).toMatch(message);
    expect(refused().offset).toBe(offset);
  });

  test.each([
    ['log.all(a, log.all(b, log.all(c, a + b != c)))', /too much work/],
    ['log.exists(l, (l + log.join(" ")).matches(".*.*.*[xyz]$"))', /too much work/],
    [`[log]${'.map(x, x + x)'.repeat(40)}.size() > 3`, /too much work/],
    ['log.map(a, log.join(log.join(a))).exists(x, x == "")', /too much work/],
    ['now.getHours("No/Where") == 1', /time zone/i],
    ['quantity("lots").isLessThan(quantity("1"))', /not a quantity/],
  ])('%s fails in words, and soon', (source, message) => {
    expect(() => evaluate(source)).toThrow(message);
  });

  it('gives up whatever a loop makes of errors', () => {
    expect(() => evaluate('log.all(a, log.all(b, log.all(c, pod.nothing == c)))')).toThrow(
      /nothing|too much/,
    );
  });

  it('counts each evaluation anew', () => {
    const expression = compileExpression('log.exists(l, l == "line 499")', CONDITION);
    for (let time = 0; time < 500; time++) expect(expression.evaluate(variables)).toBe(true);
  });

  it('asks for a value only when it comes to need it', () => {
    const lazy = Object.defineProperty({ ...variables }, 'events', {
      get: () => {
        throw new Error('asked');
      },
    });
    const run = (source: string) => compileExpression(source, CONDITION).evaluate(lazy);
    expect(run('events.size() > 0 && pod.metadata.name == "other"')).toBe(false);
    expect(run('pod.metadata.name == "web-1" || events.size() > 0')).toBe(true);
    expect(() => run('events.size() > 0 && pod.metadata.name == "web-1"')).toThrow('asked');
  });

  it('says what it looks at', () => {
    const looks = (source: string) =>
      mentionsOf(compileExpression(source, CONDITION).tree).map((mention) => ({
        path: [mention.path.root, ...mention.path.keys].join(' '),
        ...(mention.kind === 'entries' ? { condition: mention.condition } : {}),
      }));
    expect(looks('has(pod.spec.a) && pod.metadata.labels["x/y"] == container.name')).toEqual([
      { path: 'pod spec a' },
      { path: 'pod metadata labels x/y' },
      { path: 'container name' },
    ]);
    expect(looks('events.exists(e, (e.a || e.b) && e.c) && log[0].size() > 1')).toEqual([
      { path: 'events', condition: '(e.a || e.b) && e.c' },
      { path: 'log 0' },
    ]);
  });
});

describe('a value as proof', () => {
  it('is short, and has the fields in it', () => {
    expect(toProof(toCel({ exitCode: 3, reason: 'Error', since: { a: [1] } }))).toBe(
      'exitCode: 3, reason: Error, since: {"a":[1]}',
    );
    expect(toProof(toCel([{ a: 1 }, { b: 'x' }]))).toBe('a: 1\nb: x');
    expect(toProof(toCel(['a', 'b']))).toBe('["a","b"]');
    expect(toProof(toCel({}))).toBe('(empty)');
    expect(toProof('x'.repeat(1000))).toHaveLength(300);
  });

  it('ends where an object is nested without end', () => {
    const deep: Record<string, unknown> = {};
    deep.self = deep;
    expect(() => toCel(deep)).not.toThrow();
  });

  it('gives nothing for what has no place in a text', () => {
    expect(value('dyn([[1], [2]])')).toBeUndefined();
  });
});
