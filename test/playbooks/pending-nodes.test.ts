import { describe, expect, it } from 'vitest';
import { asking, causesOf, nodeOf, paramsOf, placed, textOf, unplaced, why } from '../support/pending.ts';

const SHORT =
  '0/2 nodes are available: 2 Insufficient cpu. preemption: 0/2 nodes are available: 2 No preemption victims found for incoming pod.';
const gpuTaint = { key: 'dedicated', value: 'gpu', effect: 'NoSchedule' };

function text(diagnosis: ReturnType<typeof why>, index = 0): string {
  const found = diagnosis.findings[index];
  return found ? textOf(found) : '';
}

describe('too little of a resource', () => {
  const three = unplaced({ says: SHORT, spec: asking({ cpu: '3' }) });

  it('names the nearest node, its free amount and a request that would fit', () => {
    const objects = [
      three,
      nodeOf('a'),
      nodeOf('b'),
      placed('x', 'a', { spec: asking({ cpu: '3' }) }),
      placed('idle', 'a'),
      placed('y', 'b', { spec: asking({ cpu: '1500m' }) }),
    ];
    const diagnosis = why(objects);
    expect(causesOf(diagnosis)).toEqual(['insufficient-resource']);
    expect(paramsOf(diagnosis)).toMatchObject({
      resource: 'cpu',
      requested: '3',
      node: 'b',
      free: '2500m',
      allocatable: '4',
      shortfall: '500m',
      fits: '2500m',
      largest: 'app',
      count: 2,
      total: 2,
      holders: ['shop/y (1500m)'],
    });
    expect(text(diagnosis)).toContain('set resources deployment/web -c app --requests=cpu=2500m');
    expect(diagnosis.ruledOut).toContainEqual({
      cause: 'pending/request-exceeds-every-node',
      why: '3 cpu fits into 2 of 2 nodes when they are empty',
    });
  });

  it('tells of a second resource, and offers no smaller number of devices', () => {
    const spec = {
      containers: [{ name: 'app', resources: { limits: { 'nvidia.com/gpu': '2', cpu: '3' } } }],
    };
    const room = { cpu: '4', pods: '9', 'nvidia.com/gpu': '2' };
    const says = '0/1 nodes are available: 1 Insufficient cpu, 1 Insufficient nvidia.com/gpu.';
    const holder = placed('x', 'a', { spec: asking({ cpu: '2', 'nvidia.com/gpu': '2' }) });
    const diagnosis = why([unplaced({ says, spec }), nodeOf('a', { room }), holder]);
    expect(paramsOf(diagnosis)).toMatchObject({ resource: 'nvidia.com/gpu', free: '0', alsoShort: ['cpu'] });
    expect(paramsOf(diagnosis).fits).toBeUndefined();
    const turned = {
      containers: [{ name: 'app', resources: { limits: { cpu: '3', 'nvidia.com/gpu': '2' } } }],
    };
    const same = why([unplaced({ says, spec: turned }), nodeOf('a', { room }), holder]);
    expect(paramsOf(same)).toMatchObject({ resource: 'nvidia.com/gpu', alsoShort: ['cpu'] });
  });

  it('offers memory in Mi, and nothing where nothing is left', () => {
    const memory = unplaced({
      says: '0/1 nodes are available: 1 Insufficient memory.',
      spec: asking({ memory: '6Gi' }),
    });
    const other = placed('x', 'a', { spec: asking({ memory: '5Gi' }) });
    expect(paramsOf(why([memory, nodeOf('a'), other])).fits).toBe('3072Mi');
    const devices = unplaced({
      says: '0/1 nodes are available: 1 Insufficient a/b.',
      spec: asking({ 'a/b': '2' }),
    });
    const node = nodeOf('a', { room: { 'a/b': '3', pods: '9' } });
    const half = placed('x', 'a', { spec: asking({ 'a/b': '2' }) });
    expect(paramsOf(why([devices, node, half])).fits).toBeUndefined();
    const full = placed('x', 'a', { spec: asking({ cpu: '4' }) });
    expect(paramsOf(why([three, nodeOf('a'), full])).fits).toBeUndefined();
    const crumb = placed('x', 'a', { spec: asking({ cpu: '3.9995' }) });
    expect(paramsOf(why([three, nodeOf('a'), crumb])).fits).toBeUndefined();
    const little = placed('x', 'a', { spec: asking({ memory: '8388607Ki' }) });
    expect(paramsOf(why([memory, nodeOf('a'), little])).fits).toBeUndefined();
  });

  it('offers no request that would not do', () => {
    const holder = placed('x', 'a', { spec: asking({ cpu: '2' }) });
    const found = (spec: object) => paramsOf(why([unplaced({ says: SHORT, spec }), nodeOf('a'), holder]));
    const init = { initContainers: [{ name: 'i', resources: { requests: { cpu: '3' } } }] };
    expect(found({ ...asking({ cpu: '2500m' }), ...init }).fits).toBeUndefined();
    expect(found({ ...asking({ cpu: '1' }), ...init })).toMatchObject({ initLargest: ['i'], fits: '2' });
    expect(found({ ...asking({ cpu: '3' }), resources: { requests: { cpu: '3' } } }).fits).toBeUndefined();
    expect(found({ containers: [], overhead: { cpu: '3' } }).fits).toBeUndefined();
    expect(found({ overhead: { cpu: '3' }, containers: null }).fits).toBeUndefined();
    const limited = { containers: [{ name: 'app', resources: { limits: { cpu: '3' } } }] };
    expect(found(limited).fits).toBe('2');
  });

  it('says that the pod may not preempt others', () => {
    const says =
      '0/1 nodes are available: 1 Insufficient cpu. preemption: not eligible due to preemptionPolicy=Never..';
    const holder = placed('x', 'a', { spec: asking({ cpu: '2' }) });
    const diagnosis = why([unplaced({ says, spec: asking({ cpu: '3' }) }), nodeOf('a'), holder]);
    expect(paramsOf(diagnosis)).toMatchObject({ policy: 'Never' });
  });

  it('does not change what can’t be changed', () => {
    const bare = { ...three, metadata: { ...three.metadata, ownerReferences: [] } };
    const holder = placed('x', 'a', { spec: asking({ cpu: '2' }) });
    const said = text(why([bare, nodeOf('a'), holder]));
    expect(said).not.toContain('set resources');
    expect(said).toContain('(web-1 can’t be changed in place)');
  });

  it('counts the nodes of each resource by itself where nodes may not be read', () => {
    const says = '0/2 nodes are available: 1 Insufficient cpu, 1 Insufficient memory.';
    const spec = asking({ cpu: '100m', memory: '512Gi' });
    const diagnosis = why([unplaced({ says, spec }), nodeOf('a')], ['nodes']);
    expect(paramsOf(diagnosis)).toMatchObject({ resource: 'cpu', count: 1, total: 2 });
    expect(paramsOf(diagnosis, 1)).toMatchObject({ resource: 'memory', count: 1 });
    expect(text(diagnosis)).toContain('The pod asks for 100m cpu, 512Gi memory.');
    expect(text(diagnosis)).toContain('which could not be read');
  });

  it('shows an overbooked node, and pods that are going', () => {
    const over = placed('x', 'a', { spec: asking({ cpu: '4200m' }) });
    const diagnosis = why([three, nodeOf('a'), over]);
    expect(paramsOf(diagnosis)).toMatchObject({ free: '0', overbooked: '200m' });
    const leaving = placed('x', 'a', {
      spec: asking({ cpu: '2' }),
      deletionTimestamp: '2026-01-01T12:00:10Z',
    });
    const idle = placed('y', 'a', { deletionTimestamp: '2026-01-01T12:00:10Z' });
    expect(text(why([three, nodeOf('a'), leaving, idle]))).toContain(
      'x on a is being deleted, and frees 2 when it is gone.',
    );
  });

  it('names a node that is out of service while the others are full', () => {
    const full = placed('x', 'a', { spec: asking({ cpu: '2' }) });
    const says = '0/2 nodes are available: 1 Insufficient cpu, 1 node(s) were unschedulable.';
    const pod = unplaced({ says, spec: asking({ cpu: '3' }) });
    const diagnosis = why([pod, nodeOf('a'), full, nodeOf('b', { unschedulable: true })]);
    expect(causesOf(diagnosis)).toEqual(['insufficient-resource', 'node-cordoned']);
    expect(diagnosis.findings[1]?.confidence).toBe('possible');
    expect(causesOf(why([pod, nodeOf('a'), full, nodeOf('b', { taints: [gpuTaint] })]))).toEqual([
      'insufficient-resource',
    ]);
  });

  it('says how many nodes were looked at where not all were', () => {
    const names = ['a', 'b', 'c', 'd'];
    const full = names.map((name) => placed(`x-${name}`, name, { spec: asking({ cpu: '2' }) }));
    const said = text(why([three, ...names.map((name) => nodeOf(name)), ...full]));
    expect(said).toContain('Of 3 of 4 nodes that are open to it a comes nearest and is 1 cpu short.');
  });

  it('is not what counts where only fenced nodes have the device', () => {
    const says =
      '0/2 nodes are available: 1 Insufficient a/b, 1 node(s) had untolerated taint {dedicated: gpu}.';
    const fenced = nodeOf('g', { taints: [gpuTaint], room: { 'a/b': '1', pods: '9' } });
    const pod = unplaced({ says, spec: asking({ 'a/b': '1' }) });
    expect(causesOf(why([pod, nodeOf('a'), fenced]))).toEqual(['taint-untolerated']);
    const none = nodeOf('g', { room: { 'a/b': '0', pods: '9' } });
    expect(causesOf(why([pod, nodeOf('a'), none]))).toEqual(['request-exceeds-every-node']);
  });

  it('says what the message says where pods or nodes may not be read', () => {
    const objects = [three, nodeOf('a'), nodeOf('b'), placed('x', 'a', { spec: asking({ cpu: '3' }) })];
    for (const section of ['node-pods', 'nodes'] as const) {
      const diagnosis = why(objects, [section]);
      expect(causesOf(diagnosis)).toEqual(['insufficient-resource']);
      expect(diagnosis.findings[0]?.confidence).toBe('likely');
      expect(paramsOf(diagnosis)).toMatchObject({ resource: 'cpu', count: 2, total: 2 });
    }
  });

  it('doubts the message where a node has room by now', () => {
    const diagnosis = why([three, nodeOf('a')]);
    expect(causesOf(diagnosis)).toEqual(['insufficient-resource']);
    expect(diagnosis.findings[0]?.confidence).toBe('possible');
    expect(text(diagnosis)).toContain('As things are now a could take it');
    const full = placed('x', 'a', { spec: asking({ cpu: '2' }) });
    expect(text(why([three, nodeOf('a'), full, nodeOf('new')]))).toContain('now new could take it');
  });

  it('finds it without any message', () => {
    const silent = unplaced({ says: '', spec: asking({ cpu: '3' }) });
    const holder = placed('x', 'a', { spec: asking({ cpu: '2' }) });
    expect(causesOf(why([silent, nodeOf('a'), holder]))).toEqual(['insufficient-resource']);
    expect(causesOf(why([silent, nodeOf('a')]))).toEqual([]);
    expect(causesOf(why([silent]))).toEqual([]);
  });

  it('takes the largest of small nodes for the nearest', () => {
    const small = (cpu: string) => ({ room: { cpu, pods: '9' } });
    const objects = [nodeOf('c', small('1')), nodeOf('a', small('2')), nodeOf('b', small('1500m'))];
    const big = nodeOf('big', { room: { cpu: '16', pods: '9' }, taints: [gpuTaint] });
    expect(paramsOf(why([three, ...objects, big]))).toMatchObject({ node: 'a', fits: '2', allocatable: '2' });
  });

  it('names the largest holders, and lowers the largest container', () => {
    const holders = ['1', '2', '500m'].map((cpu, index) =>
      placed(`x${index}`, 'a', { spec: asking({ cpu }) }),
    );
    const nameless = {
      kind: 'Pod',
      metadata: { namespace: 'lab' },
      spec: { nodeName: 'a' },
      status: { phase: 'Running' },
    };
    const spec = {
      containers: [{ name: 'log' }, { name: 'app', resources: { requests: { cpu: '3' } } }],
      initContainers: [{ name: 'init', resources: { requests: { cpu: '500m' } } }],
    };
    const diagnosis = why([unplaced({ says: SHORT, spec }), nodeOf('a'), ...holders, nameless]);
    expect(paramsOf(diagnosis)).toMatchObject({
      holders: ['shop/x1 (2)', 'shop/x0 (1)', 'shop/x2 (500m)'],
      largest: 'app',
      fits: '500m',
    });
  });

  it('points at the larger node behind a taint', () => {
    const big = nodeOf('big', { room: { cpu: '16', pods: '9' }, taints: [gpuTaint] });
    const small = nodeOf('small', { room: { cpu: '2', pods: '9' } });
    const holder = placed('x', 'small', { spec: asking({ cpu: '1' }) });
    const says =
      '0/2 nodes are available: 1 Insufficient cpu, 1 node(s) had untolerated taint {dedicated: gpu}.';
    const diagnosis = why([unplaced({ says, spec: asking({ cpu: '3' }) }), big, small, holder]);
    expect(causesOf(diagnosis)).toEqual(['insufficient-resource', 'taint-untolerated']);
    expect(paramsOf(diagnosis)).toMatchObject({ node: 'small', whole: 'small', fits: '1', fitsOn: 'small' });
    expect(paramsOf(diagnosis, 1)).toMatchObject({ nodes: ['big'] });
  });
});

