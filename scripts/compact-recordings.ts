/**
 * Compacts recordings for the repository: `node scripts/compact-recordings.ts FROM TO [NAME…]`.
 * Leaves out what no judgement reads, one object a line so that a change shows as a small diff.
 */
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

type Json = Record<string, unknown>;
interface Recording {
  readonly kubernetesVersion: string;
  readonly takenAt: string;
  readonly namespace: string;
  readonly objects: readonly Json[];
  readonly logs: unknown;
}

/** Kinds that nothing asks for: access rules, revisions of sets, and what the lab's other namespaces are called. */
const UNREAD_KINDS = new Set(['ControllerRevision']);
const UNREAD_METADATA = ['managedFields', 'resourceVersion', 'selfLink'];
const UNREAD_NODE_STATUS = ['images', 'daemonEndpoints', 'features', 'runtimeHandlers', 'config'];
/** What a kubelet says of a node at each start. */
const UNREAD_NODE_EVENTS =
  /^(Starting|RegisteredNode|CgroupV1|InvalidDiskCapacity|NodeAllocatableEnforced|NodeHas(Sufficient|No).*)$/;
/** Of another namespace's pod only what it holds of its node counts. */
const UNREAD_NEIGHBOUR = { metadata: ['uid', 'creationTimestamp', 'ownerReferences'], spec: ['tolerations'] };
const UNREAD_POD_STATUS = ['hostIPs', 'podIPs'];

const [from, to, ...names] = process.argv.slice(2);
if (!from || !to) {
  console.error('usage: node scripts/compact-recordings.ts FROM TO [NAME…]');
  process.exit(64);
}
await mkdir(to, { recursive: true });
const files = (await readdir(from)).filter((file) => file.endsWith('.json'));
let bytes = 0;
for (const file of files.filter((one) => names.length === 0 || names.includes(one.replace(/\.json$/, '')))) {
  const text = compact(JSON.parse(await readFile(join(from, file), 'utf8')));
  bytes += text.length;
  await writeFile(join(to, file), text);
}
const expectations = (await readFile(join(from, 'expect.jsonl'), 'utf8')).trim().split('\n');
const kept = expectations.filter(
  (line) => names.length === 0 || names.includes(JSON.parse(line).recording.replace(/\.json$/, '')),
);
await writeFile(join(to, 'expect.jsonl'), `${kept.join('\n')}\n`);
console.log(`${files.length} recordings read, ${(bytes / 1e6).toFixed(1)} MB written`);

function compact(recording: Recording): string {
  const objects = recording.objects
    .filter((object) => isRead(object, recording))
    .map((object) => strip(object, recording.namespace));
  const { kubernetesVersion, takenAt, namespace, logs } = recording;
  const head = JSON.stringify({ kubernetesVersion, takenAt, namespace, logs }).slice(0, -1);
  return `${head},"objects":[\n${objects.map((object) => JSON.stringify(object)).join(',\n')}\n]}\n`;
}

function isRead(object: Json, recording: Recording): boolean {
  const { name, namespace } = object.metadata as { name: string; namespace?: string };
  if (UNREAD_KINDS.has(object.kind as string)) return false;
  if (object.kind === 'Event' && UNREAD_NODE_EVENTS.test(object.reason as string)) return false;
  if (object.kind === 'Namespace') return name === recording.namespace || /^(default|kube-.*)$/.test(name);
  if (object.kind === 'ConfigMap' && name === 'kube-root-ca.crt') return false;
  return object.kind !== 'Pod' || namespace === recording.namespace || isActive(object);
}

function isActive(pod: Json): boolean {
  const { phase } = (pod.status ?? {}) as { phase?: string };
  return phase !== 'Succeeded' && phase !== 'Failed';
}

function strip(object: Json, namespace: string): Json {
  const metadata = without(object.metadata as Json, UNREAD_METADATA);
  if (object.kind === 'Pod' && metadata.namespace !== namespace) {
    return {
      ...object,
      metadata: without(metadata, UNREAD_NEIGHBOUR.metadata),
      spec: without(object.spec as Json, UNREAD_NEIGHBOUR.spec),
    };
  }
  const status = object.status as Json | undefined;
  const unread = { Node: UNREAD_NODE_STATUS, Pod: UNREAD_POD_STATUS }[object.kind as string] ?? [];
  return { ...object, metadata, ...(status ? { status: without(status, unread) } : {}) };
}

function without(object: Json, keys: readonly string[]): Json {
  return Object.fromEntries(Object.entries(object).filter(([key]) => !keys.includes(key)));
}
