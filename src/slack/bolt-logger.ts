import { LogLevel, type Logger as SlackLogger } from '@slack/bolt';
import type { Logger } from '../ports.ts';

const MOST_CHARACTERS = 500;

/** Slack's libraries log through ours. Debug is left out: it holds tokens and whole messages. */
export function boltLogger(logger: Logger): SlackLogger {
  const say =
    (level: 'info' | 'warn' | 'error') =>
    (...parts: unknown[]) =>
      logger[level](`slack.${level}`, { message: parts.map(wordsOf).join(' ').slice(0, MOST_CHARACTERS) });
  return {
    debug: () => undefined,
    info: () => undefined,
    warn: say('warn'),
    error: say('error'),
    setLevel: () => undefined,
    getLevel: () => LogLevel.WARN,
    setName: () => undefined,
  };
}

/** An error's message alone: its fields may hold a request with its headers. */
function wordsOf(part: unknown): string {
  return part instanceof Error ? part.message : String(part);
}
