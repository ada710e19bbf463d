import { createReadStream } from 'node:fs';
import { BotError } from './errors.ts';

/** Bytes: some 10,000 alerts. What is larger was piped in by mistake. */
const MOST_BYTES = 16 * 1024 * 1024;

/**
 * A file, or what is piped in, as UTF-8.
 * @throws BotError input-unreadable.
 */
export async function readInput(
  file: string | undefined,
  piped: (() => AsyncIterable<Uint8Array>) | undefined,
): Promise<string> {
  const name = file ?? 'The input';
  const chunks: Uint8Array[] = [];
  let size = 0;
  try {
    for await (const chunk of file === undefined ? (piped?.() ?? []) : createReadStream(file)) {
      chunks.push(chunk);
      size += chunk.length;
      if (size > MOST_BYTES) break;
    }
  } catch (error) {
    const reason = (error as Error).message;
    throw new BotError('input-unreadable', `${name} cannot be read: ${reason}.`, { cause: error });
  }
  if (size <= MOST_BYTES) return Buffer.concat(chunks).toString('utf8');
  throw new BotError('input-unreadable', `${name} has more than ${MOST_BYTES / 1024 / 1024} MiB.`);
}