describe('a request that no node can hold', () => {
  const huge = (spec: object) => unplaced({ says: SHORT, spec, created: '2026-01-01T11:59:55Z' });

  it('is found at once, even where taints hide it', () => {
    const big = nodeOf('big', { room: { cpu: '16', pods: '9' }, taints: [gpuTaint] });
    const diagnosis = why([huge(asking({ cpu: '64', memory: '1Ti' })), nodeOf('a'), big]);
    expect(causesOf(diagnosis)).toEqual(['request-exceeds-every-node']);
    expect(paramsOf(diagnosis)).toMatchObject({
      resource: 'memory',
      requested: '1Ti',
      largestAmount: '8Gi',
      node: 'a',
      alsoShort: ['cpu'],
      fits: '8192Mi',
    });
  });

  it('offers what the largest open node has left', () => {
    const objects = [
      huge(asking({ cpu: '64' })),
      nodeOf('a'),
      nodeOf('b', { room: { cpu: '8', pods: '9' } }),
    ];
    const holder = placed('x', 'b', { spec: asking({ cpu: '3' }) });
    expect(paramsOf(why([...objects, holder]))).toMatchObject({ fits: '5', fitsOn: 'b', node: 'b' });
  });

  it('may be of something no node has', () => {
    const diagnosis = why([huge(asking({ 'nvidia.com/gpu': '1' })), nodeOf('a')]);
    expect(paramsOf(diagnosis)).toMatchObject({ largestAmount: '0', absent: 'nvidia.com/gpu', total: 1 });
    expect(text(diagnosis)).toContain('None of the 1 nodes offers any nvidia.com/gpu.');
  });

  it('may be misspelt, or not a device at all', () => {
    const node = nodeOf('a', { room: { cpu: '4', 'nvidia.com/gpu': '2', pods: '9' } });
    const diagnosis = why([huge(asking({ 'nvidia.com/gpus': '1' })), node]);
    expect(paramsOf(diagnosis)).toMatchObject({ nearResource: 'nvidia.com/gpu', device: 'nvidia.com/gpus' });
    expect(paramsOf(why([huge(asking({ 'hugepages-2Mi': '4Mi' })), node])).device).toBeUndefined();
  });

  it('is told without a smaller request where no node is open, or pods can’t be read', () => {
    const objects = [huge(asking({ cpu: '64' })), nodeOf('a', { taints: [gpuTaint] })];
    expect(paramsOf(why(objects)).fits).toBeUndefined();
    expect(paramsOf(why([huge(asking({ cpu: '64' })), nodeOf('a')], ['node-pods'])).fits).toBeUndefined();
    expect(paramsOf(why([huge(asking({ cpu: '64' })), nodeOf('a')])).fits).toBe('4');
  });

  it('is lowered together with all that is short, or else the pod would still wait', () => {
    const both = text(why([huge(asking({ cpu: '500', memory: '4Ti' })), nodeOf('a')]));
    expect(both).toContain('-c app --requests=cpu=4,memory=8192Mi');
    const two = {
      containers: [
        { name: 'app', resources: { requests: { cpu: '500' } } },
        { name: 'side', resources: { requests: { memory: '4Ti' } } },
      ],
    };
    const apart = text(why([huge(two), nodeOf('a')]));
    expect(apart).toContain('-c side --requests=memory=8192Mi');
    expect(apart).toContain('-c app --requests=cpu=4');
    const full = placed('x', 'a', { spec: asking({ cpu: '4' }) });
    expect(
      paramsOf(why([huge(asking({ cpu: '3', memory: '4Ti' })), nodeOf('a'), full])).fits,
    ).toBeUndefined();
  });

  it('is an init container’s, which `set resources` does not reach', () => {
    const init = { name: 'migrate', resources: { requests: { cpu: '30' } } };
    const spec = { ...asking({ cpu: '1', memory: '4Ti' }), initContainers: [init] };
    const said = text(why([huge(spec), nodeOf('a')]));
    expect(said).toContain('It is init container migrate that asks for it.');
    expect(said).toContain('"initContainers":[{"name":"migrate","resources":{"requests":{"cpu":"4"}}}]');
    expect(said).toContain('-c app --requests=memory=8192Mi');
    const elsewhere = nodeOf('g', { taints: [gpuTaint], room: { cpu: '1', 'a/b': '1' } });
    expect(
      paramsOf(why([huge(asking({ cpu: '64', 'a/b': '1' })), nodeOf('a'), elsewhere])).fits,
    ).toBeUndefined();
    const sidecar = { name: 'proxy', restartPolicy: 'Always', resources: { requests: { cpu: '5' } } };
    const beside = { ...asking({ cpu: '1' }), initContainers: [sidecar] };
    expect(String(paramsOf(why([huge(beside), nodeOf('a')])).initPatch)).toContain('"cpu":"3"');
  });
});

