import { type ContainerView, lastEndedRun } from '../diagnosis/containers.ts';
import type { Gate } from '../diagnosis/gate.ts';
import type { View } from '../diagnosis/playbook.ts';
import { podEvents } from '../diagnosis/pod-events.ts';
import { podNode } from '../diagnosis/pod-node.ts';
import { redactObjectWith } from '../diagnosis/redact/object.ts';
import type { Collected, LogLine } from '../diagnosis/snapshot.ts';
import type { Variables } from './cel/expression.ts';
import { toCel } from './cel/values.ts';
import { FACTS, type FactName } from './cel/variables.ts';

/** Thrown where a condition comes to need something that isn't known. */
export class UnknownFact extends Error {}

/** What the conditions of a site may look at in one pod, cleaned of secrets before any of them sees it. */
export interface Scope {
  readonly view: View;
  /** Values by name. Of the facts none is known: whichever is needed is noted in `missing`. */
  readonly offline: (container: ContainerView | undefined, missing: Set<FactName>) => Variables;
  /** The same with facts, which are asked of the cluster when they are needed. */
  readonly online: (container: ContainerView | undefined, missing: Set<FactName>) => Variables;
  /** A fact, as CEL sees it; what does not exist is empty. */
  readonly ask: (fact: FactName, container: ContainerView | undefined) => Collected<unknown>;
}

/** Characters of a line of a log that are looked at. */
const LONGEST_LINE = 1_000;
const NOTHING: Collected<unknown> = { status: 'ok', value: new Map() };
const NO_LINES: Collected<unknown> = { status: 'ok', value: [] };

/** One scope for each pod that is looked at, whatever number of files look at it. */
export function scopesWith(gate: Gate): (view: View) => Scope {
  const scopes = new WeakMap<View, Scope>();
  return (view) => {
    const scope = scopes.get(view) ?? scopeOf(view, gate);
    scopes.set(view, scope);
    return scope;
  };
}

function scopeOf(view: View, gate: Gate): Scope {
  const made = new Map<string, unknown>();
  const scope: Scope = {
    view,
    offline: (container, missing) => bind(container, (fact) => unknown(fact, missing)),
    online: (container, missing) =>
      bind(container, (fact) => {
        const collected = scope.ask(fact, container);
        return collected.status === 'ok' ? collected.value : unknown(fact, missing);
      }),
    ask: (fact, container) => {
      const collected = askFor(fact, view, container);
      if (collected.status === 'unavailable')
        return collected.reason === 'not-found' ? emptyOf(fact) : collected;
      const value = once(`${fact} ${container?.name}`, () => cleanFact(fact, collected.value, gate));
      return { status: 'ok', value };
    },
  };
  return scope;

  function bind(container: ContainerView | undefined, fact: (name: FactName) => unknown): Variables {
    const clean = (value: unknown) => toCel(redactObjectWith(value, gate));
    return lazily({
      pod: () => once('pod', () => clean(withoutManagedFields(view.pod))),
      siblings: () => once('siblings', () => clean(view.siblings.map(withoutManagedFields))),
      workload: () => toCel(view.owner ? { kind: view.owner.kind, name: view.owner.name } : {}),
      now: () => new Date(view.now),
      container: () => once(`container ${container?.name}`, () => clean(container ?? {})),
      ...Object.fromEntries(FACTS.map((name) => [name, () => fact(name)])),
    });
  }

  function once<T>(key: string, make: () => T): T {
    if (!made.has(key)) made.set(key, make());
    return made.get(key) as T;
  }
}

function lazily(makers: Readonly<Record<string, () => unknown>>): Variables {
  const properties = Object.entries(makers).map(([name, get]) => [name, { get, enumerable: true }]);
  return Object.create(null, Object.fromEntries(properties));
}

function unknown(fact: FactName, missing: Set<FactName>): never {
  missing.add(fact);
  throw new UnknownFact(`${fact} is not known`);
}

function askFor(fact: FactName, view: View, container: ContainerView | undefined): Collected<unknown> {
  const { namespace, podName: name, pod } = view;
  switch (fact) {
    case 'events':
      return podEvents(view);
    case 'node':
      return podNode(view) ?? NOTHING;
    case 'serviceAccount':
      return view.get({
        section: 'service-account',
        namespace,
        name: pod.spec?.serviceAccountName ?? 'default',
      });
    case 'metrics':
      return view.get({ section: 'pod-metrics', namespace, name });
    case 'log':
    case 'previousLog':
      return container ? askForLog(view, container, fact === 'previousLog') : NO_LINES;
  }
}

/** A container that has not run has no log; the API would answer with an error. */
function askForLog(view: View, container: ContainerView, previous: boolean): Collected<unknown> {
  const { name, status } = container;
  const ran = previous
    ? status?.lastState?.terminated
    : (status?.state?.running ?? lastEndedRun(status)?.terminated);
  if (!ran) return NO_LINES;
  const { namespace, podName: pod } = view;
  return view.get({ section: 'log', namespace, pod, container: name, previous });
}

function emptyOf(fact: FactName): Collected<unknown> {
  return fact === 'events' || fact === 'log' || fact === 'previousLog' ? NO_LINES : NOTHING;
}

function cleanFact(fact: FactName, value: unknown, gate: Gate): unknown {
  if (fact !== 'log' && fact !== 'previousLog') return toCel(redactObjectWith(value, gate));
  const lines = (value as readonly LogLine[]).map(({ text }) => text);
  return gate.lines(lines).map((line) => line.slice(0, LONGEST_LINE));
}

/** Who has set which field says nothing of what is wrong, and is most of an object. */
function withoutManagedFields<T extends { readonly metadata?: object }>(object: T): T {
  const { managedFields: _, ...metadata } = (object.metadata ?? {}) as Record<string, unknown>;
  return { ...object, metadata };
}
