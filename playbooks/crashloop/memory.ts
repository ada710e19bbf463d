import { formatDuration } from '../../src/diagnosis/duration.ts';
import { eventTime, newest } from '../../src/diagnosis/events.ts';
import { fromEvent, fromNode } from '../../src/diagnosis/evidence.ts';
import type { Evidence, Found, Params } from '../../src/diagnosis/finding.ts';
import type { Condition } from '../../src/diagnosis/objects/meta.ts';
import type { View } from '../../src/diagnosis/playbook.ts';
import { type Crash, crashParams, inWords, statusEvidence } from './crash.ts';
import type { Said } from './crash-log.ts';
import { memoryLimit } from './memory-limit.ts';

export type MemoryCause = 'out-of-memory' | 'child-out-of-memory' | 'node-out-of-memory';

const START_UP_SECONDS = 10;
const LEAK_SECONDS = 30 * 60;
/** The kubelet writes SystemOOM within seconds of the kernel's message. */
const SYSTEM_OOM_SLACK = 30;

/** A run with the reason OOMKilled: at the limit where there is one, unless the node itself is short of memory. */
export function judgeOutOfMemory(
  view: View<'events' | 'limit-ranges' | 'node'>,
  crash: Crash,
  said: Said,
): Found<MemoryCause> {
  const memory = memoryLimit(view, crash.container.spec);
  const node = nodeMemory(view, crash);
  // containerd reports OOMKilled for any process of the container; the first one killed by the kernel ends with 137.
  const isChild = crash.exit.code !== 137;
  const isNode = node?.pressure !== undefined || !memory.limit;
  const cause = isChild ? 'child-out-of-memory' : isNode ? 'node-out-of-memory' : 'out-of-memory';
  return {
    cause,
    confidence: cause === 'node-out-of-memory' ? 'likely' : 'certain',
    container: crash.container.name,
    params: {
      ...crashParams(crash),
      ...memory.params,
      ...timing(crash.lifetime),
      oom: 'OOMKilled',
      // metrics-server knows nothing of a pod that is over.
      measured: view.pod.status?.phase === 'Failed' ? undefined : view.podName,
      line: said.lastLine,
      ...(isNode ? node?.params : {}),
    },
    evidence: [
      statusEvidence(view, crash),
      ...memory.evidence,
      ...(isNode && node ? node.evidence : []),
      ...said.evidence,
    ],
  };
}

/** A run killed with SIGKILL by nobody known, at a moment when the kernel of its node killed for memory. */
export function judgeNodeOutOfMemory(
  view: View<'events' | 'limit-ranges' | 'node'>,
  crash: Crash,
): Found<MemoryCause> | undefined {
  const node = nodeMemory(view, crash);
  if (!node || (!node.pressure && !node.isOwnProcess)) return undefined;
  return {
    cause: 'node-out-of-memory',
    confidence: node.pressure ? 'likely' : 'possible',
    container: crash.container.name,
    params: { ...crashParams(crash), ...memoryLimit(view, crash.container.spec).params, ...node.params },
    evidence: [statusEvidence(view, crash), ...node.evidence],
  };
}

function timing(lifetime: number | undefined) {
  if (lifetime === undefined) return {};
  if (lifetime < START_UP_SECONDS) return { startUp: inWords(lifetime) };
  return lifetime >= LEAK_SECONDS ? { grew: formatDuration(lifetime) } : {};
}

interface NodeMemory {
  /** The node's condition MemoryPressure, where it is true. */
  readonly pressure?: Condition;
  /** The process that was killed bears the name of the container's program. */
  readonly isOwnProcess: boolean;
  readonly params: Params;
  readonly evidence: readonly Evidence[];
}

/**
 * A kill for memory that the kubelet saw on the node as the run ended. SystemOOM is no proof of a full node: kubelets
 * write it for kills at the limit of any container as well, whosever it is; the node's condition tells more.
 */
function nodeMemory(view: View<'events' | 'node'>, { run, container }: Crash): NodeMemory | undefined {
  const name = view.pod.spec?.nodeName;
  if (name === undefined) return undefined;
  const events = view.get({ section: 'events', kind: 'Node', name });
  if (events.status !== 'ok') return undefined;
  const finished = Date.parse(run.finishedAt ?? '');
  const event = newest(
    events.value,
    (one) => one.reason === 'SystemOOM' && Math.abs(eventTime(one) - finished) <= SYSTEM_OOM_SLACK * 1000,
  );
  if (!event) return undefined;
  const victim = /victim process: ([^,]{1,100}), pid/.exec(event.message ?? '')?.[1];
  const words = [...(container.spec.command ?? []), ...(container.spec.args ?? [])].join(' ');
  const pressure = memoryPressure(view, name);
  return {
    ...(pressure ? { pressure } : {}),
    isOwnProcess: victim !== undefined && words.split(/[\s/;&|]+/).includes(victim),
    params: { victim, pressure: pressure?.status },
    evidence: [
      fromEvent(event),
      ...(pressure ? [fromNode(name, 'status.conditions', `MemoryPressure: ${pressure.status}`)] : []),
    ],
  };
}

function memoryPressure(view: View<'node'>, name: string): Condition | undefined {
  const node = view.get({ section: 'node', name });
  const conditions = node.status === 'ok' ? node.value.status?.conditions : undefined;
  return conditions?.find((one) => one.type === 'MemoryPressure' && one.status === 'True');
}