describe('node selectors', () => {
  const says = "0/2 nodes are available: 2 node(s) didn't match Pod's node affinity/selector.";
  const wanting = (nodeSelector: Record<string, string>) =>
    unplaced({ says, spec: { ...asking({}), nodeSelector } });
  const general = nodeOf('a', { labels: { pool: 'general', tier: 'x' } });
  const arm = nodeOf('b', { labels: { pool: 'arm', tier: 'y' } });

  it('name the value that there is for a misspelt one', () => {
    const diagnosis = why([wanting({ pool: 'genral' }), general, arm]);
    expect(causesOf(diagnosis)).toEqual(['node-selector-unmatched']);
    expect(paramsOf(diagnosis)).toMatchObject({
      label: ['pool=genral'],
      existing: ['arm', 'general'],
      near: 'pool=general',
    });
    expect(text(diagnosis)).toContain('{"spec":{"template":{"spec":{"nodeSelector":{"pool":"general"}}}}}');
  });

  it('fit nodes of which only the first are listed', () => {
    const many = ['a', 'b', 'c', 'd', 'e', 'f', 'g'].map((name) =>
      nodeOf(name, { labels: { pool: 'x', zone: name } }),
    );
    const objects = [wanting({ pool: 'x' }), ...many];
    expect(why(objects).ruledOut).toContainEqual({
      cause: 'pending/taint-untolerated',
      why: 'a, b, c, d, e and 2 more have no taint that the pod does not tolerate',
    });
  });

  it('name a key that no node has', () => {
    const diagnosis = why([wanting({ pol: 'general' }), general, arm]);
    expect(paramsOf(diagnosis)).toMatchObject({
      absentKey: 'pol',
      nearKey: 'pool',
      near: 'pool=general',
      candidate: undefined,
    });
    expect(text(diagnosis)).toContain('"nodeSelector":{"pol":null,"pool":"general"}');
    const both = why([wanting({ pol: 'genral' }), general, arm]);
    expect(paramsOf(both)).toMatchObject({ near: 'pool=general' });
    const other = why([wanting({ pol: 'xxxxxxxx' }), general, arm]);
    expect(paramsOf(other)).toMatchObject({ nearKey: 'pool', near: undefined, candidate: 'a' });
    expect(text(other)).toContain('pool is written nearly so: arm, general');
    const bare = { kind: 'Node', metadata: { name: 'bare' } };
    expect(paramsOf(why([wanting({ pool: 'general' }), bare]))).toMatchObject({ absentKey: 'pool' });
  });

  it('ask for a value where the label has none', () => {
    const role = 'node-role.kubernetes.io/worker';
    const diagnosis = why([wanting({ [role]: 'true' }), nodeOf('a', { labels: { [role]: '' } })]);
    expect(paramsOf(diagnosis)).toMatchObject({ existing: ['""'], near: `${role}=` });
    expect(text(diagnosis)).toContain(`"nodeSelector":{"${role}":""}`);
  });

  it('see labels that no node has together', () => {
    const diagnosis = why([wanting({ pool: 'general', tier: 'y' }), general, arm]);
    expect(paramsOf(diagnosis)).toMatchObject({
      label: ['pool=general', 'tier=y'],
      nearest: 'a',
      lacks: ['tier=y'],
    });
    expect(paramsOf(diagnosis).patch).toBeUndefined();
  });

  it('do not take another zone for a misspelt one, nor invite to forge one', () => {
    const zone = 'topology.kubernetes.io/zone';
    const diagnosis = why([wanting({ [zone]: 'eu-1d' }), nodeOf('a', { labels: { [zone]: 'eu-1a' } })]);
    expect(paramsOf(diagnosis).near).toBeUndefined();
    expect(paramsOf(diagnosis).candidate).toBeUndefined();
    for (const key of [
      'kubernetes.io/arch',
      'node.kubernetes.io/instance-type',
      'feature.node.kubernetes.io/cpu-cpuid.AVX512F',
      'cloud.google.com/gke-nodepool',
      'eks.amazonaws.com/nodegroup',
      'kubernetes.azure.com/scalesetpriority',
      'agentpool',
      'karpenter.sh/capacity-type',
      'nvidia.com/gpu.product',
    ]) {
      const wanted = why([wanting({ [key]: 'wanted' }), nodeOf('a', { labels: { [key]: 'other' } })]);
      expect(paramsOf(wanted).candidate, key).toBeUndefined();
    }
  });

  it('weigh less than what is against a node that fits', () => {
    const objects = [
      wanting({ pool: 'arm' }),
      general,
      nodeOf('b', { labels: { pool: 'arm' }, taints: [gpuTaint] }),
    ];
    const diagnosis = why(objects);
    expect(causesOf(diagnosis)).toEqual(['taint-untolerated']);
    expect(diagnosis.ruledOut).toContainEqual({
      cause: 'pending/node-selector-unmatched',
      why: 'the nodeSelector fits b',
    });
  });

  it('are named from the message alone where nodes can’t be read', () => {
    expect(causesOf(why([wanting({ pool: 'x' })], ['nodes']))).toEqual(['node-selector-unmatched']);
    const fenced = `0/2 nodes are available: 1 node(s) had untolerated taint {dedicated: gpu}, 1 node(s) didn't match Pod's node affinity/selector.`;
    const spec = { ...asking({}), nodeSelector: { pool: 'gpu' } };
    const diagnosis = why([unplaced({ says: fenced, spec })], ['nodes']);
    expect(causesOf(diagnosis)).toEqual(['taint-untolerated', 'node-selector-unmatched']);
    expect(diagnosis.findings[0]?.confidence).toBe('possible');
    expect(causesOf(why([wanting({})], ['nodes']))).toEqual(['node-affinity-unmatched']);
    expect(causesOf(why([unplaced({ says, spec: {} })], ['nodes']))).toEqual(['node-affinity-unmatched']);
  });
});

