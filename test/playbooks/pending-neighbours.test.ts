import { describe, expect, it } from 'vitest';
import type { PodSpec } from '../../src/diagnosis/objects/pod.ts';
import { asking, causesOf, nodeOf, paramsOf, placed, textOf, unplaced, why } from '../support/pending.ts';

const HOST = 'kubernetes.io/hostname';

/** A node of a version that knows nodeTaintsPolicy. */
function newNode(name: string) {
  const node = nodeOf(name);
  return { ...node, status: { ...node.status, nodeInfo: { kubeletVersion: 'v1.31.2' } } };
}

const web = { labelSelector: { matchLabels: { app: 'web' } }, topologyKey: HOST };

function says(text: string, nodes = 1): string {
  return `0/${nodes} nodes are available: ${nodes} ${text}.`;
}

function affinity(kind: 'podAffinity' | 'podAntiAffinity', ...terms: readonly object[]): PodSpec {
  return { ...asking({}), affinity: { [kind]: { requiredDuringSchedulingIgnoredDuringExecution: terms } } };
}

describe('too many pods', () => {
  it('names the node and its limit', () => {
    const room = { cpu: '4', pods: '1' };
    const diagnosis = why([
      unplaced({ says: says('Too many pods') }),
      nodeOf('a', { room }),
      placed('x', 'a'),
    ]);
    expect(causesOf(diagnosis)).toEqual(['too-many-pods']);
    expect(paramsOf(diagnosis)).toMatchObject({ nodes: ['a'], limit: 1, there: 1 });
  });

  it('is told without the nodes', () => {
    expect(causesOf(why([unplaced({ says: says('Too many pods') })], ['nodes']))).toEqual(['too-many-pods']);
    expect(
      paramsOf(why([unplaced({ says: says('Too many pods') }), nodeOf('a')], ['node-pods'])).nodes,
    ).toEqual(['a']);
  });
});

describe('a host port', () => {
  const spec = { containers: [{ name: 'app', ports: [{ containerPort: 80, hostPort: 8080 }] }] };
  const pod = unplaced({ says: says("node(s) didn't have free ports for the requested pod ports"), spec });

  it('is held by a pod that is named', () => {
    const holder = placed('proxy', 'a', {
      namespace: 'edge',
      spec,
      deletionTimestamp: '2026-01-01T12:00:10Z',
    });
    const diagnosis = why([pod, nodeOf('a'), holder]);
    expect(causesOf(diagnosis)).toEqual(['host-port-taken']);
    expect(paramsOf(diagnosis)).toMatchObject({
      port: 8080,
      node: 'a',
      holder: 'proxy',
      holderNamespace: 'edge',
      leaving: 'proxy',
    });
    expect(paramsOf(why([pod, nodeOf('a'), placed('proxy', 'a', { spec })])).leaving).toBeUndefined();
  });

  it('is held by the old revision of the same workload, which waits for the new one', () => {
    const old = placed('web-0', 'a', {
      spec,
      labels: { app: 'web', 'pod-template-hash': '4c' },
      owner: { kind: 'ReplicaSet', name: 'web-4c' },
    });
    const diagnosis = why([pod, nodeOf('a'), old]);
    expect(String(paramsOf(diagnosis).surgePatch)).toContain('{"maxSurge":0,"maxUnavailable":1}');
    expect(diagnosis.findings[0] && textOf(diagnosis.findings[0])).toContain('patch deployment/web');
  });

  it('is named by the pod alone where nothing may be read', () => {
    expect(paramsOf(why([pod], ['nodes'])).port).toEqual(['8080']);
    const portless = unplaced({ says: says("node(s) didn't have free ports for the requested pod ports") });
    expect(causesOf(why([portless], ['nodes']))).toEqual(['host-port-taken']);
  });
});

