import { describe, expect, it } from 'vitest';
import type { Pod } from '../../src/diagnosis/objects/pod.ts';
import { ownerOf } from '../../src/diagnosis/owner.ts';
import { groupPods, isWell } from '../../src/diagnosis/pod-group.ts';
import { wellFormed } from '../../src/diagnosis/well-formed.ts';
import { isUpForNow, looksWell } from '../../src/digests/looks-well.ts';
import { isOnItsWay } from '../../src/digests/noise.ts';
import { startTriage, type Triaged, type TriageRules } from '../../src/digests/triage.ts';
import { expectations } from '../support/expectations.ts';
import { loadRecorded } from '../support/recorded.ts';

const RULES: TriageRules = { ignore: {}, graceMs: 120_000, mostOwners: 50 };
const NOW = Date.parse('2026-11-22T08:00:00Z');

function triage(pods: readonly Pod[], rules: Partial<TriageRules> = {}, now = NOW, size = 500): Triaged {
  const triage = startTriage({ ...RULES, ...rules });
  for (let at = 0; at < pods.length; at += size) triage.add(pods.slice(at, at + size), now);
  return triage.seen();
}

const recordings = [...new Set(expectations().map(({ recording }) => recording))].map((name) => {
  const recorded = loadRecorded(new URL(`../recordings/${name}`, import.meta.url).pathname);
  const pods: readonly Pod[] = recorded.objects.filter(({ kind }) => kind === 'Pod');
  return { name, pods, now: Date.parse(recorded.takenAt) };
});

function ownerName(pod: Pod): string {
  const { kind = 'Pod', name = pod.metadata?.name } = ownerOf(pod) ?? {};
  return `${pod.metadata?.namespace}/${kind}/${name}`;
}

