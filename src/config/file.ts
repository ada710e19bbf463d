import { z } from 'zod';
import { VERBS } from '../asks.ts';
import { ALERTS } from './alerts.ts';
import { DIGESTS } from './digests.ts';
import { GLOB, NAMESPACE, some } from './names.ts';
import { CHANNEL, GROUP, USER } from './slack-id.ts';
import { TIME_ZONE } from './time-zone.ts';

const RULE = z
  .strictObject({
    name: z.string().min(1).describe('Named in refusals: who may ask.'),
    effect: z.enum(['allow', 'deny']).default('allow').describe('A deny rule wins over every allow rule.'),
    channels: some(CHANNEL).optional().describe('Only in these channels.'),
    users: some(USER).optional().describe('Only for these people, or members of `groups`.'),
    groups: some(GROUP).optional().describe('Only for members of these user groups, or `users`.'),
    clusters: some(GLOB).optional().describe('Only these clusters; `*` stands for anything.'),
    namespaces: some(GLOB).optional().describe('Only these namespaces; `*` stands for anything.'),
    verbs: some(z.enum(VERBS))
      .optional()
      .describe(`Only these: ${VERBS.join(', ')}.`),
  })
  .describe('Whatever is left out of a rule means all.');

const ACCESS = z
  .strictObject({
    default: z.enum(['allow', 'deny']).default('deny').describe('What holds where no rule says anything.'),
    rules: z.array(RULE).default([]),
  })
  .describe(
    'Who may ask what, where. Without it everybody may ask everything in every channel that the bot is in.',
  );

const seconds = (least: number, most: number) => z.number().min(least).max(most);
const count = (least: number, most: number) => z.int().min(least).max(most);

const LIMITS = z
  .strictObject({
    asksPerMinute: count(0, 10_000)
      .default(20)
      .describe('Requests of one person a minute; 0 for any number.'),
    answersPerSecond: z
      .number()
      .min(0.1)
      .max(1_000)
      .default(1)
      .describe('Answers a second in one Slack channel, in the long run. Slack itself allows about one.'),
    answersAtOnce: count(1, 1_000)
      .default(10)
      .describe('Answers in one Slack channel after a quiet time, before the pace above holds.'),
    runs: count(1, 100).default(8).describe('Requests that one process works on at once.'),
    runsOnOneCluster: count(1, 1_000)
      .default(8)
      .describe('Requests that all processes together work on at once on one cluster.'),
  })
  .prefault({})
  .describe('How much at once. REQUESTS_PER_SECOND limits what a cluster is asked.');

/** The form of the configuration file. */
export const CONFIG_FILE = z.strictObject({
  access: ACCESS.optional(),
  channels: z
    .record(
      CHANNEL,
      z.strictObject({
        cluster: z.string().min(1).optional().describe('Of asks that name none.'),
        namespace: NAMESPACE.optional().describe('Of names without one.'),
        timeZone: TIME_ZONE.optional().describe('By whose clocks digests come here.'),
      }),
    )
    .default({})
    .describe('Defaults by channel id.'),
  alerts: ALERTS.prefault({}),
  digests: DIGESTS.prefault({}),
  redact: z
    .array(z.string().min(1))
    .default([])
    .describe(
      'Regular expressions for secrets of your own. The first group is hidden, or all that fits where there is none.',
    ),
  watch: z
    .strictObject({
      firstSeconds: seconds(1, 600).default(5).describe('Until the second look.'),
      mostSeconds: seconds(1, 600).default(30).describe('The longest time between two looks.'),
      totalMinutes: z.number().min(1).max(240).default(15).describe('Then a watch ends.'),
    })
    .prefault({})
    .describe('How often `/pod watch` looks, and for how long.'),
  limits: LIMITS,
});

export type ConfigFile = z.output<typeof CONFIG_FILE>;