describe('pod anti-affinity', () => {
  const own = says("node(s) didn't match pod anti-affinity rules", 2);
  const pod = unplaced({ says: own, spec: affinity('podAntiAffinity', web) });
  const objects = [pod, nodeOf('a'), nodeOf('b'), placed('web-2', 'a'), placed('web-3', 'b')];

  it('of its own names the pods in the way', () => {
    const diagnosis = why(objects);
    expect(causesOf(diagnosis)).toEqual(['pod-anti-affinity-conflict']);
    expect(paramsOf(diagnosis)).toMatchObject({
      topologyKey: HOST,
      pods: ['web-2', 'web-3'],
      holders: ['web-2 on a', 'web-3 on b'],
    });
    expect(String(paramsOf(diagnosis).patch)).toContain('"weight":100');
  });

  it('of both counts a pod once', () => {
    const mutual = affinity('podAntiAffinity', web);
    const both = `0/2 nodes are available: 1 Insufficient cpu, 1 node(s) didn't match pod anti-affinity rules.`;
    const diagnosis = why([
      unplaced({ says: both, spec: { ...mutual, ...asking({ cpu: '9' }) } }),
      nodeOf('a', { room: { cpu: '16', pods: '9' } }),
      nodeOf('b', { room: { cpu: '16', pods: '9' } }),
      placed('y', 'b', { labels: {}, spec: asking({ cpu: '10' }) }),
      placed('web-2', 'a', { spec: mutual }),
      placed('other', 'a', { labels: {} }),
    ]);
    expect(paramsOf(diagnosis, 1)).toMatchObject({ pods: ['web-2'], holders: ['web-2 on a'] });
  });

  it('keeps other rules in the patch, and offers none where the spec is not the template’s', () => {
    const zone = { ...web, topologyKey: 'zone' };
    const two = unplaced({ says: own, spec: affinity('podAntiAffinity', web, zone) });
    expect(String(paramsOf(why([two, ...objects.slice(1)])).patch)).toContain('"topologyKey":"zone"');
    const hashed = unplaced({
      says: own,
      spec: affinity('podAntiAffinity', { ...web, matchLabelKeys: ['app'] }),
    });
    expect(paramsOf(why([hashed, ...objects.slice(1)])).patch).toBeUndefined();
  });

  it('of others names whose rule it is', () => {
    const theirs = says("node(s) didn't satisfy existing pods anti-affinity rules");
    const guard = placed('guard', 'a', { spec: affinity('podAntiAffinity', web) });
    const diagnosis = why([unplaced({ says: theirs }), nodeOf('a'), guard]);
    expect(causesOf(diagnosis)).toEqual(['pod-anti-affinity-conflict']);
    expect(paramsOf(diagnosis)).toMatchObject({ pods: ['guard'], repelling: ['guard'], topologyKey: HOST });
  });

  describe('within one workload', () => {
    const mutual = affinity('podAntiAffinity', web);
    const replica = (name: string, node: string, hash: string) =>
      placed(name, node, {
        spec: mutual,
        labels: { app: 'web', 'pod-template-hash': hash },
        owner: { kind: 'ReplicaSet', name: `web-${hash}` },
      });
    const nodes = [nodeOf('a'), nodeOf('b')];
    const said = (found: ReturnType<typeof why>) => (found.findings[0] ? textOf(found.findings[0]) : '');
    const spare = unplaced({ name: 'web-9' });

    it('is mended by fewer replicas, or by a rollout that makes room first', () => {
      const crowd = [replica('web-2', 'a', '5d'), replica('web-3', 'b', '5d')];
      const diagnosis = why([unplaced({ says: own, spec: mutual }), ...nodes, ...crowd]);
      expect(said(diagnosis)).toContain('scale deployment/web --replicas=2');
      expect(paramsOf(diagnosis)).toMatchObject({ places: 2, unavailable: 2 });
      expect(String(paramsOf(diagnosis).patch)).toContain('{"maxSurge":0,"maxUnavailable":2}');
      const more = why([unplaced({ says: own, spec: mutual }), ...nodes, ...crowd, spare]);
      expect(paramsOf(more)).toMatchObject({ places: 2, unavailable: 3 });
    });

    it('stops a rollout, whose old pods go only when a new one is ready', () => {
      const old = [replica('web-2', 'a', '4c'), replica('web-3', 'b', '4c')];
      const diagnosis = why([unplaced({ says: own, spec: mutual }), ...nodes, ...old, spare]);
      expect(said(diagnosis)).toContain('so the rollout stands still');
      expect(said(diagnosis)).toContain('patch deployment/web');
      expect(paramsOf(diagnosis)).toMatchObject({
        surgePatch:
          '{"spec":{"strategy":{"type":"RollingUpdate","rollingUpdate":{"maxSurge":0,"maxUnavailable":1}}}}',
      });
      // Without the rule in the new revision, that of the old pods still holds.
      const theirs = says("node(s) didn't satisfy existing pods anti-affinity rules", 2);
      const freed = why([unplaced({ says: theirs }), ...nodes, ...old]);
      expect(said(freed)).toContain('"maxUnavailable":1');
      expect(paramsOf(freed).patch).toBeUndefined();
    });

    it('offers a StatefulSet no rule that its other pods would not keep to', () => {
      const set = { owner: { kind: 'StatefulSet', name: 'db' }, labels: { app: 'web' }, spec: mutual };
      const pods = [placed('db-0', 'a', set), placed('db-1', 'b', set)];
      const diagnosis = why([unplaced({ says: own, ...set }), ...nodes, ...pods]);
      expect(said(diagnosis)).toContain('scale statefulset/db --replicas=2');
      expect(paramsOf(diagnosis).patch).toBeUndefined();
      const bare = why([
        unplaced({ says: own, spec: mutual, owner: { kind: '', name: '' } }),
        ...nodes,
        ...pods,
      ]);
      expect(paramsOf(bare).pods).toEqual(['db-0', 'db-1']);
      expect(paramsOf(bare).patch).toBeUndefined();
    });

    it('leaves the number of a DaemonSet or a ReplicaSet’s rollout alone', () => {
      const set = { owner: { kind: 'DaemonSet', name: 'agent' }, spec: mutual };
      const diagnosis = why([
        unplaced({ says: own, ...set }),
        ...nodes,
        placed('x', 'a', set),
        placed('y', 'b', set),
      ]);
      expect(paramsOf(diagnosis).crowded ?? paramsOf(diagnosis).surgePatch).toBeUndefined();
      const plain = (hash: string) => ({
        owner: { kind: 'ReplicaSet', name: 'web' },
        labels: { app: 'web', 'pod-template-hash': hash },
        spec: mutual,
      });
      const mixed = [placed('x', 'a', plain('1')), placed('y', 'b', plain('1'))];
      const rolled = why([unplaced({ says: own, ...plain('2') }), ...nodes, ...mixed]);
      expect(paramsOf(rolled).stuckRollout).toBe('web');
      expect(paramsOf(rolled).surgePatch).toBeUndefined();
    });
  });

  it('is told from the spec where pods can’t be read', () => {
    expect(paramsOf(why(objects, ['pods', 'node-pods']))).toMatchObject({
      topologyKey: HOST,
      selector: 'app=web',
    });
    const theirs = unplaced({ says: says("node(s) didn't satisfy existing pods anti-affinity rules") });
    expect(paramsOf(why([theirs], ['nodes']))).toMatchObject({ topologyKey: 'place' });
  });
});

