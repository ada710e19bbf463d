import { DelayedError, WaitingError } from 'bullmq';
import type { LetGo } from './failure.ts';
import type { Held } from './held-work.ts';
import { PutOff } from './put-off.ts';
import { CLOSING } from './run-job.ts';

const REST_MS = 300;

/** The job is others' now, or again later: neither is a failure. */
export async function putBack({ bull, token, signal }: Held, why: LetGo): Promise<never> {
  if (signal.reason === CLOSING) {
    await bull.moveToWait(token);
    throw new WaitingError();
  }
  // Of a job that we lost: somebody else has it.
  if (signal.aborted) throw why;
  await bull.moveToDelayed(Date.now() + (why instanceof PutOff ? why.forMs : REST_MS), token);
  throw new DelayedError();
}
