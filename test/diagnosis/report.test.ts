import { describe, expect, test } from 'vitest';
import type { Diagnosis, PodRow } from '../../src/diagnosis/diagnosis.ts';
import type { Finding, Params } from '../../src/diagnosis/finding.ts';
import type { CauseInfo } from '../../src/diagnosis/playbook.ts';
import { aboutWhat, hasPods, toReport } from '../../src/diagnosis/report.ts';
import { NOW } from '../support/build.ts';
import { found, playbook } from '../support/snapshots.ts';

const cost = { requests: 4, roundTrips: 2, durationMs: 80 };
const about = { cluster: 'prod', cost };

function finding(params: Params = {}): Finding {
  return {
    ...found({ params }),
    playbook: 'stub',
    severity: 'critical',
    subject: { namespace: 'shop', object: 'pod/web-1', pod: 'web-1' },
    context: { namespace: 'shop', pod: 'web-1', image: 'app:1', template: undefined },
    pods: ['web-1', 'web-2'],
  };
}

function diagnosis(overrides: Partial<Diagnosis> = {}): Diagnosis {
  return {
    target: { kind: 'Deployment', namespace: 'shop', name: 'web' },
    takenAt: NOW,
    verdict: 'unhealthy',
    findings: [finding()],
    ruledOut: [],
    gaps: [],
    pods: [],
    ...overrides,
  };
}

function filled(info: Partial<CauseInfo>, params: Params = {}) {
  const broken: CauseInfo = { title: '{pod} is broken', severity: 'critical', remedies: [], ...info };
  const report = toReport(
    diagnosis({ findings: [finding(params)] }),
    [playbook({ causes: { broken } })],
    about,
  );
  return report.findings[0];
}

describe('toReport', () => {
  test('keeps the diagnosis, names its schema and cluster, and says the first cause in the headline', () => {
    const given = diagnosis();
    const report = toReport(given, [playbook()], about);
    expect(report).toMatchObject({
      schema: 'podwhy/v1',
      cluster: 'prod',
      headline: 'Deployment web is unhealthy: web-1 is broken',
      target: given.target,
      takenAt: NOW,
      verdict: 'unhealthy',
      gaps: [],
      ruledOut: [],
      cost,
    });
  });

  test('fills a finding and leaves out what only helped to fill it', () => {
    expect(filled({})).toEqual({
      playbook: 'stub',
      cause: 'broken',
      title: 'web-1 is broken',
      severity: 'critical',
      confidence: 'certain',
      subject: { namespace: 'shop', object: 'pod/web-1', pod: 'web-1' },
      pods: ['web-1', 'web-2'],
      params: {},
      says: [],
      evidence: found().evidence,
      remedies: [],
    });
  });

  test('a playbook’s param wins over the context’s', () => {
    expect(filled({ title: '{image}' }, { image: 'proxy:2' })?.title).toBe('proxy:2');
  });

  test.each([[undefined], [''], [[]]])('a param left unknown as %j hides nothing', (image) => {
    expect(filled({ title: '{image}' }, { image })?.title).toBe('app:1');
  });

  test('sentences with something unknown are left out', () => {
    const says = ['It runs {image}.', 'It wants {missing}.', 'So it is.'];
    expect(filled({ says })?.says).toEqual(['It runs app:1.', 'So it is.']);
  });

  test('remedies with something unknown are left out, those without a command stay', () => {
    const remedies = [
      { text: 'Ask for {image}.' },
      { text: 'Look', command: 'kubectl -n {namespace} get pod {pod}' },
      { text: 'Set it', command: 'kubectl set image {template} app={image}', changes: true },
      { text: 'Give it {missing}', command: 'kubectl get pod' },
      { text: 'Delete {pod}', command: 'kubectl delete pod {pod}', changes: true },
    ];
    expect(filled({ remedies })?.remedies).toEqual([
      { text: 'Ask for app:1.', changes: false },
      { text: 'Look', command: 'kubectl -n shop get pod web-1', changes: false },
      { text: 'Delete web-1', command: 'kubectl delete pod web-1', changes: true },
    ]);
  });

  test('commands are quoted for the shell, texts are not', () => {
    const remedies = [{ text: 'Use {image}', command: 'kubectl set image {image}' }];
    expect(filled({ remedies }, { image: 'a b' })?.remedies).toEqual([
      { text: 'Use a b', command: "kubectl set image 'a b'", changes: false },
    ]);
  });

  test('a title that cannot be filled is shown as it is', () => {
    expect(filled({ title: '{missing}' })?.title).toBe('{missing}');
  });
});

