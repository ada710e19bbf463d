import { describe, expect, test } from 'vitest';
import type { Finding } from '../../src/diagnosis/finding.ts';
import { infoOf, isWaiting, rank } from '../../src/diagnosis/rank.ts';
import { found, playbook } from '../support/snapshots.ts';

const causes = {
  broken: { title: 'Broken[[ by {n}]]', severity: 'critical', remedies: [] },
  coming: { title: 'Coming', severity: 'critical', verdict: 'waiting', remedies: [] },
} as const;
const early = playbook({ id: 'early', causes });
const late = playbook({ id: 'late', causes });

type Made = Partial<Omit<Finding, 'subject'>> & { readonly pod?: string; readonly container?: string };

function made({ pod = 'web-1', container, ...rest }: Made): Finding {
  return {
    ...found(),
    playbook: 'early',
    severity: 'critical',
    subject: {
      namespace: 'shop',
      object: `pod/${pod}`,
      pod,
      ...(container === undefined ? {} : { container }),
    },
    context: {},
    pods: [pod],
    ...rest,
  };
}

describe('rank', () => {
  test.each<[string, Made, Made]>([
    [
      'what needs someone before what will pass',
      { severity: 'info' },
      { cause: 'coming', severity: 'critical' },
    ],
    ['the critical before the warning', { playbook: 'late' }, { playbook: 'early', severity: 'warning' }],
    ['the warning before the information', { severity: 'warning' }, { severity: 'info', cause: 'other' }],
    ['the earlier playbook first', { confidence: 'possible' }, { playbook: 'late', confidence: 'certain' }],
    ['the certain before the likely', { confidence: 'certain' }, { confidence: 'likely', cause: 'other' }],
    ['the likely before the possible', { confidence: 'likely' }, { confidence: 'possible', cause: 'other' }],
    ['a playbook of the list before an unlisted one', { playbook: 'late' }, { playbook: 'unknown' }],
  ])('%s', (_, first, second) => {
    const [a, b] = [made(first), made(second)];
    expect(rank([a, b], [early, late])).toEqual([a, b]);
    expect(rank([b, a], [early, late])).toEqual([a, b]);
  });

  test('the first pod’s before another’s, whatever the playbook', () => {
    const [a, b] = [made({ playbook: 'late', pod: 'a' }), made({ playbook: 'early', pod: 'b' })];
    expect(rank([a, b], [early, late])).toEqual([a, b]);
  });

  test('equals stay as they were found', () => {
    const [a, b] = [made({ params: { n: 1 } }), made({ params: { n: 2 } })];
    expect(rank([a, b], [early])).toEqual([a, b]);
    expect(rank([b, a], [early])).toEqual([b, a]);
  });

  test('a finding of several pods is one about all of them', () => {
    const merged = rank(
      [made({ pods: ['a', 'b'], pod: 'a' }), made({ pods: ['b', 'c'], pod: 'c' })],
      [early],
    );
    expect(merged.map(({ subject, pods }) => [subject.pod, pods])).toEqual([['a', ['a', 'b', 'c']]]);
  });

  test('that a title names its own pod does not keep alike findings apart', () => {
    const named = playbook({
      id: 'early',
      causes: { broken: { title: '{pod} is broken', severity: 'critical', remedies: [] } },
    });
    const [a, b] = [made({ context: { pod: 'web-1' } }), made({ pod: 'web-2', context: { pod: 'web-2' } })];
    expect(rank([a, b], [named]).map(({ pods }) => pods)).toEqual([['web-1', 'web-2']]);
    const target = { namespace: 'shop', object: 'service/db' };
    const [c, d] = [
      { ...made({ params: { pod: 'web-1' }, pods: [] }), subject: target },
      { ...made({ params: { pod: 'web-2' }, pods: [] }), subject: { ...target, object: 'service/web' } },
    ];
    expect(rank([c, d], [named])).toHaveLength(2);
  });

  test.each<[string, Made]>([
    ['in another container', { container: 'proxy' }],
    ['that reads otherwise', { params: { n: 1 } }],
    ['of another cause', { cause: 'other' }],
    ['of another playbook', { playbook: 'late' }],
    ['of the same pod', { pod: 'web-1' }],
  ])('a finding %s stands by itself', (_, other) => {
    expect(rank([made({}), made({ pod: 'web-2', ...other })], [early, late])).toHaveLength(2);
  });

  test('numbers below the title do not keep alike findings apart', () => {
    const merged = rank(
      [made({ params: { restarts: 1 } }), made({ pod: 'web-2', params: { restarts: 7 } })],
      [early],
    );
    expect(merged.map(({ pods }) => pods)).toEqual([['web-1', 'web-2']]);
  });
});

describe('a symptom that a root cause explains', () => {
  const root = playbook({ id: 'late', causes, supersedes: ['early/broken'] });
  const books = [early, root];

  test.each<[string, Made, Made, boolean]>([
    ['of the same container', { container: 'app' }, { container: 'app' }, true],
    ['of the pod, where the cause is a container’s', { container: 'app' }, {}, true],
    ['of a container, where the cause is the pod’s', {}, { container: 'app' }, true],
    ['of another container', { container: 'proxy' }, { container: 'app' }, false],
    ['of another pod', { pod: 'web-2' }, {}, false],
    ['that is not named by the root', {}, { cause: 'other' }, false],
  ])('%s', (_, cause, symptom, dropped) => {
    const kept = rank([made(symptom), made({ playbook: 'late', ...cause })], books);
    expect(kept.map((finding) => finding.playbook)).toEqual(dropped ? ['late'] : ['early', 'late']);
  });

  test('two that explain each other are both kept', () => {
    const mutual = playbook({ id: 'early', causes, supersedes: ['late/broken'] });
    expect(rank([made({}), made({ playbook: 'late' })], [mutual, root])).toHaveLength(2);
  });
});

describe('a finding’s row in its table', () => {
  test('is found by playbook and cause', () => {
    expect(infoOf(made({ playbook: 'late' }), [early, late])).toBe(causes.broken);
    expect(isWaiting(made({ cause: 'coming' }), [early])).toBe(true);
    expect(isWaiting(made({}), [early])).toBe(false);
    expect(isWaiting(made({ verdict: 'waiting' }), [early])).toBe(true);
  });

  test('is made up for a cause or a playbook that is not known', () => {
    const plain = { title: 'other', severity: 'info', remedies: [] };
    expect(infoOf(made({ cause: 'other', severity: 'info' }), [early])).toEqual(plain);
    expect(infoOf(made({ cause: 'other', severity: 'info', playbook: 'gone' }), [early])).toEqual(plain);
  });
});
