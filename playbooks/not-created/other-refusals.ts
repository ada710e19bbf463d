import type { Refusal } from '../../src/diagnosis/create-message.ts';
import type { Found } from '../../src/diagnosis/finding.ts';
import { type Refused, refusedParams } from './refused-params.ts';
import { shortWords } from './short-words.ts';

type Of<Kind extends Refusal['kind']> = Extract<Refusal, { kind: Kind }>;

/** Seconds in which trouble of the API server's own usually ends. */
const PASSING_SECONDS = 120;

/** The cluster admits this only under a quota that is meant for it, and the namespace has none. */
export function quotaMissing(
  refused: Refused,
  { scopes, resources }: Of<'quota-missing'>,
): Found<'quota-missing'> {
  const { refusal, place } = refused;
  const priorityClass = place.template?.spec?.priorityClassName;
  const isOfClass = /PriorityClass/.test(scopes ?? '');
  return {
    cause: 'quota-missing',
    confidence: refusal.confidence,
    params: {
      ...refusedParams(refused),
      priorityClass: isOfClass ? priorityClass : undefined,
      scopes: isOfClass && priorityClass ? undefined : scopes,
      resources,
      quota: isOfClass && priorityClass ? quotaFor(priorityClass) : undefined,
      dropPatch: isOfClass && priorityClass ? place.patch({ priorityClassName: null }) : undefined,
    },
    evidence: [refusal.evidence],
  };
}

function quotaFor(priorityClass: string): string {
  const expression = { scopeName: 'PriorityClass', operator: 'In', values: [priorityClass] };
  return JSON.stringify({
    apiVersion: 'v1',
    kind: 'ResourceQuota',
    metadata: { name: priorityClass },
    spec: { hard: { pods: '100' }, scopeSelector: { matchExpressions: [expression] } },
  });
}

export function namespaceTerminating(refused: Refused): Found<'namespace-terminating'> {
  return {
    cause: 'namespace-terminating',
    confidence: refused.refusal.confidence,
    params: refusedParams(refused),
    evidence: [refused.refusal.evidence],
  };
}

export function nameTaken(refused: Refused, { name, isLeaving }: Of<'name-taken'>): Found<'name-taken'> {
  return {
    cause: 'name-taken',
    confidence: refused.refusal.confidence,
    ...(isLeaving ? { verdict: 'waiting' as const } : {}),
    params: {
      ...refusedParams(refused),
      taken: name,
      state: isLeaving ? 'is still being deleted' : 'is there already and belongs to somebody else',
      foreign: isLeaving ? undefined : name,
      leaving: isLeaving ? name : undefined,
    },
    evidence: [refused.refusal.evidence],
  };
}

/** Words that say nothing about the pods. Soon over, it is nothing to do about. */
export function creationInterrupted(refused: Refused): Found<'creation-interrupted'> {
  const { view, refusal } = refused;
  const isYoung = view.now - refusal.since <= PASSING_SECONDS * 1000;
  return {
    cause: 'creation-interrupted',
    confidence: refusal.confidence,
    ...(isYoung ? { verdict: 'waiting' as const } : {}),
    params: { ...refusedParams(refused), words: shortWords(refusal.message.clause) },
    evidence: [refusal.evidence],
  };
}

/** Whatever else the API or one of its plugins says. */
export function creationRefused(
  refused: Refused,
  denied: Of<'unauthorized'> | undefined,
): Found<'creation-refused'> {
  return {
    cause: 'creation-refused',
    confidence: refused.refusal.confidence,
    params: {
      ...refusedParams(refused),
      words: shortWords(refused.refusal.message.clause),
      user: denied?.user,
      verb: denied?.verb,
      denied: denied?.what,
    },
    evidence: [refused.refusal.evidence],
  };
}