function row(ready: string, status = 'Running'): PodRow {
  return { name: 'web-1', ready, status, restarts: 0, createdAt: NOW };
}

test.each<[string, readonly PodRow[], string | undefined, string]>([
  ['no pods', [], undefined, '(no pods)'],
  ['one pod', [row('1/1')], undefined, '(1 of 1 pod ready)'],
  ['a pod that is partly ready', [row('1/2'), row('1/11'), row('11/11')], undefined, '(1 of 3 pods ready)'],
  [
    'a pod that ends while its containers still answer',
    [row('1/1', 'Terminating')],
    undefined,
    '(0 of 1 pod ready)',
  ],
  ['what the cluster says', [row('0/1')], 'app: Odd: thing', '(0 of 1 pod ready): app: Odd: thing'],
  ['pods that have completed', [row('0/1', 'Completed')], undefined, '(1 of 1 pod completed)'],
  [
    'some that have, and one at work',
    [row('0/1', 'Completed'), row('0/1', 'Completed'), row('1/1')],
    undefined,
    '(1 of 3 pods ready, 2 completed)',
  ],
])('without a finding the headline counts: %s', (_, pods, unexplained, rest) => {
  const given = diagnosis({ findings: [], pods, ...(unexplained === undefined ? {} : { unexplained }) });
  expect(toReport(given, [], about).headline).toBe(`Deployment web is unhealthy ${rest}`);
});

describe('which object a finding is about', () => {
  const row = { name: 'web-1', ready: '1/1', status: 'Running', restarts: 0, createdAt: NOW };
  const rows = [row, { ...row, name: 'web-2' }, { ...row, name: 'web-3' }];

  function about_(change: Partial<Finding>, pods: readonly PodRow[] = rows): string {
    const report = toReport(
      diagnosis({ findings: [{ ...finding(), ...change }], pods }),
      [playbook()],
      about,
    );
    return report.findings.map((one) => aboutWhat(one, report)).join();
  }

  test.each<[string, Partial<Finding>, readonly PodRow[], string]>([
    ['several of its pods', {}, rows, ' (2 of 3 pods)'],
    ['one of its pods', { pods: ['web-1'] }, rows, ' (pod web-1)'],
    ['its only pod: that goes without saying', { pods: ['web-1'] }, [row], ''],
    ['itself', { subject: { namespace: 'shop', object: 'deployment/web' }, pods: [] }, rows, ''],
    [
      'another object',
      { subject: { namespace: 'shop', object: 'service/db' }, pods: [] },
      [],
      ' (service/db)',
    ],
  ])('%s', (_, change, pods, words) => expect(about_(change, pods)).toBe(words));

  test('of a node or a claim one does not ask for pods', () => {
    expect(hasPods({ kind: 'Node', namespace: '', name: 'a' })).toBe(false);
    expect(hasPods({ kind: 'Service', namespace: 'shop', name: 'a' })).toBe(true);
    const target = { kind: 'Node', namespace: '', name: 'node-a' };
    const headline = (rest: Partial<Diagnosis>) =>
      toReport(diagnosis({ target, findings: [], ...rest }), [playbook()], about).headline;
    expect(headline({ verdict: 'healthy' })).toBe('Node node-a is healthy');
    expect(headline({ unexplained: 'KubeletNotReady' })).toBe('Node node-a is unhealthy: KubeletNotReady');
  });
});

test('a Job that is done is said to be, though its pods are gone', () => {
  const done = diagnosis({
    target: { kind: 'Job', namespace: 'shop', name: 'import' },
    findings: [],
    verdict: 'healthy',
  });
  expect(toReport(done, [], about).headline).toBe('Job import is healthy (completed, its pods are gone)');
  expect(toReport({ ...done, verdict: 'waiting' }, [], about).headline).toBe(
    'Job import is waiting (no pods)',
  );
});
