import type { Problem } from './blocks/schema.ts';
import type { Json } from './json.ts';

/** Slack's way of saying no: `{ok: false, error: code}` with status 200. */
export class Refusal extends Error {
  readonly code: string;
  readonly details: Json;

  constructor(code: string, details: Json = {}) {
    super(code);
    this.code = code;
    this.details = details;
  }
}

/** The refusal of blocks or a view, which names each place. */
export function refuse(code: string, problems: readonly Problem[]): Refusal {
  const errors = problems.map(({ pointer, message }) => `${message} [json-pointer:${pointer}]`);
  return new Refusal(code, {
    errors,
    response_metadata: { messages: errors.map((error) => `[ERROR] ${error}`) },
  });
}
