import { onTestFinished } from 'vitest';
import type { Slack } from '../../src/playground/slack/slack.ts';
import { type SlackOptions, startSlack } from '../../src/playground/slack/start-slack.ts';
import type { Messenger } from '../../src/ports.ts';
import { createMessenger } from '../../src/slack/messenger.ts';
import { loggerTo, type Running } from './running-app.ts';

/** A messenger against a simulated Slack, for one test. */
export async function messenger(
  options: { patienceMs?: number; callMs?: number; log?: Running['log'] } = {},
  slackOptions: SlackOptions = {},
): Promise<{ slack: Slack; messenger: Messenger }> {
  const slack = await startSlack(slackOptions);
  onTestFinished(() => slack.close());
  const { patienceMs = 5000, callMs = 1000, log = [] } = options;
  const logger = loggerTo(log);
  return {
    slack,
    messenger: createMessenger({ token: slack.botToken, apiUrl: slack.url, logger, patienceMs, callMs }),
  };
}
