import { shortenPair, shownValue } from './diff-value.ts';
import type { Container, EnvFromSource, EnvVar } from './objects/container.ts';
import type { PodTemplateSpec } from './objects/workload.ts';

/** One field of a pod template that differs. */
export interface Difference {
  /** As in kubectl's field paths, from the container's or the pod's spec on: `image`, `env[DB_HOST]`, `nodeSelector.disk`. */
  readonly path: string;
  /** Absent for fields of the pod. */
  readonly container?: string;
  /** Absent where the field is new. */
  readonly before?: string;
  /** Absent where the field is gone. */
  readonly after?: string;
}

/** A template's fields by path: the containers' under their names, the pod's under the empty name. */
type Fields = ReadonlyMap<string, ReadonlyMap<string, string>>;

/** Set anew by every rollout or by `kubectl rollout restart`, whatever else it changed. */
const MEANINGLESS = /^(?:labels\.pod-template-hash|annotations\.kubectl\.kubernetes\.io\/restartedAt)$/;

/** What differs between two pod templates, containers first, each field once. Secret-looking values are not shown. */
export function templateDifferences(
  before: PodTemplateSpec | undefined,
  after: PodTemplateSpec | undefined,
): readonly Difference[] {
  const [old, current] = [fieldsOf(before), fieldsOf(after)];
  const names = [...new Set([...current.keys(), ...old.keys()])].toSorted(
    (a, b) => Number(a === '') - Number(b === ''),
  );
  return names.flatMap((name) => compareFields(name, old.get(name), current.get(name)));
}

function compareFields(
  container: string,
  before: ReadonlyMap<string, string> | undefined,
  after: ReadonlyMap<string, string> | undefined,
): Difference[] {
  const subject = container === '' ? {} : { container };
  // A container that came or went is one difference, not one for each of its fields.
  if (before === undefined || after === undefined) {
    const side = before === undefined ? 'after' : 'before';
    return [{ path: 'container', ...subject, [side]: (before ?? after)?.get('image') ?? container }];
  }
  const paths = [...new Set([...before.keys(), ...after.keys()])];
  return paths
    .filter((path) => before.get(path) !== after.get(path) && !MEANINGLESS.test(path))
    .map((path) => ({ path, ...subject, ...shownPair(path, before.get(path), after.get(path)) }));
}

function shownPair(path: string, before: string | undefined, after: string | undefined) {
  const shown = [shownValue(path, before), shownValue(path, after)] as const;
  // An image is used in commands: it stays whole.
  const [old, current] = path === 'image' ? shown : shortenPair(...shown);
  return {
    ...(old === undefined ? {} : { before: old }),
    ...(current === undefined ? {} : { after: current === old ? '(changed)' : current }),
  };
}

function fieldsOf(template: PodTemplateSpec | undefined): Fields {
  const { containers, initContainers, ephemeralContainers: _, ...spec } = template?.spec ?? {};
  const pod = new Map<string, string>();
  flatten(spec, '', pod);
  flatten(template?.metadata?.labels, 'labels', pod);
  flatten(template?.metadata?.annotations, 'annotations', pod);
  const all = [...(initContainers ?? []), ...(containers ?? [])];
  return new Map([...all.map((one) => [one.name, containerFields(one)] as const), ['', pod]]);
}

function containerFields({ name: _, env, envFrom, ...container }: Container): ReadonlyMap<string, string> {
  const fields = new Map<string, string>();
  flatten(container, '', fields);
  for (const source of envFrom ?? [])
    fields.set(
      `envFrom[${sourceName(source)}]`,
      source.prefix ? `all keys, prefixed ${source.prefix}` : 'all keys',
    );
  for (const variable of env ?? []) fields.set(`env[${variable.name}]`, envText(variable));
  return fields;
}

function sourceName({ configMapRef, secretRef }: EnvFromSource): string {
  return configMapRef ? `ConfigMap ${configMapRef.name}` : `Secret ${secretRef?.name}`;
}

/** An environment variable's value, or where it comes from. */
function envText({ value, valueFrom }: EnvVar): string {
  if (!valueFrom) return value ?? '';
  const { configMapKeyRef, secretKeyRef, fieldRef } = valueFrom;
  if (configMapKeyRef) return `key ${configMapKeyRef.key} of ConfigMap ${configMapKeyRef.name}`;
  if (secretKeyRef) return `key ${secretKeyRef.key} of Secret ${secretKeyRef.name}`;
  return fieldRef ? `field ${fieldRef.fieldPath}` : JSON.stringify(valueFrom);
}

/** Writes every leaf under `value` as text by its path. Lists of named things go by the name, other lists as a whole. */
function flatten(value: unknown, path: string, into: Map<string, string>): void {
  if (value === undefined || value === null) return;
  if (typeof value !== 'object') {
    into.set(path, String(value));
    return;
  }
  if (Array.isArray(value)) {
    flattenList(value, path, into);
    return;
  }
  for (const [key, inner] of Object.entries(value))
    flatten(inner, path === '' ? key : `${path}.${key}`, into);
}

function flattenList(list: readonly unknown[], path: string, into: Map<string, string>): void {
  const keys = list.map(keyOf);
  const isKeyed =
    list.length > 0 && keys.every((key) => key !== undefined) && new Set(keys).size === list.length;
  if (!isKeyed) {
    into.set(path, JSON.stringify(list));
    return;
  }
  for (const [index, item] of list.entries()) flatten(item, `${path}[${keys[index]}]`, into);
}

/** The field by which the API merges a list of objects; a mount goes by its path, as one volume may be mounted twice. */
function keyOf(item: unknown): string | undefined {
  if (typeof item !== 'object' || item === null) return undefined;
  const { mountPath, name, containerPort } = item as Readonly<Record<string, unknown>>;
  const key = mountPath ?? name ?? containerPort;
  return key === undefined ? undefined : String(key);
}
