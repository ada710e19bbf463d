import type { Found } from '../../src/diagnosis/finding.ts';
import { definePlaybook } from '../../src/diagnosis/playbook.ts';
import { CAUSES } from './causes.ts';
import { noNodeMatches } from './no-node-matches.ts';
import { controllerPaused } from './paused.ts';
import { judgeRefusal } from './refused.ts';
import { scaledToZero } from './scaled-to-zero.ts';
import { controllerSilent } from './silent-controller.ts';
import { suspended } from './suspended.ts';

export const notCreated = definePlaybook({
  id: 'not-created',
  title: 'Pods that should be there are not made',
  meaning:
    'The controller wants pods and the API refuses them (a quota, a policy, a webhook, a name that does not exist), or the controller was switched off: scaled to zero, paused, suspended.',
  impact:
    'Fewer pods run than are wanted, or none; a new version does not come out. There is no pod to look at: only the controller’s condition and events tell.',
  alerts: [
    'KubeDeploymentReplicasMismatch',
    'KubeDeploymentGenerationMismatch',
    'KubeDeploymentRolloutStuck',
    'KubeStatefulSetReplicasMismatch',
    'KubeStatefulSetGenerationMismatch',
    'KubeDaemonSetRolloutStuck',
    'KubeJobNotCompleted',
    'KubeQuotaFullyUsed',
    'KubeQuotaExceeded',
  ],
  reads: [
    'events',
    'replica-sets',
    'resource-quotas',
    'namespace-pods',
    'limit-ranges',
    'names',
    'priority-classes',
    'endpoint-slices',
  ],
  causes: CAUSES,
  supersedes: ['rollout/progress-deadline-exceeded', 'job/schedule-missed'],
  diagnoseTarget(view) {
    const { workload, now, target } = view;
    if (!workload) return { findings: [] };
    const refused = judgeRefusal(view);
    // A controller that is refused at its first try has come to the workload, and may have written no status yet.
    const hasCome = refused !== undefined && !workload.status?.observedGeneration;
    // Of what an autoscaler scales, the autoscaler itself says whether it was switched off.
    const off: readonly (Found<keyof typeof CAUSES> | undefined)[] =
      workload.kind === target.kind
        ? [
            hasCome ? undefined : controllerSilent(workload, now),
            scaledToZero(workload, now),
            suspended(workload, now),
            noNodeMatches(workload),
            controllerPaused(view, workload),
          ]
        : [];
    return { findings: [...off, refused].filter((found) => found !== undefined) };
  },
});
