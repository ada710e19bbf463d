import type { Word } from './command-words.ts';

/** As Slack sends one, `:wave::skin-tone-2:`, and as a person may paste it. */
const EMOJI = String.raw`(?::[-+\w]{1,100}:|\p{Extended_Pictographic}|\p{Regional_Indicator}|\p{Emoji_Modifier}|\u200d|\ufe0f)+`;
const AT_END = new RegExp(`${EMOJI}[?!.,;:]*$`, 'u');
const AT_START = new RegExp(`^${EMOJI}`, 'u');

/** The words without emoji before, behind and between them: nothing in Kubernetes is called like one. */
export function withoutEmoji(words: readonly Word[]): readonly Word[] {
  return words
    .map((word) =>
      word.quoted ? word : { ...word, text: word.text.replace(AT_END, '').replace(AT_START, '') },
    )
    .filter(({ text }) => text !== '');
}
