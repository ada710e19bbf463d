import { ApiError, failure, type Status } from './status.ts';

/** Where a stream's text goes. */
export interface Sink {
  send(text: string): void;
  end(): void;
}

/** What a request is answered with. */
export type Answer =
  | { readonly kind: 'json'; readonly code: number; readonly body: unknown; readonly contentType?: string }
  | { readonly kind: 'text'; readonly code: number; readonly text: string; readonly staysOpen?: boolean }
  | {
      readonly kind: 'stream';
      /** Begins to send; returns what stops it, called once when the connection ends. */
      start(sink: Sink): () => void;
    };

/** The answer that an error amounts to. */
export function answerError(error: unknown): Answer {
  return statusAnswer(error instanceof ApiError ? error.status : failure('InternalError', String(error)));
}

/** What the API server says about a path that it does not know. */
export const noSuchPath: Answer = { kind: 'text', code: 404, text: '404 page not found\n' };

function statusAnswer(status: Status): Answer {
  return { kind: 'json', code: status.code, body: status };
}
