import type { ToldDigest } from '../../asks.ts';
import type { DigestSubscription } from '../../digests/subscription.ts';
import type { HeldWork } from '../../incident-ports.ts';
import type { MessageRef } from '../../ports.ts';
import type { DigestFile, Picture, PostDeps } from './digest-deps.ts';

interface Posted {
  readonly at: MessageRef;
  readonly told: ToldDigest;
  readonly files: readonly DigestFile[];
  readonly subscription: DigestSubscription;
}

/** Slack looks into a picture before it lets a message show it, which takes a moment. */
const TRIES = 3;
const REST_MS = 1_500;
/** Where many are due in one channel at once, their messages come first. */
const TURNS = 4;
const TURN_REST_MS = 20_000;

/** Puts a digest's files into its thread, and the picture into its message. Never throws: the digest stands without them. */
export async function attachToDigest(
  { at, told, files, subscription }: Posted,
  held: HeldWork,
  deps: PostDeps,
): Promise<void> {
  let picture: Picture | undefined;
  for (const file of files) {
    const fileId = await upload(file, at, held, deps);
    if (fileId !== undefined && file.altText !== undefined) picture = { fileId, altText: file.altText };
  }
  if (picture) await show(at, deps.render.digest(told, subscription, picture).message, held, deps);
}

async function upload(
  file: DigestFile,
  { channel, ts }: MessageRef,
  held: HeldWork,
  deps: PostDeps,
): Promise<string | undefined> {
  try {
    await turn(channel, held, deps);
    await held.permit();
    return await deps.messenger.upload({ channel, threadTs: ts }, file);
  } catch (error) {
    deps.logger.warn('digest.file-refused', { file: file.name, problem: String(error) });
    return undefined;
  }
}

/** Unlike a message, which is put off with all of its work, a file that has no turn now would not come any more. */
async function turn(channel: string, held: HeldWork, { wait }: PostDeps): Promise<void> {
  for (let left = TURNS - 1; left > 0 && !held.signal.aborted; left--) {
    try {
      return await held.turn('post', channel);
    } catch {
      await wait(TURN_REST_MS);
    }
  }
  await held.turn('post', channel);
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
