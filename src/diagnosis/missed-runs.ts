import { type CronSchedule, nextDue, parseSchedule } from './cron-schedule.ts';
import type { Workload } from './objects/workload.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
/** The controller starts runs within seconds; while it changes its leader, within a minute or so. */
const SLACK = 3 * MINUTE;
/** Counting further tells nobody more. */
const MOST_COUNTED = 100;

/** All that clocks on earth are set to: from 12 hours behind UTC to 14 before it, in quarters of an hour. */
const OFFSETS = Array.from({ length: 26 * 4 + 1 }, (_, index) => (index - 12 * 4) * 15 * MINUTE);

export interface Missed {
  /** Milliseconds: when the first run that did not start was due, at the latest. */
  readonly due: number;
  /** How many were due since, the first one included. */
  readonly count: number;
}

/**
 * Runs that were due since the last one and did not start. The time zone of a schedule is that of the controller's
 * machine unless spec.timeZone says otherwise, and neither is looked up here: `last` was due by the schedule, so only
 * the zones in which it was are left, and of those the one counts in which the next is due last.
 */
export function missedSince(schedule: CronSchedule, last: number, now: number): Missed | undefined {
  const zones = OFFSETS.filter((offset) => isDue(schedule, last, offset));
  // Its schedule was another one then, or it has not run yet.
  return latest(schedule, zones, last, now);
}

/** The same for one that has not run since it was made: then every zone is possible. */
export function missedSinceCreation(schedule: CronSchedule, made: number, now: number): Missed | undefined {
  return latest(schedule, OFFSETS, made, now);
}

function latest(
  schedule: CronSchedule,
  zones: readonly number[],
  since: number,
  now: number,
): Missed | undefined {
  const first = zones
    .map((offset) => ({ offset, due: nextDue(schedule, since, offset) ?? Number.POSITIVE_INFINITY }))
    .toSorted((a, b) => b.due - a.due)[0];
  if (!first || first.due + slackOf(schedule) > now) return undefined;
  let count = 0;
  for (let due: number | undefined = first.due; due !== undefined && due + SLACK <= now; count++) {
    if (count === MOST_COUNTED) break;
    due = nextDue(schedule, due, first.offset);
  }
  return { due: first.due, count };
}

/** Where the hour is fixed, the clocks may have been put back for winter in between. */
function slackOf(schedule: CronSchedule): number {
  return schedule.kind === 'calendar' && schedule.hours.size < 24 ? HOUR + SLACK : SLACK;
}

function isDue(schedule: CronSchedule, time: number, offset: number): boolean {
  if (schedule.kind === 'interval') return offset === 0;
  const minute = Math.floor(time / MINUTE) * MINUTE;
  return nextDue(schedule, minute - 1, offset) === minute;
}

/** Runs that a CronJob's schedule asked for since it last ran, or since it was made. */
export function missedOf(
  { metadata, status }: Workload,
  schedule: CronSchedule,
  now: number,
): Missed | undefined {
  const last = Date.parse(String(status?.lastScheduleTime));
  if (!Number.isNaN(last)) return missedSince(schedule, last, now);
  const made = Date.parse(String(metadata?.creationTimestamp));
  return Number.isNaN(made) ? undefined : missedSinceCreation(schedule, made, now);
}

/** The same by the schedule that it has; undefined too where that can't be read. */
export function runsMissed(cronJob: Workload, now: number): Missed | undefined {
  const schedule = parseSchedule(String(cronJob.spec?.schedule));
  return schedule && missedOf(cronJob, schedule, now);
}
