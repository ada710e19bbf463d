import { z } from 'zod';
import { QUIET_HOURS } from './quiet-hours.ts';
import { CHANNEL, GROUP } from './slack-id.ts';

const LABEL = z.string().min(1, 'is empty: name a label');
const PATTERN = z.string().min(1, 'is empty: it would fit nothing');
const MOST_FOLLOW_UPS = 10;

const ROUTE = z
  .strictObject({
    match: z
      .record(
        LABEL,
        z.union([PATTERN.transform((pattern) => [pattern]), z.array(PATTERN).min(1)], {
          error: 'is neither a text nor a list of texts',
        }),
      )
      .describe(
        'By label, a value or a list of which one must fit; `*` stands for anything. Every label must fit, and one that an ' +
          "alert doesn't have fits nothing. `cluster` is the context or the alert's own word for it, `namespace` the one of " +
          'what it is about.',
      ),
    channel: CHANNEL.optional().describe('Where it is told: the id of a channel that the bot is in.'),
    mention: z
      .union([GROUP, z.literal(false)])
      .optional()
      .describe('As `alerts.mention`, for this route; `false` for nobody.'),
    quietHours: z
      .union([QUIET_HOURS, z.literal(false)])
      .optional()
      .describe('As `alerts.quietHours`, for this route; `false` for none.'),
  })
  .describe('What is left out is as for all alerts.');

/** The section `alerts` of the configuration file. */
export const ALERTS = z
  .strictObject({
    channel: CHANNEL.optional().describe(
      'Where alerts are told that fit no route. Without it they are dropped and counted.',
    ),
    routes: z.array(ROUTE).default([]).describe('The first that fits an alert decides.'),
    mention: GROUP.optional().describe('The user group that is told of critical alerts, once for each.'),
    quietHours: QUIET_HOURS.optional(),
    clusters: z
      .record(LABEL, z.string().min(1))
      .default({})
      .describe("By value of the cluster label, the kubeconfig's context that it means: `eu-1: production`."),
    clusterLabels: z
      .array(LABEL)
      .default(['cluster', 'k8s_cluster'])
      .describe('Labels that name the cluster, best first.'),
    ignored: z
      .array(z.string().min(1))
      .default(['Watchdog', 'DeadMansSwitch', 'InfoInhibitor'])
      .describe('Names of alerts that nothing is done for.'),
    stormAt: z
      .int()
      .min(1)
      .max(1_000)
      .default(10)
      .describe('New incidents a minute in one channel; beyond it one summary message tells of all.'),
    followUpMinutes: z
      .array(z.int().min(1).max(1_440))
      .max(MOST_FOLLOW_UPS)
      .refine(isAscending, 'is not ascending')
      .default([2, 10, 30])
      .describe('When an incident is looked at again, in minutes since it began. `[]` for never.'),
    readMessages: z
      .union([z.boolean(), z.array(CHANNEL)], { error: 'is neither true, false nor a list of channels' })
      .default(true)
      .describe(
        'Whether alerts are read from messages that other apps post, in every channel that the bot is in or in these alone.',
      ),
    flapHours: z
      .number()
      .min(0)
      .max(168)
      .default(6)
      .describe('How long an incident that is over is opened again, in its thread, rather than told anew.'),
  })
  .describe('What is done about alerts, and where they are told.');

function isAscending(minutes: readonly number[]): boolean {
  const ascending = [...new Set(minutes)].toSorted((left, right) => left - right);
  return ascending.join() === minutes.join();
}
