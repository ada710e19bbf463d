import { cleanText } from '../diagnosis/gate.ts';
import { BotError } from '../errors.ts';
import { EXIT } from './exit-code.ts';
import type { TerminalPorts } from './io.ts';

/** Says in words why a command could not do its work, and with which code it ends. A fault of ours is thrown on. */
export function sayFailure(error: unknown, ports: TerminalPorts): number {
  if (!(error instanceof BotError)) throw error;
  ports.err(`podwhy: ${cleanText(error.userMessage)}\n`);
  return error.code === 'usage' ? EXIT.usage : EXIT.inconclusive;
}
