import { suffixOf, templateSpec, uidOf } from '../../../src/replay/made-cluster/made-pod.ts';
import type { KubeObject } from '../../../src/replay/recording.ts';
import type { OwnerObjects } from './large-cluster.ts';
import type { LargeOwner } from './large-owner.ts';
import { rfc3339 } from './rfc3339.ts';

/** How the API refuses pods. */
export type ShortWay = 'quota-exceeded' | 'service-account-missing';

const MINUTE_MS = 60_000;
const QUOTA = 'compute';
const REQUEST = '256Mi';
const HARD = '4Gi';

type Json = Readonly<Record<string, unknown>>;

/** What makes the pods. */
interface Maker {
  readonly kind: string;
  readonly name: string;
  readonly uid: string;
}

interface When {
  readonly firstAt: string;
  readonly lastAt: string;
}

/** What the API has of a Deployment, StatefulSet or Job none of whose pods it lets be made. */
export function shortObjects(owner: LargeOwner, way: ShortWay, takenAt: string): OwnerObjects {
  const now = Date.parse(takenAt);
  const when = { firstAt: rfc3339(now - 40 * MINUTE_MS), lastAt: rfc3339(now - 5 * MINUTE_MS) };
  const { namespace, kind, name } = owner;
  const set = `${name}-${suffixOf(9, namespace, name)}`;
  const maker =
    kind === 'Deployment'
      ? { kind: 'ReplicaSet', name: set, uid: uidOf(namespace, 'ReplicaSet', set) }
      : { kind, name, uid: uidOf(namespace, kind, name) };
  const refusal = refusalOf(owner, way, maker);
  const objects = kind === 'Deployment' ? deployment(owner, maker, refusal, when) : [alone(owner, when)];
  const event = failedCreate(owner, maker, refusal, when);
  return { objects: [...objects, event, ...(way === 'quota-exceeded' ? [quota(namespace)] : [])], logs: {} };
}

function refusalOf({ namespace, kind, name }: LargeOwner, way: ShortWay, maker: Maker): string {
  const pod = kind === 'StatefulSet' ? `${name}-0` : `${maker.name}-${suffixOf(5, namespace, name)}`;
  const why =
    way === 'quota-exceeded'
      ? `exceeded quota: ${QUOTA}, requested: requests.memory=${REQUEST}, used: requests.memory=${HARD}, limited: requests.memory=${HARD}`
      : `error looking up service account ${namespace}/${name}: serviceaccount "${name}" not found`;
  return `pods "${pod}" is forbidden: ${why}`;
}

function deployment(owner: LargeOwner, set: Maker, message: string, { firstAt }: When): KubeObject[] {
  const { namespace, name, pods } = owner;
  const uid = uidOf(namespace, 'Deployment', name);
  const selector = { matchLabels: labelsOf(owner) };
  const template = templateOf(owner);
  const failure = {
    type: 'ReplicaFailure',
    status: 'True',
    reason: 'FailedCreate',
    message,
    lastTransitionTime: firstAt,
  };
  const status = { observedGeneration: 1, replicas: 0, conditions: [failure] };
  const revision = { 'deployment.kubernetes.io/revision': '1' };
  const metadata = { namespace, labels: labelsOf(owner), annotations: revision, creationTimestamp: firstAt };
  const reference = { apiVersion: 'apps/v1', kind: 'Deployment', name, uid, controller: true };
  const spec = { replicas: pods, selector, template };
  return [
    {
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: { ...metadata, name, uid, generation: 1 },
      spec,
      status: { ...status, unavailableReplicas: pods },
    },
    {
      apiVersion: 'apps/v1',
      kind: 'ReplicaSet',
      metadata: { ...metadata, name: set.name, uid: set.uid, ownerReferences: [reference] },
      spec,
      status,
    },
  ];
}

/** What makes its pods itself. */
function alone(owner: LargeOwner, { firstAt }: When): KubeObject {
  const { namespace, kind, name, pods } = owner;
  const isJob = kind === 'Job';
  const uid = uidOf(namespace, kind, name);
  const jobLabels = { 'batch.kubernetes.io/controller-uid': uid, 'job-name': name };
  const selector = { matchLabels: isJob ? jobLabels : labelsOf(owner) };
  const template = templateOf(owner, isJob ? { labels: jobLabels, restartPolicy: 'Never' } : {});
  return {
    apiVersion: isJob ? 'batch/v1' : 'apps/v1',
    kind,
    metadata: {
      name,
      namespace,
      uid,
      labels: labelsOf(owner),
      generation: 1,
      creationTimestamp: firstAt,
    },
    spec: isJob
      ? { parallelism: pods, completions: pods, backoffLimit: 6, selector, template }
      : { replicas: pods, serviceName: '', podManagementPolicy: 'Parallel', selector, template },
    status: isJob
      ? { active: 0, ready: 0, startTime: firstAt }
      : { observedGeneration: 1, replicas: 0, availableReplicas: 0 },
  };
}

function templateOf(
  owner: LargeOwner,
  { labels = {}, restartPolicy = 'Always' }: { readonly labels?: Json; readonly restartPolicy?: string } = {},
): Json {
  const { namespace, name, refused } = owner;
  const spec = templateSpec({ image: `registry.example/${namespace}/${name}:1.4.0` });
  const account = refused === 'service-account-missing' ? { serviceAccountName: name } : {};
  const [app] = spec.containers as readonly Json[];
  const containers = [{ ...app, resources: { requests: { memory: REQUEST } } }];
  return {
    metadata: { labels: { ...labelsOf(owner), ...labels } },
    spec: { ...spec, ...account, containers, restartPolicy },
  };
}

function labelsOf({ name }: LargeOwner): Readonly<Record<string, string>> {
  return { 'app.kubernetes.io/name': name };
}

/** The controller tries again and again, and each try is counted in one event. */
function failedCreate(
  { namespace, kind, name }: LargeOwner,
  maker: Maker,
  refusal: string,
  { firstAt, lastAt }: When,
): KubeObject {
  const message =
    kind === 'StatefulSet'
      ? `create Pod ${name}-0 in StatefulSet ${name} failed error: ${refusal}`
      : `Error creating: ${refusal}`;
  const event = `${maker.name}.${suffixOf(16, namespace, name, 'event')}`;
  return {
    apiVersion: 'v1',
    kind: 'Event',
    metadata: { name: event, namespace, uid: uidOf(namespace, event), creationTimestamp: firstAt },
    involvedObject: { apiVersion: 'apps/v1', namespace, ...maker },
    reason: 'FailedCreate',
    message,
    type: 'Warning',
    count: 17,
    firstTimestamp: firstAt,
    lastTimestamp: lastAt,
    source: { component: `${maker.kind.toLowerCase()}-controller` },
  };
}

/** Full: by pods of before, that are still counted. */
function quota(namespace: string): KubeObject {
  const hard = { 'requests.memory': HARD };
  return {
    apiVersion: 'v1',
    kind: 'ResourceQuota',
    metadata: { name: QUOTA, namespace, uid: uidOf(namespace, 'ResourceQuota', QUOTA) },
    spec: { hard },
    status: { hard, used: hard },
  };
}
