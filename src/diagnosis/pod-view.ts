import { containersOf } from './containers.ts';
import { lookUp } from './look-up.ts';
import type { Pod } from './objects/pod.ts';
import { ownerOf } from './owner.ts';
import type { View } from './playbook.ts';
import type { Read, Snapshot } from './snapshot.ts';

/** A pod as playbooks see it; what they ask for is noted in `asked`. */
export function viewOf(snapshot: Snapshot, pod: Pod, asked: Map<string, Read>): View {
  return {
    now: Date.parse(snapshot.takenAt),
    namespace: pod.metadata?.namespace ?? snapshot.target.namespace,
    podName: pod.metadata?.name ?? snapshot.target.name,
    pod,
    containers: containersOf(pod),
    owner: ownerOf(pod, snapshot.workload),
    siblings: snapshot.pods.filter((other) => other !== pod),
    get: lookUp(snapshot.facts, asked),
  };
}
