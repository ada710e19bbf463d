import type { Word } from './command-words.ts';

/** Said alone, these ask for nothing. */
const THANKS = set(
  'thanks thank thankyou thx ty cheers nice cool ok okay great perfect awesome lovely 👍 🙏 🙌 👏 🎉 💯 ❤ ' +
    ':+1: :thumbsup: :pray: :raised_hands: :clap: :tada: :100: :heart:',
);
const AROUND = set('you so very much a lot again for the your help and one job work');
/** What Slack and phones add to a hand or a heart. */
const VARIANT = /:skin-tone-[2-6]:|\p{Emoji_Modifier}|\ufe0f/gu;

/** `thanks!`, `ok thank you very much`, `👍`. */
export function isThanks(words: readonly Word[]): boolean {
  const said = words
    .map(({ text }) =>
      text
        .toLowerCase()
        .replace(VARIANT, '')
        .replace(/[?!.,;]+$/, ''),
    )
    .filter((word) => word !== '');
  return THANKS.has(said[0] ?? '') && said.every((word) => THANKS.has(word) || AROUND.has(word));
}

function set(words: string): ReadonlySet<string> {
  return new Set(words.split(' '));
}
