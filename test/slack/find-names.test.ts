import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type FoundName, findNames } from '../../src/slack/find-names.ts';
import { messageText } from '../../src/slack/message-text.ts';
import { cpuMs } from './cpu-ms.ts';

const POD = 'web-7dc8c9f7d4-5tcrt';

const FOUND: readonly (readonly [string, string, readonly FoundName[]])[] = [
  [
    'an alert’s sentence',
    `[FIRING:1] KubePodCrashLooping\nPod shop/${POD} (app) is in waiting state (reason: "CrashLoopBackOff").`,
    [{ target: POD, namespace: 'shop' }],
  ],
  [
    'an alert’s labels, where the workload is the pod’s own',
    ` - alertname = KubePodCrashLooping\n - namespace = shop\n - pod = ${POD}\n - deployment = web`,
    [{ target: POD, namespace: 'shop' }],
  ],
  [
    'an alert’s labels, without what has measured it',
    'alertname = KubeHpaMaxedOut\nhorizontalpodautoscaler = web\njob = kube-state-metrics\n' +
      'namespace = shop\npod = prometheus-kube-state-metrics-0',
    [{ target: 'hpa/web', namespace: 'shop' }],
  ],
  [
    'a disruption budget',
    'poddisruptionbudget="web", namespace="shop", job="kube-state-metrics"',
    [{ target: 'pdb/web', namespace: 'shop' }],
  ],
  [
    'a claim that fills up',
    'persistentvolumeclaim="data-db-0", namespace="shop", job="kubelet"',
    [{ target: 'pvc/data-db-0', namespace: 'shop' }],
  ],
  ['labels in bold', `• *pod:* \`web-1\`\n• *namespace:* \`shop\``, [{ target: 'web-1', namespace: 'shop' }]],
  [
    'a workload of an alert',
    'StatefulSet shop/db has not matched the expected number of replicas.',
    [{ target: 'sts/db', namespace: 'shop' }],
  ],
  [
    'jobs',
    'Job shop/migrate-28 failed; CronJob shop/backup',
    [
      { target: 'job/migrate-28', namespace: 'shop' },
      { target: 'cronjob/backup', namespace: 'shop' },
    ],
  ],
  [
    'kubectl’s table, leaving out what is well and what fails alike',
    `\`\`\`NAME                   READY   STATUS             RESTARTS   AGE
${POD}   0/1     CrashLoopBackOff   3          70s
web-7dc8c9f7d4-xz4kp   0/1     CrashLoopBackOff   3          70s
db-0                   1/1     Running            0          3d
agent-x7k2p            0/1     Pending            0          3d\`\`\``,
    [{ target: POD }, { target: 'agent-x7k2p' }],
  ],
  [
    'kubectl’s table of all namespaces',
    'NAMESPACE   NAME    READY   STATUS   RESTARTS   AGE\nshop        web-1   0/1     Error    3          1m',
    [{ target: 'web-1', namespace: 'shop' }],
  ],
  ['kubectl’s table of workloads', 'web   0/3   3   0   5m', [{ target: 'web' }]],
  ['what is well, where nothing else is there', 'db-0   1/1   Running   0   3d', [{ target: 'db-0' }]],
  ['a kubectl command', 'try `kubectl -n shop logs web-1 -c app`', [{ target: 'web-1', namespace: 'shop' }]],
  ['kubectl’s errors', 'Error from server (NotFound): pods "web-1" not found', [{ target: 'web-1' }]],
  [
    'kubectl’s own names',
    'deployment.apps/web rolled out in namespace shop',
    [{ target: 'deploy/web', namespace: 'shop' }],
  ],
  [
    'a log line in JSON',
    '{"kubernetes":{"pod_name":"pay-6c8f9d7b5c-2xkzq","namespace_name":"pay"}}',
    [{ target: 'pay-6c8f9d7b5c-2xkzq', namespace: 'pay' }],
  ],
  [
    'the namespace of each line',
    `pod=a-1 namespace=x\npod=b-1 namespace=y`,
    [
      { target: 'a-1', namespace: 'x' },
      { target: 'b-1', namespace: 'y' },
    ],
  ],
  ['a name by itself', `${POD} again?`, [{ target: POD }]],
];

const NOTHING = [
  '',
  'the pod keeps restarting, why?',
  'Pod is crash looping',
  'good morning, see https://example.com/shop/pod/web for 1/2 of it',
  'well-known front-end-tests passed',
  'namespace: shop',
  'we moved to 2024-11-22T10:00:00Z and build 7f3c2d1b-aaaa-bbbb',
  'status 0/1 and that is all',
];

describe('names in a message', () => {
  it.each(FOUND)('are found in %s', (_, text, found) => {
    expect(findNames(text)).toEqual(found);
  });

  it.each(NOTHING)('are not found in "%s"', (text) => {
    expect(findNames(text)).toEqual([]);
  });

  it('are five at the most', () => {
    const text = Array.from({ length: 9 }, (_, index) => `Pod shop/web-${index} is down`).join('\n');
    expect(findNames(text)).toHaveLength(5);
  });

  it('are found in any text without throwing, in time that grows with it', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 500 }), (text) => {
        for (const { target } of findNames(text)) expect(target.length).toBeLessThan(300);
      }),
    );
    for (const piece of [
      'pod ',
      'a-',
      'kubectl ',
      'a.',
      '-n ',
      'a/',
      'namespace ',
      '"',
      '<a|',
      'bcdfgh-',
      'pod: ',
      'a 1/1 ',
    ]) {
      const cost = cpuMs(() => {
        findNames(piece.repeat(20_000));
        findNames(`${piece.repeat(30)}\n`.repeat(2_000));
      });
      expect(cost, piece).toBeLessThan(500);
    }
  });
});

describe('the text of a message', () => {
  it('comes from attachments and blocks as well', () => {
    const message = {
      text: 'firing',
      attachments: [
        { fallback: 'f', text: `Pod shop/${POD}`, fields: [{ title: 'namespace', value: 'shop' }] },
      ],
      blocks: [
        { type: 'section', text: { type: 'mrkdwn', text: 'hello' } },
        {
          type: 'rich_text',
          elements: [
            {
              type: 'rich_text_section',
              elements: [
                { type: 'text', text: 'pod=' },
                { type: 'text', text: 'web-1' },
              ],
            },
          ],
        },
      ],
    };
    expect(messageText(message).split('\n')).toEqual(
      expect.arrayContaining(['firing', `Pod shop/${POD}`, 'shop', 'hello', 'pod=web-1']),
    );
  });

  it('is bounded and never throws', () => {
    const deep: { elements: unknown[] } = { elements: [] };
    deep.elements.push(deep);
    expect(messageText(deep)).toBe('');
    expect(messageText(undefined)).toBe('');
    expect(messageText({ text: 'x'.repeat(100_000) })).toHaveLength(20_000);
    fc.assert(fc.property(fc.anything(), (any) => typeof messageText({ blocks: [any] }) === 'string'));
  });
});
