import { describe, expect, test } from 'vitest';
import { playbooks } from '../../playbooks/index.ts';
import { judge } from '../../src/diagnosis/judge.ts';
import type { Pod } from '../../src/diagnosis/objects/pod.ts';
import { type Report, toReport } from '../../src/diagnosis/report.ts';
import { leftSentences, shareLines, splitSentence } from '../../src/diagnosis/split-text.ts';
import { painter } from '../../src/terminal/paint.ts';
import { renderMarkdown } from '../../src/terminal/render-markdown.ts';
import { renderText } from '../../src/terminal/render-text.ts';
import { CREATED, containerStatus, pod } from '../support/build.ts';
import { crowd, type Some } from '../support/crowd.ts';
import { diagnoseRecorded } from '../support/recorded.ts';
import { finding, found, playbook, snapshot } from '../support/snapshots.ts';

const ABOUT = { cluster: 'test', cost: { requests: 0, roundTrips: 0, durationMs: 0 } };

function reportOn(...some: readonly Some[]): Report {
  return toReport(diagnoseRecorded(crowd(...some), 'deploy/web', playbooks), playbooks, ABOUT);
}

/** `crashloop/application-error: 4`, in the order of the split. */
function counts({ split = [], findings }: Report): readonly string[] {
  return split.map(({ state, finding: index = -1, pods }) => {
    const one = findings[index];
    return `${one ? `${one.playbook}/${one.cause}` : state}: ${pods.length}`;
  });
}

const CRASH = 'app crashes with exit code 3: license key has expired';
const IMAGE = 'Registry registry.example has no image web:new';
const MEMORY = 'app was killed at its memory limit of 96Mi';

describe('a Deployment whose pods are not all in one state', () => {
  test('of five, one is up between two crashes and one has a cause of its own', () => {
    const report = reportOn(
      { count: 3, kind: 'crash' },
      { count: 1, kind: 'between-crashes' },
      { count: 1, kind: 'memory' },
    );
    expect(report.headline).toBe(`Deployment web is unhealthy: 4 of 5 pods: ${CRASH}; 1: ${MEMORY}`);
    expect(counts(report)).toEqual(['crashloop/application-error: 4', 'crashloop/out-of-memory: 1']);
    const text = renderText(report, [], { paint: painter(false), width: 200, explain: false });
    expect(text).toContain('web-new-00003  1/1  Running, 4 restarts');
    expect(text).toContain(`${CRASH} (4 of 5 pods)`);
    expect(text).toContain(`${MEMORY} (pod web-new-00004)`);
  });

  test('of forty, four causes: the three largest groups are judged, the rest is named', () => {
    const report = reportOn(
      { count: 20, kind: 'crash' },
      { count: 8, kind: 'image' },
      { count: 4, kind: 'config' },
      { count: 3, kind: 'pending' },
      { count: 5, kind: 'ready', revision: 'old' },
    );
    expect(report.headline).toBe(
      `Deployment web is unhealthy: 20 of 40 pods: ${CRASH}; 8: ${IMAGE}; 4: app cannot start: ConfigMap web-settings does not exist; 3 not looked into (Pending); 5 ready`,
    );
    expect(counts(report)).toEqual([
      'crashloop/application-error: 20',
      'image-pull/image-not-found: 8',
      'config-error/config-map-missing: 4',
      'unjudged: 3',
      'well: 5',
    ]);
    const text = renderText(report, [], { paint: painter(false), width: 200, explain: false });
    expect(text).toContain(
      'pods      20 of 40  CrashLoopBackOff  web-new-00000, web-new-00001, web-new-00002 and 17 more\n',
    );
    expect(text).toContain(
      '          3         Pending, not looked into  web-new-00032, web-new-00033, web-new-00034\n',
    );
    expect(text).toContain('          5         ready  web-old-00035');
    expect(text).toContain(
      '3 pods are unwell in yet another way and not looked into (Pending): web-new-00032, web-new-00033, web-new-00034. Ask about one by its name.',
    );
    const all = renderText(report, [], { paint: painter(false), width: 200, explain: true });
    expect(all).toContain('web-old-00039  1/1  Running');
  });

  test('of six hundred, three causes: every pod is counted once', () => {
    const report = reportOn(
      { count: 397, kind: 'crash' },
      { count: 3, kind: 'between-crashes' },
      { count: 100, kind: 'image' },
      { count: 50, kind: 'memory' },
      { count: 50, kind: 'ready', revision: 'old' },
    );
    expect(report.headline).toBe(
      `Deployment web is unhealthy: 400 of 600 pods: ${CRASH}; 100: ${IMAGE}; 50: ${MEMORY}; 50 ready`,
    );
    const names = report.split?.flatMap(({ pods }) => pods) ?? [];
    expect(new Set(names).size).toBe(600);
    expect(names).toHaveLength(600);
    const markdown = renderMarkdown(report);
    expect(markdown).toContain('| of 600 pods | status | what | such as |');
    expect(markdown).toContain(
      '| 400 | CrashLoopBackOff, Running | app crashes with exit code 3: license key has expired | `web-new-00000` |',
    );
    expect(markdown).toContain('| 50 | Running | 50 ready | `web-old-00550` |');
    expect(markdown.split('\n').length).toBeLessThan(120);
  });

  test('the newest revision’s cause comes first, the old one’s is counted', () => {
    const report = reportOn(
      { count: 4, kind: 'crash', revision: 'old' },
      { count: 3, kind: 'image' },
      { count: 2, kind: 'ready', revision: 'old' },
    );
    expect(report.headline).toBe(`Deployment web is unhealthy: 3 of 9 pods: ${IMAGE}; 4: ${CRASH}; 2 ready`);
  });

  test('what is wrong with one node is not said of pods on another', () => {
    const report = reportOn(
      { count: 4, kind: 'sandbox', node: 'node-b' },
      { count: 3, kind: 'sandbox', node: 'node-a' },
      { count: 2, kind: 'ready' },
    );
    expect(report.headline).toMatch(
      /: 4 of 9 pods: The network of the pod can’t be set up on node-b: plugin calico fails; 3 no cause found \(ContainerCreating\); 2 ready$/,
    );
    expect(counts(report)).toEqual(['sandbox/network-plugin-failed: 4', 'unexplained: 3', 'well: 2']);
    expect(renderMarkdown(report)).toContain('nothing that was found says why (ContainerCreating)');
  });

  test('is in one state where all have the same cause, or none has any', () => {
    const same = reportOn({ count: 5, kind: 'image' });
    expect(same.headline).toBe(`Deployment web is unhealthy: ${IMAGE}`);
    expect(same).not.toHaveProperty('split');
    expect(reportOn({ count: 5, kind: 'ready' })).not.toHaveProperty('split');
  });
});

