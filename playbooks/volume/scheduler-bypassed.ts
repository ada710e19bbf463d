import { fromSpec } from '../../src/diagnosis/evidence.ts';
import type { Evidence, Params } from '../../src/diagnosis/finding.ts';
import type { Pod } from '../../src/diagnosis/objects/pod.ts';
import { consumerParams, fromUser, podName } from './claim-users.ts';
import type { VolumeFound } from './scene.ts';

/**
 * The claim's class waits for the scheduler, and the pod has its node from elsewhere
 * (https://kubernetes.io/docs/concepts/storage/storage-classes/#volume-binding-mode warns of it).
 */
export function schedulerBypassed(
  claim: string,
  pod: Pod,
  params: Params,
  first: readonly Evidence[] = [],
): VolumeFound {
  const consumer = consumerParams(pod);
  return {
    cause: 'scheduler-bypassed',
    confidence: 'likely',
    params: { claim, ...consumer, ...params },
    evidence: [
      fromUser(pod, claim),
      fromSpec(podName(pod), 'spec.nodeName', String(consumer.node)),
      ...first,
    ],
  };
}
