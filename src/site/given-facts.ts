import type { KubeEvent } from '../diagnosis/objects/meta.ts';
import type { Pod } from '../diagnosis/objects/pod.ts';
import type { View } from '../diagnosis/playbook.ts';
import { viewOf } from '../diagnosis/pod-view.ts';
import { type Collected, type LogLine, type Read, readKey, type Snapshot } from '../diagnosis/snapshot.ts';
import { wellFormedSnapshot } from '../diagnosis/well-formed.ts';
import type { CauseTest } from './file-schema.ts';

type Given = NonNullable<CauseTest['given']>;

/** Passes in which a test may come to need more, as in a diagnosis. */
const PASSES = 4;
const NOW = '2026-01-01T12:00:00Z';

/** What a test says of the cluster, as a cause sees it: run until nothing more is asked. */
export function withGiven<T>(given: Given, run: (view: View) => T): T {
  let snapshot = snapshotOf(given);
  for (let pass = 1; ; pass++) {
    const asked = new Map<string, Read>();
    // A snapshot's pods are sorted: the one that is tested may stand anywhere among its siblings.
    const pod = snapshot.pods.find(({ metadata }) => metadata?.name === snapshot.target.name) ?? {};
    const result = run(viewOf(snapshot, pod, asked));
    const wants = [...asked].filter(([key]) => !snapshot.facts.has(key));
    if (wants.length === 0 || pass === PASSES) return result;
    const answers = wants.map(([, read]) => [readKey(read), answer(read, given)] as const);
    snapshot = wellFormedSnapshot({ ...snapshot, facts: new Map([...snapshot.facts, ...answers]) });
  }
}

function snapshotOf({ pod, siblings = [], now = NOW }: Given): Snapshot {
  const pods = [named(pod, 'pod'), ...siblings.map((one, index) => named(one, `sibling-${index + 1}`))];
  const { namespace = '', name = '' } = pods[0]?.metadata ?? {};
  return wellFormedSnapshot({
    target: { kind: 'Pod', namespace, name },
    takenAt: now,
    pods,
    facts: new Map(),
  });
}

function named(object: Given['pod'], name: string): Pod {
  const metadata = { name, namespace: 'default', uid: name, ...(object.metadata as object | undefined) };
  return { ...object, metadata };
}

function answer(read: Read, given: Given): Collected<unknown> {
  const value = givenFor(read, given);
  if (value !== undefined) return { status: 'ok', value };
  return { status: 'unavailable', reason: 'not-collected', message: 'the test does not give it' };
}

function givenFor(read: Read, given: Given): unknown {
  switch (read.section) {
    case 'events':
      return given.events?.map((event) => about(event as KubeEvent, read));
    case 'log':
      return linesOf(read.previous ? given.previousLog : given.log);
    case 'node':
      return given.node;
    case 'service-account':
      return given.serviceAccount;
    case 'pod-metrics':
      return given.metrics;
    default:
      return undefined;
  }
}

function about(event: KubeEvent, { kind, name }: Extract<Read, { section: 'events' }>): KubeEvent {
  return { ...event, involvedObject: { kind, name, ...event.involvedObject } };
}

function linesOf(text: string | undefined): readonly LogLine[] | undefined {
  return text
    ?.replace(/\n$/, '')
    .split('\n')
    .map((line) => ({ text: line }));
}
