import { isBeforeStart } from '../../src/diagnosis/before-start.ts';
import { creationRefusal } from '../../src/diagnosis/create-refusal.ts';
import { eventContainer, eventTime, newest } from '../../src/diagnosis/events.ts';
import { fromEvent } from '../../src/diagnosis/evidence.ts';
import type { Found, NonEmpty } from '../../src/diagnosis/finding.ts';
import type { KubeEvent } from '../../src/diagnosis/objects/meta.ts';
import { definePlaybook, type View } from '../../src/diagnosis/playbook.ts';
import { knownEvents } from '../../src/diagnosis/pod-events.ts';
import { readSandboxMessage, type SandboxError } from '../../src/diagnosis/sandbox-message.ts';
import { CAUSES } from './causes.ts';
import { detailsOf } from './details.ts';
import { refusedClass } from './refused-class.ts';

export const sandbox = definePlaybook({
  id: 'sandbox',
  title: "The pod's sandbox cannot be made",
  meaning:
    'The pod has a node and its volumes, but the kubelet can’t have the sandbox made in which its containers run: the network, the runtime or the node refuses.',
  impact: 'None of the pod’s containers is started. Where the node is to blame, every new pod there waits.',
  alerts: ['KubePodNotReady', 'KubeContainerWaiting', 'KubeNodeNotReady'],
  reads: ['events', 'node', 'runtime-classes', 'replica-sets'],
  causes: CAUSES,
  diagnose(view) {
    const event = isBeforeStart(view) ? troubleOf(view) : undefined;
    return { findings: event ? [foundFor(view, event)] : [] };
  },
  diagnoseTarget(view) {
    const refusal = creationRefusal(view);
    const found = refusal && refusedClass(view, refusal);
    return { findings: found ? [found] : [] };
  },
});

const REASONS: ReadonlySet<string | undefined> = new Set(['FailedCreatePodSandBox', 'NetworkNotReady']);

/** The newest word on the sandbox, unless it is behind the pod or has to be made again after the volumes. */
function troubleOf(view: View<'events'>): KubeEvent | undefined {
  const events = knownEvents(view);
  const told = events.filter(({ reason }) => REASONS.has(reason));
  const newestOne = newest(told, () => true);
  // Of a try that only ran into its time limit, or into the one before it, an earlier one tells more.
  const telling = newest(told, ({ message = '' }) => !isVague(readSandboxMessage(message)));
  const other = newest(events, isOfAnotherStep);
  return newestOne && other && eventTime(other) > eventTime(newestOne) ? undefined : (telling ?? newestOne);
}

/** The volumes are waited for again; or it is a container's turn, which has a sandbox (before 1.25 no condition says so). */
function isOfAnotherStep(event: KubeEvent): boolean {
  const { reason } = event;
  return reason === 'FailedMount' || reason === 'FailedAttachVolume' || eventContainer(event) !== undefined;
}

function isVague({ problem }: SandboxError): boolean {
  return problem === 'name-reserved' || problem === 'slow';
}

function foundFor(view: View<'node' | 'runtime-classes'>, event: KubeEvent): Found<keyof typeof CAUSES> {
  const error = readSandboxMessage(event.message ?? '');
  const { params, evidence } = detailsOf(view, error);
  const proof: NonEmpty<ReturnType<typeof fromEvent>> = [fromEvent(event), ...evidence];
  return {
    cause: error.failure,
    confidence: 'certain',
    params: { clause: error.clause, ...params },
    evidence: proof,
  };
}