describe('a finding', () => {
  const NODE_TITLE = { broken: { title: 'Node {node} is odd', severity: 'critical', remedies: [] } } as const;
  const unready = (name: string, nodeName: string, reason = 'Odd') =>
    pod({
      metadata: { name },
      spec: { nodeName },
      status: {
        conditions: [{ type: 'Ready', status: 'False' }],
        containerStatuses: [containerStatus('app', { waiting: { reason } })],
      },
    });

  function podsOf(pods: readonly Pod[], ...books: Parameters<typeof judge>[1]) {
    return judge(snapshot({ pods }), books).diagnosis.findings.map((one) => one.pods);
  }

  test('about a node is also about pods on other nodes whose own status says the same', () => {
    const stub = finding(({ podName }) => (podName === 'c' ? [] : [found()]), { causes: NODE_TITLE });
    const pods = [
      unready('a', 'node-a'),
      unready('b', 'node-b'),
      unready('c', 'node-c'),
      unready('d', 'node-a'),
    ];
    expect(podsOf(pods, stub)).toEqual([['a', 'b', 'd']]);
    const { split } = judge(snapshot({ pods }), [stub]).diagnosis;
    expect(split).toEqual([
      { state: 'cause', finding: 0, pods: ['a', 'b', 'd'] },
      { state: 'unexplained', pods: ['c'] },
    ]);
  });

  test('that blames another node than the pod’s is about all that look alike', () => {
    const stub = finding(() => [found({ params: { node: 'node-z' } })], { causes: NODE_TITLE });
    expect(podsOf([unready('a', 'node-a'), unready('b', 'node-b')], stub)).toEqual([['a', 'b']]);
  });

  test('of a cause that no table has is about all that look alike', () => {
    const stub = finding(() => [found({ cause: 'other' })]);
    expect(podsOf([unready('a', 'node-a'), unready('b', 'node-b')], stub)).toEqual([['a', 'b']]);
  });

  test('about a pod that is well is about that one, and those that came through the same crash', () => {
    const ready = (name: string, finishedAt: string) =>
      pod({
        metadata: { name },
        status: {
          containerStatuses: [
            containerStatus(
              'app',
              { running: { startedAt: CREATED } },
              {
                ready: true,
                restartCount: 1,
                lastState: { terminated: { reason: 'Error', exitCode: 1, finishedAt } },
              },
            ),
          ],
        },
      });
    const pods = [
      ready('a', '2026-01-01T11:00:00Z'),
      ready('b', '2026-01-01T11:04:00Z'),
      ready('c', '2026-01-01T09:00:00Z'),
    ];
    expect(
      podsOf(
        pods,
        finding(() => [found()]),
      ),
    ).toEqual([['a', 'b']]);
  });

  test('that is only worth knowing leaves its pods well', () => {
    const causes = { broken: { title: 'Worth knowing', severity: 'info', remedies: [] } } as const;
    const { diagnosis } = judge(snapshot({ pods: [pod(), unready('b', 'node-b')] }), [
      finding(() => [found()], { causes }),
    ]);
    expect(diagnosis.split?.map(({ state }) => state)).toEqual(['unexplained', 'well']);
    const report = toReport(diagnosis, [playbook({ causes })], ABOUT);
    expect(report.headline).toContain(': Worth knowing');
  });

  test('of one container alone splits nothing: not all was looked for', () => {
    const stub = finding(() => [found({ container: 'app' })]);
    const pods = [pod(), unready('b', 'node-b')];
    expect(judge(snapshot({ pods }), [stub]).diagnosis).toHaveProperty('split');
    expect(judge(snapshot({ pods }), [stub], 'proxy').diagnosis).not.toHaveProperty('split');
  });
});