describe('pod affinity', () => {
  const text = says("node(s) didn't match pod affinity rules");
  const cache = { labelSelector: { matchLabels: { app: 'cache' } }, topologyKey: HOST };
  const pod = unplaced({ says: text, spec: affinity('podAffinity', cache) });

  it('names the selector that no pod meets, and a label written nearly so', () => {
    const diagnosis = why([pod, nodeOf('a'), placed('c', 'a', { labels: { app: 'caches' } })]);
    expect(causesOf(diagnosis)).toEqual(['pod-affinity-unmatched']);
    expect(paramsOf(diagnosis)).toMatchObject({
      selector: 'app=cache',
      topologyKey: HOST,
      none: 'none',
      near: 'app=caches',
    });
  });

  it('names where such pods are', () => {
    const gpu = { taints: [{ key: 'x', effect: 'NoSchedule' }] };
    const elsewhere = placed('c', 'b', { labels: { app: 'cache' } });
    const diagnosis = why([pod, nodeOf('a'), nodeOf('b', gpu), elsewhere]);
    expect(paramsOf(diagnosis)).toMatchObject({ elsewhere: ['b'], none: undefined });
  });

  it('looks for no label where the rule is not that simple', () => {
    const rule = (term: object) =>
      unplaced({ says: text, spec: affinity('podAffinity', { ...cache, ...term }) });
    const exists = { labelSelector: { matchExpressions: [{ key: 'app', operator: 'DoesNotExist' }] } };
    const two = { labelSelector: { matchLabels: { app: 'cache', tier: 'x' } } };
    const others = [
      exists,
      two,
      { namespaces: ['lab'] },
      { namespaces: ['lab', 'edge'] },
      { namespaceSelector: {} },
    ];
    for (const term of [...others, { labelSelector: undefined }]) {
      expect(paramsOf(why([rule(term), nodeOf('a')])).existing).toBeUndefined();
    }
    expect(paramsOf(why([pod, nodeOf('a')])).existing).toEqual([]);
  });

  it('lets the first of a group in, which wants to be near itself', () => {
    const group = unplaced({ says: text, spec: affinity('podAffinity', web) });
    const diagnosis = why([group, nodeOf('a')]);
    expect(diagnosis.findings[0]?.confidence).toBe('possible');
    const unlabelled = { ...web, topologyKey: 'zone' };
    const zoned = unplaced({ says: text, spec: affinity('podAffinity', unlabelled) });
    expect(paramsOf(why([zoned, nodeOf('a')]))).toMatchObject({
      topologyKey: 'zone',
      none: 'none',
      missingLabel: 'zone',
    });
  });

  it('is told from the spec where pods can’t be read', () => {
    expect(paramsOf(why([pod, nodeOf('a')], ['pods']))).toMatchObject({
      selector: 'app=cache',
      none: undefined,
    });
    expect(causesOf(why([unplaced({ says: text }), nodeOf('a')]))).toEqual(['pod-affinity-unmatched']);
  });
});

