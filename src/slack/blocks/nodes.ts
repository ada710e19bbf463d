import type { Reply, UseRow } from '../../asks.ts';
import { counted } from '../../diagnosis/counted.ts';
import type { Node } from '../../diagnosis/objects/node.ts';
import { cleanDeep } from '../../diagnosis/sanitize.ts';
import { answerParts } from './answer.ts';
import { bold, bullets, line, plain, rich } from './block-kit.ts';
import { type Part, part } from './fit-blocks.ts';
import { gapsPart } from './gaps.ts';
import { longText } from './long-text.ts';
import { message, type RenderedReply, type RenderOptions } from './rendered.ts';
import { tableLines } from './table.ts';
import { useOf, useText } from './top.ts';
import { ageOf } from './words.ts';

/** Conditions that are trouble when True (https://kubernetes.io/docs/reference/node/node-status/#condition). */
const PRESSURES: ReadonlySet<string> = new Set([
  'MemoryPressure',
  'DiskPressure',
  'PIDPressure',
  'NetworkUnavailable',
]);
const MOST_TROUBLED = 8;

interface NodeRow {
  readonly name: string;
  readonly status: string;
  readonly trouble: readonly string[];
  readonly cells: readonly string[];
}

/** The nodes of a cluster, those in trouble first. */
export function renderNodes(reply: Extract<Reply, { kind: 'nodes' }>, options: RenderOptions): RenderedReply {
  const { ask, takenAt, nodes, use } = reply;
  const { rows, gaps } = cleanDeep(
    { rows: nodes.map((node) => rowOf(node, use, takenAt)), gaps: reply.gaps },
    options.clean,
  );
  const sorted = [...rows].sort((a, b) => Number(b.trouble.length > 0) - Number(a.trouble.length > 0));
  const troubled = sorted.filter(({ trouble }) => trouble.length > 0);
  const title = `${troubled.length === 0 ? '✅' : '❌'} ${counted(nodes.length, 'node')} of ${ask.cluster}: ${troubled.length} in trouble`;
  const frame = answerParts(ask, title, options);
  const head = ['NAME', 'STATUS', 'AGE', 'VERSION', 'CPU', 'MEMORY'];
  const lines = tableLines(
    head,
    sorted.map(({ name, status, cells }) => [name, status, ...cells]),
  );
  const text = longText(
    { lines, fileName: 'nodes.txt', title: `Nodes of ${ask.cluster}`, keep: 'start' },
    options,
  );
  const parts = [
    ...frame.before,
    ...text.parts,
    ...troubleParts(troubled),
    ...gapsPart(gaps, 2),
    ...frame.after,
  ];
  return { message: message(title, parts), files: text.files };
}

function troubleParts(troubled: readonly NodeRow[]): readonly Part[] {
  if (troubled.length === 0) return [];
  const items = troubled
    .slice(0, MOST_TROUBLED)
    .map(({ name, trouble }) => line(bold(name, 253), plain(`: ${trouble.join('; ')}`, 500)));
  const rest = troubled.length - items.length;
  const more = rest > 0 ? [line(plain(`and ${counted(rest, 'more node')}`))] : [];
  return [part(2, [rich(bullets([...items, ...more]))], 'what troubles the nodes')];
}

function rowOf(node: Node, use: readonly UseRow[], takenAt: string): NodeRow {
  const name = node.metadata?.name ?? '-';
  const row = useOf(name, use);
  const { allocatable = {}, nodeInfo = {} } = node.status ?? {};
  const ready = node.status?.conditions?.find(({ type }) => type === 'Ready')?.status === 'True';
  const cordoned = node.spec?.unschedulable ? ',SchedulingDisabled' : '';
  return {
    name,
    status: `${ready ? 'Ready' : 'NotReady'}${cordoned}`,
    trouble: troubleOf(node),
    cells: [
      ageOf(node.metadata?.creationTimestamp, takenAt) || '-',
      nodeInfo.kubeletVersion ?? '-',
      useText('cpu', row?.cpu, row?.cpuOf ?? allocatable.cpu),
      useText('memory', row?.memory, row?.memoryOf ?? allocatable.memory),
    ],
  };
}

/** What a node says of itself that keeps pods from running on it. */
function troubleOf(node: Node): readonly string[] {
  const conditions = (node.status?.conditions ?? [])
    .filter(({ type, status }) =>
      type === 'Ready' ? status !== 'True' : PRESSURES.has(type) && status === 'True',
    )
    .map(({ type, status, reason, message: said }) =>
      [`${type} is ${status}`, reason, said].filter(Boolean).join(', '),
    );
  return node.spec?.unschedulable ? [...conditions, 'cordoned: no new pods'] : conditions;
}
