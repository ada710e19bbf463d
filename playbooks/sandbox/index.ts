import { isBeforeStart } from '../../src/diagnosis/before-start.ts';
import { eventTime, newest } from '../../src/diagnosis/events.ts';
import { fromEvent } from '../../src/diagnosis/evidence.ts';
import type { Found, NonEmpty } from '../../src/diagnosis/finding.ts';
import type { KubeEvent } from '../../src/diagnosis/kube.ts';
import { definePlaybook, type View } from '../../src/diagnosis/playbook.ts';
import { knownEvents } from '../../src/diagnosis/pod-events.ts';
import { readSandboxMessage, type SandboxError } from '../../src/diagnosis/sandbox-message.ts';
import { CAUSES } from './causes.ts';
import { detailsOf } from './details.ts';

export const sandbox = definePlaybook({
  id: 'sandbox',
  title: "The pod's sandbox cannot be made",
  meaning:
    'The pod has a node and its volumes, but the kubelet can’t have the sandbox made in which its containers run: the network, the runtime or the node refuses.',
  impact: 'None of the pod’s containers is started. Where the node is to blame, every new pod there waits.',
  alerts: ['KubePodNotReady', 'KubeContainerWaiting', 'KubeNodeNotReady'],
  reads: ['events', 'node', 'runtime-classes'],
  causes: CAUSES,
  diagnose(view) {
    const event = isBeforeStart(view) ? troubleOf(view) : undefined;
    return { findings: event ? [foundFor(view, event)] : [] };
  },
});

const REASONS: ReadonlySet<string | undefined> = new Set(['FailedCreatePodSandBox', 'NetworkNotReady']);

/** The newest word on the sandbox; one of the volumes' that is newer means that it has not come to the sandbox again. */
function troubleOf(view: View<'events'>): KubeEvent | undefined {
  const events = knownEvents(view);
  const told = events.filter(({ reason }) => REASONS.has(reason));
  const newestOne = newest(told, () => true);
  // Of a try that only ran into its time limit, or into the one before it, an earlier one tells more.
  const telling = newest(told, ({ message = '' }) => !isVague(readSandboxMessage(message)));
  const event = telling ?? newestOne;
  const mounts = newest(events, ({ reason }) => reason === 'FailedMount' || reason === 'FailedAttachVolume');
  return event && newestOne && mounts && eventTime(mounts) > eventTime(newestOne) ? undefined : event;
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
