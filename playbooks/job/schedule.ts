import { agoText } from '../../src/diagnosis/age.ts';
import { nextDue, parseSchedule } from '../../src/diagnosis/cron-schedule.ts';
import { formatDuration } from '../../src/diagnosis/duration.ts';
import { newest } from '../../src/diagnosis/events.ts';
import { eventsAbout } from '../../src/diagnosis/events-about.ts';
import { computed, fromEvent, fromObject } from '../../src/diagnosis/evidence.ts';
import type { Found, Params } from '../../src/diagnosis/finding.ts';
import { type Missed, missedOf } from '../../src/diagnosis/missed-runs.ts';
import { nameOf } from '../../src/diagnosis/name-of.ts';
import { nearNames } from '../../src/diagnosis/near-names.ts';
import type { KubeEvent } from '../../src/diagnosis/objects/meta.ts';
import type { Workload } from '../../src/diagnosis/objects/workload.ts';
import type { TargetView } from '../../src/diagnosis/playbook.ts';
import type { CRON_CAUSES } from './causes-cron.ts';
import { againName } from './failed-job.ts';

type ScheduleFound = Found<keyof typeof CRON_CAUSES>;
type CronView = TargetView<'events'>;

/** Reasons with which the controller says why it started nothing; those before 1.21 included. */
const WHY: ReadonlySet<string | undefined> = new Set([
  'UnparseableSchedule',
  'UnParseableCronJobSchedule',
  'InvalidSchedule',
  'UnknownTimeZone',
  'FailedNeedsStart',
  'TooManyMissedTimes',
  'MissSchedule',
  'FailedCreate',
  'FailedGet',
]);

/** Runs that were due and were not started. */
export function judgeSchedule(view: CronView, cronJob: Workload): ScheduleFound | undefined {
  const text = cronJob.spec?.schedule;
  if (!text) return undefined;
  const schedule = parseSchedule(text);
  if (schedule && nextDue(schedule, view.now) === undefined) return neverDue(view, cronJob);
  const missed = schedule && missedOf(cronJob, schedule, view.now);
  if (schedule && !missed) return undefined;
  const events = eventsOf(view, cronJob);
  const event = newest(events ?? [], ({ reason }) => WHY.has(reason));
  switch (event?.reason) {
    case 'UnknownTimeZone':
      return unknownZone(view, cronJob, event);
    case 'UnparseableSchedule':
    case 'UnParseableCronJobSchedule':
    case 'InvalidSchedule':
      return invalid(view, cronJob, event);
    default:
      return missed && late(view, cronJob, missed, event ?? (events && 'silent'));
  }
}

function eventsOf(view: CronView, cronJob: Workload): readonly KubeEvent[] | undefined {
  const { namespace } = view;
  const events = view.get(
    eventsAbout('CronJob', { name: nameOf(cronJob), namespace, uid: cronJob.metadata?.uid }),
  );
  return events.status === 'ok' ? events.value : undefined;
}

function neverDue(view: CronView, cronJob: Workload): ScheduleFound {
  return {
    cause: 'schedule-never-due',
    confidence: 'certain',
    params: baseParams(view, cronJob),
    evidence: [fromSchedule(cronJob)],
  };
}

function invalid(view: CronView, cronJob: Workload, event: KubeEvent): ScheduleFound {
  return {
    cause: 'schedule-invalid',
    confidence: 'certain',
    params: {
      ...baseParams(view, cronJob),
      message: event.message,
      schedulePatch: JSON.stringify({ spec: { schedule: '0 0 * * *' } }),
    },
    evidence: [fromEvent(event), fromSchedule(cronJob)],
  };
}

function unknownZone(view: CronView, cronJob: Workload, event: KubeEvent): ScheduleFound {
  const zone = cronJob.spec?.timeZone ?? '';
  const [nearest] = nearNames(zone, Intl.supportedValuesOf('timeZone'), 1);
  return {
    cause: 'time-zone-unknown',
    confidence: 'certain',
    params: {
      ...baseParams(view, cronJob),
      timeZone: zone,
      message: event.message,
      nearest,
      zonePatch: nearest && JSON.stringify({ spec: { timeZone: nearest } }),
    },
    evidence: [fromEvent(event), fromObject('CronJob', nameOf(cronJob), 'spec.timeZone', zone)],
  };
}

/** `told`: the event that says why; `silent` where there is none. */
function late(
  view: CronView,
  cronJob: Workload,
  missed: Missed,
  told: KubeEvent | 'silent' | undefined,
): ScheduleFound {
  const event = typeof told === 'object' ? told : undefined;
  const name = nameOf(cronJob);
  const due = new Date(missed.due).toISOString();
  const proof = computed(
    `cronjob/${name}`,
    `by ${cronJob.spec?.schedule} one was due at ${due} at the latest`,
  );
  return {
    cause: 'schedule-missed',
    confidence: event ? 'certain' : 'likely',
    params: {
      ...baseParams(view, cronJob),
      dueAgo: formatDuration((view.now - missed.due) / 1000),
      count: missed.count,
      wereDue: missed.count === 1 ? 'was' : 'were',
      message: event?.message,
      silent: told === 'silent' ? `cronjob/${name}` : undefined,
      ...startingParams(cronJob, event),
    },
    evidence: event ? [fromEvent(event), proof, fromSchedule(cronJob)] : [proof, fromSchedule(cronJob)],
  };
}

/** What startingDeadlineSeconds has to do with it, and should be. */
function startingParams(cronJob: Workload, event: KubeEvent | undefined): Params {
  const starting = cronJob.spec?.startingDeadlineSeconds;
  const params = { startingDeadline: starting };
  if (event?.reason === 'FailedNeedsStart')
    return {
      ...params,
      gaveUp: event.reason,
      gaveUpName: nameOf(cronJob),
      startingPatch: startingPatch(200),
    };
  if (event?.reason !== 'MissSchedule') return params;
  const longer = Math.max(200, 2 * (starting ?? 0));
  return { ...params, lateName: nameOf(cronJob), startingPatch: startingPatch(longer) };
}

function startingPatch(startingDeadlineSeconds: number): string {
  return JSON.stringify({ spec: { startingDeadlineSeconds } });
}

function fromSchedule(cronJob: Workload) {
  return fromObject('CronJob', nameOf(cronJob), 'spec.schedule', String(cronJob.spec?.schedule));
}

function baseParams({ now }: CronView, cronJob: Workload): Params {
  const { metadata, spec, status } = cronJob;
  const last = status?.lastScheduleTime;
  return {
    schedule: spec?.schedule,
    timeZone: spec?.timeZone,
    lastAgo: agoText(now, last),
    madeAgo: last === undefined ? agoText(now, metadata?.creationTimestamp) : undefined,
    again: againName(nameOf(cronJob)),
  };
}
