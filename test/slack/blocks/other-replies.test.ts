import { describe, expect, test } from 'vitest';
import type { Reply } from '../../../src/asks.ts';
import type { Pod } from '../../../src/diagnosis/objects/pod.ts';
import { askOfAction } from '../../../src/slack/blocks/ask-value.ts';
import { refusalMessage } from '../../../src/slack/blocks/failed.ts';
import { placeholderMessage } from '../../../src/slack/blocks/placeholder.ts';
import { renderReply } from '../../../src/slack/blocks/render-reply.ts';
import type { RenderedReply, RenderOptions } from '../../../src/slack/blocks/rendered.ts';
import { buttonsOf, expectGood, expectGoodReply, menusOf, readable } from './checks.ts';
import { ASK, OPTIONS } from './replies.ts';

const TARGET = { kind: 'Pod', namespace: 'shop', name: 'web-1' };
const NOW = '2026-11-22T10:40:00Z';

function good(reply: Reply, options: Partial<RenderOptions> = {}): RenderedReply {
  const rendered = renderReply(reply, { ...OPTIONS, ...options });
  expectGoodReply(rendered);
  return rendered;
}

function shown(reply: Reply, options: Partial<RenderOptions> = {}): string {
  return readable(good(reply, options).message);
}

describe('a name that fits nothing, or more than one thing', () => {
  const web = (kind: string, status: string) => ({ kind, namespace: 'shop', name: 'web', status });

  test('several objects are a menu in the order given, each the same question about one of them', () => {
    const ask = { ...ASK, verb: 'logs', tail: 20 } as const;
    const near = [web('Deployment', '0/2 ready'), web('StatefulSet', '1/1 ready')];
    const { message } = good({
      kind: 'unresolved',
      ask,
      code: 'ambiguous',
      message: 'Two.',
      near,
      elsewhere: [],
    });
    const block = message.blocks?.[1] as {
      block_id: string;
      elements: [{ options: { text: { text: string } }[] }];
    };
    const { options } = block.elements[0];
    expect(options.map((option) => option.text.text)).toEqual([
      'Deployment web · 0/2 ready',
      'StatefulSet web · 1/1 ready',
    ]);
    expect(askOfAction({ block_id: block.block_id, selected_option: options[0] })).toEqual({
      ...ask,
      target: 'deployment/web',
    });
  });

  test('a menu has 100 options and says how many more there are', () => {
    const near = Array.from({ length: 140 }, (_, index) => ({
      kind: 'Pod',
      namespace: 'shop',
      name: `web-${index}`,
    }));
    const text = shown({
      kind: 'unresolved',
      ask: ASK,
      code: 'ambiguous',
      message: 'Many.',
      near,
      elsewhere: [],
    });
    expect(text).toContain('40 more are not in the menu');
  });

  test('the nearest names are buttons, at most five', () => {
    const near = Array.from({ length: 7 }, (_, index) => ({
      kind: 'Pod',
      namespace: 'shop',
      name: `web-${index}`,
    }));
    const elsewhere = [{ kind: 'Deployment', namespace: 'staging', name: 'wbe' }];
    const { message } = good({
      kind: 'unresolved',
      ask: ASK,
      code: 'not-found',
      message: 'None.',
      near,
      elsewhere,
    });
    const buttons = buttonsOf(message);
    expect(buttons.map(({ id }) => id)).toEqual([
      ...[0, 1, 2, 3, 4, 5].map((n) => `pod_choose_${n}`),
      'pod_rerun',
    ]);
    expect(askOfAction(buttons[5])).toEqual({ ...ASK, namespace: 'staging', target: 'deployment/wbe' });
    expect(readable(message)).toContain('Did you mean (2 more)');
    expect(readable(message)).toContain('Deployment staging/wbe');
  });

  test('where nothing is near the next step is to list what there is', () => {
    const reply = {
      kind: 'unresolved',
      ask: ASK,
      code: 'not-found',
      message: 'None.',
      near: [],
      elsewhere: [],
    } as const;
    expect(shown(reply)).toContain('/pod list shop');
  });

  test('a namespace that does not exist is not asked about again: others are', () => {
    const { target: _, ...asked } = ASK;
    const ask = { ...asked, verb: 'list', namespace: 'nowhere' } as const;
    const named = (name: string) => ({ kind: 'Namespace', namespace: '', name });
    const message = 'There is no namespace "nowhere".';
    const reply = { kind: 'unresolved', ask, code: 'not-found', message, near: [], elsewhere: [] } as const;
    const others = good({ ...reply, elsewhere: [named('shop'), named('pay')] }).message;
    expect(readable(others)).toContain('These are there');
    expect(buttonsOf(others).slice(0, 2).map(askOfAction)).toEqual([
      { ...ask, namespace: 'shop' },
      { ...ask, namespace: 'pay' },
    ]);
    const near = good({ ...reply, near: [named('shop')], elsewhere: [named('pay')] }).message;
    expect(readable(near)).toContain('Did you mean');
    expect(readable(near)).not.toContain('Namespace pay');
    for (const one of [others, near, good(reply).message]) expect(readable(one)).not.toContain('/pod list');
    expect(readable(good(reply).message)).toContain('There is no other that you may ask about here.');
  });
});

