import { compareText } from './compare.ts';
import { sortEvents } from './events.ts';
import { type FieldKind, kindsOf, placeOf, requiredOf } from './field-kinds.ts';
import type { KubeEvent, ObjectMeta } from './objects/meta.ts';
import type { Pod } from './objects/pod.ts';
import type { Workload } from './objects/workload.ts';
import type { Collected, Facts, SectionName, Snapshot, TargetObject } from './snapshot.ts';

type Fields = Readonly<Record<string, unknown>>;

/**
 * The one guard between what a cluster or a file says and what is judged: whatever does not have the type that objects/
 * promises is dropped, null counts as absent, and lists stand in one order. Well-formed objects stay equal.
 */
export function wellFormedSnapshot(snapshot: Snapshot): Snapshot {
  const { workload, object, jobs, pods, facts } = snapshot;
  return {
    ...snapshot,
    ...(workload ? { workload: once(workload, wellFormed) } : {}),
    ...(object ? { object: once(object, cleanTarget) } : {}),
    ...(jobs ? { jobs: once(jobs, (all) => cleanList(all, '') as readonly Workload[]) } : {}),
    pods: once(pods, (all) => inOrder(cleanList(all, '')) as readonly Pod[]),
    facts: cleanFacts(facts),
  };
}

/** What was cleaned already: parts of a snapshot stay the same objects from pass to pass, and so does what is clean. */
const CLEANED = new WeakMap<object, object>();

function once<T extends object>(part: T, clean: (part: T) => T): T {
  // A part that a cluster sends in place of an object can't be remembered.
  if (!Array.isArray(part) && !isFields(part)) return clean(part);
  // Each part was put in under the type that it comes out as.
  const known = CLEANED.get(part) as T | undefined;
  if (known) return known;
  const cleaned = clean(part);
  CLEANED.set(part, cleaned).set(cleaned, cleaned);
  return cleaned;
}

/** An API object without its malformed parts; one that isn't an object at all is empty. */
export function wellFormed<T extends object>(object: T): T {
  return (cleanObject(object, '') ?? {}) as T;
}

/** Its kind, by which playbooks tell what it is, is ours, not the server's. */
function cleanTarget(object: TargetObject): TargetObject {
  const { kind } = object;
  return { ...cleanObject(object, kind), kind } as TargetObject;
}

const CLEAN: Readonly<Record<FieldKind, (value: unknown, field: string) => unknown>> = {
  text: (value) => (typeof value === 'string' ? value : undefined),
  number: (value) => (Number.isFinite(value) ? value : undefined),
  flag: (value) => (typeof value === 'boolean' ? value : undefined),
  texts: (value) => (Array.isArray(value) ? value.filter((item) => typeof item === 'string') : undefined),
  map: (value) => (isFields(value) ? cleanMap(value) : undefined),
  object: cleanObject,
  objects: (value, field) => (Array.isArray(value) ? cleanList(value, field) : undefined),
};

function cleanObject(value: unknown, field: string): Fields | undefined {
  if (!isFields(value)) return undefined;
  const cleaned: Fields = Object.fromEntries(
    Object.entries(value).flatMap(([name, inner]) => cleanField(field, name, inner)),
  );
  return requiredOf(field).every((name) => cleaned[name] !== undefined) ? cleaned : undefined;
}

function cleanField(parent: string, name: string, value: unknown): [string, unknown][] {
  const kinds = kindsOf(parent, name);
  if (!kinds) return [[name, value]];
  const place = placeOf(parent, name);
  const cleaned = kinds.map((kind) => CLEAN[kind](value, place)).find((one) => one !== undefined);
  return cleaned === undefined ? [] : [[name, cleaned]];
}

function cleanList(items: readonly unknown[], field: string): readonly Fields[] {
  return items.map((item) => cleanObject(item, field)).filter((item) => item !== undefined);
}

/** Quantities and label values that were written without quotes are numbers in a file. */
function cleanMap(fields: Fields): Fields {
  return Object.fromEntries(
    Object.entries(fields).flatMap(([key, value]) =>
      typeof value === 'string' || typeof value === 'number' ? [[key, String(value)]] : [],
    ),
  );
}

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Whether a section's answer is a list. */
const IS_LIST: Readonly<Record<SectionName, boolean>> = {
  events: true,
  log: true,
  node: false,
  nodes: true,
  'node-pods': true,
  pods: true,
  'replica-sets': true,
  workloads: true,
  services: true,
  'endpoint-slices': true,
  'network-policies': true,
  'ingress-classes': true,
  'priority-classes': true,
  'resource-quotas': true,
  'cluster-quotas': true,
  claim: false,
  'namespace-claims': true,
  'claim-metrics': true,
  certificates: true,
  volume: false,
  'persistent-volumes': true,
  'storage-classes': true,
  'runtime-classes': true,
  'service-account': false,
  'limit-ranges': true,
  names: true,
  'pod-metrics': false,
  namespaces: true,
  'namespace-pods': false,
  'namespace-events': false,
  'failed-creates': false,
  'namespace-metrics': true,
  'node-metrics': true,
  object: false,
};

function cleanFacts(facts: Facts): Facts {
  return new Map([...facts].map(([key, fact]) => [key, cleanFact(key, fact)]));
}

function cleanFact(key: string, fact: Collected<unknown>): Collected<unknown> {
  return fact.status === 'ok' ? once<Collected<unknown>>(fact, () => cleanAnswer(key, fact.value)) : fact;
}

function cleanAnswer(key: string, answer: unknown): Collected<unknown> {
  // The section as `readKey` writes it.
  const section = (/\["section","([^"]+)"\]/.exec(key)?.[1] ?? '') as SectionName;
  const value = IS_LIST[section] ? cleanAnswers(answer, section) : cleanObject(answer, section);
  return value ? { status: 'ok', value } : MALFORMED;
}

const MALFORMED: Collected<never> = {
  status: 'unavailable',
  reason: 'failed',
  message: 'the answer was malformed',
};

function cleanAnswers(value: unknown, section: SectionName): readonly object[] | undefined {
  if (!Array.isArray(value)) return undefined;
  const items = cleanList(value, section);
  return section === 'events' ? sortEvents(items as readonly KubeEvent[]) : inOrder(items);
}

/** By namespace and name, as the API lists; log lines, which have neither, stay as they are. */
function inOrder(items: readonly Fields[]): readonly Fields[] {
  return items.toSorted((a, b) => compareText(nameOf(a), nameOf(b)));
}

function nameOf(item: Fields): string {
  const { namespace = '', name = '' } = (item.metadata ?? item) as ObjectMeta;
  return `${namespace}/${name}`;
}
