import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Pod } from '../../../src/diagnosis/objects/pod.ts';
import { memoryUses, startLimitWatch } from '../../../src/digests/signs/limit-watch.ts';

interface Made {
  readonly namespace?: string;
  readonly limit?: string;
  readonly owner?: string;
  readonly labels?: Readonly<Record<string, string>>;
  readonly status?: object;
}

/** A pod of Deployment web with one container, app. */
function made(name: string, { namespace = 'shop', limit = '256Mi', owner = 'web', ...rest }: Made = {}): Pod {
  return {
    metadata: {
      name,
      namespace,
      labels: { 'pod-template-hash': '5d6f7c9b4', ...rest.labels },
      ownerReferences: owner ? [{ kind: 'ReplicaSet', name: `${owner}-5d6f7c9b4`, controller: true }] : [],
    },
    spec: { containers: [{ name: 'app', resources: limit ? { limits: { memory: limit } } : {} }] },
    ...(rest.status ? { status: rest.status } : {}),
  };
}

function using(pods: Readonly<Record<string, string>>, namespace = 'shop') {
  return memoryUses(
    Object.entries(pods).map(([name, memory]) => ({
      metadata: { name, namespace },
      containers: [{ name: 'app', usage: { cpu: '10', memory } }],
    })),
  );
}

function signsOf(pods: readonly Pod[], uses: Readonly<Record<string, string>>, ignore = {}) {
  const watch = startLimitWatch(using(uses), ignore);
  for (const pod of pods) watch.see(pod);
  return watch.signs();
}

describe('a pod near its memory limit', () => {
  it('is told of by its owner, in the pod that is nearest', () => {
    const pods = [made('web-1'), made('web-2'), made('web-3'), made('web-4')];
    const uses = { 'web-1': '236Mi', 'web-2': '243Mi', 'web-3': '231Mi', 'web-4': '20Mi' };
    expect(signsOf(pods, uses)).toEqual([
      {
        key: 'limit/shop/Deployment/web/app/memory',
        about: 'limit',
        namespace: 'shop',
        kind: 'Deployment',
        name: 'web',
        severity: 'warning',
        text: 'app uses 243Mi of its memory limit of 256Mi (94%) in web-2, and 2 more pods',
      },
    ]);
  });

  it('is told the same in whatever order the pods come', () => {
    const pods = [made('web-1'), made('web-2'), made('web-3')];
    const uses = { 'web-1': '236Mi', 'web-2': '243Mi', 'web-3': '231Mi' };
    expect(signsOf(pods.toReversed(), uses)).toEqual(signsOf(pods, uses));
  });

  it.each([
    ['89% of it', '228Mi', undefined],
    ['90% of it', '231Mi', ['warning', /\(90%\)/]],
    ['under 97%', '248Mi', ['warning', /\(96%\)/]],
    ['over 97%', '249Mi', ['critical', /\(97%\)/]],
    ['a bit under all of it', '262000Ki', ['critical', /\(99%\)/]],
    ['no quantity', 'much', undefined],
  ] as const)('%s', (_, memory, told) => {
    const [sign] = signsOf([made('web-1')], { 'web-1': memory });
    expect(sign?.severity).toBe(told?.[0]);
    if (told) expect(sign?.text).toMatch(told[1]);
  });

  it.each([
    ['has no limit', made('web-1', { limit: '' })],
    ['has a limit of nothing', made('web-1', { limit: '0' })],
    ['is of another namespace', made('web-1', { namespace: 'pay' })],
    ['is not measured', made('web-9')],
    [
      'was given a higher limit in place',
      made('web-1', {
        status: { containerStatuses: [{ name: 'app', resources: { limits: { memory: '512Mi' } } }] },
      }),
    ],
  ])('is not told of where it %s', (_, pod) => {
    expect(signsOf([pod], { 'web-1': '250Mi' })).toEqual([]);
  });

  it('is told of by itself where nothing runs it', () => {
    expect(signsOf([made('once', { owner: '' })], { once: '250Mi' })).toMatchObject([
      { kind: 'Pod', name: 'once', text: 'app uses 250Mi of its memory limit of 256Mi (97%)' },
    ]);
  });

  it('is counted for each container, sidecars too', () => {
    const proxy = { name: 'proxy', restartPolicy: 'Always', resources: { limits: { memory: '100Mi' } } };
    const pod = made('web-1');
    const both = { ...pod, spec: { ...pod.spec, initContainers: [proxy] } };
    const watch = startLimitWatch(
      memoryUses([
        {
          metadata: { name: 'web-1', namespace: 'shop' },
          containers: [
            { name: 'app', usage: { memory: '240Mi' } },
            { name: 'proxy', usage: { memory: '99Mi' } },
          ],
        },
      ]),
    );
    watch.see(both);
    expect(watch.signs().map(({ key, severity }) => [key, severity])).toEqual([
      ['limit/shop/Deployment/web/proxy/memory', 'critical'],
      ['limit/shop/Deployment/web/app/memory', 'warning'],
    ]);
  });

  it.each([
    [{ namespaces: ['sh*'] }],
    [{ owners: ['deployment/web'] }],
    [{ labels: { tier: 'batch' } }],
  ])('is left out by %j', (ignore) => {
    const pods = [made('web-1', { labels: { tier: 'batch' } })];
    expect(signsOf(pods, { 'web-1': '250Mi' })).toHaveLength(1);
    expect(signsOf(pods, { 'web-1': '250Mi' }, ignore)).toEqual([]);
  });
});

describe('what passes by', () => {
  it('never throws, however broken it is', () => {
    const junk = fc.oneof(fc.constantFrom(null, 'text', 7, [], {}, [null], [{}]), fc.jsonValue());
    const pod = fc.record(
      {
        metadata: fc.oneof(junk, fc.record({ name: fc.constant('web-1'), namespace: fc.constant('shop') })),
        spec: fc.oneof(
          junk,
          fc.record({
            containers: fc.oneof(
              junk,
              fc.array(fc.oneof(junk, fc.record({ name: fc.constant('app'), resources: junk }))),
            ),
          }),
        ),
        status: junk,
      },
      { requiredKeys: [] },
    );
    const watch = startLimitWatch(using({ 'web-1': '250Mi' }));
    fc.assert(
      fc.property(pod, (one) => {
        watch.see(one as unknown as Pod);
        return watch.signs().length === 0;
      }),
    );
  });

  it('is measured in what the metrics say in order', () => {
    const broken = [null, {}, { metadata: { name: 'a' }, containers: 'none' }, { containers: [null, {}] }];
    expect(memoryUses(broken as never)).toEqual(new Map());
    expect([...using({ a: '1Ki' })]).toEqual([['shop/a/app', 1024]]);
  });
});