describe('what went wrong', () => {
  test('a failure that may pass can be run again, one that will not can not', () => {
    const failed = (code: 'timeout' | 'target-invalid') =>
      buttonsOf(good({ kind: 'failed', ask: ASK, code, message: 'No answer within 5 s.' }).message);
    expect(failed('timeout').map(({ id }) => id)).toEqual(['pod_rerun']);
    expect(failed('target-invalid')).toEqual([]);
  });

  test('a refusal is said as it stands', () => {
    expectGood(refusalMessage('You may not ask for logs in <billing>.'));
    expect(readable(refusalMessage('Not in <billing>.'))).toContain('Not in <billing>.');
  });
});

test('a placeholder shows the last step as under way', () => {
  const message = placeholderMessage(ASK, ['found Deployment web', 'reading its events'], 'U0ANN');
  expectGood(message);
  expect(readable(message)).toBe(
    '⏳ \nLooking at web in shop…\n✓ found Deployment web\n\n… reading its events\ncluster prod\nasked by <@U0ANN>',
  );
});

describe('logs', () => {
  const logs = (lines: readonly string[]): Extract<Reply, { kind: 'logs' }> => ({
    kind: 'logs',
    ask: { ...ASK, verb: 'logs' },
    target: TARGET,
    pod: 'web-1',
    container: 'app',
    previous: false,
    lines: lines.map((text) => ({ time: '2026-11-22T10:00:00Z', text })),
    containers: ['app', 'proxy'],
  });

  test('a short log stands in the message as it is', () => {
    const { message, files } = good(logs(['a <b> `c`', 'd']));
    expect(readable(message)).toContain('a <b> `c`\nd');
    expect(files).toEqual([]);
  });

  test('of a long log the end stands in the message, all of it with times in a file', () => {
    const { message, files } = good(
      logs(Array.from({ length: 900 }, (_, index) => `line ${index} of the log`)),
    );
    expect(readable(message)).toContain('line 899 of the log');
    expect(readable(message)).not.toContain('line 5 of the log');
    expect(readable(message)).toMatch(/The last \d+ of 900 lines; all of it is in the file in this thread/);
    expect(files).toHaveLength(1);
    expect(files?.[0]?.content).toContain('2026-11-22T10:00:00Z line 5 of the log');
  });

  test('what one person alone sees has no thread for a file, and says so', () => {
    const many = logs(Array.from({ length: 900 }, (_, index) => `line ${index} of the log`));
    const { message, files } = good(many, { ephemeral: true });
    expect(files).toEqual([]);
    expect(readable(message)).toContain('comes as a file where podwhy is a member of the channel');
  });

  test('a key that spans lines is hidden, also in the file', () => {
    const body = Array.from({ length: 26 }, () =>
      'MIIEvQIBADANBgkqhkiG9w0BAQEFAASCBKcwggSjAgEAAoIBAQC7'.padEnd(64, 'x'),
    );
    const key = ['-----BEGIN PRIVATE KEY-----', ...body, '-----END PRIVATE KEY-----'];
    for (let before = 0; before < 140; before += 7) {
      const lines = [
        ...Array.from({ length: before }, () => 'x'.repeat(50)),
        ...key,
        ...Array(90).fill('end'),
      ];
      expect(JSON.stringify(good(logs(lines))), String(before)).not.toContain('MIIEvQIB');
    }
  });

  test('LOGS=off shows none of it', () => {
    const rendered = good(logs(['the secret of the house']), { logs: false });
    expect(JSON.stringify(rendered)).not.toContain('house');
    expect(readable(rendered.message)).toContain('Logs are kept out of Slack here.');
  });

  test('the other run and the other containers are a click away', () => {
    const asks = buttonsOf(good(logs(['x'])).message).map(askOfAction);
    expect(asks).toContainEqual(expect.objectContaining({ verb: 'logs', container: 'app', previous: true }));
    const [menu] = menusOf(good(logs(['x'])).message);
    expect(menu && askOfAction(menu)).toEqual({
      ...ASK,
      verb: 'logs',
      target: 'pod/web-1',
      container: 'proxy',
    });
  });
});

test('events are told newest last, with how often and how long ago', () => {
  const events = [
    { reason: 'BackOff', type: 'Warning', message: 'Back-off restarting', count: 7, lastTimestamp: NOW },
    { reason: 'Pulled', type: 'Normal', message: 'Pulled image', lastTimestamp: '2026-11-22T10:30:00Z' },
  ];
  const reply = { kind: 'events', ask: ASK, target: TARGET, takenAt: NOW, events } as const;
  expect(shown(reply)).toContain(
    '10m  Normal   Pulled      Pulled image\n0s   Warning  BackOff ×7  Back-off restarting',
  );
  expect(shown({ ...reply, events: [] })).toContain('There are none.');
});

