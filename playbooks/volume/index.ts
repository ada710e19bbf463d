import { isBeforeStart } from '../../src/diagnosis/before-start.ts';
import { definePlaybook } from '../../src/diagnosis/playbook.ts';
import { isFinished } from '../../src/diagnosis/pod-status.ts';
import { CAUSES } from './causes.ts';
import { claimTarget } from './claim-target.ts';
import { claimTroubles } from './claims.ts';
import { mountTroubles } from './mount.ts';
import { SECTIONS } from './scene.ts';
import { subPathKeys } from './sub-path-key.ts';

export const volume = definePlaybook({
  id: 'volume',
  title: 'A volume of the pod is not there',
  meaning:
    'A claim has no volume, or a volume can’t be attached to the pod’s node or mounted there, or what it is to be filled from is missing.',
  impact: 'The pod waits: none of its containers is started before all of its volumes are mounted.',
  alerts: [
    'KubePodNotReady',
    'KubeContainerWaiting',
    'KubeStatefulSetReplicasMismatch',
    'KubePersistentVolumeErrors',
  ],
  reads: SECTIONS,
  causes: CAUSES,
  // While a volume is made for it, a pod has no word of the scheduler's.
  supersedes: ['pending/volume-claim-unbound', 'pending/scheduler-missing'],
  diagnose(view) {
    const { pod } = view;
    if (pod.metadata?.deletionTimestamp || isFinished(pod)) return { findings: [] };
    if (!pod.spec?.nodeName) return { findings: claimTroubles(view) };
    return { findings: isBeforeStart(view) ? mountTroubles(view) : subPathKeys(view) };
  },
  diagnoseTarget(view) {
    const { object } = view;
    return { findings: object?.kind === 'PersistentVolumeClaim' ? claimTarget(view, object) : [] };
  },
});
