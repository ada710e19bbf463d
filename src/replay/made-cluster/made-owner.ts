import type { KubeObject, RecordedLogs } from '../recording.ts';
import { type MadePod, podEvents, podLogs, podObject, suffixOf, templateSpec, uidOf } from './made-pod.ts';
import type { Way } from './way.ts';

/** One template of a made Deployment, with the pods that run it. */
export interface MadeRevision {
  /** Of all pods that it ever had, one letter's difference: another revision has another. */
  readonly number: number;
  /** What breaks its pods; absent where none is broken. */
  readonly way?: Way;
  readonly pods: number;
  /** So many of them, the last ones, are broken. */
  readonly broken: number;
}

/** A made Deployment. */
export interface MadeOwner {
  readonly namespace: string;
  readonly name: string;
  /** The oldest first. */
  readonly revisions: readonly MadeRevision[];
  /** The name of the container of its pods: `app` where absent. */
  readonly container?: string;
  /** Where its pods run: `MADE_NODES` where absent. */
  readonly nodes?: readonly string[];
  /** Since when its pods are as they are, RFC 3339: for half an hour or so where absent. */
  readonly since?: string;
}

/** A Deployment of one revision. */
export function madeOwner(
  namespace: string,
  name: string,
  { pods, way, broken = pods }: { readonly pods: number; readonly way?: Way; readonly broken?: number },
): MadeOwner {
  return { namespace, name, revisions: [revision(1, pods, way, broken)] };
}

function revision(number: number, pods: number, way: Way | undefined, broken: number): MadeRevision {
  return { number, pods, ...(way === undefined ? { broken: 0 } : { way, broken }) };
}

/** The same with some pods of another revision besides. */
export function withRevision(
  owner: MadeOwner,
  { pods, way }: { readonly pods: number; readonly way?: Way },
): MadeOwner {
  const number = Math.max(...owner.revisions.map((one) => one.number)) + 1;
  return { ...owner, revisions: [...owner.revisions, revision(number, pods, way, pods)] };
}

/** The same pods, of which but so many are still broken. */
export function mended(owner: MadeOwner, left = 0): MadeOwner {
  const revisions = owner.revisions.map((one) => ({ ...one, broken: Math.min(one.broken, left) }));
  return { ...owner, revisions };
}

/** Other pods, all of them well, took the place of its pods: another revision was rolled out. */
export function replaced(owner: MadeOwner): MadeOwner {
  const pods = podCount(owner);
  const { revisions } = withRevision(owner, { pods });
  return { ...owner, revisions: revisions.slice(-1) };
}

function podCount({ revisions }: MadeOwner): number {
  return revisions.reduce((sum, { pods }) => sum + pods, 0);
}

/** The nodes of a made cluster. */
export const MADE_NODES: readonly string[] = ['node-a', 'node-b', 'node-c'];

/** Its pods, as of a time: they are half an hour old. */
export function podsOf(owner: MadeOwner, takenAt: string): readonly MadePod[] {
  const { container, nodes = MADE_NODES, since } = owner;
  const ago = (minutes: number) =>
    new Date(Date.parse(takenAt) - minutes * 60_000).toISOString().replace(/\.\d+Z$/, 'Z');
  return owner.revisions.flatMap((one) =>
    Array.from({ length: one.pods }, (_, index) => {
      const template = suffixOf(10, owner.namespace, owner.name, one.number);
      const name = `${owner.name}-${template}-${suffixOf(5, owner.namespace, owner.name, one.number, index)}`;
      return {
        namespace: owner.namespace,
        name,
        uid: uidOf(owner.namespace, name),
        owner: owner.name,
        template,
        image: `registry.example/${owner.namespace}/${owner.name}:1.${one.number}.0`,
        ...(container === undefined ? {} : { container }),
        node: nodes[index % nodes.length] ?? '',
        nodes: nodes.length,
        ...(one.way === undefined ? {} : { templateWay: one.way }),
        ...(index < one.pods - one.broken || one.way === undefined ? {} : { way: one.way }),
        // The newest revision has the newest pods.
        createdAt: ago(40 - Math.min(20, one.number)),
        startedAt: since ?? ago(39 - Math.min(20, one.number)),
        // Both are in whole seconds of UTC, and so in order as texts.
        crashedAt: since !== undefined && since > ago(1) ? since : ago(1),
      };
    }),
  );
}