describe('topology spread', () => {
  const text = says("node(s) didn't match pod topology spread constraints");
  const rule = {
    maxSkew: 1,
    topologyKey: HOST,
    whenUnsatisfiable: 'DoNotSchedule',
    labelSelector: { matchLabels: { app: 'web' } },
  };
  const soft = { ...rule, topologyKey: 'zone', whenUnsatisfiable: 'ScheduleAnyway' };
  const spread = (...rules: readonly object[]) =>
    unplaced({ says: text, spec: { ...asking({}), topologySpreadConstraints: rules as never } });
  const gpu = { taints: [{ key: 'x', effect: 'NoSchedule' }] };

  it('names the pods of each domain', () => {
    const diagnosis = why([spread(rule, soft), newNode('a'), nodeOf('b', gpu), placed('web-2', 'a')]);
    expect(causesOf(diagnosis)).toEqual(['topology-spread-unmet']);
    expect(paramsOf(diagnosis)).toMatchObject({
      topologyKey: [HOST],
      maxSkew: 1,
      domains: ['a 1', 'b 0'],
      empty: ['b'],
    });
    expect(String(paramsOf(diagnosis).taintsPatch)).toContain('"nodeTaintsPolicy":"Honor"');
  });

  it('offers to honour taints only where that helps and the API server knows the field', () => {
    const old = why([spread(rule), nodeOf('a'), nodeOf('b', gpu), placed('web-2', 'a')]);
    expect(paramsOf(old)).toMatchObject({ domains: ['a 1', 'b 0'], taintsPatch: undefined });
    const unlabelled = why([spread({ ...rule, topologyKey: 'zone' }), newNode('a')]);
    expect(paramsOf(unlabelled)).toMatchObject({ missingLabel: 'zone', taintsPatch: undefined });
  });

  it('names the label that was meant, and how to set it', () => {
    const zone = { labels: { 'topology.kubernetes.io/zone': 'z1' } };
    const diagnosis = why([spread({ ...rule, topologyKey: 'zone' }), nodeOf('a', zone)]);
    expect(paramsOf(diagnosis)).toMatchObject({
      nearKey: 'topology.kubernetes.io/zone',
      absentLabel: 'zone',
    });
    const said = diagnosis.findings[0] ? textOf(diagnosis.findings[0]) : '';
    expect(said).toContain("kubectl label node a zone='<value>'");
    expect(said).toContain('can’t be kept: no node has the label zone');
    expect(String(paramsOf(diagnosis).keyPatch)).toContain('"topologyKey":"topology.kubernetes.io/zone"');
    const bare = { kind: 'Node', metadata: { name: 'b' } };
    expect(
      paramsOf(why([spread({ ...rule, topologyKey: 'zone' }), nodeOf('a', zone), bare])).nearKey,
    ).toBeUndefined();
  });

  it('offers a cordoned node of the emptiest domain', () => {
    const cordoned = nodeOf('b', { unschedulable: true });
    const diagnosis = why([spread(rule), nodeOf('a'), cordoned, placed('web-2', 'a')]);
    expect(paramsOf(diagnosis)).toMatchObject({ empty: ['b'], cordonedThere: 'b' });
    const nowhere = { kind: 'Node', metadata: { name: '0' }, spec: { unschedulable: true } };
    const other = why([spread(rule), nodeOf('a'), cordoned, nowhere, placed('web-2', 'a')]);
    expect(paramsOf(other)).toMatchObject({ cordonedThere: 'b' });
  });

  it('tells of too few domains', () => {
    const two = { ...rule, minDomains: 3 };
    const objects = [nodeOf('a'), nodeOf('b'), placed('web-2', 'a'), placed('web-3', 'b')];
    expect(paramsOf(why([spread(two), ...objects]))).toMatchObject({ minDomains: 3, empty: undefined });
  });

  it('of several constraints relaxes all that stand against one node', () => {
    const zone = { ...rule, topologyKey: 'zone' };
    const labels = { labels: { zone: 'z' } };
    const objects = [
      nodeOf('a', labels),
      nodeOf('b', labels),
      nodeOf('c', { ...gpu, labels: { zone: 'y' } }),
    ];
    const diagnosis = why([spread(rule, zone), ...objects, placed('web-2', 'a')]);
    expect(paramsOf(diagnosis)).toMatchObject({ topologyKey: ['zone'], domains: ['z 1', 'y 0'] });
    const both = why([spread(rule, zone), ...objects, placed('web-2', 'a'), placed('web-3', 'b')]);
    expect(paramsOf(both)).toMatchObject({ topologyKey: [HOST, 'zone'] });
    expect(String(paramsOf(both).patch).match(/ScheduleAnyway/g)).toHaveLength(2);
  });

  it('names the nodes that lack the label', () => {
    const diagnosis = why([spread({ ...rule, topologyKey: 'zone' }), nodeOf('a')]);
    expect(paramsOf(diagnosis)).toMatchObject({ missingLabel: 'zone', nodes: ['a'], maxSkew: undefined });
  });

  it('may be kept by now', () => {
    const diagnosis = why([spread(rule), nodeOf('a'), nodeOf('b'), placed('web-2', 'a')]);
    expect(diagnosis.findings[0]?.confidence).toBe('possible');
    expect(paramsOf(diagnosis)).toMatchObject({ roomOn: ['b'] });
    const short = why([
      unplaced({ says: says('Insufficient cpu'), spec: asking({ cpu: '1' }) }),
      nodeOf('a'),
    ]);
    expect(short.findings[0] && textOf(short.findings[0])).not.toMatch(/could not be read/);
  });

  it('offers no patch where the spec is not the template’s', () => {
    const hashed = spread({ ...rule, matchLabelKeys: ['app'] });
    expect(
      paramsOf(why([hashed, nodeOf('a'), nodeOf('b', gpu), placed('web-2', 'a')])).patch,
    ).toBeUndefined();
  });

  it('is told from the spec where pods can’t be read', () => {
    expect(paramsOf(why([spread(rule), nodeOf('a')], ['pods'])).topologyKey).toEqual([HOST]);
    const none = unplaced({ says: text, spec: {} });
    expect(causesOf(why([none], ['nodes']))).toEqual(['topology-spread-unmet']);
  });
});

