import { describe, expect, it } from 'vitest';
import type { PodSpec } from '../../src/diagnosis/objects/pod.ts';
import type { PodTemplateSpec, Workload } from '../../src/diagnosis/objects/workload.ts';
import { replicaSetSelector, rolloutChange } from '../../src/diagnosis/rollout-diff.ts';
import { container, pod } from '../support/build.ts';

const OWNER = { kind: 'Deployment', name: 'web', uid: 'd', controller: true };

/** A made ReplicaSet `web-<revision>`. */
function revision(number: number, ready: number, template: PodTemplateSpec, changeCause?: string): Workload {
  return {
    kind: 'ReplicaSet',
    metadata: {
      name: `web-${number}`,
      namespace: 'shop',
      creationTimestamp: `2026-01-01T1${number}:00:00Z`,
      annotations: {
        'deployment.kubernetes.io/revision': String(number),
        ...(changeCause ? { 'kubernetes.io/change-cause': changeCause } : {}),
      },
      ownerReferences: [OWNER],
    },
    spec: { template },
    status: { replicas: ready, readyReplicas: ready },
  };
}

function podOf(replicaSet: string, labels: Readonly<Record<string, string>> = { app: 'web' }) {
  const ownerReferences = [{ kind: 'ReplicaSet', name: replicaSet, controller: true }];
  return pod({ metadata: { name: 'web-1', namespace: 'shop', labels, ownerReferences } });
}

function image(tag: string): PodTemplateSpec {
  return { spec: { containers: [container({ image: `r/app:${tag}` })] } };
}

describe('rolloutChange', () => {
  it('compares with the newest revision that has ready pods', () => {
    const sets = [revision(1, 0, image('1')), revision(2, 2, image('2'), 'to 2'), revision(3, 0, image('3'))];
    expect(rolloutChange(sets, podOf('web-3'))).toEqual({
      from: {
        revision: 2,
        replicaSet: 'web-2',
        createdAt: '2026-01-01T12:00:00Z',
        changeCause: 'to 2',
        ready: 2,
      },
      to: { revision: 3, replicaSet: 'web-3', createdAt: '2026-01-01T13:00:00Z', ready: 0 },
      differences: [{ path: 'image', container: 'app', before: 'r/app:2', after: 'r/app:3' }],
      undo: 'kubectl -n shop rollout undo deployment/web --to-revision=2',
    });
  });

  it('compares with the one before where none is ready', () => {
    const sets = [revision(3, 0, image('3')), revision(1, 0, image('1')), revision(2, 0, image('2'))];
    expect(rolloutChange(sets, podOf('web-3'))?.from.revision).toBe(2);
  });

  it.each([
    ['the only revision', [revision(1, 0, image('1'))], 'web-1'],
    [
      'a revision that has ready pods itself',
      [revision(1, 1, image('1')), revision(2, 1, image('2'))],
      'web-2',
    ],
    [
      'an older revision than the good one',
      [revision(1, 0, image('1')), revision(2, 1, image('2'))],
      'web-1',
    ],
    ['a ReplicaSet that was not read', [revision(1, 1, image('1'))], 'web-9'],
    ['two revisions of one template', [revision(1, 1, image('1')), revision(2, 0, image('1'))], 'web-2'],
  ])('says nothing of %s', (_, sets, name) => {
    expect(rolloutChange(sets, podOf(name))).toBeUndefined();
  });

  it("leaves other workloads' ReplicaSets out, and those of no Deployment", () => {
    const failing = revision(2, 0, image('2'));
    const other = {
      ...revision(1, 1, image('1')),
      metadata: { name: 'x', ownerReferences: [{ ...OWNER, name: 'y' }] },
    };
    const orphan = { ...revision(1, 1, image('1')), metadata: { name: 'z' } };
    expect(rolloutChange([failing, other, orphan], podOf('web-2'))).toBeUndefined();
    const rollout = (set: Workload) => ({
      ...set,
      metadata: { ...set.metadata, ownerReferences: [{ ...OWNER, kind: 'Rollout' }] },
    });
    expect(
      rolloutChange([rollout(revision(1, 1, image('1'))), rollout(failing)], podOf('web-2')),
    ).toBeUndefined();
    expect(rolloutChange([failing], pod())).toBeUndefined();
    expect(rolloutChange([], podOf('web-2'))).toBeUndefined();
  });

  it('copes with objects that have next to nothing', () => {
    const bare = {
      metadata: {
        annotations: { 'deployment.kubernetes.io/revision': '1' },
        ownerReferences: [{ kind: 'Deployment', name: 'web' }],
      },
      spec: { template: image('1') },
    };
    const failing: Workload = {
      metadata: {
        name: 'web-2',
        annotations: { 'deployment.kubernetes.io/revision': '2' },
        ownerReferences: [OWNER],
      },
    };
    const lone = { metadata: { ownerReferences: [{ kind: 'ReplicaSet', name: 'web-2' }] } };
    expect(rolloutChange([bare, failing], lone)).toMatchObject({
      from: { revision: 1, replicaSet: '', createdAt: '', ready: 0 },
      undo: 'kubectl rollout undo deployment/web --to-revision=1',
    });
  });
});

