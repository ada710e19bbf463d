import type { Gap } from '../diagnosis/diagnosis.ts';
import { ended } from '../diagnosis/ended.ts';
import { describe, gapsOf } from '../diagnosis/gaps.ts';
import { type Answer, type Collected, type Read, readKey, type SectionName } from '../diagnosis/snapshot.ts';
import { BotError } from '../errors.ts';
import type { Cluster } from '../ports.ts';

/**
 * A fact without which there is no answer.
 * @throws BotError that says what is missing; target-invalid where it does not exist.
 */
export async function needed<S extends SectionName>(cluster: Cluster, read: Read<S>): Promise<Answer<S>> {
  const collected = await cluster.read(read);
  if (collected.status === 'ok') return collected.value;
  throw missing(describe(read as Read), collected);
}

function missing(what: string, { reason, message }: Exclude<Collected<never>, { status: 'ok' }>): BotError {
  switch (reason) {
    case 'forbidden':
      return new BotError('forbidden', `podwhy may not read the ${what}: ${ended(message)}`);
    case 'not-found':
      return new BotError('target-invalid', `There is no ${what}: ${ended(message)}`);
    case 'timeout':
      return new BotError(
        'timeout',
        `The cluster did not give the ${what} in time: ${ended(message)} Try again.`,
      );
    default:
      return new BotError('api-error', `The cluster did not give the ${what}: ${ended(message)} Try again.`);
  }
}

/** A fact that the answer can do without, and the gap that it leaves. */
export async function wanted<S extends SectionName>(
  cluster: Cluster,
  read: Read<S>,
): Promise<{ readonly value?: Answer<S>; readonly gaps: readonly Gap[] }> {
  const collected = await cluster.read(read);
  if (collected.status === 'ok') return { value: collected.value, gaps: [] };
  return { gaps: gapsOf([read as Read], new Map([[readKey(read as Read), collected]])) };
}
