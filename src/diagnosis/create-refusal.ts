import { type CreateMessage, readCreateMessage } from './create-message.ts';
import { aboutOf, type Shortfall, shortfallOf } from './create-shortfall.ts';
import { eventTime } from './events.ts';
import { eventsAbout } from './events-about.ts';
import { fromEvent, fromObject } from './evidence.ts';
import type { Confidence, Evidence } from './finding.ts';
import { newestReplicaSet } from './newest-replica-set.ts';
import type { KubeEvent } from './objects/meta.ts';
import type { Workload } from './objects/workload.ts';
import type { TargetView } from './playbook.ts';

/** The API does not make the pods that a controller wants made. */
export interface CreateRefusal extends Shortfall {
  readonly message: CreateMessage;
  readonly confidence: Confidence;
  /** Where it stands: the controller's condition, or its event. */
  readonly evidence: Evidence;
  /** Milliseconds: since when it has been refused, as far as it is known. */
  readonly since: number;
}

/**
 * Seconds after which a controller that is still refused would have tried again: the waits between its tries double
 * up to this (https://pkg.go.dev/k8s.io/client-go/util/workqueue#DefaultTypedControllerRateLimiter).
 */
const RETRY_SECONDS = 1000;

interface Told {
  readonly message: CreateMessage;
  readonly time: number;
  readonly evidence: Evidence;
}

/**
 * What the API says to a controller that has too few pods. From its condition first, which lives as long as it is
 * refused and keeps the first words; then from newer events, of which those before the last pod that was made are past.
 */
export function creationRefusal(view: TargetView<'events' | 'replica-sets'>): CreateRefusal | undefined {
  const short = shortfallOf(view);
  return short && refusalOf(view, short);
}

/** The same of a controller that is known to have too little. */
export function refusalOf(
  view: TargetView<'events' | 'replica-sets'>,
  short: Shortfall,
): CreateRefusal | undefined {
  const events = eventsOf(view, short);
  const lastMade = Math.max(...timesMade(short, events), 0);
  const failures = events.filter((event) => isFailure(event) && eventTime(event) >= lastMade);
  const told = [...fromCondition(short), ...failures.map(toTold)];
  const chosen = choose(told);
  if (!chosen) return undefined;
  const since = Math.min(...told.map(({ time }) => time), ...failures.map(firstTime));
  const isFresh = short.condition !== undefined || view.now - chosen.time <= RETRY_SECONDS * 1000;
  const { message, evidence } = chosen;
  return { ...short, message, evidence, since, confidence: isFresh ? 'certain' : 'likely' };
}

/** The newest that says something about the pods; one of passing trouble only where there is no other. */
function choose(told: readonly Told[]): Told | undefined {
  const telling = told.filter(({ message }) => message.refusal.kind !== 'passing');
  const newest = (telling.length > 0 ? telling : told).toSorted((a, b) => b.time - a.time)[0];
  // Events are cut where conditions are whole: of the same words the longer are better.
  const whole = told.find(
    ({ message }) =>
      message.refusal.kind === newest?.message.refusal.kind &&
      message.clause.length > newest.message.clause.length,
  );
  return isCut(newest) ? (whole ?? newest) : newest;
}

/** The API keeps 1024 characters of an event's words (https://kubernetes.io/docs/reference/kubernetes-api/cluster-resources/event-v1/). */
function isCut(told: Told | undefined): boolean {
  return told?.evidence.kind === 'event' && told.evidence.message.length >= 1000;
}

function fromCondition({ workload, condition }: Shortfall): readonly Told[] {
  if (!condition?.message) return [];
  const { type, message, lastTransitionTime } = condition;
  const { kind, name } = aboutOf(workload);
  return [
    {
      message: readCreateMessage(message),
      time: Date.parse(String(lastTransitionTime)) || 0,
      evidence: fromObject(kind, name, `status.conditions[${type}]`, message),
    },
  ];
}

/** A Deployment's pods are made by its newest ReplicaSet, which the events are about. */
function eventsOf(
  view: TargetView<'events' | 'replica-sets'>,
  { workload, condition }: Shortfall,
): readonly KubeEvent[] {
  const isDeployment = workload.kind === 'Deployment' && condition?.type !== 'Progressing';
  const sets = isDeployment ? newestReplicaSet(view, workload) : undefined;
  if (sets?.status === 'unavailable') return [];
  const maker: Workload = sets?.value ?? workload;
  const { kind, name } = aboutOf(maker);
  const { namespace } = view;
  const answer = view.get(eventsAbout(kind, { name, namespace, uid: maker.metadata?.uid }));
  return answer.status === 'ok' ? answer.value : [];
}

function isFailure({ reason }: KubeEvent): boolean {
  return reason === 'FailedCreate' || reason === 'ReplicaSetCreateError';
}

function timesMade({ pods }: Shortfall, events: readonly KubeEvent[]): readonly number[] {
  const made = events.filter(
    ({ reason, message = '' }) => reason === 'SuccessfulCreate' && !message.startsWith('create Claim '),
  );
  return [
    ...made.map(eventTime),
    ...pods.map(({ metadata }) => Date.parse(String(metadata?.creationTimestamp)) || 0),
  ];
}

function toTold(event: KubeEvent): Told {
  return {
    message: readCreateMessage(event.message ?? ''),
    time: eventTime(event),
    evidence: fromEvent(event),
  };
}

function firstTime(event: KubeEvent): number {
  return Date.parse(String(event.firstTimestamp)) || eventTime(event);
}
