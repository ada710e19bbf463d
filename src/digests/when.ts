import { isCron, readCron } from './when-cron.ts';
import { patternOf } from './when-pattern.ts';
import { plainWords } from './when-told.ts';
import { readPlainWords } from './when-words.ts';

/** When a digest is due, by the clocks of its time zone. */
export interface DigestWhen {
  /** As it is shown, and can be read again: `weekdays 09:00`, `every 4 hours`; `cron 0 9 1 1,7 *` where no words fit. */
  readonly words: string;
  /** Five fields, as cron has them. */
  readonly pattern: string;
}

export type WhenReading =
  | { readonly status: 'ok'; readonly when: DigestWhen }
  /** In sentences, with an example of what works. */
  | { readonly status: 'invalid'; readonly problem: string };

const EXAMPLES =
  'Write it like "weekdays 09:00", "mon, wed, fri 8:30am", "every 4 hours", or in cron\'s way "0 9 * * 1-5".';
const LONGEST = 200;

/** Reads when a digest is to come: plain words as people type them, or cron's five fields. */
export function readWhen(text: string): WhenReading {
  const plain = plainText(text);
  if (plain === '') return { status: 'invalid', problem: `It does not say when. ${EXAMPLES}` };
  if (plain.length > LONGEST) return { status: 'invalid', problem: `It is too long. ${EXAMPLES}` };
  const read = isCron(plain) ? readCron(plain) : readPlainWords(plain);
  if ('problem' in read) return { status: 'invalid', problem: `${read.problem} ${EXAMPLES}` };
  const pattern = patternOf(read.schedule);
  return { status: 'ok', when: { words: plainWords(read.schedule) ?? `cron ${pattern}`, pattern } };
}

/** Without what Slack makes of quotes and dashes, and without what people put around. */
function plainText(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[‘’]/g, "'")
    .replace(/["“”„«»`]|^[\s']+|[\s']+$/g, ' ')
    .replace(/[‐-―−]/g, '-')
    .replace(/\s+/g, ' ')
    .replace(/ ?- ?/g, '-')
    .replace(/^[\s,.;]+|[\s,.;!]+$/g, '');
}