describe('a ReadWriteOncePod claim', () => {
  const text = says(
    'node has pod using PersistentVolumeClaim with the same name and ReadWriteOncePod access mode',
  );
  const volumes = [{ name: 'data', persistentVolumeClaim: { claimName: 'episodes' } }];
  const pod = unplaced({ says: text, spec: { ...asking({}), volumes } });

  it('is one pod’s at a time', () => {
    const holder = placed('writer', 'a', { spec: { volumes } });
    const diagnosis = why([pod, nodeOf('a'), placed('x', 'a'), holder]);
    expect(causesOf(diagnosis)).toEqual(['volume-exclusive']);
    expect(paramsOf(diagnosis)).toMatchObject({ claim: 'episodes', holder: 'writer', node: 'a' });
  });

  it('is so wherever its holder is', () => {
    const holder = placed('writer', 'b', { spec: { volumes } });
    const objects = [pod, nodeOf('a'), nodeOf('b'), holder];
    expect(paramsOf(why(objects, ['node-pods']))).toMatchObject({ claim: ['episodes'] });
    const full = nodeOf('b', { taints: [{ key: 'team', effect: 'NoSchedule' }] });
    expect(paramsOf(why([pod, nodeOf('a'), full, holder]))).toMatchObject({ holder: 'writer', node: 'b' });
    expect(paramsOf(why([pod, nodeOf('a'), full, holder], ['namespace-pods']))).toMatchObject({
      claim: ['episodes'],
    });
  });

  it('is named where its holder is not found', () => {
    expect(paramsOf(why([pod, nodeOf('a')]))).toMatchObject({ claim: ['episodes'] });
    expect(causesOf(why([unplaced({ says: text }), nodeOf('a')]))).toEqual(['volume-exclusive']);
  });
});

