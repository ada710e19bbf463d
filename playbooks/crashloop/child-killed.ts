import { stateOf } from '../../src/diagnosis/containers.ts';
import { fromLog } from '../../src/diagnosis/evidence.ts';
import type { Found } from '../../src/diagnosis/finding.ts';
import { readLogAll } from '../../src/diagnosis/log/read-log.ts';
import type { Container } from '../../src/diagnosis/objects/container.ts';
import type { View } from '../../src/diagnosis/playbook.ts';
import { isReady } from '../../src/diagnosis/pod-status.ts';
import { formatQuantity, parseQuantity } from '../../src/diagnosis/quantity.ts';
import { type Crash, crashParams } from './crash.ts';
import { proofOf, type Said } from './crash-log.ts';
import { memoryLimit } from './memory-limit.ts';

type ChildCause = 'child-out-of-memory';
type Sections = 'log' | 'limit-ranges' | 'pod-metrics';

const RECENT_MILLISECONDS = 15 * 60 * 1000;

/**
 * A container that is ready while the kernel kills its children at its memory limit: under cgroup v1, and under v2 with
 * singleProcessOOMKill, only the process dies and nothing shows in the status. One log is read for it, and only of a
 * ready pod whose container has a memory limit.
 */
export function judgeRunning(view: View<Sections>): Found<ChildCause> | undefined {
  const limited = view.containers.find(
    ({ kind, spec, status }) =>
      kind === 'app' && stateOf(status) === 'running' && spec.resources?.limits?.memory !== undefined,
  );
  if (!limited || !isReady(view.pod)) return undefined;
  const { namespace, podName } = view;
  const log = view.get({ section: 'log', namespace, pod: podName, container: limited.name, previous: false });
  if (log.status !== 'ok') return undefined;
  const reading = readLogAll(log.value).find((one) => one.cause === 'child-killed');
  if (!reading || !isRecent(view, log.value[reading.index]?.time)) return undefined;
  const memory = memoryLimit(view, limited.spec);
  return {
    cause: 'child-out-of-memory',
    confidence: 'likely',
    container: limited.name,
    params: {
      ...memory.params,
      line: reading.line,
      kills: reading.count > 1 ? reading.count : undefined,
      usage: usageOf(view, limited.spec),
      stillRunning: 'running and ready',
    },
    evidence: [fromLog(podName, limited.name, 'current', reading.excerpt), ...memory.evidence],
  };
}

function isRecent(view: View, time: string | undefined): boolean {
  return time === undefined || view.now - Date.parse(time) < RECENT_MILLISECONDS;
}

/** What metrics-server saw last of the container. */
function usageOf(view: View<'pod-metrics'>, container: Container): string | undefined {
  const metrics = view.get({ section: 'pod-metrics', namespace: view.namespace, name: view.podName });
  if (metrics.status !== 'ok') return undefined;
  const usage = metrics.value.containers?.find((one) => one.name === container.name)?.usage?.memory;
  const bytes = parseQuantity(usage);
  return bytes === undefined ? undefined : formatQuantity('memory', bytes);
}

/**
 * A run that ended because it gave up after its child had been killed, as its log says. Not for certain by the kernel:
 * for that a runtime gives the reason OOMKilled.
 */
export function judgeChildKilled(
  view: View<Sections>,
  crash: Crash,
  said: Said,
): Found<ChildCause> | undefined {
  const memory = memoryLimit(view, crash.container.spec);
  if (said.reading?.cause !== 'child-killed' || !memory.limit) return undefined;
  return {
    cause: 'child-out-of-memory',
    confidence: 'possible',
    container: crash.container.name,
    params: {
      ...crashParams(crash),
      ...memory.params,
      line: said.reading.line,
      hedge: ', perhaps',
      otherReason: crash.run.reason ?? 'not given',
    },
    evidence: [...proofOf(view, crash, said), ...memory.evidence],
  };
}
