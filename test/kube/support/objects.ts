import type { KubeObject, RecordedLogs, Recording } from '../../../src/replay/recording.ts';

/** The smallest recording that holds these objects. */
export function recordingOf(
  objects: readonly KubeObject[],
  logs: Readonly<Record<string, RecordedLogs>> = {},
): Recording {
  const namespaces = [...new Set(objects.map(({ metadata }) => metadata.namespace ?? 'shop')), 'shop'];
  return {
    kubernetesVersion: 'v1.32.0',
    takenAt: '2026-03-01T10:00:00Z',
    namespace: 'shop',
    objects: [...new Set(namespaces)].map((name) => object('v1', 'Namespace', '', name)).concat(objects),
    logs,
  };
}

export interface Extra {
  readonly labels?: Readonly<Record<string, string>>;
  readonly owner?: KubeObject;
  readonly createdAt?: string;
  readonly spec?: object;
  readonly status?: object;
  readonly [field: string]: unknown;
}

export function object(
  apiVersion: string,
  kind: string,
  namespace: string,
  name: string,
  extra: Extra = {},
): KubeObject {
  const { labels, owner, createdAt = '2026-03-01T09:00:00Z', ...rest } = extra;
  return {
    apiVersion,
    kind,
    metadata: {
      name,
      uid: `uid-${kind}-${namespace}-${name}`.toLowerCase(),
      creationTimestamp: createdAt,
      ...(namespace === '' ? {} : { namespace }),
      ...(labels === undefined ? {} : { labels }),
      ...(owner === undefined ? {} : { ownerReferences: [referenceTo(owner)] }),
    },
    ...rest,
  };
}

export function pod(name: string, extra: Extra & { readonly namespace?: string } = {}): KubeObject {
  const { namespace = 'shop', spec, ...rest } = extra;
  const containers = [{ name: 'app', image: 'app:1' }];
  return object('v1', 'Pod', namespace, name, { spec: { containers, nodeName: 'node-a', ...spec }, ...rest });
}

/** A Deployment, its ReplicaSet and one pod for each suffix. */
export function deployment(
  name: string,
  suffixes: readonly string[] = ['abc12'],
  namespace = 'shop',
): readonly KubeObject[] {
  const labels = { app: name };
  const all = { ...labels, 'pod-template-hash': '5d6f7c9b4' };
  const top = workload('Deployment', name, labels, namespace);
  const set = object('apps/v1', 'ReplicaSet', namespace, `${name}-5d6f7c9b4`, {
    labels: all,
    owner: top,
    spec: { selector: { matchLabels: all } },
  });
  const pods = suffixes.map((suffix) =>
    pod(`${name}-5d6f7c9b4-${suffix}`, { labels: all, owner: set, namespace }),
  );
  return [top, set, ...pods];
}

export function workload(
  kind: string,
  name: string,
  labels: Readonly<Record<string, string>>,
  namespace = 'shop',
): KubeObject {
  return object('apps/v1', kind, namespace, name, { labels, spec: { selector: { matchLabels: labels } } });
}

export function event(about: KubeObject, reason: string, at: string, uid = about.metadata.uid): KubeObject {
  const { namespace = 'default', name } = about.metadata;
  return object('v1', 'Event', namespace, `${name}.${reason.toLowerCase()}`, {
    reason,
    lastTimestamp: at,
    involvedObject: { kind: about.kind, namespace: about.metadata.namespace, name, uid },
  });
}

function referenceTo(owner: KubeObject): object {
  const { apiVersion, kind, metadata } = owner;
  return { apiVersion, kind, name: metadata.name, uid: metadata.uid, controller: true };
}
