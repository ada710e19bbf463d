import type { ToldDigest } from '../../asks.ts';
import type { DigestSubscription } from '../../digests/subscription.ts';
import type { HeldWork } from '../../incident-ports.ts';
import type { MessageRef } from '../../ports.ts';
import type { DigestFile, PostDeps } from './digest-deps.ts';

interface Posted {
  readonly at: MessageRef;
  readonly told: ToldDigest;
  readonly files: readonly DigestFile[];
  readonly subscription: DigestSubscription;
}

/** Slack looks into a picture before it lets a message show it, which takes a moment. */
const TRIES = 3;
const REST_MS = 1_500;

/** Puts a digest's files into its thread, and the picture into its message. Never throws: the digest stands without them. */
export async function attachToDigest(
  { at, told, files, subscription }: Posted,
  held: HeldWork,
  deps: PostDeps,
): Promise<void> {
  for (const file of files) {
    const fileId = await upload(file, at, held, deps);
    if (fileId !== undefined && file.altText !== undefined) {
      const picture = { fileId, altText: file.altText };
      await show(at, deps.render.digest(told, subscription, picture).message, held, deps);
    }
  }
}

async function upload(
  file: DigestFile,
  { channel, ts }: MessageRef,
  held: HeldWork,
  { messenger, logger }: PostDeps,
): Promise<string | undefined> {
  try {
    await held.turn('post', channel);
    await held.permit();
    return await messenger.upload({ channel, threadTs: ts }, file);
  } catch (error) {
    logger.warn('digest.file-refused', { file: file.name, problem: String(error) });
    return undefined;
  }
}

async function show(
  at: MessageRef,
  message: Parameters<PostDeps['messenger']['update']>[1],
  held: HeldWork,
  { messenger, logger, wait }: PostDeps,
): Promise<void> {
  for (let left = TRIES; left > 0; left--) {
    try {
      await wait(REST_MS);
      await held.turn('edit', at.channel);
      await held.permit();
      return await messenger.update(at, message);
    } catch (error) {
      if (left === 1) logger.info('digest.picture-not-shown', { problem: String(error) });
    }
  }
}
