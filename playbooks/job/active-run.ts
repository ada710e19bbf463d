import { parseSchedule } from '../../src/diagnosis/cron-schedule.ts';
import { formatDuration } from '../../src/diagnosis/duration.ts';
import { fromObject } from '../../src/diagnosis/evidence.ts';
import type { Found } from '../../src/diagnosis/finding.ts';
import { missedSince } from '../../src/diagnosis/missed-runs.ts';
import { nameOf } from '../../src/diagnosis/name-of.ts';
import type { Workload } from '../../src/diagnosis/objects/workload.ts';
import type { TargetView } from '../../src/diagnosis/playbook.ts';
import { longestSuccess, runsOf } from './runs.ts';

/** A run that takes this much longer than any before is one that hangs. */
const LONGER = 3;
/** So many runs left out are taken as a sign that it hangs, where no length of a run is known. */
const MANY = 3;

/** A run that does not end and keeps the next ones from starting. */
export function judgeActiveRun(view: TargetView, cronJob: Workload): Found<'run-still-active'> | undefined {
  const { spec, status } = cronJob;
  const { active } = runsOf(cronJob, view.jobs);
  const schedule = parseSchedule(String(spec?.schedule));
  if (spec?.concurrencyPolicy !== 'Forbid' || !active || !schedule) return undefined;
  const missed = missedSince(schedule, Date.parse(String(status?.lastScheduleTime)), view.now);
  const started = String(active.status?.startTime);
  const seconds = (view.now - Date.parse(started)) / 1000;
  const longest = longestSuccess(view.jobs);
  const hangs = longest ? seconds > LONGER * longest.seconds : (missed?.count ?? 0) >= MANY;
  if (!missed || !hangs) return undefined;
  const suggested = Math.max(60, Math.ceil(LONGER * (longest?.seconds ?? seconds)));
  const isLimited = active.spec?.activeDeadlineSeconds ?? active.spec?.template?.spec?.activeDeadlineSeconds;
  const name = nameOf(active);
  return {
    cause: 'run-still-active',
    confidence: longest ? 'certain' : 'likely',
    params: {
      activeJob: name,
      activeFor: formatDuration(seconds),
      missed: missed.count,
      runsWord: missed.count === 1 ? 'run was' : 'runs were',
      took: longest?.text,
      schedule: spec.schedule,
      timeZone: spec.timeZone,
      noDeadline: isLimited === undefined ? name : undefined,
      suggested: isLimited === undefined ? suggested : undefined,
      deadlinePatch: JSON.stringify({
        spec: { jobTemplate: { spec: { activeDeadlineSeconds: suggested } } },
      }),
    },
    evidence: [
      fromObject('CronJob', nameOf(cronJob), 'spec.concurrencyPolicy', 'Forbid'),
      fromObject('Job', name, 'status.startTime', started),
    ],
  };
}
