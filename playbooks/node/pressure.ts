import { agoText } from '../../src/diagnosis/age.ts';
import { formatDuration } from '../../src/diagnosis/duration.ts';
import { eventTime, newest } from '../../src/diagnosis/events.ts';
import { fromEvent, fromNode } from '../../src/diagnosis/evidence.ts';
import type { Params } from '../../src/diagnosis/finding.ts';
import { conditionText, pressuresOf } from '../../src/diagnosis/node-state.ts';
import type { KubeEvent } from '../../src/diagnosis/objects/meta.ts';
import type { Node } from '../../src/diagnosis/objects/node.ts';
import { formatQuantity, parseQuantity } from '../../src/diagnosis/quantity.ts';
import { podRequests } from '../../src/diagnosis/scheduling/resources.ts';
import { podsOf, textOf } from './pods-on-node.ts';
import type { NodeFound, NodeTargetView } from './target.ts';

/** The node is short of something by its own word, with the numbers that are to be had. */
export function pressureOf(view: NodeTargetView, node: Node): readonly NodeFound[] {
  const pressures = pressuresOf(node);
  const [first] = pressures;
  if (!first) return [];
  const { name } = view.target;
  const has = (what: string) => pressures.some(({ of }) => of === what);
  const event = newestWord(
    view,
    pressures.map(({ of }) => of),
  );
  return [
    {
      cause: 'node-pressure',
      confidence: 'certain',
      params: {
        node: name,
        resources: pressures.map(({ of }) => of),
        since: agoText(view.now, first.condition.lastTransitionTime),
        message: first.condition.message,
        atRisk: podsOf(view)?.map(textOf),
        ...(has('memory') ? memoryParams(view, node) : {}),
        ...(has('disk space') ? { diskCapacity: bytesText('ephemeral-storage', node.status?.capacity) } : {}),
        ...(event ? wordParams(view, event) : {}),
      },
      evidence: [
        fromNode(name, 'status.conditions', conditionText(first.condition)),
        ...pressures
          .slice(1)
          .map(({ condition }) => fromNode(name, 'status.conditions', conditionText(condition))),
        ...(event ? [fromEvent(event)] : []),
      ],
    },
  ];
}

/** What a kubelet says while it is short of something: https://kubernetes.io/docs/concepts/scheduling-eviction/node-pressure-eviction/ */
const WORDS: readonly (readonly [what: string, reason: RegExp, message: RegExp])[] = [
  ['memory', /^(?:EvictionThresholdMet|SystemOOM)$/, /memory|OOM/],
  [
    'disk space',
    /^(?:EvictionThresholdMet|FreeDiskSpaceFailed|ImageGCFailed)$/,
    /storage|images|inodes|fs\b/,
  ],
  ['process ids', /^EvictionThresholdMet$/, /pid/],
];

function newestWord(view: NodeTargetView, short: readonly string[]): KubeEvent | undefined {
  const events = view.get({ section: 'events', kind: 'Node', name: view.target.name });
  if (events.status !== 'ok') return undefined;
  const words = WORDS.filter(([what]) => short.includes(what));
  return newest(events.value, ({ reason, message }) => {
    return words.some(
      ([, byReason, byMessage]) => byReason.test(String(reason)) && byMessage.test(String(message)),
    );
  });
}

/** Since 1.24 the kubelet “attempted to free” so much and “only found” so much; before it “wanted to” and “freed”. */
const SPACE = /(?:Attempted|Wanted) to free (\d{1,20}) bytes, but (?:only found|freed) (\d{1,20}) bytes/i;

function wordParams({ now }: NodeTargetView, event: KubeEvent): Params {
  const [, wanted, found] = SPACE.exec(String(event.message)) ?? [];
  if (wanted !== undefined) {
    return {
      wantedSpace: formatQuantity('storage', Number(wanted)),
      foundSpace: Number(found) === 0 ? 'none' : formatQuantity('storage', Number(found)),
    };
  }
  const time = eventTime(event);
  return { said: event.message, saidAgo: time ? formatDuration((now - time) / 1000) : undefined };
}

function memoryParams(view: NodeTargetView, node: Node): Params {
  const { name } = view.target;
  const pods = podsOf(view);
  const metrics = view.get({ section: 'node-metrics' });
  const measured =
    metrics.status === 'ok' ? metrics.value.find(({ metadata }) => metadata?.name === name) : undefined;
  const requested = pods?.reduce((sum, pod) => sum + (podRequests(pod).memory ?? 0), 0);
  return {
    memoryNode: name,
    memoryUsed: bytesText('memory', measured?.usage),
    memoryAllocatable: bytesText('memory', node.status?.allocatable),
    memoryRequested: requested === undefined ? undefined : formatQuantity('memory', requested),
  };
}

function bytesText(resource: string, of: Readonly<Record<string, string>> | undefined): string | undefined {
  const bytes = parseQuantity(of?.[resource]);
  return bytes === undefined ? undefined : formatQuantity(resource, bytes);
}
