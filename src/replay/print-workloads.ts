import { ageOf, humanDuration } from './age.ts';
import { containerNames, images, labelSelectorText, labelsText } from './cell-text.ts';
import { at, listAt, numberAt, textAt } from './json-path.ts';
import { type Cell, columns, type Printer } from './printer.ts';
import type { KubeObject } from './recording.ts';

const wide = ['[Containers]', '[Images]', '[Selector]'];

function wideCells(object: KubeObject): readonly Cell[] {
  return [containerNames(object), images(object), labelSelectorText(at(object, 'spec', 'selector'))];
}

const age = (object: KubeObject, now: number) => ageOf(object.metadata.creationTimestamp, now);
const status = (object: KubeObject, field: string) => numberAt(object, 'status', field);

/** The columns of the kinds that run pods. */
export const workloadPrinters: Readonly<Record<string, Printer>> = {
  'deployments.apps': {
    columns: columns('Name', 'Ready', 'Up-to-date#', 'Available#', 'Age', ...wide),
    cells: (object, now) => [
      object.metadata.name,
      `${status(object, 'readyReplicas')}/${numberAt(object, 'spec', 'replicas')}`,
      status(object, 'updatedReplicas'),
      status(object, 'availableReplicas'),
      age(object, now),
      ...wideCells(object),
    ],
  },
  'replicasets.apps': {
    columns: columns('Name', 'Desired#', 'Current#', 'Ready#', 'Age', ...wide),
    cells: (object, now) => [
      object.metadata.name,
      numberAt(object, 'spec', 'replicas'),
      status(object, 'replicas'),
      status(object, 'readyReplicas'),
      age(object, now),
      ...wideCells(object),
    ],
  },
  'statefulsets.apps': {
    columns: columns('Name', 'Ready', 'Age', '[Containers]', '[Images]'),
    cells: (object, now) => [
      object.metadata.name,
      `${status(object, 'readyReplicas')}/${numberAt(object, 'spec', 'replicas')}`,
      age(object, now),
      ...wideCells(object).slice(0, 2),
    ],
  },
  'daemonsets.apps': {
    columns: columns(
      ...['Name', 'Desired#', 'Current#', 'Ready#', 'Up-to-date#', 'Available#', 'Node Selector', 'Age'],
      ...wide,
    ),
    cells: (object, now) => [
      object.metadata.name,
      status(object, 'desiredNumberScheduled'),
      status(object, 'currentNumberScheduled'),
      status(object, 'numberReady'),
      status(object, 'updatedNumberScheduled'),
      status(object, 'numberAvailable'),
      labelsText(at(object, 'spec', 'template', 'spec', 'nodeSelector')),
      age(object, now),
      ...wideCells(object),
    ],
  },
  'jobs.batch': {
    columns: columns('Name', 'Status', 'Completions', 'Duration', 'Age', ...wide),
    cells: (object, now) => [
      object.metadata.name,
      jobStatus(object),
      jobCompletions(object),
      jobDuration(object, now),
      age(object, now),
      ...wideCells(object),
    ],
  },
  'cronjobs.batch': {
    columns: columns(
      ...['Name', 'Schedule', 'Timezone', 'Suspend', 'Active#', 'Last Schedule', 'Age'],
      ...wide,
    ),
    cells: (object, now) => {
      const last = at(object, 'status', 'lastScheduleTime');
      return [
        object.metadata.name,
        textAt(object, 'spec', 'schedule'),
        textAt(object, 'spec', 'timeZone') || '<none>',
        at(object, 'spec', 'suspend') === true ? 'True' : 'False',
        listAt(object, 'status', 'active').length,
        last === undefined ? '<none>' : ageOf(last, now),
        age(object, now),
        containerNames(at(object, 'spec', 'jobTemplate')),
        images(at(object, 'spec', 'jobTemplate')),
        labelSelectorText(at(object, 'spec', 'jobTemplate', 'spec', 'selector')),
      ];
    },
  },
};

function jobStatus(job: KubeObject): string {
  const holds = (type: string) =>
    listAt(job, 'status', 'conditions').some(
      (condition) => textAt(condition, 'type') === type && textAt(condition, 'status') === 'True',
    );
  if (holds('Complete')) return 'Complete';
  if (holds('Failed')) return 'Failed';
  if (job.metadata.deletionTimestamp !== undefined) return 'Terminating';
  return ['Suspended', 'FailureTarget', 'SuccessCriteriaMet'].find(holds) ?? 'Running';
}

function jobCompletions(job: KubeObject): string {
  const succeeded = status(job, 'succeeded');
  const completions = at(job, 'spec', 'completions');
  if (typeof completions === 'number') return `${succeeded}/${completions}`;
  const parallelism = numberAt(job, 'spec', 'parallelism');
  return parallelism > 1 ? `${succeeded}/1 of ${parallelism}` : `${succeeded}/1`;
}

function jobDuration(job: KubeObject, now: number): string {
  const started = textAt(job, 'status', 'startTime');
  if (started === '') return '';
  const completed = textAt(job, 'status', 'completionTime');
  return humanDuration((completed === '' ? now : Date.parse(completed)) - Date.parse(started));
}