describe('several reasons', () => {
  it('are told by the nodes that have the fewest', () => {
    const room = { cpu: '4', pods: '1' };
    const spec = {
      containers: [
        { name: 'app', resources: { requests: { cpu: '2' } }, ports: [{ containerPort: 1, hostPort: 9 }] },
      ],
    };
    const text =
      "0/3 nodes are available: 1 Too many pods, 2 Insufficient cpu, 2 node(s) didn't have free ports for the requested pod ports.";
    const diagnosis = why([
      unplaced({ says: text, spec }),
      nodeOf('a', { room }),
      nodeOf('b'),
      nodeOf('c'),
      placed('x', 'a', { spec: asking({ cpu: '3' }) }),
      placed('y', 'b', { spec: asking({ cpu: '3' }) }),
      placed('z', 'c', { spec }),
    ]);
    expect(causesOf(diagnosis)).toEqual(['insufficient-resource', 'host-port-taken']);
    const [first] = diagnosis.findings;
    expect(first && textOf(first)).toContain('b has 1 of 4 free');
  });

  it('put a text of an unknown plugin last', () => {
    const text = '0/2 nodes are available: 1 Insufficient cpu, 1 the moon is wrong.';
    const holder = placed('y', 'a', { spec: asking({ cpu: '3' }) });
    const diagnosis = why([unplaced({ says: text, spec: asking({ cpu: '2' }) }), nodeOf('a'), holder]);
    expect(causesOf(diagnosis)).toEqual(['insufficient-resource', 'plugin-rejected']);
  });
});