describe('in words', () => {
  const row = (name: string, status: string) => ({
    name,
    ready: '1/1',
    status,
    restarts: 0,
    createdAt: CREATED,
  });
  const subject = { pod: 'a' };

  test('more than two kinds of status are cut short, and those of no row are unknown', () => {
    const pods = ['A', 'B', 'C', 'B'].map((status, index) => row(`p${index}`, status));
    const told = {
      pods,
      findings: [{ title: 'Broken', subject }],
      split: [
        { state: 'cause', finding: 0, pods: ['p0', 'p1', 'p2', 'p3'] },
        { state: 'unjudged', pods: ['gone'] },
      ],
    } as const;
    expect(shareLines(told)).toEqual([
      ['4 of 4', 'B, A …  p0, p1, p2 and 1 more'],
      ['1', 'Unknown, not looked into  gone'],
    ]);
    expect(splitSentence(told)).toBe('4 of 4 pods: Broken; 1 not looked into (Unknown)');
    expect(leftSentences(told)).toEqual([
      '1 pod is unwell in yet another way and not looked into (Unknown): gone. Ask about one by its name',
    ]);
  });

  test('pods that are well are told by how', () => {
    const pods = [
      row('a', 'Error'),
      row('b', 'Running'),
      row('c', 'Completed'),
      row('d', 'Completed'),
      row('e', 'Evicted'),
      row('f', 'Terminating'),
    ];
    const split = [
      { state: 'cause', finding: 0, pods: ['a'] },
      { state: 'well', pods: ['b', 'c', 'd', 'e', 'f'] },
    ] as const;
    const told = { pods, findings: [{ title: 'Broken', subject }], split };
    expect(splitSentence(told)).toBe('1 of 6 pods: Broken; 2 completed, 1 ready, 1 Evicted, 1 leaving');
    expect(shareLines(told)[1]).toEqual([
      '5',
      '2 completed, 1 ready, 1 Evicted, 1 leaving  b, c, d and 2 more',
    ]);
  });

  test('nothing is said of a split where the target itself is what is wrong, or nothing is found', () => {
    const split = [
      { state: 'unexplained', pods: ['a'] },
      { state: 'well', pods: ['b'] },
    ] as const;
    const told = { pods: [row('a', 'Odd'), row('b', 'Running')], split };
    expect(splitSentence({ ...told, findings: [{ title: 'Broken', subject: {} }] })).toBeUndefined();
    expect(splitSentence({ ...told, findings: [] })).toBeUndefined();
    expect(splitSentence({ pods: told.pods, findings: [{ title: 'Broken', subject }] })).toBeUndefined();
    expect(leftSentences({ ...told, findings: [] })).toEqual([
      '1 pod is unwell, and nothing that was found says why (Odd): a',
    ]);
  });
});
