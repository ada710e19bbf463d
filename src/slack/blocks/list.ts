import type { Ask, Reply } from '../../asks.ts';
import { counted } from '../../diagnosis/counted.ts';
import type { Pod } from '../../diagnosis/objects/pod.ts';
import { groupPods } from '../../diagnosis/pod-group.ts';
import { podStatus, readyColumn, restarts } from '../../diagnosis/pod-status.ts';
import { cleanDeep } from '../../diagnosis/sanitize.ts';
import { ACTION_IDS } from './action-ids.ts';
import { answerParts } from './answer.ts';
import { type Block, bold, context, line, plain, preformatted, rich } from './block-kit.ts';
import { choiceMenu } from './choice-menu.ts';
import { type Part, part } from './fit-blocks.ts';
import { IN_FILE, NO_FILE } from './long-text.ts';
import { message, type RenderedReply, type RenderOptions, textFile } from './rendered.ts';
import { tableLines } from './table.ts';
import { ageOf } from './words.ts';

type List = Extract<Reply, { kind: 'list' }>;

const HEAD = ['NAME', 'READY', 'STATUS', 'RESTARTS', 'AGE'] as const;
/** Characters of one table in the message. */
const ROOM = 2900;

type Row = readonly [name: string, ready: string, status: string, restarts: string, age: string];

/** The pods of a namespace: the unwell first, with a menu of them. */
export function renderList(reply: List, options: RenderOptions): RenderedReply {
  const { ask, pods, takenAt } = reply;
  const { ephemeral = false } = options;
  const groups = groupPods(pods);
  const rowsOf = (well: boolean): readonly Row[] =>
    cleanDeep(
      groups
        .filter((group) => group.well === well)
        .flatMap((group) => group.pods.map((pod) => rowOf(pod, takenAt))),
      options.clean,
    );
  const [unwell, well] = [rowsOf(false), rowsOf(true)];
  const namespace = options.clean(reply.namespace);
  const title = `${unwell.length === 0 ? '✅' : '❌'} ${counted(pods.length, 'pod')} in ${namespace}: ${unwell.length} unwell`;
  const frame = answerParts(ask, title, options);
  const wellRows = ask.unhealthy ? [] : well;
  const parts: readonly Part[] = [
    ...frame.before,
    ...rowParts('Unwell', unwell, 1, ephemeral),
    ...diagnoseMenu({ ...ask, namespace }, unwell),
    ...rowParts('Well', wellRows, 3, ephemeral),
    ...(reply.truncated
      ? [part(1, [context('There are more pods than were read: only the first are here.')])]
      : []),
    ...frame.after,
  ];
  const all = [...unwell, ...wellRows];
  const full = tableLines(HEAD, all, 253).join('\n');
  const files =
    !ephemeral && (full.length > 2 * ROOM || tooLong(unwell) || tooLong(wellRows))
      ? [textFile('pods.txt', `Pods in ${namespace}`, full)]
      : [];
  return { message: message(title, parts), files };
}

function rowOf(pod: Pod, takenAt: string): Row {
  const { name = '-', creationTimestamp } = pod.metadata ?? {};
  return [
    name,
    readyColumn(pod),
    podStatus(pod),
    String(restarts(pod)),
    ageOf(creationTimestamp, takenAt) || '-',
  ];
}

function tooLong(rows: readonly Row[]): boolean {
  return tableLines(HEAD, rows).join('\n').length > ROOM;
}

function rowParts(
  title: string,
  rows: readonly Row[],
  importance: number,
  ephemeral: boolean,
): readonly Part[] {
  if (rows.length === 0) return [];
  return [
    {
      importance,
      variants: [ROOM, 1500, 500].map((room) => tableBlocks(title, rows, room, ephemeral)),
      leftOut: counted(rows.length, 'pod'),
    },
  ];
}

function tableBlocks(
  title: string,
  rows: readonly Row[],
  room: number,
  ephemeral: boolean,
): readonly Block[] {
  const lines = tableLines(HEAD, rows);
  let length = 0;
  const shown = lines.filter((one) => {
    length += one.length + 1;
    return length <= room;
  });
  const rest = lines.length - shown.length;
  const note = rest > 0 ? [context(`${counted(rest, 'more pod')}; ${ephemeral ? NO_FILE : IN_FILE}.`)] : [];
  return [rich(line(bold(title), plain(` ${rows.length}`)), preformatted(shown.join('\n'))), ...note];
}

function diagnoseMenu({ cluster, namespace = '' }: Ask, unwell: readonly Row[]): readonly Part[] {
  const one = choiceMenu(
    {
      ask: { verb: 'why', cluster, namespace },
      candidates: unwell.map(([name, , status]) => ({ kind: 'Pod', namespace, name, status })),
      actionId: ACTION_IDS.diagnose,
      placeholder: 'Diagnose one of the unwell',
      sizes: [25, 10, 1],
      countsRest: false,
    },
    2,
  );
  return one ? [one] : [];
}