describe('node affinity', () => {
  const says = "0/1 nodes are available: 1 node(s) didn't match Pod's node affinity/selector.";
  const wanting = (...nodeSelectorTerms: readonly object[]) =>
    unplaced({
      says,
      spec: {
        ...asking({}),
        affinity: { nodeAffinity: { requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms } } },
      },
    });
  const node = nodeOf('a', { labels: { pool: 'general' } });

  it('names the expression, the values there are, and the nearest', () => {
    const other = {
      matchExpressions: [
        { key: 'arch', operator: 'Exists' },
        { key: 'x', operator: 'Exists' },
      ],
    };
    const typo = { key: 'pool', operator: 'In', values: ['genral'] };
    const kept = { key: 'os', operator: 'DoesNotExist' };
    const diagnosis = why([wanting({ matchExpressions: [typo, kept] }, other), node]);
    expect(causesOf(diagnosis)).toEqual(['node-affinity-unmatched']);
    expect(paramsOf(diagnosis)).toMatchObject({
      expression: 'pool=genral and os is not set or arch is set and x is set',
      unmet: ['pool=genral'],
      existing: 'pool: general',
      near: 'pool=general',
    });
    expect(text(diagnosis)).toContain('"values":["general"]');
  });

  it('offers to label a node for a value that there is not', () => {
    const term = { matchExpressions: [{ key: 'disk', operator: 'In', values: ['nvme'] }] };
    const tainted = nodeOf('b', { taints: [gpuTaint] });
    expect(paramsOf(why([wanting(term), tainted, node]))).toMatchObject({
      absentKey: 'disk',
      label: 'disk=nvme',
      candidate: 'a',
      nearest: 'a',
    });
  });

  it('says that a DaemonSet’s node is gone', () => {
    const term = { matchFields: [{ key: 'metadata.name', operator: 'In', values: ['old'] }] };
    const diagnosis = why([wanting(term), node]);
    expect(text(diagnosis)).toContain('made for the node old, which does not exist');
    expect(paramsOf(diagnosis)).toMatchObject({ editTarget: 'deployment/web' });
    const nodeAffinity = { requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms: [term] } };
    const of = (owner: { kind: string; name: string }) =>
      why([unplaced({ says, spec: { ...asking({}), affinity: { nodeAffinity } }, owner }), node]);
    const daemon = of({ kind: 'DaemonSet', name: 'agent' });
    expect(text(daemon)).toContain('daemonset/agent deletes it by itself');
    expect(paramsOf(daemon).editTarget).toBeUndefined();
    expect(paramsOf(of({ kind: '', name: '' })).editTarget).toBeUndefined();
  });

  it('takes odd terms', () => {
    expect(causesOf(why([wanting(), node]))).toEqual([]);
    expect(causesOf(why([wanting({}), node]))).toEqual(['node-affinity-unmatched']);
    const valueless = { matchExpressions: [{ key: 'pool', operator: 'In' }] };
    expect(paramsOf(why([wanting(valueless), node])).near).toBeUndefined();
    const nodeAffinity = { requiredDuringSchedulingIgnoredDuringExecution: {} };
    const none = unplaced({ says, spec: { ...asking({}), affinity: { nodeAffinity } } });
    expect(causesOf(why([none, node]))).toEqual([]);
    const field = { matchFields: [{ key: 'metadata.name', operator: 'NotIn', values: ['a'] }] };
    const both = { matchExpressions: [{ key: 'pool', operator: 'In', values: ['genral'] }] };
    expect(causesOf(why([wanting(field, both), node]))).toEqual(['node-affinity-unmatched']);
    expect(paramsOf(why([wanting(both, field), node]))).toMatchObject({ near: 'pool=general' });
  });
});
