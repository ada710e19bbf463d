import { urlText } from '../../diagnosis/fill.ts';
import type { Message } from '../../ports.ts';
import { LIMITS } from '../limits.ts';
import { bold, context, line, plain, preformatted, type RichLink, rich } from './block-kit.ts';
import { type Part, part } from './fit-blocks.ts';
import { message } from './rendered.ts';

/** Slack's longest link. */
const LONGEST_URL = 3000;

/** How to silence the alerts of an incident: for the reader to do, since podwhy silences nothing. */
export function silenceMessage(
  { command, url }: { readonly command: string; readonly url?: string },
  clean: (text: string) => string,
): Message {
  const shown = clean(command);
  const whole = shown.length <= LIMITS.preformatted && !shown.endsWith('…');
  const hidden =
    shown === command ? [] : [part(1, [context('Something in it is hidden: put its own value back.')])];
  const copy: readonly Part[] = whole
    ? [part(0, [rich(preformatted(shown))]), ...hidden]
    : [part(0, [rich(line(plain('Its command is too long for Slack.')))])];
  const title = 'Create the silence yourself';
  return message(title, [
    part(0, [rich(line(bold(title), plain('   podwhy silences nothing')))]),
    ...copy,
    ...linkPart(url, clean),
  ]);
}

/** Alertmanager is often reached by http. Encoded, a secret would not be known as one: such a link is left out. */
function linkPart(url: string | undefined, clean: (text: string) => string): readonly Part[] {
  if (url === undefined || !/^https?:\/\//.test(url) || !URL.canParse(url) || url.length > LONGEST_URL)
    return [];
  const text = urlText(url);
  if (clean(text) !== text) return [];
  const link: RichLink = { type: 'link', url, text: 'Open it in Alertmanager' };
  return [part(1, [rich(line(link))])];
}