const POD: Pod = {
  metadata: { name: 'web-1', namespace: 'shop', creationTimestamp: '2026-11-22T10:00:00Z' },
  spec: {
    nodeName: 'node-a',
    containers: [
      {
        name: 'app',
        image: 'shop/web:1',
        ports: [{ containerPort: 8080 }],
        env: [{ name: 'DB_PASSWORD', value: 'hunter2' }],
      },
    ],
  },
  status: {
    phase: 'Running',
    conditions: [{ type: 'Ready', status: 'False', reason: 'ContainersNotReady' }],
    containerStatuses: [
      {
        name: 'app',
        ready: false,
        restartCount: 3,
        state: { waiting: { reason: 'CrashLoopBackOff' } },
        lastState: {
          terminated: { reason: 'Error', exitCode: 1, message: 'the last line of its log', finishedAt: NOW },
        },
      },
    ],
  },
};

test('a described pod shows how its containers are, and no value of its settings', () => {
  const reply = { kind: 'describe', ask: ASK, target: TARGET, takenAt: NOW, pod: POD, events: [] } as const;
  const text = shown(reply);
  expect(text).toContain('Status    CrashLoopBackOff, 0/1 ready, 3 restarts');
  expect(text).toContain('last      ended Error, exit code 1, 0s ago: the last line of its log');
  expect(text).toContain('DB_PASSWORD');
  expect(text).not.toContain('hunter2');
  expect(shown(reply, { logs: false })).not.toContain('the last line of its log');
});

describe('lists', () => {
  const well: Pod = {
    metadata: { name: 'aaa', creationTimestamp: '2026-11-22T10:00:00Z' },
    spec: { containers: [{ name: 'app' }] },
    status: {
      phase: 'Running',
      conditions: [{ type: 'Ready', status: 'True' }],
      containerStatuses: [{ name: 'app', ready: true, state: { running: {} } }],
    },
  };
  const list = (pods: readonly Pod[], unhealthy = false): Reply => ({
    kind: 'list',
    ask: { verb: 'list', cluster: 'prod', ...(unhealthy ? { unhealthy: true } : {}) },
    namespace: 'shop',
    takenAt: NOW,
    pods,
    truncated: false,
  });

  test('the unwell come first, with a menu to their diagnosis', () => {
    const { message } = good(list([well, POD]));
    const text = readable(message);
    expect(text).toContain('❌ 2 pods in shop: 1 unwell');
    expect(text.indexOf('web-1')).toBeLessThan(text.indexOf('aaa'));
    expect(askOfAction(menusOf(message)[0])).toEqual({
      verb: 'why',
      cluster: 'prod',
      namespace: 'shop',
      target: 'pod/web-1',
    });
    expect(shown(list([well, POD], true))).not.toContain('aaa');
  });

  test('a long list is whole in a file', () => {
    const pods = Array.from({ length: 300 }, (_, index) => ({ ...POD, metadata: { name: `web-${index}` } }));
    const { message, files } = good(list(pods));
    expect(readable(message)).toMatch(/\d+ more pods; all of it is in the file in this thread/);
    expect(String(files?.[0]?.content).split('\n')).toHaveLength(301);
  });
});

test('use is shown beside its limit', () => {
  const rows = [{ name: 'web-1', container: 'app', cpu: '120m', memory: '480Mi', memoryOf: '512Mi' }];
  const text = shown({ kind: 'top', ask: ASK, namespace: 'shop', rows, metrics: [] });
  expect(text).toContain('web-1  app        120m  480Mi/512Mi 94%');
});

test('nodes in trouble come first and say what troubles them', () => {
  const node = (name: string, status: string, message: string) => ({
    metadata: { name },
    status: { conditions: [{ type: 'Ready', status, reason: 'KubeletReady', message }] },
  });
  const nodes = [
    node('node-a', 'True', 'ok'),
    node('node-b', 'Unknown', 'Kubelet stopped posting node status.'),
  ];
  const text = shown({ kind: 'nodes', ask: ASK, takenAt: NOW, nodes, use: [] });
  expect(text).toContain('❌ 2 nodes of prod: 1 in trouble');
  expect(text.indexOf('node-b  NotReady')).toBeLessThan(text.indexOf('node-a  Ready'));
  expect(text).toContain('Ready is Unknown, KubeletReady, Kubelet stopped posting node status.');
});

test('a short YAML stands in the message, a long one in a file with its start shown', () => {
  const yaml = (text: string) => good({ kind: 'yaml', ask: ASK, target: TARGET, text });
  expect(yaml('kind: Pod\n').files).toEqual([]);
  const long = yaml(`kind: Pod\n${'# more\n'.repeat(500)}`);
  expect(readable(long.message)).toContain('kind: Pod');
  expect(long.files?.[0]).toMatchObject({ name: 'web-1.yaml' });
});