/** Everything that the API has of a Deployment. */
export function ownerObjects(
  owner: MadeOwner,
  takenAt: string,
): { readonly objects: readonly KubeObject[]; readonly logs: Readonly<Record<string, RecordedLogs>> } {
  const { namespace, name } = owner;
  const labels = { 'app.kubernetes.io/name': name };
  const pods = podsOf(owner, takenAt);
  const uid = uidOf(namespace, 'Deployment', name);
  const sets = owner.revisions.map(({ number }) => {
    const own = pods.filter(({ template }) => template === suffixOf(10, namespace, name, number));
    return replicaSet(owner, number, { own, labels, uid });
  });
  const owned = pods.flatMap((pod) => [
    podObject(pod, labels, uidOf(namespace, 'ReplicaSet', `${name}-${pod.template}`)),
    ...podEvents(pod, takenAt),
  ]);
  return {
    objects: [deployment(owner, { pods, labels, uid }), ...sets, ...owned],
    logs: Object.assign({}, ...pods.map(podLogs)),
  };
}

interface Parts {
  readonly pods: readonly MadePod[];
  readonly labels: Readonly<Record<string, string>>;
  readonly uid: string;
}

function deployment({ namespace, name, revisions }: MadeOwner, { pods, labels, uid }: Parts): KubeObject {
  const ready = pods.filter(({ way }) => way === undefined).length;
  const newest = pods.at(-1);
  const available = ready === pods.length;
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: {
      name,
      namespace,
      uid,
      labels,
      generation: 1,
      creationTimestamp: pods[0]?.createdAt ?? null,
      annotations: { 'deployment.kubernetes.io/revision': `${revisions.at(-1)?.number ?? 1}` },
    },
    spec: {
      replicas: pods.length,
      selector: { matchLabels: labels },
      strategy: { type: 'RollingUpdate', rollingUpdate: { maxSurge: '25%', maxUnavailable: '25%' } },
      template: { metadata: { labels }, spec: newest ? templateSpec(newest) : {} },
    },
    status: {
      observedGeneration: 1,
      replicas: pods.length,
      updatedReplicas: revisions.at(-1)?.pods ?? 0,
      readyReplicas: ready,
      availableReplicas: ready,
      unavailableReplicas: pods.length - ready,
      conditions: [
        {
          type: 'Available',
          status: available ? 'True' : 'False',
          reason: available ? 'MinimumReplicasAvailable' : 'MinimumReplicasUnavailable',
          message: `Deployment ${available ? 'has' : 'does not have'} minimum availability.`,
        },
      ],
    },
  };
}

function replicaSet(
  { namespace, name }: MadeOwner,
  number: number,
  { own, labels, uid }: Omit<Parts, 'pods'> & { readonly own: readonly MadePod[] },
): KubeObject {
  const template = suffixOf(10, namespace, name, number);
  const all = { ...labels, 'pod-template-hash': template };
  const ready = own.filter(({ way }) => way === undefined).length;
  const [first] = own;
  return {
    apiVersion: 'apps/v1',
    kind: 'ReplicaSet',
    metadata: {
      name: `${name}-${template}`,
      namespace,
      uid: uidOf(namespace, 'ReplicaSet', `${name}-${template}`),
      labels: all,
      annotations: { 'deployment.kubernetes.io/revision': `${number}` },
      creationTimestamp: first?.createdAt ?? null,
      ownerReferences: [{ apiVersion: 'apps/v1', kind: 'Deployment', name, uid, controller: true }],
    },
    spec: {
      replicas: own.length,
      selector: { matchLabels: all },
      template: { metadata: { labels: all }, spec: first ? templateSpec(first) : {} },
    },
    status: { observedGeneration: 1, replicas: own.length, readyReplicas: ready, availableReplicas: ready },
  };
}
