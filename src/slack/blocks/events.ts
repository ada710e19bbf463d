import type { Reply } from '../../asks.ts';
import { counted } from '../../diagnosis/counted.ts';
import { formatDuration } from '../../diagnosis/duration.ts';
import { eventCount, eventTime, sortEvents } from '../../diagnosis/events.ts';
import type { KubeEvent } from '../../diagnosis/objects/meta.ts';
import { cleanDeep } from '../../diagnosis/sanitize.ts';
import { answerParts } from './answer.ts';
import { context } from './block-kit.ts';
import { part } from './fit-blocks.ts';
import { gapsPart } from './gaps.ts';
import { longText } from './long-text.ts';
import { message, type RenderedReply, type RenderOptions } from './rendered.ts';

type Events = Extract<Reply, { kind: 'events' }>;

/** https://kubernetes.io/docs/reference/command-line-tools-reference/kube-apiserver/ (`--event-ttl`). */
const NONE = 'There are none. A cluster forgets events after an hour unless it is told otherwise.';

/** Events as they were, newest last. */
export function renderEvents(reply: Events, options: RenderOptions): RenderedReply {
  const { target, takenAt, events, ask } = reply;
  const title = options.clean(`Events of ${target.kind} ${target.namespace}/${target.name}`);
  const frame = answerParts(ask, title, options);
  const gaps = gapsPart(cleanDeep(reply.gaps, options.clean));
  if (events.length === 0) {
    const none = gaps.length > 0 ? [] : [part(1, [context(NONE)])];
    return { message: message(`${title}: none`, [...frame.before, ...none, ...gaps, ...frame.after]) };
  }
  const lines = options.clean.lines(eventLines(events, takenAt, options.clean));
  const name = options.clean(target.name);
  const text = longText({ lines, fileName: `${name}-events.txt`, title, keep: 'end' }, options);
  return {
    message: message(`${title}: ${counted(events.length, 'event')}`, [
      ...frame.before,
      ...text.parts,
      ...gaps,
      ...frame.after,
    ]),
    files: text.files,
  };
}

/** `3m20s  Warning  BackOff ×12  Back-off restarting …`. */
export function eventLines(
  events: readonly KubeEvent[],
  takenAt: string,
  clean: (text: string) => string,
): readonly string[] {
  // Before it is one line: a secret may be known by standing on the line after its name.
  const oneLine = (text: string) => clean(text).replace(/\s+/g, ' ');
  const rows = sortEvents(events).map((event) => {
    const time = eventTime(event);
    const age = time > 0 ? formatDuration((Date.parse(takenAt) - time) / 1000) : '-';
    const count = eventCount(event);
    const reason = `${event.reason ?? '-'}${count > 1 ? ` ×${count}` : ''}`;
    return [age, event.type ?? '-', reason, oneLine(event.message ?? '')] as const;
  });
  const widths = [0, 1, 2].map((column) =>
    Math.min(40, Math.max(...rows.map((row) => row[column]?.length ?? 0))),
  );
  return rows.map(([age, type, reason, text]) =>
    [age.padEnd(widths[0] ?? 0), type.padEnd(widths[1] ?? 0), reason.padEnd(widths[2] ?? 0), text].join('  '),
  );
}
