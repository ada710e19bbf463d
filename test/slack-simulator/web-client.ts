import { LogLevel, webApi } from '@slack/bolt';
import type { Slack } from '../../src/playground/slack/slack.ts';

/** The real client, quiet, with short patience unless told otherwise. */
export function webClient(
  slack: Slack,
  options: { readonly token?: string } & webApi.WebClientOptions = {},
): webApi.WebClient {
  const { token = slack.botToken, ...rest } = options;
  return new webApi.WebClient(token, {
    slackApiUrl: slack.url,
    retryConfig: { retries: 2, minTimeout: 10 },
    timeout: 1000,
    logger: silence,
    ...rest,
  });
}

const silence = {
  debug(): void {},
  info(): void {},
  warn(): void {},
  error(): void {},
  setLevel(): void {},
  getLevel: () => LogLevel.ERROR,
  setName(): void {},
};
