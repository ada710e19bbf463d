import type { KubeObject, Recording } from '../replay/recording.ts';
import type { Replay } from '../replay/server.ts';
import type { PageWorkload } from './contract.ts';
import { madeObjects } from './made-deployment.ts';
import { type MadeDeployment, podNames } from './made-pod.ts';
import { TROUBLES } from './made-trouble.ts';

/** The namespace of names without one. */
export const SCENE_NAMESPACE = 'shop';

/** What a person can break and heal, how it stands at the beginning. */
const MADE: readonly { readonly made: MadeDeployment; readonly broken: boolean }[] = [
  {
    made: {
      namespace: SCENE_NAMESPACE,
      name: 'checkout',
      image: 'registry.example/shop/checkout:1.8.2',
      trouble: 'database-refuses',
      template: '6d5f7c9b8d',
      pods: ['k7x2m', 'q4z9t'],
    },
    broken: true,
  },
  {
    made: {
      namespace: SCENE_NAMESPACE,
      name: 'web',
      image: 'registry.example/shop/web:3.0.4',
      trouble: 'not-ready',
      template: '7b8c4d5f6c',
      pods: ['f5w8n', 'x2b6r', 'z9d4v'],
    },
    broken: false,
  },
];

/** A pod that an alert can be about. */
export interface BrokenPod {
  /** Of the workload. */
  readonly id: string;
  readonly namespace: string;
  readonly pod: string;
  readonly alertname: string;
}

/** The made part of the replayed cluster. */
export interface Scene {
  workloads(): readonly PageWorkload[];
  /** Breaks or heals; false where there is no such workload. */
  set(id: string, state: PageWorkload['state']): boolean;
  /** Of the first workload that is broken now. */
  brokenPod(): BrokenPod | undefined;
}

/** The made Deployments as they stand at the beginning. */
export function madeRecording(kubernetesVersion: string, now: number): Recording {
  const parts = MADE.map(({ made, broken }) => madeObjects(made, broken, now));
  const namespace: KubeObject = {
    apiVersion: 'v1',
    kind: 'Namespace',
    metadata: { name: SCENE_NAMESPACE, labels: { 'kubernetes.io/metadata.name': SCENE_NAMESPACE } },
    status: { phase: 'Active' },
  };
  return {
    kubernetesVersion,
    takenAt: new Date(now).toISOString(),
    namespace: SCENE_NAMESPACE,
    objects: [namespace, ...parts.flatMap(({ objects }) => objects)],
    logs: Object.assign({}, ...parts.map(({ logs }) => logs)),
  };
}

/** The hands that change a replay which serves `madeRecording`. */
export function createScene(replay: Pick<Replay, 'update' | 'remove' | 'setLogs'>): Scene {
  const broken = new Set(MADE.filter((one) => one.broken).map(({ made }) => idOf(made)));
  return {
    workloads: () =>
      MADE.map(({ made }) => ({
        id: idOf(made),
        label: `Deployment ${idOf(made)}`,
        state: broken.has(idOf(made)) ? 'broken' : 'well',
        trouble: TROUBLES[made.trouble].inWords,
      })),
    set(id, state) {
      const found = MADE.find(({ made }) => idOf(made) === id);
      if (!found) return false;
      if (broken.has(id) === (state === 'broken')) return true;
      if (state === 'broken') broken.add(id);
      else broken.delete(id);
      change(found.made, state === 'broken');
      return true;
    },
    brokenPod() {
      const found = MADE.find(({ made }) => broken.has(idOf(made)));
      if (!found) return undefined;
      const [pod = ''] = podNames(found.made);
      const { namespace, trouble } = found.made;
      return { id: idOf(found.made), namespace, pod, alertname: TROUBLES[trouble].alert };
    },
  };

  function change(made: MadeDeployment, toBroken: boolean): void {
    const now = Date.now();
    const { objects, logs } = madeObjects(made, toBroken, now);
    const before = madeObjects(made, !toBroken, now).objects;
    for (const [key, own] of Object.entries(logs)) replay.setLogs(key, own);
    for (const object of objects) replay.update(object);
    const kept = new Set(objects.map(nameOf));
    for (const { apiVersion, kind, metadata } of before.filter((object) => !kept.has(nameOf(object))))
      replay.remove({ apiVersion, kind, name: metadata.name, namespace: made.namespace });
  }
}

function idOf({ namespace, name }: MadeDeployment): string {
  return `${namespace}/${name}`;
}

function nameOf({ kind, metadata }: KubeObject): string {
  return `${kind}/${metadata.name}`;
}