/** Its unwell pods by owner, as a diagnosis groups them; a Job's are another matter. */
function grouped(pods: readonly Pod[], now: number) {
  const settled = pods.filter((pod) => !isOnItsWay(pod, now, RULES.graceMs));
  const owners = Map.groupBy(settled, ownerName);
  const found = new Map<string, readonly string[]>();
  for (const [owner, own] of owners) {
    const unwell = groupPods(own)
      .filter(({ well }) => !well)
      .flatMap((group) => group.pods);
    if (unwell.length > 0 && !/\/(Cron)?Job\//.test(owner))
      found.set(owner, unwell.map(({ metadata }) => metadata?.name ?? '').sort());
  }
  return found;
}

function triaged({ owners }: Triaged): ReadonlyMap<string, readonly string[]> {
  return new Map(
    owners
      .filter(({ kind }) => !/^(Cron)?Job$/.test(kind))
      .map(({ namespace, kind, name, kept }) => [
        `${namespace}/${kind}/${name}`,
        kept.map(({ metadata }) => metadata?.name ?? '').sort(),
      ]),
  );
}

describe('triage of each recording', () => {
  it('finds the owners and pods that a diagnosis calls unwell', () => {
    let unwell = 0;
    for (const { name, pods, now } of recordings) {
      const steady = pods.filter((pod) => !isUpForNow(pod, now));
      const expected = grouped(steady, now);
      const found = triaged(triage(steady, {}, now));
      expect([...found.keys()].sort(), name).toEqual([...expected.keys()].sort());
      for (const [owner, names] of found) {
        // Pods that are up between two crashes are well by their own status.
        const down = (expected.get(owner) ?? []).filter((one) => !isUp(pods, one));
        expect(names, name).toEqual(down);
        unwell++;
      }
    }
    expect(unwell).toBeGreaterThan(50);
  });

  it('has a quick look that calls no pod well that is not', () => {
    const all = recordings.flatMap(({ pods }) => pods);
    const quick = all.filter((pod) => looksWell(pod, NOW));
    expect(quick.length).toBeGreaterThan(50);
    for (const pod of quick) expect(isWell(wellFormed(pod), false)).toBe(true);
  });

  it('is the same whatever the pages', () => {
    const all = recordings.flatMap(({ pods }) => pods);
    const [one, few, many] = [1, 7, 500].map((size) => triage(all, { mostOwners: 20 }, NOW, size));
    expect(one).toEqual(many);
    expect(few).toEqual(many);
    expect(many?.owners.length).toBeGreaterThan(50);
  });
});

function isUp(pods: readonly Pod[], name: string): boolean {
  return pods.some((pod) => pod.metadata?.name === name && isWell(pod, false));
}

const ready = { phase: 'Running', conditions: [{ type: 'Ready', status: 'True' }] };
const crashed = {
  phase: 'Running',
  conditions: [{ type: 'Ready', status: 'False', lastTransitionTime: '2026-11-22T06:30:00Z' }],
  containerStatuses: [
    {
      name: 'app',
      ready: false,
      restartCount: 4,
      state: { waiting: { reason: 'CrashLoopBackOff' } },
      lastState: { terminated: { exitCode: 1, finishedAt: '2026-11-22T06:00:00Z' } },
    },
  ],
};

function made(name: string, status: object, metadata: object = {}): Pod {
  return {
    metadata: {
      name,
      namespace: 'shop',
      creationTimestamp: '2026-11-22T05:00:00Z',
      ...metadata,
    },
    spec: { containers: [{ name: 'app' }] },
    status,
  } as Pod;
}

function ownedBy(kind: string, name: string) {
  return { ownerReferences: [{ apiVersion: 'v1', kind, name, uid: name, controller: true }] };
}

describe('triage', () => {
  it('counts all pods, and tells since when an owner is unwell', () => {
    const set = ownedBy('StatefulSet', 'db');
    const pods = [made('db-0', ready, set), made('db-1', crashed, set), made('lone', ready)];
    expect(triage(pods)).toMatchObject({
      namespaces: ['shop'],
      pods: 3,
      owners: [
        { kind: 'StatefulSet', name: 'db', pods: 2, unwell: 1, down: 1, since: '2026-11-22T06:00:00Z' },
      ],
      statefulSets: new Map([['shop/db', 2]]),
    });
  });

  it('notes restarts of all pods that are not ignored, and the nodes that pods run on', () => {
    const container = (restartCount: number) => ({ name: 'app', ready: true, restartCount });
    const well = { ...ready, containerStatuses: [container(2)] };
    const on = (nodeName: string, pod: Pod): Pod => ({ ...pod, spec: { containers: [], nodeName } });
    const set = ownedBy('StatefulSet', 'db');
    const pods = [
      on('node-b', made('db-0', well, { ...set, uid: 'u0' })),
      on('node-a', made('db-1', crashed, { ...set, uid: 'u1' })),
      on('node-b', made('db-2', ready, { ...set, uid: 'u2' })),
      on('node-c', made('lone', well, { uid: 'u3' })),
      on('node-d', made('done', { phase: 'Succeeded' }, { uid: 'u4' })),
      made('odd', { ...well, containerStatuses: 'none' }, { uid: 5 }),
    ];
    const { restarts, nodes } = triage(pods, { ignore: { owners: ['pod/lone'] } });
    expect(restarts).toEqual({
      owners: [{ namespace: 'shop', kind: 'StatefulSet', name: 'db', pods: { u0: 2, u1: 4 } }],
      truncated: false,
    });
    expect(nodes).toEqual(['node-a', 'node-b', 'node-c']);
  });

  it('takes a pod that is up between two crashes for unwell', () => {
    const ended = (restartCount: number, finishedAt: string) => ({
      ...ready,
      containerStatuses: [
        {
          name: 'app',
          ready: true,
          restartCount,
          state: { running: {} },
          lastState: { terminated: { exitCode: 1, finishedAt } },
        },
      ],
    });
    const pods = [
      made('flapping', ended(9, '2026-11-22T07:55:00Z')),
      made('rare', ended(1, '2026-11-22T07:55:00Z')),
      made('long-ago', ended(9, '2026-11-22T07:15:00Z')),
    ];
    expect(triage(pods).owners).toMatchObject([{ name: 'flapping', since: '2026-11-22T07:55:00Z' }]);
  });

  it('keeps a few pods of each look, and counts all', () => {
    const set = ownedBy('DaemonSet', 'agent');
    const alike = Array.from({ length: 40 }, (_, index) => made(`agent-${index}`, crashed, set));
    const other = made('agent-x', { ...crashed, phase: 'Pending' }, set);
    const [owner] = triage([...alike, other]).owners;
    expect(owner).toMatchObject({ pods: 41, unwell: 41 });
    expect(owner?.kept.map(({ metadata }) => metadata?.name)).toEqual([
      ...['agent-0', 'agent-1', 'agent-2', 'agent-3', 'agent-4'],
      'agent-x',
    ]);
  });

  it('keeps pods of the worst owners only', () => {
    const pods = Array.from({ length: 30 }, (_, owner) =>
      Array.from({ length: 1 + (owner % 4) }, (_, index) =>
        made(`web-${owner}-${index}`, crashed, ownedBy('StatefulSet', `web-${owner}`)),
      ),
    ).flat();
    const { owners } = triage(pods, { mostOwners: 3 });
    expect(owners).toHaveLength(30);
    expect(owners.slice(0, 3).every(({ kept, pods }) => pods === 4 && kept.length === 4)).toBe(true);
    expect(owners.filter(({ kept }) => kept.length > 0).length).toBeLessThan(8);
  });

  it('is quiet about the young, the leaving and what is over', () => {
    const young = { creationTimestamp: '2026-11-22T07:59:00Z' };
    const pending = { phase: 'Pending', conditions: [{ type: 'Ready', status: 'False' }] };
    const job = ownedBy('Job', 'load');
    const pods = [
      made('young', pending, young),
      made('leaving', crashed, { deletionTimestamp: '2026-11-22T07:59:30Z' }),
      made('load-1', { phase: 'Failed' }, job),
      made('load-2', { phase: 'Succeeded' }, { ...job, creationTimestamp: '2026-11-22T05:10:00Z' }),
    ];
    expect(triage(pods).owners).toEqual([]);
    expect(triage(pods, { graceMs: 0 }).owners.map(({ name }) => name)).toEqual(['young', 'leaving']);
    const failing = made(
      'load-3',
      { phase: 'Failed' },
      { ...job, creationTimestamp: '2026-11-22T05:20:00Z' },
    );
    expect(triage([...pods, failing]).owners).toMatchObject([
      { kind: 'Job', name: 'load', pods: 3, unwell: 2 },
    ]);
  });

  it('leaves out what is ignored', () => {
    const pods = [
      made('one', crashed),
      made('two', crashed, { namespace: 'ci-42' }),
      made('three', crashed, { labels: { tier: 'canary' } }),
      made('db-0', crashed, ownedBy('StatefulSet', 'db')),
    ];
    const names = (ignore: TriageRules['ignore']) =>
      triage(pods, { ignore })
        .owners.map(({ name }) => name)
        .sort();
    expect(names({})).toEqual(['db', 'one', 'three', 'two']);
    expect(names({ namespaces: ['ci-*'] })).toEqual(['db', 'one', 'three']);
    expect(names({ labels: { tier: 'can*' } })).toEqual(['db', 'one', 'two']);
    expect(names({ owners: ['statefulset/*', 'Pod/one'] })).toEqual(['three', 'two']);
  });

  it('survives whatever a server sends', () => {
    const odd: unknown[] = [
      {},
      { metadata: null, status: null },
      { metadata: { name: 1, namespace: [], ownerReferences: 'x', labels: 'y' }, status: { conditions: {} } },
      { metadata: { name: 'a', namespace: 'b', ownerReferences: [null] }, status: { ...ready } },
      { metadata: { name: 'a', namespace: 'b', labels: { 'pod-template-hash': 3 } }, status: { ...ready } },
      { metadata: { name: 'a', namespace: 'b' }, status: { phase: 'Running', conditions: [null, 4] } },
    ];
    expect(triage(odd as Pod[]).pods).toBe(odd.length);
  });
});
