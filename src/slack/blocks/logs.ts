import type { Ask, Reply } from '../../asks.ts';
import { cleanLog } from '../../diagnosis/clean-log.ts';
import { counted } from '../../diagnosis/counted.ts';
import { LIMITS } from '../limits.ts';
import { ACTION_IDS } from './action-ids.ts';
import { answerParts, whyButton } from './answer.ts';
import { encodeAsk, encodeContainerChoice } from './ask-value.ts';
import { type Button, button, context, menu } from './block-kit.ts';
import { type Part, part } from './fit-blocks.ts';
import { longText } from './long-text.ts';
import { message, type RenderedReply, type RenderOptions } from './rendered.ts';

type Logs = Extract<Reply, { kind: 'logs' }>;

/** The end of one container's log; a long one whole in a file. */
export function renderLogs(reply: Logs, options: RenderOptions): RenderedReply {
  const { ask, previous } = reply;
  const pod = options.clean(reply.pod);
  const container = options.clean(reply.container);
  const run = previous ? ', of the run before' : '';
  const title = `Log of ${pod}, container ${container}${run}`;
  const frame = answerParts(ask, title, options, buttonsOf(reply, options));
  const around = (parts: readonly Part[]) => [
    ...frame.before,
    ...parts,
    ...containerMenu(reply, options),
    ...frame.after,
  ];
  if (!options.logs) {
    const kept = 'Logs are kept out of Slack here. kubectl logs shows it to those who may read it.';
    return { message: message(`${title}: ${kept}`, around([part(1, [context(kept)])])) };
  }
  if (reply.lines.length === 0) {
    const none = emptyText(ask);
    return { message: message(`${title}: ${none}`, around([part(1, [context(none)])])) };
  }
  const { texts, timed } = cleanLog(reply.lines, options.clean);
  const text = longText(
    {
      lines: texts,
      fileLines: timed,
      fileName: `${pod}-${container}${previous ? '-previous' : ''}.log`,
      title,
      keep: 'end',
    },
    options,
  );
  const count = counted(reply.lines.length, 'line');
  return { message: message(`${title}: ${count}`, around(text.parts)), files: text.files };
}

function emptyText({ sinceSeconds, previous }: Ask): string {
  if (sinceSeconds !== undefined) return 'It wrote nothing in that time.';
  return previous ? 'The run before wrote nothing.' : 'It has written nothing.';
}

/** The same container again, named: what its buttons ask. */
function askFor({ ask, pod, container, target }: Logs, { clean }: RenderOptions): Ask {
  const { previous: _, ...rest } = ask;
  return {
    ...rest,
    verb: 'logs',
    namespace: clean(target.namespace),
    target: `pod/${clean(pod)}`,
    container: clean(container),
  };
}

function buttonsOf(reply: Logs, options: RenderOptions): readonly Button[] {
  const about = askFor(reply, options);
  const { container: _, ...pod } = about;
  const why = whyButton(pod);
  if (!options.logs) return why;
  const other = reply.previous
    ? button('Current logs', ACTION_IDS.logs, encodeAsk(about))
    : button('Previous logs', ACTION_IDS.previous, encodeAsk({ ...about, previous: true }));
  return [...why, ...other];
}

function containerMenu(reply: Logs, options: RenderOptions): readonly Part[] {
  const blockId = encodeContainerChoice(askFor(reply, options));
  const names = new Set(reply.containers.filter((name) => name !== reply.container).map(options.clean));
  const menuOptions = [...names]
    .filter((name) => name !== '' && name.length <= LIMITS.optionText)
    .map((name) => ({ text: name, value: name }));
  if (blockId === undefined || menuOptions.length === 0) return [];
  return [part(2, [menu(blockId, ACTION_IDS.logs, 'Logs of another container', menuOptions)])];
}
