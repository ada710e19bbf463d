import { readFile } from 'node:fs/promises';
import { gunzipSync } from 'node:zlib';
import { at } from './json-path.ts';

/** An API object's metadata, as far as the replay looks at it; the rest is carried along. */
interface ObjectMeta {
  readonly name: string;
  readonly namespace?: string;
  readonly uid?: string;
  readonly resourceVersion?: string;
  readonly creationTimestamp?: string | null;
  readonly deletionTimestamp?: string;
  readonly labels?: Readonly<Record<string, string>>;
  readonly annotations?: Readonly<Record<string, string>>;
  readonly managedFields?: readonly unknown[];
  readonly [field: string]: unknown;
}

/** A whole Kubernetes API object of any kind. */
export interface KubeObject {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: ObjectMeta;
  readonly [field: string]: unknown;
}

/** One log of a container: its text, each line led by an RFC 3339 time, or the error the API gave. */
export type RecordedLog = { readonly text: string } | { readonly error: string };

/** The two logs of a container that the API can give. */
export interface RecordedLogs {
  readonly current?: RecordedLog;
  readonly previous?: RecordedLog;
}

/** What was read from a cluster at one moment, enough to serve it again. */
export interface Recording {
  /** As `/version` gives it, e.g. `v1.32.1`. */
  readonly kubernetesVersion: string;
  /** RFC 3339; the cluster's clock when the recording was made. */
  readonly takenAt: string;
  /** The namespace that was recorded in full. */
  readonly namespace: string;
  readonly objects: readonly KubeObject[];
  /** Keyed `namespace/pod/container`. */
  readonly logs: Readonly<Record<string, RecordedLogs>>;
}

/**
 * Reads a recording from a `.json` or a gzipped `.json.gz` file.
 * @throws Error whose message names the file and what is wrong with it.
 */
export async function readRecording(path: string): Promise<Recording> {
  const text = unpack(path, await readBytes(path));
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw new Error(`${path}: not JSON: ${messageOf(error)}`);
  }
  const problem = problemOf(value);
  if (problem !== undefined) throw new Error(`${path}: not a recording: ${problem}`);
  const recording = value as Recording;
  return { ...recording, logs: recording.logs ?? {} };
}

async function readBytes(path: string): Promise<Buffer> {
  try {
    return await readFile(path);
  } catch (error) {
    const code = at(error, 'code');
    if (code === 'ENOENT') throw new Error(`${path}: no such file`);
    if (code === 'EISDIR') throw new Error(`${path}: is a directory, not a recording`);
    throw new Error(`${path}: cannot be read: ${messageOf(error)}`);
  }
}

function unpack(path: string, bytes: Buffer): string {
  // The first two bytes tell gzip (RFC 1952) whatever the file is called.
  if (bytes[0] !== 0x1f || bytes[1] !== 0x8b) return bytes.toString('utf8');
  try {
    return gunzipSync(bytes).toString('utf8');
  } catch (error) {
    throw new Error(`${path}: damaged gzip: ${messageOf(error)}`);
  }
}

function problemOf(value: unknown): string | undefined {
  if (!isRecord(value)) return 'the file holds no JSON object';
  for (const field of ['kubernetesVersion', 'takenAt', 'namespace']) {
    if (typeof value[field] !== 'string') return `"${field}" is missing or not a string`;
  }
  if (Number.isNaN(Date.parse(String(value.takenAt)))) return `"takenAt" is not a time: "${value.takenAt}"`;
  if (!Array.isArray(value.objects)) return '"objects" is missing or not a list';
  for (const [index, object] of value.objects.entries()) {
    const problem = objectProblem(object);
    if (problem !== undefined) return `objects[${index}] ${problem}`;
  }
  return value.logs === undefined ? undefined : logsProblem(value.logs);
}

function objectProblem(object: unknown): string | undefined {
  for (const path of [['apiVersion'], ['kind'], ['metadata', 'name']]) {
    if (typeof at(object, ...path) !== 'string') return `has no ${path.join('.')}`;
  }
  return undefined;
}

function logsProblem(logs: unknown): string | undefined {
  if (!isRecord(logs)) return '"logs" is not an object';
  for (const [key, entry] of Object.entries(logs)) {
    if (key.split('/').length !== 3) return `logs["${key}"] is not named namespace/pod/container`;
    for (const which of ['current', 'previous']) {
      const log = at(entry, which);
      if (log === undefined) continue;
      if (typeof at(log, 'text') !== 'string' && typeof at(log, 'error') !== 'string')
        return `logs["${key}"].${which} has neither a text nor an error`;
    }
  }
  return undefined;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
