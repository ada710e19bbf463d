import { fromEvent, fromNode, fromStatus } from '../../src/diagnosis/evidence.ts';
import type { Evidence, Found } from '../../src/diagnosis/finding.ts';
import { conditionText, nodeState } from '../../src/diagnosis/node-state.ts';
import type { KubeEvent } from '../../src/diagnosis/objects/meta.ts';
import type { Volume } from '../../src/diagnosis/objects/pod.ts';
import type { View } from '../../src/diagnosis/playbook.ts';
import { newestPodEvent } from '../../src/diagnosis/pod-events.ts';
import { endsOf, type Leaving, timesOf } from './leaving.ts';

type StuckCause = 'node-gone' | 'volume-unmount-stuck' | 'kill-failed';
type StuckView = View<'events' | 'node'>;

/** The pod's node is down, does not exist, or by the pod's own events is not ready. */
export function nodeGone(view: StuckView, leaving: Leaving, name: string): Found<'node-gone'> | undefined {
  const node = view.get({ section: 'node', name });
  if (node.status === 'ok') {
    const state = nodeState(node.value);
    if (!state || state.kind === 'ready') return undefined;
    const said = conditionText(state.condition);
    return gone(view, leaving, { nodeSays: said }, fromNode(name, 'status.conditions', said));
  }
  if (node.reason === 'not-found') {
    return gone(view, leaving, { missing: name }, fromNode(name, 'metadata.name', 'not found'));
  }
  const event = newestPodEvent(view, ({ reason }) => reason === 'NodeNotReady');
  return event && gone(view, leaving, { nodeSays: event.message }, fromEvent(event));
}

function gone(view: View, leaving: Leaving, params: Found['params'], proof: Evidence): Found<'node-gone'> {
  return {
    cause: 'node-gone',
    confidence: proof.kind === 'event' ? 'likely' : 'certain',
    params: { ...timesOf(view, leaving), ...params },
    evidence: [proof, ...leaving.evidence],
  };
}

/** Words of a mount that failed as the pod began may be the same: `device is busy`. */
const MOUNT = /^Failed(?:Mount|AttachVolume|MapVolume)/;
const UNMOUNT = /unmount|TearDown failed|still mounted|device is busy|failed to detach/i;

/** Past its time on a node that is up, or whose state could not be read: what the kubelet cannot do. */
export function stuck(view: StuckView, leaving: Leaving): Found<StuckCause> {
  const killing = newestPodEvent(view, ({ reason }) => reason === 'FailedKillPod');
  const unmount = newestPodEvent(
    view,
    ({ message, reason, type }) =>
      type === 'Warning' && !MOUNT.test(reason ?? '') && UNMOUNT.test(message ?? ''),
  );
  if (unmount || (!killing && leaving.running.length === 0)) return unmountStuck(view, leaving, unmount);
  return {
    cause: 'kill-failed',
    confidence: killing ? 'certain' : 'possible',
    params: { ...timesOf(view, leaving), running: leaving.running, message: killing?.message },
    evidence: killing ? [fromEvent(killing), ...leaving.evidence] : [...leaving.evidence, ...statesOf(view)],
  };
}

function unmountStuck(view: View, leaving: Leaving, event: KubeEvent | undefined): Found<StuckCause> {
  const volumes = (view.pod.spec?.volumes ?? []).filter(isOfStorage).map(({ name }) => name);
  return {
    cause: 'volume-unmount-stuck',
    confidence: event ? 'certain' : 'possible',
    params: {
      ...timesOf(view, leaving),
      message: event?.message,
      volumes,
      hedge: event ? undefined : ', it seems,',
      ended: endsOf(view),
    },
    evidence: event ? [fromEvent(event), ...leaving.evidence] : [...leaving.evidence, ...statesOf(view)],
  };
}

/** Volumes that a storage system or the network is behind. */
function isOfStorage({ persistentVolumeClaim, ephemeral, nfs }: Volume): boolean {
  return persistentVolumeClaim !== undefined || ephemeral !== undefined || nfs !== undefined;
}

function statesOf({ containers, podName }: View): readonly Evidence[] {
  return containers.flatMap(({ name, status }) => {
    const state = status?.state;
    const text = state?.running
      ? `running since ${state.running.startedAt ?? '?'}`
      : state?.terminated && `terminated, exit code ${state.terminated.exitCode ?? '?'}`;
    return text ? [fromStatus(podName, 'state', text, name)] : [];
  });
}