describe('odd histories', () => {
  const failing = revision(3, 0, image('3'));

  it('never go back to a revision without a number, which kubectl would read as the one before', () => {
    const unnumbered = {
      ...revision(1, 1, image('1')),
      metadata: { name: 'web-x', ownerReferences: [OWNER] },
    };
    expect(rolloutChange([unnumbered, failing], podOf('web-3'))).toBeUndefined();
  });

  it('pass over a revision that has pods of which none is ready', () => {
    const broken = { ...revision(2, 0, image('2')), status: { replicas: 2 } };
    const sets = [revision(1, 0, image('1')), broken, failing];
    expect(rolloutChange(sets, podOf('web-3'))?.from.revision).toBe(1);
    expect(rolloutChange([broken, failing], podOf('web-3'))).toBeUndefined();
  });

  it('say nothing of a left-over pod of an older revision while none is ready', () => {
    const sets = [revision(1, 0, image('1')), revision(2, 0, image('2')), failing];
    expect(rolloutChange(sets, podOf('web-2'))).toBeUndefined();
  });

  it('date a rollback to the failing revision by the pod, not by the ReplicaSet of old', () => {
    const reused = {
      ...failing,
      metadata: {
        ...failing.metadata,
        annotations: {
          'deployment.kubernetes.io/revision': '3',
          'deployment.kubernetes.io/revision-history': '1',
        },
      },
    };
    const sets = [revision(2, 1, image('2')), reused];
    const made = podOf('web-3');
    const dated = { ...made, metadata: { ...made.metadata, creationTimestamp: '2026-02-02T02:00:00Z' } };
    expect(rolloutChange(sets, dated)?.to.createdAt).toBe('2026-02-02T02:00:00Z');
    const undated = { ...made, metadata: { ...made.metadata, creationTimestamp: undefined } };
    expect(rolloutChange(sets, undated as typeof made)?.to.createdAt).toBe('');
  });

  it('leave out the revisions of a Deployment that was deleted and made anew', () => {
    const earlier = {
      ...revision(2, 1, image('2')),
      metadata: { ...revision(2, 1, image('2')).metadata, ownerReferences: [{ ...OWNER, uid: 'gone' }] },
    };
    expect(rolloutChange([earlier, failing], podOf('web-3'))).toBeUndefined();
  });
});

