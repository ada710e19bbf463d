import { BotError } from '../errors.ts';

const FAULT = 'That did not work: it is a fault of podwhy. Try again in a moment.';

/** What a person is told whose click or command has failed. */
export function failureText(error: unknown): string {
  return error instanceof BotError ? error.userMessage : FAULT;
}
