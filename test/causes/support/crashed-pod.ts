import { isDeepStrictEqual } from 'node:util';
import type { Container, ContainerStateTerminated } from '../../../src/diagnosis/objects/container.ts';
import type { KubeEvent } from '../../../src/diagnosis/objects/meta.ts';
import { crashed, secondsAgo } from '../../playbooks/crashloop-made.ts';
import { event, node } from '../../support/build.ts';
import type { Given } from './cause-case.ts';

type Change = NonNullable<Given['change']>;

/** A change by which every log that could be read says these lines alone. */
export function logging(...lines: readonly string[]): Change {
  return inLogs(() => `${lines.join('\n')}\n`);
}

/** A change by which the logs say `to` where they said `from`. Throws where it stands nowhere. */
export function logSaying(from: string, to: string): Change {
  return inLogs((text) => text.replaceAll(from, to));
}

function inLogs(change: (text: string) => string): Change {
  return (_, logs) => {
    const before = structuredClone(logs);
    for (const { current, previous } of Object.values(logs)) {
      for (const run of [current, previous]) if (run?.text) run.text = change(run.text);
    }
    if (isDeepStrictEqual(before, logs)) throw new Error('no log is changed');
  };
}

export interface MadeCrash {
  readonly spec?: Partial<Container>;
  readonly log?: readonly string[];
  readonly events?: readonly KubeEvent[];
  readonly memoryPressure?: 'True' | 'False';
}

export const CRASHED = 'pod/web-1';

/** Pod web-1, made, whose container `app` is in CrashLoopBackOff after this run, on a node that is ready. */
export function crashedBy(run: ContainerStateTerminated, made: MadeCrash = {}): Given {
  const { spec = {}, log = [], events = [], memoryPressure = 'False' } = made;
  const conditions = [
    { type: 'MemoryPressure', status: memoryPressure },
    { type: 'Ready', status: 'True' },
  ];
  const text = { text: log.map((line) => `${line}\n`).join('') };
  return {
    target: CRASHED,
    objects: [
      { kind: 'Pod', ...crashed(run, spec) },
      { kind: 'Node', ...node('node-a', { status: { conditions } }) },
      ...events.map((one) => ({ kind: 'Event', ...one })),
    ],
    logs: { 'shop/web-1/app': { current: text, previous: text } },
  };
}

/** What the kubelet posts about container `app`, so many seconds before `NOW`. */
export function posted(
  reason: string,
  message: string,
  ago: number,
  made: Partial<KubeEvent> = {},
): KubeEvent {
  return event({
    metadata: { name: `web-1.${reason}.${ago}`, namespace: 'shop' },
    reason,
    message,
    lastTimestamp: secondsAgo(ago),
    source: { component: 'kubelet' },
    involvedObject: {
      kind: 'Pod',
      namespace: 'shop',
      name: 'web-1',
      uid: 'pod-uid',
      fieldPath: 'spec.containers{app}',
    },
    ...made,
  });
}

/** The kubelet's word for a kill for memory that the kernel logged, so many seconds before `NOW`. */
export function systemOom(victim: string, ago: number): KubeEvent {
  return event({
    metadata: { name: `node-a.${ago}`, namespace: 'default' },
    reason: 'SystemOOM',
    message: `System OOM encountered, victim process: ${victim}, pid: 21874`,
    lastTimestamp: secondsAgo(ago),
    source: { component: 'kubelet' },
    // The kubelet writes the node's name for its UID.
    involvedObject: { kind: 'Node', name: 'node-a', uid: 'node-a' },
  });
}
