import { definePlaybook } from '../../src/diagnosis/playbook.ts';
import { isNodeDown } from '../../src/diagnosis/pod-node.ts';
import { isFinished, isReady } from '../../src/diagnosis/pod-status.ts';
import type { ProbeView } from './asked.ts';
import { CAUSES } from './causes.ts';
import { judgeGates } from './gates.ts';
import { judgeContainer } from './judge.ts';

export const probe = definePlaybook({
  id: 'probe',
  title: 'A container runs and its probe fails',
  meaning:
    'The container runs. The kubelet asks it by a probe whether it is ready, and gets no good answer; or a readiness gate of the pod is not met.',
  impact: 'Services send the pod nothing. A rollout that waits for it stands still.',
  alerts: [
    'KubePodNotReady',
    'KubeDeploymentReplicasMismatch',
    'KubeDeploymentRolloutStuck',
    'KubeStatefulSetReplicasMismatch',
    'KubeDaemonSetRolloutStuck',
  ],
  reads: ['events', 'log', 'services', 'endpoint-slices', 'node'],
  causes: CAUSES,
  diagnose(view) {
    if (!isConcerned(view)) return { findings: [] };
    const found = view.containers.flatMap((one) =>
      one.kind === 'app' || one.kind === 'sidecar' ? judgeContainer(view, one) : [],
    );
    // Of a node that is down nobody has asked the container for a while.
    if (isNodeDown(view)) return { findings: [] };
    const gates = judgeGates(view);
    return { findings: gates ? [...found, gates] : found };
  },
});

/** Up and not ready: a ready pod with some failures behind it is well. */
function isConcerned({ pod }: ProbeView): boolean {
  return Boolean(pod.spec?.nodeName) && !isFinished(pod) && !isReady(pod) && !pod.metadata?.deletionTimestamp;
}
