import type { Workload } from '../../src/diagnosis/objects/workload.ts';
import { parseSchedule } from '../job/cron-schedule.ts';
import { type Missed, missedSince, missedSinceCreation } from '../job/missed-runs.ts';

/** Runs that a CronJob's schedule asked for since it last ran, or since it was made. */
export function runsMissed({ metadata, spec, status }: Workload, now: number): Missed | undefined {
  const schedule = parseSchedule(String(spec?.schedule));
  if (!schedule) return undefined;
  const last = Date.parse(String(status?.lastScheduleTime));
  const made = Date.parse(String(metadata?.creationTimestamp));
  if (!Number.isNaN(last)) return missedSince(schedule, last, now);
  return Number.isNaN(made) ? undefined : missedSinceCreation(schedule, made, now);
}
