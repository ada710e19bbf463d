import type { KubeObject, RecordedLogs } from '../replay/recording.ts';
import {
  ago,
  controller,
  eventObject,
  labelsOf,
  logsOf,
  type MadeDeployment,
  MINUTE,
  podNames,
  podObject,
  templateSpec,
  uidOf,
} from './made-pod.ts';
import { TROUBLES } from './made-trouble.ts';

export interface MadeObjects {
  readonly objects: readonly KubeObject[];
  /** As a recording keeps them. */
  readonly logs: Readonly<Record<string, RecordedLogs>>;
}

/** Everything that the API has of it at a moment. Its pods are the same, broken or well. */
export function madeObjects(made: MadeDeployment, broken: boolean, now: number): MadeObjects {
  const pods = podNames(made);
  const trouble = broken ? TROUBLES[made.trouble] : undefined;
  return {
    objects: [
      deployment(made, broken, now),
      replicaSet(made, broken, now),
      ...pods.map((pod, index) => podObject(made, { pod, index, now }, trouble)),
      ...(trouble ? pods.map((pod) => eventObject(made, pod, now, trouble)) : []),
    ],
    logs: Object.fromEntries(
      pods.map((pod) => [`${made.namespace}/${pod}/${made.name}`, logsOf(made, pod, now, trouble)]),
    ),
  };
}

function deployment(made: MadeDeployment, broken: boolean, now: number): KubeObject {
  const { namespace, name, pods } = made;
  const ready = broken ? 0 : pods.length;
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: {
      name,
      namespace,
      uid: uidOf(made, 'Deployment', name),
      labels: labelsOf(made),
      generation: 1,
      creationTimestamp: ago(now, 60 * MINUTE),
      annotations: { 'deployment.kubernetes.io/revision': '1' },
    },
    spec: {
      replicas: pods.length,
      selector: { matchLabels: labelsOf(made) },
      strategy: { type: 'RollingUpdate', rollingUpdate: { maxSurge: '25%', maxUnavailable: '25%' } },
      template: { metadata: { labels: labelsOf(made) }, spec: templateSpec(made) },
    },
    status: {
      observedGeneration: 1,
      replicas: pods.length,
      updatedReplicas: pods.length,
      readyReplicas: ready,
      availableReplicas: ready,
      unavailableReplicas: pods.length - ready,
      conditions: [
        {
          type: 'Available',
          status: broken ? 'False' : 'True',
          reason: broken ? 'MinimumReplicasUnavailable' : 'MinimumReplicasAvailable',
          message: `Deployment ${broken ? 'does not have' : 'has'} minimum availability.`,
        },
      ],
    },
  };
}

function replicaSet(made: MadeDeployment, broken: boolean, now: number): KubeObject {
  const { namespace, name, template, pods } = made;
  const labels = { ...labelsOf(made), 'pod-template-hash': template };
  const ready = broken ? 0 : pods.length;
  return {
    apiVersion: 'apps/v1',
    kind: 'ReplicaSet',
    metadata: {
      name: `${name}-${template}`,
      namespace,
      uid: uidOf(made, 'ReplicaSet', name),
      labels,
      annotations: { 'deployment.kubernetes.io/revision': '1' },
      creationTimestamp: ago(now, 60 * MINUTE),
      ownerReferences: [controller(made, 'Deployment', name)],
    },
    spec: {
      replicas: pods.length,
      selector: { matchLabels: labels },
      template: { metadata: { labels }, spec: templateSpec(made) },
    },
    status: { observedGeneration: 1, replicas: pods.length, readyReplicas: ready, availableReplicas: ready },
  };
}
