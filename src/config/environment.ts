import { z } from 'zod';

/** An empty variable counts as one that is not set: Compose files write them so. */
const text = z.string().trim().min(1);

function prefixed(prefix: string, where: string): z.ZodString {
  return text.startsWith(
    prefix,
    `does not begin with ${prefix}: copy it from ${where} in your app's settings`,
  );
}

function choice<const T extends readonly [string, ...string[]]>(
  values: T,
): z.ZodEnum<z.core.util.ToEnum<T[number]>> {
  return z.enum(values, { error: `is none of ${values.join(', ')}` });
}

function whole(least: number, most: number): z.ZodType<number, string> {
  return text
    .regex(/^\d+$/, `is not a whole number from ${least} to ${most}`)
    .transform(Number)
    .refine((value) => value >= least && value <= most, `is not between ${least} and ${most}`);
}

function url(schemes: readonly string[]): z.ZodString {
  const form = schemes.map((scheme) => `${scheme}//`).join(' or ');
  return text.refine(
    (value) => URL.canParse(value) && schemes.includes(new URL(value).protocol),
    `is not a URL that begins with ${form}`,
  ) as z.ZodString;
}

/** One or several: the old one is taken out once every sender has the new one. What a header cannot carry is refused. */
const tokens = text
  .transform((list) => list.split(',').map((token) => token.trim()))
  .refine(
    (list) => list.every((token) => /^[\x21-\x7e]{16,}$/.test(token)),
    'is not made of tokens of at least 16 characters without blanks, separated by commas: `openssl rand -hex 32` makes one',
  );

/** Every variable that is read, as the process gets it. */
export const ENVIRONMENT = z.object({
  SLACK_BOT_TOKEN: prefixed('xoxb-', '"OAuth & Permissions"')
    .optional()
    .describe("The bot user's token, `xoxb-…`. Always needed."),
  SLACK_APP_TOKEN: prefixed('xapp-', '"Basic Information", "App-Level Tokens"')
    .optional()
    .describe('The app-level token, `xapp-…`, with connections:write. Needed in Socket Mode.'),
  SLACK_SIGNING_SECRET: text.optional().describe('Proves that a request is from Slack. Needed in HTTP mode.'),
  SLACK_MODE: choice(['socket', 'http'])
    .optional()
    .describe(
      '`socket` or `http`. Socket Mode where absent, unless there is a signing secret and no app token.',
    ),
  SLACK_API_URL: url(['http:', 'https:']).optional().describe("Another address of Slack's API, for tests."),
  PORT: whole(0, 65_535).optional().describe('Where HTTP is served. 3000 where absent.'),
  REDIS_URL: url(['redis:', 'rediss:'])
    .optional()
    .describe(
      'Redis or Valkey for the queue. Without it a queue in memory runs in the process: `serve` alone.',
    ),
  KUBECONFIG: text
    .optional()
    .describe("As kubectl reads it. Without one: ~/.kube/config, or the pod's own account."),
  CLUSTERS: text
    .optional()
    .describe(
      'Contexts of the kubeconfig, separated by commas; the first is the default. The current one where absent.',
    ),
  DEFAULT_NAMESPACE: text
    .regex(/^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/, 'cannot be the name of a namespace')
    .optional()
    .describe("The namespace of names without one. The context's own where absent."),
  PLAYBOOKS_DIR: text
    .optional()
    .describe(
      "A folder of your site's own playbooks, read again within 30 seconds of a change: see site-knowledge.md.",
    ),
  LOGS: choice(['on', 'off']).optional().describe('`off`: no log line is read or shown. `on` where absent.'),
  LOG_LEVEL: choice(['info', 'warn', 'error'])
    .optional()
    .describe(
      'What the bot says of itself on stdout. Audit lines are written at every level. `info` where absent.',
    ),
  REQUEST_TIMEOUT: whole(1, 120)
    .optional()
    .describe('Seconds that one question to a cluster may take. 5 where absent.'),
  REQUESTS_PER_SECOND: whole(1, 1_000)
    .optional()
    .describe('Requests a second to one cluster, in the long run; twice as many at once. 20 where absent.'),
  ALERTS_TOKEN: tokens
    .optional()
    .describe(
      'Bearer token of whoever sends alerts to `/webhooks/alertmanager`, at least 16 characters; several, separated by commas, ' +
        'while it is renewed. The webhook takes nothing without it or ALERTS_BASIC_AUTH: see on-call.md.',
    ),
  ALERTS_BASIC_AUTH: text
    .regex(/^[^:]+:.{8,}$/, 'is not user:password with a password of at least 8 characters')
    .optional()
    .describe('`user:password`, for senders that have no bearer tokens.'),
  PAGERDUTY_SIGNING_SECRET: text
    .optional()
    .describe(
      "The secret of PagerDuty's webhook subscription. `/webhooks/pagerduty` takes nothing without it: see on-call.md.",
    ),
  CONFIG_FILE: text.optional().describe('A YAML file with what is below.'),
});

export type Environment = z.output<typeof ENVIRONMENT>;
