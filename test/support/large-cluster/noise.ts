import { drawn } from '../../../src/replay/made-cluster/made-pod.ts';
import type { KubeObject } from '../../../src/replay/recording.ts';
import type { LargeOwner } from './large-owner.ts';
import { rfc3339 } from './rfc3339.ts';

type Json = Readonly<Record<string, unknown>>;

/** Of a thousand pods that are well so many are on their way in, on their way out, or crashed once, long ago. */
const SHARES = { young: 10, leaving: 10, restarted: 30 };
const GRACE_MS = 30_000;
const HOUR_MS = 3_600_000;

/** The pod as it is, or in one of the states that are no trouble; those of broken owners and of Jobs stay as they are. */
export function noisy(pod: KubeObject, { namespace, kind, broken }: LargeOwner, takenAt: string): KubeObject {
  if (broken || kind === 'Job' || kind === 'CronJob') return pod;
  const now = Date.parse(takenAt);
  const draw = drawn(1000, namespace, pod.metadata.name, 'noise');
  if (draw < SHARES.young) return young(pod, now);
  if (draw < SHARES.young + SHARES.leaving) return leaving(pod, now);
  if (draw < SHARES.young + SHARES.leaving + SHARES.restarted) return restarted(pod, now);
  return pod;
}

/** Made half a minute ago; its container is still being created. */
function young(pod: KubeObject, now: number): KubeObject {
  const creationTimestamp = rfc3339(now - GRACE_MS);
  const state = { waiting: { reason: 'ContainerCreating' } };
  const status = withContainer(pod, { ready: false, started: false, state });
  return {
    ...pod,
    metadata: { ...pod.metadata, creationTimestamp },
    status: { ...notReady(status, creationTimestamp), phase: 'Pending', startTime: creationTimestamp },
  };
}

/** Deleted just now: its container has got its signal and is not ready any more. */
function leaving(pod: KubeObject, now: number): KubeObject {
  const deletionTimestamp = rfc3339(now + GRACE_MS / 2);
  const metadata = { ...pod.metadata, deletionTimestamp, deletionGracePeriodSeconds: GRACE_MS / 1000 };
  return { ...pod, metadata, status: notReady(withContainer(pod, { ready: false }), rfc3339(now)) };
}

function restarted(pod: KubeObject, now: number): KubeObject {
  const [startedAt, finishedAt] = [rfc3339(now - 9 * HOUR_MS), rfc3339(now - 8 * HOUR_MS)];
  const lastState = { terminated: { exitCode: 1, reason: 'Error', startedAt, finishedAt } };
  const state = { running: { startedAt: finishedAt } };
  return { ...pod, status: withContainer(pod, { restartCount: 2, lastState, state }) };
}

function withContainer({ status }: KubeObject, fields: Json): Json {
  const { containerStatuses = [] } = status as { readonly containerStatuses?: readonly Json[] };
  return { ...(status as Json), containerStatuses: containerStatuses.map((one) => ({ ...one, ...fields })) };
}

function notReady(status: Json, lastTransitionTime: string): Json {
  const { conditions = [] } = status as { readonly conditions?: readonly { readonly type: string }[] };
  const why = { reason: 'ContainersNotReady', message: 'containers with unready status: [app]' };
  return {
    ...status,
    conditions: conditions.map((one) =>
      one.type === 'Ready' || one.type === 'ContainersReady'
        ? { ...one, status: 'False', lastTransitionTime, ...why }
        : one,
    ),
  };
}
