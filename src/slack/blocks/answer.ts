import type { Ask } from '../../asks.ts';
import { ACTION_IDS } from './action-ids.ts';
import { encodeAsk } from './ask-value.ts';
import { actions, type Button, bold, button, line, rich } from './block-kit.ts';
import { failureFooter } from './failed.ts';
import { type Part, part } from './fit-blocks.ts';
import type { RenderOptions } from './rendered.ts';

/** What stands around the answer of every command but `why`: its title above, buttons and a footer below. */
export function answerParts(
  ask: Ask,
  title: string,
  options: RenderOptions,
  buttons: readonly Button[] = [],
): { readonly before: readonly Part[]; readonly after: readonly Part[] } {
  const own = [
    ...button('Re-run', ACTION_IDS.rerun, encodeAsk(ask)),
    ...buttons,
    ...(options.ephemeral ? button('Share', ACTION_IDS.share, encodeAsk(ask)) : []),
  ];
  return {
    before: [part(0, [rich(line(bold(title, 600)))])],
    after: [
      { importance: 2, variants: [actions(own), actions(own.slice(0, 1)), []] },
      failureFooter(ask, options),
    ],
  };
}

function whyAsk({ cluster, namespace, target }: Ask): Ask {
  return {
    verb: 'why',
    cluster,
    ...(namespace ? { namespace } : {}),
    ...(target ? { target } : {}),
  };
}

/** The button that leads from data to its diagnosis. */
export function whyButton(ask: Ask, label = 'Diagnose'): readonly Button[] {
  return button(label, ACTION_IDS.diagnose, encodeAsk(whyAsk(ask)));
}
