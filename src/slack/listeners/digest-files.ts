import type { App } from '@slack/bolt';
import { BotError } from '../../errors.ts';
import { type AuditLine, auditOfDigestAct } from '../audit.ts';
import { ACTION_IDS } from '../blocks/action-ids.ts';
import { refusalMessage } from '../blocks/failed.ts';
import { failureText } from '../failure-text.ts';
import type { Door } from '../front-door.ts';
import { sayAside } from '../take-ask.ts';
import { type Click, onNamed } from './on-click.ts';

const FORMATS = [
  [ACTION_IDS.digestMarkdown, 'markdown'],
  [ACTION_IDS.digestJson, 'json'],
] as const;

const OFF = 'There are no digests here.';
const UNSHARED = 'A file needs a message that everyone sees. Press Share first, then ask there.';

interface FileClick extends Click {
  /** Of the digest. */
  readonly digest: string;
  readonly format: (typeof FORMATS)[number][1];
}

/** The buttons of a digest that put it into its thread as a file. */
export function registerDigestFiles(app: App, door: Door): void {
  for (const [actionId, format] of FORMATS) {
    onNamed(app, door, actionId, (digest, click) =>
      door.turns.quick(() => take({ ...click, digest, format }, door)),
    );
  }
}

async function take(click: FileClick, door: Door): Promise<void> {
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
    logger.warn('slack.digest-file-failed', { digest, format, problem: String(error) });
    const verdict = error instanceof BotError ? error.code : 'internal';
    audit(click, { outcome: verdict === 'denied' ? 'refused' : 'failed', verdict }, door);
    await sayAside(aside, refusalMessage(failureText(error)), door);
  }
}

function audit(
  { clicked, digest, format, askedAt }: FileClick,
  came: Pick<AuditLine, 'outcome' | 'verdict'>,
  door: Door,
): void {
  const { id, asker } = clicked;
  const act = { id, verb: `digest ${format}`, digest, asker, askedAt };
  door.audit(auditOfDigestAct(act, {}, door.clock.now(), came));
}
