import { compareText } from '../diagnosis/compare.ts';
import type { Pod } from '../diagnosis/objects/pod.ts';
import type { Workload } from '../diagnosis/objects/workload.ts';
import type { ApiClient } from './api-client.ts';
import type { Fetched } from './http-status.ts';
import { JOB } from './kinds.ts';
import { type Listed, list } from './list.ts';
import { controllerOf, isOwned, isReferenceTo, listPods } from './pods-of.ts';

/** Enough to see the newest run and whether the ones before it went better. */
const NEWEST = 5;

/** A CronJob's Jobs, newest first. Nothing labels them: they are found by their owner among the namespace's Jobs. */
export async function jobsOf(api: ApiClient, cronJob: Workload): Promise<Fetched<readonly Workload[]>> {
  const namespace = cronJob.metadata?.namespace ?? '';
  const fetched = await list<Workload>(api, { ...JOB, namespace }, 2);
  if (fetched.status !== 'ok') return fetched;
  const jobs = fetched.value.items
    .filter((job) => {
      const controller = controllerOf(job);
      return controller !== undefined && isReferenceTo(controller, cronJob);
    })
    .map((job): Workload => ({ ...job, kind: 'Job', apiVersion: 'batch/v1' }))
    .sort((a, b) => compareText(createdAt(b), createdAt(a)));
  return { status: 'ok', value: jobs.slice(0, NEWEST) };
}

/** The Jobs' pods, in one request. */
export async function podsOfJobs(
  api: ApiClient,
  namespace: string,
  jobs: readonly Workload[],
): Promise<Fetched<Listed<Pod>>> {
  if (jobs.length === 0) return { status: 'ok', value: { items: [], truncated: false } };
  const names = jobs.map((job) => job.metadata?.name).join(',');
  const fetched = await listPods(api, namespace, `job-name in (${names})`);
  if (fetched.status !== 'ok') return fetched;
  const { items, truncated } = fetched.value;
  const own = items.filter((pod) => jobs.some((job) => isOwned(pod, job)));
  return { status: 'ok', value: { items: own, truncated } };
}

function createdAt(job: Workload): string {
  return job.metadata?.creationTimestamp ?? '';
}
