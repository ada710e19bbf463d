import { changeOf } from '../../src/diagnosis/change.ts';
import type { Judgement } from '../../src/diagnosis/finding.ts';
import { definePlaybook, type View } from '../../src/diagnosis/playbook.ts';
import { knownEvents } from '../../src/diagnosis/pod-events.ts';
import { accessCauses } from './causes-access.ts';
import { imageCauses } from './causes-image.ts';
import { nodeCauses } from './causes-node.ts';
import { registryCauses } from './causes-registry.ts';
import { judgeTrouble } from './judge-trouble.ts';
import { maybePulling, slowPull } from './slow.ts';
import { isPullWaiting, troubleOf } from './trouble.ts';

const causes = { ...imageCauses, ...accessCauses, ...registryCauses, ...nodeCauses };

export type ImagePullCause = keyof typeof causes;
export type ImagePullView = View<'events' | 'replica-sets' | 'pods' | 'names' | 'service-account' | 'node'>;

/** A container's image does not get onto its node. */
export const imagePull = definePlaybook({
  id: 'image-pull',
  title: 'An image cannot be pulled',
  meaning:
    'The kubelet could not get the image of a container onto the node, so the container has not been started: STATUS reads ErrImagePull, ImagePullBackOff, InvalidImageName or ErrImageNeverPull. It tries again by itself, at most five minutes apart.',
  impact:
    'The pod never becomes ready. During a rollout the old pods go on serving; a pod that was moved to another node is missing until the image can be pulled.',
  alerts: ['KubePodNotReady', 'KubeContainerWaiting', 'KubeDeploymentRolloutStuck', 'KubeJobNotCompleted'],
  reads: ['events', 'replica-sets', 'pods', 'names', 'service-account', 'node'],
  causes,
  diagnose,
});

function diagnose(view: ImagePullView): Judgement<ImagePullCause> {
  const isWaiting = view.containers.some(isPullWaiting);
  const pulling = view.containers.filter((container) => maybePulling(view, container));
  if (!isWaiting && pulling.length === 0) return { findings: [] };
  const events = knownEvents(view);
  const troubles = view.containers.flatMap((container) => troubleOf(view.pod, container, events) ?? []);
  const change = isWaiting ? changeOf(view) : undefined;
  return {
    findings: [
      ...troubles.flatMap((trouble) => judgeTrouble(view, trouble, { events, change })),
      ...pulling.flatMap((container) => slowPull(view, container, events) ?? []),
    ],
  };
}
