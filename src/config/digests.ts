import { z } from 'zod';
import type { IgnoreRules } from '../digests/noise.ts';
import { type DigestWhen, readWhen } from '../digests/when.ts';
import { GLOB, NAMESPACE, some } from './names.ts';
import { CHANNEL } from './slack-id.ts';
import { TIME_ZONE } from './time-zone.ts';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
const MOST_NAMESPACES = 50;

const IGNORE = z.strictObject({
  namespaces: z.array(GLOB).optional().describe('`sandbox-*`.'),
  owners: z
    .array(GLOB)
    .optional()
    .describe('What runs the pods, as kubectl names it: `deployment/canary-*`, `*/canary`, `pod/once`.'),
  labels: z
    .record(z.string().min(1, 'is empty: name a label'), z.string())
    .optional()
    .describe("Of the pods, a label and its value: `tier: batch`, `sandbox: '*'`. One that fits is enough."),
  causes: z.array(GLOB).optional().describe('`pending/*`, `job/deadline-exceeded`, `unexplained`.'),
});

const WHEN = z.string().transform((text, context): DigestWhen => {
  const read = readWhen(text);
  if (read.status === 'ok') return read.when;
  const message = `cannot be used: ${read.problem.replace(/\.$/, '')}`;
  context.issues.push({ code: 'custom', message, input: text });
  return z.NEVER;
});

const SCHEDULE = z.strictObject({
  name: z
    .string()
    .regex(
      /^[a-z0-9]([a-z0-9-]{0,38}[a-z0-9])?$/,
      'is not made of lowercase letters, digits and "-", at most 40',
    )
    .describe('What it is called where it is listed and paused: `payments-mornings`. Each has another one.'),
  channel: CHANNEL.describe('Where it is posted: the id of a channel that the bot is in.'),
  when: WHEN.describe(
    'In plain words or as cron has it: `weekdays 09:00`, `mon, wed, fri 8:30`, `every 4 hours`, `1st of the month 08:00`, ' +
      '`0 9 * * 1-5`. Every 30 minutes at the most.',
  ),
  timeZone: TIME_ZONE.optional().describe(
    "By whose clocks; else the channel's, else `digests.timeZone`, else the process's.",
  ),
  cluster: z.string().min(1).optional().describe("Else the channel's, else the first of CLUSTERS."),
  namespaces: some(NAMESPACE)
    .max(MOST_NAMESPACES, `are more than ${MOST_NAMESPACES}: leave them out to mean all`)
    .optional()
    .describe('All where absent. `access` does not hold here: whoever is in the channel reads it.'),
  ignore: IGNORE.optional().describe('What this one leaves out besides.'),
});

const SCHEDULES = z.array(SCHEDULE).superRefine((schedules, context) => {
  for (const [index, { name }] of schedules.entries())
    if (schedules.findIndex((other) => other.name === name) < index)
      context.addIssue({
        code: 'custom',
        path: [index, 'name'],
        message: `is taken: there is a ${name} before`,
      });
});

/** The section `digests` of the configuration file. */
export const DIGESTS = z
  .strictObject({
    timeZone: TIME_ZONE.optional().describe(
      'By whose clocks digests come in channels that have no `timeZone` of their own: `Europe/Zurich`. Else that of the ' +
        'person who subscribes.',
    ),
    graceMinutes: z
      .number()
      .min(0)
      .max(1_440)
      .default(2)
      .describe('How long a pod may be starting or ending before that is told.'),
    historyDays: z
      .number()
      .min(1)
      .max(3_650)
      .default(90)
      .describe('How long digests are kept, to compare the next ones with and to be read again.'),
    mostOwners: z
      .int()
      .min(1)
      .max(1_000)
      .default(50)
      .describe('Owners of unwell pods that a digest diagnoses, the worst first.'),
    ignore: IGNORE.prefault({}).describe('What no digest tells of. In all of these `*` stands for any text.'),
    schedules: SCHEDULES.default([]).describe(
      'Digests that are posted at set times. `/pod digest subscribe` adds others.',
    ),
  })
  .describe('What is in a digest of what is broken, and when digests are posted.')
  .transform(settingsOf);

/** What the section says, as it is used. Of a schedule what it says itself: defaults are not filled in. */
interface DigestSettings {
  /** Of channels that have none. */
  readonly timeZone?: string;
  /** Milliseconds. */
  readonly graceMs: number;
  readonly keepMs: number;
  readonly mostOwners: number;
  readonly ignore: IgnoreRules;
  readonly schedules: readonly ScheduleSettings[];
}

interface ScheduleSettings {
  readonly id: string;
  readonly channel: string;
  readonly when: DigestWhen;
  readonly timeZone?: string;
  readonly cluster?: string;
  /** Absent: all. */
  readonly namespaces?: readonly string[];
  /** Beside the general ones. */
  readonly ignore?: IgnoreRules;
}

interface Section extends Omit<DigestSettings, 'graceMs' | 'keepMs' | 'schedules'> {
  readonly graceMinutes: number;
  readonly historyDays: number;
  readonly schedules: readonly (Omit<ScheduleSettings, 'id'> & { readonly name: string })[];
}

function settingsOf({ graceMinutes, historyDays, schedules, ...rest }: Section): DigestSettings {
  return {
    ...rest,
    graceMs: graceMinutes * MINUTE,
    keepMs: historyDays * DAY,
    schedules: schedules.map(({ name, ...schedule }) => ({ id: name, ...schedule })),
  };
}
