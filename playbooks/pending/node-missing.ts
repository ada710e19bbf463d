import { computed, fromSpec } from '../../src/diagnosis/evidence.ts';
import { nameOf } from '../../src/diagnosis/name-of.ts';
import { knownEvents } from '../../src/diagnosis/pod-events.ts';
import { workloadPatch } from '../../src/diagnosis/template-patch.ts';
import { scheduledCondition } from './queue.ts';
import type { PendingFound, PendingView } from './refusal.ts';

/** No kubelet has taken the pod up, because the node that it names does not exist. */
export function nodeMissing(view: PendingView): readonly PendingFound[] {
  const { pod, podName } = view;
  const { phase, startTime, containerStatuses = [] } = pod.status ?? {};
  const node = pod.spec?.nodeName;
  const isTaken = phase !== 'Pending' || startTime !== undefined || containerStatuses.length > 0;
  if (!node || isTaken || pod.metadata?.deletionTimestamp) return [];
  const answer = view.get({ section: 'node', name: node });
  if (answer.status === 'ok' || answer.reason !== 'not-found') return [];
  const listed = view.get({ section: 'nodes' });
  const names = listed.status === 'ok' ? listed.value.map(nameOf) : [];
  const placed = knownEvents(view).some(({ reason }) => reason === 'Scheduled');
  const byHand = !placed && !scheduledCondition(pod);
  return [
    {
      cause: 'node-missing',
      confidence: 'certain',
      params: {
        missingNode: node,
        byHand: byHand ? podName : undefined,
        vanished: byHand ? undefined : node,
        orphan: !byHand && view.owner ? podName : undefined,
        nodes: names,
        ...(byHand ? patchesFor(view) : {}),
      },
      evidence: [
        fromSpec(podName, 'spec.nodeName', node),
        computed(`node/${node}`, names.length > 0 ? `not among ${names.join(', ')}` : 'not found'),
      ],
    },
  ];
}

/** A scheduler is asked only where no node is named. */
function patchesFor({ owner }: PendingView) {
  return owner ? { patch: workloadPatch(owner.kind, { template: { spec: { nodeName: null } } }) } : {};
}
