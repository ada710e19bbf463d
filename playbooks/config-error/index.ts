import type { ConfigProblem } from '../../src/diagnosis/config-message.ts';
import type { ContainerView } from '../../src/diagnosis/containers.ts';
import { definePlaybook } from '../../src/diagnosis/playbook.ts';
import { CAUSES } from './causes.ts';
import { keyMissing } from './key-missing.ts';
import { objectMissing } from './object-missing.ts';
import { runsAsRoot } from './runs-as-root.ts';
import { subPathInvalid } from './sub-path.ts';
import { type ConfigFound, type ConfigView, type Trouble, troubleOf } from './trouble.ts';

export const configError = definePlaybook({
  id: 'config-error',
  title: "A container's configuration cannot be put together",
  meaning:
    'The image is there, but what the container is to be started with is not: a ConfigMap, a Secret or a key of one is missing, a path under a volume can’t be made, or the image would run as a user that the pod forbids.',
  impact: 'The container is not made; the kubelet tries again until what is missing is there.',
  alerts: ['KubeContainerWaiting', 'KubePodNotReady', 'KubeDeploymentReplicasMismatch'],
  reads: ['events', 'names'],
  causes: CAUSES,
  supersedes: ['start-error/runtime-failure', 'probe/readiness-failing', 'probe/liveness-failing'],
  diagnose(view) {
    if (view.pod.metadata?.deletionTimestamp) return { findings: [] };
    return { findings: view.containers.flatMap((container) => judge(view, container)) };
  },
});

function judge(view: ConfigView, container: ContainerView): readonly ConfigFound[] {
  const trouble = troubleOf(view, container);
  if (!trouble) return [];
  const found = foundFor(view, container, trouble, trouble.problem);
  return found ? [{ ...found, container: container.name }] : [];
}

function foundFor(
  view: ConfigView,
  container: ContainerView,
  trouble: Trouble,
  problem: ConfigProblem,
): ConfigFound | undefined {
  switch (problem.problem) {
    case 'object-missing':
      return objectMissing(view, container, trouble, problem);
    case 'key-missing':
      return keyMissing(view, container, trouble, problem);
    case 'runs-as-root':
      return runsAsRoot(view, container, trouble, problem);
    case 'sub-path-invalid':
      return subPathInvalid(view, container, trouble, problem);
    case 'passing':
      return undefined;
  }
}