describe('the differences of two templates', () => {
  function differences(before: PodSpec, after: PodSpec, meta: [PodTemplateSpec, PodTemplateSpec] = [{}, {}]) {
    const sets = [revision(1, 1, { ...meta[0], spec: before }), revision(2, 0, { ...meta[1], spec: after })];
    return rolloutChange(sets, podOf('web-2'))?.differences;
  }
  const one = (overrides: Parameters<typeof container>[0]): PodSpec => ({
    containers: [container(overrides)],
  });

  it('go field by field: probes, resources, ports, mounts', () => {
    expect(
      differences(
        one({
          livenessProbe: { httpGet: { path: '/healthz', port: 8080 }, periodSeconds: 10 },
          resources: { limits: { memory: '1Gi' } },
          ports: [{ containerPort: 8080 }],
          volumeMounts: [{ name: 'data', mountPath: '/data' }],
        }),
        one({
          livenessProbe: { httpGet: { path: '/ready', port: 8080 }, periodSeconds: 10 },
          resources: { limits: { memory: '64Mi' } },
          ports: [{ containerPort: 9090 }],
          volumeMounts: [{ name: 'data', mountPath: '/data', readOnly: true }],
        }),
      ),
    ).toEqual([
      { path: 'livenessProbe.httpGet.path', container: 'app', before: '/healthz', after: '/ready' },
      { path: 'resources.limits.memory', container: 'app', before: '1Gi', after: '64Mi' },
      { path: 'ports[8080].containerPort', container: 'app', before: '8080' },
      { path: 'ports[9090].containerPort', container: 'app', after: '9090' },
      { path: 'volumeMounts[/data].readOnly', container: 'app', after: 'true' },
    ]);
  });

  it('name environment variables with where their values come from', () => {
    expect(
      differences(
        one({
          env: [
            { name: 'MODE', value: 'a' },
            { name: 'GONE' },
            { name: 'FROM', valueFrom: { configMapKeyRef: { name: 'cfg', key: 'from' } } },
            { name: 'NODE', valueFrom: { fieldRef: { fieldPath: 'spec.nodeName' } } },
          ],
          envFrom: [{ configMapRef: { name: 'all' } }],
        }),
        one({
          env: [
            { name: 'MODE', value: 'b' },
            { name: 'FROM', valueFrom: { secretKeyRef: { name: 'sec', key: 'from' } } },
            { name: 'NODE', valueFrom: { resourceFieldRef: { resource: 'limits.cpu' } } },
          ],
          envFrom: [{ secretRef: { name: 'all' }, prefix: 'X_' }],
        }),
      ),
    ).toEqual([
      { path: 'envFrom[ConfigMap all]', container: 'app', before: 'all keys' },
      { path: 'env[MODE]', container: 'app', before: 'a', after: 'b' },
      { path: 'env[GONE]', container: 'app', before: '' },
      {
        path: 'env[FROM]',
        container: 'app',
        before: 'key from of ConfigMap cfg',
        after: 'key from of Secret sec',
      },
      {
        path: 'env[NODE]',
        container: 'app',
        before: 'field spec.nodeName',
        after: '{"resourceFieldRef":{"resource":"limits.cpu"}}',
      },
      { path: 'envFrom[Secret all]', container: 'app', after: 'all keys, prefixed X_' },
    ]);
  });

  it('never show a value that looks like a secret', () => {
    const found = differences(
      one({
        env: [
          { name: 'DB_PASSWORD', value: 'old-one' },
          { name: 'URL', value: 'pg://u:old-one@db' },
        ],
        args: ['--token=old-one'],
      }),
      one({
        env: [
          { name: 'DB_PASSWORD', value: 'new-one' },
          { name: 'URL', value: 'pg://u:new-one@db' },
          { name: 'API_KEY', value: 'new-one' },
          { name: 'DB_TOKEN', valueFrom: { secretKeyRef: { name: 's', key: 'k' } } },
        ],
        args: ['--token=new-one'],
      }),
    );
    expect(found).toEqual([
      { path: 'args', container: 'app', before: '["--token=(hidden)"]', after: '(changed)' },
      { path: 'env[DB_PASSWORD]', container: 'app', before: '(hidden)', after: '(changed)' },
      { path: 'env[URL]', container: 'app', before: 'pg://u:(hidden)@db', after: '(changed)' },
      { path: 'env[API_KEY]', container: 'app', after: '(hidden)' },
      { path: 'env[DB_TOKEN]', container: 'app', after: 'key k of Secret s' },
    ]);
  });

  it('shorten long values around the place where they part, images excepted', () => {
    const script = 'x'.repeat(300);
    const [command] =
      differences(one({ command: [`${script}a${script}`] }), one({ command: [`${script}b${script}`] })) ?? [];
    expect(command?.before).toMatch(/^…x+ax+…$/);
    expect(command?.after?.length).toBeLessThan(130);
    const [tail] = differences(one({ workingDir: `${script}a` }), one({ workingDir: `${script}b` })) ?? [];
    expect(tail?.before).toMatch(/^…x+a$/);
    const long = differences(one({ command: [script] }), one({})) ?? [];
    expect(long[0]?.before).toMatch(/^\["x+…$/);
    const ref = `r/${'a'.repeat(100)}@sha256:${'0'.repeat(64)}`;
    expect(differences(one({ image: ref }), one({}))?.[0]?.before).toBe(ref);
  });

  it('take a container that came or went as one', () => {
    expect(
      differences(
        { initContainers: [container({ name: 'old' })], containers: [container()] },
        { containers: [container(), { name: 'new' }] },
      ),
    ).toEqual([
      { path: 'container', container: 'new', after: 'new' },
      { path: 'container', container: 'old', before: 'registry.example/app:1' },
    ]);
  });

  it('cover the pod, and leave out what every rollout changes', () => {
    const found = differences(
      { nodeSelector: { disk: 'ssd' }, tolerations: [{ key: 'a' }], volumes: [{ name: 'v' }] },
      {
        nodeSelector: { disk: 'nvme' },
        tolerations: [{ key: 'b' }],
        volumes: [{ name: 'v', configMap: { name: 'c' } }],
        imagePullSecrets: [{ name: 's' }],
        dnsConfig: { nameservers: [] },
      },
      [
        { metadata: { labels: { app: 'web', 'pod-template-hash': '1' } } },
        {
          metadata: {
            labels: { app: 'web', 'pod-template-hash': '2' },
            annotations: { 'kubectl.kubernetes.io/restartedAt': 'now', note: 'x' },
          },
        },
      ],
    );
    expect(found?.map(({ path }) => path)).toEqual([
      'nodeSelector.disk',
      'tolerations',
      'volumes[v].configMap.name',
      'imagePullSecrets[s].name',
      'dnsConfig.nameservers',
      'annotations.note',
    ]);
    const mixed = { tolerations: [null, 1] } as unknown as PodSpec;
    expect(differences(mixed, { hostNetwork: null } as unknown as PodSpec)).toEqual([
      { path: 'tolerations', before: '[null,1]' },
    ]);
  });
});

describe('replicaSetSelector', () => {
  it('selects by the labels that stay from revision to revision', () => {
    const labels = { app: 'web', version: '2', 'pod-template-hash': 'x' };
    expect(replicaSetSelector(podOf('web-1', labels))).toBe('app=web');
  });

  it('takes all but those of one revision where none is known to stay', () => {
    const labels = { tier: 'front', role: '', 'helm.sh/chart': 'web-2', 'pod-template-hash': 'x' };
    expect(replicaSetSelector(podOf('web-1', labels))).toBe('tier=front,role=');
  });

  it('has none for a pod without labels or without a ReplicaSet', () => {
    expect(replicaSetSelector(podOf('web-1', { 'pod-template-hash': 'x' }))).toBeUndefined();
    expect(replicaSetSelector(pod({ metadata: { name: 'web-1', labels: { app: 'web' } } }))).toBeUndefined();
    expect(
      replicaSetSelector({ metadata: { ownerReferences: [{ kind: 'ReplicaSet', name: 'x' }] } }),
    ).toBeUndefined();
  });
});
