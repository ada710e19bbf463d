import type { Ask, Reply } from '../asks.ts';
import { BotError } from '../errors.ts';

export type FailedReply = Extract<Reply, { kind: 'failed' }>;

/** The lock is somebody else's now, or the process ends: whoever has the job next will answer. */
export class LetGo extends Error {
  constructor(why: string) {
    super(why);
    this.name = 'LetGo';
  }
}

export function failedReply(ask: Ask, error: unknown): FailedReply {
  if (error instanceof BotError) return { kind: 'failed', ask, code: error.code, message: error.userMessage };
  return internal(ask, 'Something went wrong in podwhy itself. Ask again; if it stays, its log says what.');
}

export function tookTooLong(ask: Ask, limitMs: number): BotError {
  const seconds = Math.max(1, Math.round(limitMs / 1000));
  return new BotError(
    'timeout',
    `Cluster ${ask.cluster} did not answer within ${seconds} s. Ask again; if it stays, look whether its API server is up.`,
  );
}

export function lostReply(ask: Ask): FailedReply {
  return {
    kind: 'failed',
    ask,
    code: 'timeout',
    message: 'This took too long or got lost on its way. Ask again.',
  };
}

export function restartedReply(ask: Ask): FailedReply {
  return internal(ask, 'podwhy was restarted before it could answer. Ask again.');
}

export function diedReply(ask: Ask): FailedReply {
  return internal(ask, 'The worker on this died more than once. Ask again; if it stays, its log says why.');
}

export function otherVersionReply(ask: Ask): FailedReply {
  return internal(
    ask,
    'Another version of podwhy wrote this request, and this one cannot read it. Ask again.',
  );
}

function internal(ask: Ask, message: string): FailedReply {
  return { kind: 'failed', ask, code: 'internal', message };
}
