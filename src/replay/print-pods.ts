import { ageOf } from './age.ts';
import { at, listAt, numberAt, textAt } from './json-path.ts';
import { columns, type Printer } from './printer.ts';
import type { KubeObject } from './recording.ts';

// The pod columns and their rules are printPod of the API server:
// https://github.com/kubernetes/kubernetes/blob/v1.32.0/pkg/printers/internalversion/printers.go

/** The pod columns of `kubectl get pods`. */
export const podPrinter: Printer = {
  columns: columns(
    ...['Name', 'Ready', 'Status', 'Restarts', 'Age'],
    ...['[IP]', '[Node]', '[Nominated Node]', '[Readiness Gates]'],
  ),
  cells: (pod, now) => {
    const summary = summaryOf(pod);
    const ago = summary.lastRestart === '' ? '' : ` (${ageOf(summary.lastRestart, now)} ago)`;
    return [
      pod.metadata.name,
      `${summary.ready}/${summary.total}`,
      summary.reason,
      summary.restarts === 0 ? '0' : `${summary.restarts}${ago}`,
      ageOf(pod.metadata.creationTimestamp, now),
      textAt(pod, 'status', 'podIP') || '<none>',
      textAt(pod, 'spec', 'nodeName') || '<none>',
      textAt(pod, 'status', 'nominatedNodeName') || '<none>',
      readinessGates(pod),
    ];
  },
};

interface Summary {
  ready: number;
  total: number;
  restarts: number;
  lastRestart: string;
  reason: string;
}

function summaryOf(pod: KubeObject): Summary {
  const sidecars = new Set(
    listAt(pod, 'spec', 'initContainers')
      .filter((container) => textAt(container, 'restartPolicy') === 'Always')
      .map((container) => textAt(container, 'name')),
  );
  const summary: Summary = {
    ready: 0,
    total: listAt(pod, 'spec', 'containers').length + sidecars.size,
    restarts: 0,
    lastRestart: '',
    reason: phaseReason(pod),
  };
  const initializing = addInitContainers(summary, pod, sidecars);
  if (!initializing || conditionIs(pod, 'Initialized', 'True')) addContainers(summary, pod, sidecars);
  summary.reason = deletedReason(pod) ?? summary.reason;
  return summary;
}

function phaseReason(pod: KubeObject): string {
  const gated = listAt(pod, 'status', 'conditions').some(
    (condition) =>
      textAt(condition, 'type') === 'PodScheduled' && textAt(condition, 'reason') === 'SchedulingGated',
  );
  if (gated) return 'SchedulingGated';
  return textAt(pod, 'status', 'reason') || textAt(pod, 'status', 'phase');
}

/** Counts the init containers up to the first that isn't done; true if there is one. */
function addInitContainers(summary: Summary, pod: KubeObject, sidecars: ReadonlySet<string>): boolean {
  for (const [index, status] of listAt(pod, 'status', 'initContainerStatuses').entries()) {
    addRestarts(summary, status);
    const terminated = at(status, 'state', 'terminated');
    if (terminated !== undefined && numberAt(terminated, 'exitCode') === 0) continue;
    if (sidecars.has(textAt(status, 'name')) && at(status, 'started') === true) {
      if (at(status, 'ready') === true) summary.ready += 1;
      continue;
    }
    const waiting = textAt(status, 'state', 'waiting', 'reason');
    if (terminated !== undefined) summary.reason = `Init:${terminatedReason(terminated)}`;
    else if (waiting !== '' && waiting !== 'PodInitializing') summary.reason = `Init:${waiting}`;
    else summary.reason = `Init:${index}/${listAt(pod, 'spec', 'initContainers').length}`;
    return true;
  }
  return false;
}

/** Once the pod is initialized only its containers and sidecars count as restarted. */
function addContainers(summary: Summary, pod: KubeObject, sidecars: ReadonlySet<string>): void {
  summary.restarts = 0;
  summary.lastRestart = '';
  for (const status of listAt(pod, 'status', 'initContainerStatuses'))
    if (sidecars.has(textAt(status, 'name'))) addRestarts(summary, status);
  let hasRunning = false;
  for (const status of listAt(pod, 'status', 'containerStatuses').toReversed()) {
    addRestarts(summary, status);
    const waiting = textAt(status, 'state', 'waiting', 'reason');
    const terminated = at(status, 'state', 'terminated');
    if (waiting !== '') summary.reason = waiting;
    else if (terminated !== undefined) summary.reason = terminatedReason(terminated);
    else if (at(status, 'ready') === true && at(status, 'state', 'running') !== undefined) {
      hasRunning = true;
      summary.ready += 1;
    }
  }
  if (summary.reason === 'Completed' && hasRunning)
    summary.reason = conditionIs(pod, 'Ready', 'True') ? 'Running' : 'NotReady';
}

function addRestarts(summary: Summary, status: unknown): void {
  summary.restarts += numberAt(status, 'restartCount');
  const finishedAt = textAt(status, 'lastState', 'terminated', 'finishedAt');
  if (finishedAt !== '' && !(Date.parse(finishedAt) <= Date.parse(summary.lastRestart)))
    summary.lastRestart = finishedAt;
}

function terminatedReason(terminated: unknown): string {
  const reason = textAt(terminated, 'reason');
  if (reason !== '') return reason;
  const signal = numberAt(terminated, 'signal');
  return signal === 0 ? `ExitCode:${numberAt(terminated, 'exitCode')}` : `Signal:${signal}`;
}

function deletedReason(pod: KubeObject): string | undefined {
  if (pod.metadata.deletionTimestamp === undefined) return undefined;
  if (textAt(pod, 'status', 'reason') === 'NodeLost') return 'Unknown';
  return ['Succeeded', 'Failed'].includes(textAt(pod, 'status', 'phase')) ? undefined : 'Terminating';
}

function readinessGates(pod: KubeObject): string {
  const gates = listAt(pod, 'spec', 'readinessGates').map((gate) => textAt(gate, 'conditionType'));
  if (gates.length === 0) return '<none>';
  return `${gates.filter((gate) => conditionIs(pod, gate, 'True')).length}/${gates.length}`;
}

function conditionIs(object: KubeObject, type: string, status: string): boolean {
  return listAt(object, 'status', 'conditions').some(
    (condition) => textAt(condition, 'type') === type && textAt(condition, 'status') === status,
  );
}
