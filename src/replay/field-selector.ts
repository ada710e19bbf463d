import { at, textAt } from './json-path.ts';
import type { KubeObject } from './recording.ts';
import type { ResourceType } from './resources.ts';
import { badRequest, qualified } from './status.ts';

/** Tells whether an object's fields fit. */
export type FieldTest = (object: KubeObject) => boolean;

type Read = (object: KubeObject) => string;

/**
 * Reads a field selector (`a=b`, `a==b`, `a!=b`, joined by commas) for one resource.
 * @throws ApiError 400 for a field that the resource cannot be selected by, or a text that is none.
 * @see https://kubernetes.io/docs/concepts/overview/working-with-objects/field-selectors/#list-of-supported-fields
 */
export function parseFieldSelector(text: string, type: ResourceType): FieldTest {
  if (text.trim() === '') return () => true;
  const tests = splitTerms(text).map((term) => parseTerm(term, text, type));
  return (object) => tests.every((test) => test(object));
}

/** Splits at commas; a backslash takes the meaning from a comma, an equals sign or a backslash. */
function splitTerms(text: string): readonly string[] {
  return (text.match(/(?:\\.|[^,])+/g) ?? []).filter((term) => term !== '');
}

function parseTerm(term: string, whole: string, type: ResourceType): FieldTest {
  const parts = /^((?:\\.|[^=!])+?)(==|!=|=)(.*)$/s.exec(term);
  if (!parts) throw badRequest(`invalid selector: '${whole}'; can't understand '${term}'`);
  const read = readerOf(parts[1] ?? '', type);
  const value = (parts[3] ?? '').replace(/\\(.)/g, '$1');
  return parts[2] === '!=' ? (object) => read(object) !== value : (object) => read(object) === value;
}

function readerOf(label: string, type: ResourceType): Read {
  if (label === 'metadata.name') return (object) => object.metadata.name;
  if (label === 'metadata.namespace' && type.namespaced) return (object) => object.metadata.namespace ?? '';
  const fields = selectable[qualified(type)];
  const read = fields?.[label];
  if (read) return read;
  const why = fields
    ? `field label not supported: ${label}`
    : `"${label}" is not a known field selector: only "metadata.name", "metadata.namespace"`;
  throw badRequest(why);
}

/** Beside a resource's name and namespace, what the API server lets it be selected by. */
const selectable: Readonly<Record<string, Readonly<Record<string, Read>>>> = {
  pods: {
    ...byPath('spec.nodeName', 'spec.restartPolicy', 'spec.schedulerName', 'spec.serviceAccountName'),
    ...byPath('status.phase', 'status.podIP', 'status.nominatedNodeName'),
    'spec.hostNetwork': boolean('spec', 'hostNetwork'),
    'status.podIPs': (pod) => textAt(pod, 'status', 'podIP'),
  },
  events: {
    ...references('involvedObject'),
    ...byPath('reason', 'type', 'reportingComponent'),
    source: (event) => textAt(event, 'source', 'component') || textAt(event, 'reportingComponent'),
  },
  'events.events.k8s.io': {
    ...references('regarding'),
    ...byPath('reason', 'type', 'reportingController'),
  },
  nodes: { 'spec.unschedulable': boolean('spec', 'unschedulable') },
  namespaces: byPath('status.phase'),
  secrets: byPath('type'),
  services: byPath('spec.clusterIP', 'spec.type'),
  'jobs.batch': { 'status.successful': (job) => String(at(job, 'status', 'succeeded') ?? 0) },
};

function references(field: string): Record<string, Read> {
  const parts = ['kind', 'namespace', 'name', 'uid', 'apiVersion', 'resourceVersion', 'fieldPath'];
  return byPath(...parts.map((part) => `${field}.${part}`));
}

function byPath(...labels: readonly string[]): Record<string, Read> {
  return Object.fromEntries(
    labels.map((label) => [label, (object: KubeObject) => textAt(object, ...label.split('.'))]),
  );
}

function boolean(...path: readonly string[]): Read {
  return (object) => String(at(object, ...path) === true);
}
