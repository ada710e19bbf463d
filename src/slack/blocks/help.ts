import type { Message } from '../../ports.ts';
import { bold, code, context, line, plain, preformatted, rich } from './block-kit.ts';
import { COMMANDS, type CommandHelp } from './commands.ts';
import { part } from './fit-blocks.ts';
import { message } from './rendered.ts';

const TARGETS =
  'A target is web, deploy/web, shop/web, pod/web-5d6f, svc/web or node/worker-3; -n names the namespace, --cluster the cluster. ' +
  'In threads and direct messages ask @podwhy, as in “@podwhy why is web failing?”.';
const READ_ONLY = 'Nothing here changes a cluster: commands that do are shown for you to copy.';

/** All commands, or one of them with examples. An unknown one gets all. */
export function helpMessage(verb?: string): Message {
  const one = COMMANDS.find((command) => command.verb === verb);
  return one ? commandHelp(one) : allHelp();
}

/** A few words for who says thanks: the whole help would be noise. */
export function thanksMessage(): Message {
  return message('Any time.', [
    part(0, [
      rich(
        line(
          plain('Any time. Ask '),
          code('why <pod>'),
          plain('; '),
          code('help'),
          plain(' lists the rest.'),
        ),
      ),
    ]),
  ]);
}

function commandHelp({ usage, summary, examples, more }: CommandHelp): Message {
  return message(`${usage}: ${summary}`, [
    part(0, [
      rich(line(code(usage), plain(`   ${summary}`))),
      rich(preformatted(examples.join('\n'))),
      context(more ?? TARGETS),
    ]),
  ]);
}

function allHelp(): Message {
  const widest = Math.max(...COMMANDS.map(({ verb }) => verb.length));
  const rows = COMMANDS.map(({ verb, summary }) => `/pod ${verb.padEnd(widest)}  ${summary}`);
  return message('What /pod can be asked', [
    part(0, [
      rich(line(bold('What /pod can be asked')), preformatted(rows.join('\n'))),
      rich(line(plain(`${TARGETS} `), code('/pod help logs'), plain(' says more about one command.'))),
      context(READ_ONLY),
    ]),
  ]);
}
