import { formatDuration } from '../../src/diagnosis/duration.ts';
import { eventTime, newest } from '../../src/diagnosis/events.ts';
import { fromEvent } from '../../src/diagnosis/evidence.ts';
import type { Found } from '../../src/diagnosis/finding.ts';
import type { KubeEvent } from '../../src/diagnosis/kube.ts';
import type { View } from '../../src/diagnosis/playbook.ts';
import { type Crash, crashParams, inWords, statusEvidence } from './crash.ts';
import type { Said } from './crash-log.ts';
import { memoryLimit } from './memory-limit.ts';

export type MemoryCause = 'out-of-memory' | 'child-out-of-memory' | 'node-out-of-memory';

const START_UP_SECONDS = 60;
const LEAK_SECONDS = 30 * 60;
/** The kubelet writes SystemOOM within seconds of the kernel's message. */
const SYSTEM_OOM_SLACK = 30;

/** A run with the reason OOMKilled. */
export function judgeOutOfMemory(
  view: View<'events' | 'limit-ranges'>,
  crash: Crash,
  said: Said,
): Found<MemoryCause> {
  const memory = memoryLimit(view, crash.container.spec);
  const system = systemOutOfMemory(view, crash);
  // containerd reports OOMKilled for any process of the container; the first one killed by the kernel ends with 137.
  const isChild = crash.exit.code !== 137;
  const cause = isChild
    ? 'child-out-of-memory'
    : system || !memory.limit
      ? 'node-out-of-memory'
      : 'out-of-memory';
  return {
    cause,
    confidence: cause === 'node-out-of-memory' && !system ? 'likely' : 'certain',
    container: crash.container.name,
    params: {
      ...crashParams(crash),
      ...memory.params,
      ...timing(crash.lifetime),
      line: said.lastLine,
      victim: victimOf(system),
    },
    evidence: [
      statusEvidence(view, crash),
      ...memory.evidence,
      ...(system ? [fromEvent(system)] : []),
      ...said.evidence,
    ],
  };
}

/** A run killed with SIGKILL at the moment when its node ran out of memory. */
export function judgeNodeOutOfMemory(
  view: View<'events' | 'limit-ranges'>,
  crash: Crash,
): Found<MemoryCause> | undefined {
  const system = systemOutOfMemory(view, crash);
  if (!system) return undefined;
  return {
    cause: 'node-out-of-memory',
    confidence: 'likely',
    container: crash.container.name,
    params: {
      ...crashParams(crash),
      ...memoryLimit(view, crash.container.spec).params,
      victim: victimOf(system),
    },
    evidence: [statusEvidence(view, crash), fromEvent(system)],
  };
}

function timing(lifetime: number | undefined) {
  if (lifetime === undefined) return {};
  if (lifetime < START_UP_SECONDS) return { startUp: inWords(lifetime) };
  return lifetime >= LEAK_SECONDS ? { grew: formatDuration(lifetime) } : {};
}

/** The kernel ran out of memory on the whole node, not at a container's limit, as the run ended. */
function systemOutOfMemory(view: View<'events'>, { run }: Crash): KubeEvent | undefined {
  const node = view.pod.spec?.nodeName;
  if (node === undefined) return undefined;
  const events = view.get({ section: 'events', kind: 'Node', name: node });
  if (events.status !== 'ok') return undefined;
  const finished = Date.parse(run.finishedAt ?? '');
  return newest(
    events.value,
    (event) =>
      event.reason === 'SystemOOM' && Math.abs(eventTime(event) - finished) <= SYSTEM_OOM_SLACK * 1000,
  );
}

function victimOf(event: KubeEvent | undefined): string | undefined {
  return /victim process: ([^,]{1,100}), pid/.exec(event?.message ?? '')?.[1];
}
