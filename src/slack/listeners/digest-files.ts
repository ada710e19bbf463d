import type { App } from '@slack/bolt';
import { z } from 'zod';
import { BotError } from '../../errors.ts';
import { type AuditLine, auditOfDigestAct } from '../audit.ts';
import { ACTION_IDS } from '../blocks/action-ids.ts';
import { refusalMessage } from '../blocks/failed.ts';
import type { Door } from '../front-door.ts';
import { sayAside } from '../take-ask.ts';
import { type Clicked, clickedOf } from './clicked.ts';

const FORMATS = [
  [ACTION_IDS.digestMarkdown, 'markdown'],
  [ACTION_IDS.digestJson, 'json'],
] as const;

const OFF = 'There are no digests here.';
const UNSHARED = 'A file needs a message that everyone sees. Press Share first, then ask there.';
const FAULT = 'That did not work: it is a fault of podwhy. Try again in a moment.';

const ACTION = z.object({ value: z.string().min(1) });

interface Click {
  /** Of the digest. */
  readonly digest: string;
  readonly format: (typeof FORMATS)[number][1];
  readonly clicked: Clicked;
  readonly askedAt: number;
}

/** The buttons of a digest that put it into its thread as a file. */
export function registerDigestFiles(app: App, door: Door): void {
  for (const [actionId, format] of FORMATS) {
    app.action(actionId, async ({ ack, action, body }) => {
      await ack();
      const askedAt = door.clock.now();
      const clicked = clickedOf(body);
      const digest = ACTION.safeParse(action).data?.value;
      if (clicked === undefined || digest === undefined)
        return door.logger.warn('slack.click-unknown', { action: actionId });
      await door.turns.quick(() => take({ digest, format, clicked, askedAt }, door));
    });
  }
}

async function take(click: Click, door: Door): Promise<void> {
  const { clicked, digest, format } = click;
  const { on, asker, aside } = clicked;
  const { digests, logger, messenger } = door;
  if (digests === undefined) return sayAside(aside, refusalMessage(OFF), door);
  if (on.kind !== 'message') return sayAside(aside, refusalMessage(UNSHARED), door);
  try {
    const file = await digests.file(asker, digest, format);
    await messenger.upload({ channel: on.channel, threadTs: on.threadTs ?? on.ts }, file);
    audit(click, { outcome: 'answered' }, door);
  } catch (error) {
    const known = error instanceof BotError;
    logger.warn('slack.digest-file-failed', { digest, format, problem: String(error) });
    const verdict = known ? error.code : 'internal';
    audit(click, { outcome: verdict === 'denied' ? 'refused' : 'failed', verdict }, door);
    await sayAside(aside, refusalMessage(known ? error.userMessage : FAULT), door);
  }
}

function audit(
  { clicked, digest, format, askedAt }: Click,
  came: Pick<AuditLine, 'outcome' | 'verdict'>,
  door: Door,
): void {
  const { id, asker } = clicked;
  const act = { id, verb: `digest ${format}`, digest, asker, askedAt };
  door.audit(auditOfDigestAct(act, {}, door.clock.now(), came));
}
