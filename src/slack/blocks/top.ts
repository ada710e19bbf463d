import type { Reply, UseRow } from '../../asks.ts';
import { formatQuantity, parseQuantity } from '../../diagnosis/quantity.ts';
import { cleanDeep } from '../../diagnosis/sanitize.ts';
import { answerParts } from './answer.ts';
import { context } from './block-kit.ts';
import { part } from './fit-blocks.ts';
import { gapsPart } from './gaps.ts';
import { longText } from './long-text.ts';
import { message, type RenderedReply, type RenderOptions } from './rendered.ts';
import { tableLines } from './table.ts';

/** What the containers of a namespace use, beside their limits. */
export function renderTop(reply: Extract<Reply, { kind: 'top' }>, options: RenderOptions): RenderedReply {
  const { ask } = reply;
  const { namespace, rows, gaps } = cleanDeep(
    { namespace: reply.namespace, rows: reply.rows, gaps: reply.gaps },
    options.clean,
  );
  const title = `CPU and memory in ${namespace}`;
  const frame = answerParts(ask, title, options);
  const notSeen = gapsPart(gaps, 1);
  if (rows.length === 0) {
    const none = notSeen.length > 0 ? [] : [part(1, [context('Nothing is measured here.')])];
    return { message: message(`${title}: nothing`, [...frame.before, ...none, ...notSeen, ...frame.after]) };
  }
  const head = ['POD', 'CONTAINER', 'CPU', 'MEMORY'];
  const lines = tableLines(
    head,
    rows.map((row) => [
      row.name,
      row.container ?? '-',
      useText('cpu', row.cpu, row.cpuOf),
      useText('memory', row.memory, row.memoryOf),
    ]),
  );
  const text = longText({ lines, fileName: `top-${namespace}.txt`, title, keep: 'start' }, options);
  const parts = [...frame.before, ...text.parts, ...notSeen, ...frame.after];
  return { message: message(title, parts), files: text.files };
}

/** `120m/500m 24%`. */
export function useText(
  resource: 'cpu' | 'memory',
  used: string | undefined,
  of: string | undefined,
): string {
  const whole = amountText(resource, of);
  if (used === undefined) return whole || '-';
  const [part, all] = [parseQuantity(used), parseQuantity(of)];
  const share = part !== undefined && all ? ` ${Math.round((part / all) * 100)}%` : '';
  return whole ? `${amountText(resource, used)}/${whole}${share}` : amountText(resource, used);
}

function amountText(resource: string, text: string | undefined): string {
  const amount = parseQuantity(text);
  return amount === undefined ? (text ?? '') : formatQuantity(resource, amount);
}

/** The use of a thing by its name. */
export function useOf(name: string, use: readonly UseRow[]): UseRow | undefined {
  return use.find((row) => row.name === name);
}
