import { BotError } from '../errors.ts';

/** What a store that doesn't answer comes to for whoever wanted to put something in. */
export function unavailable(cause: unknown): BotError {
  return new BotError(
    'queue-unavailable',
    'The queue does not answer, so this was probably not taken up. Ask again in a moment.',
    { cause },
  );
}
