import type { Ask, Reply } from '../asks.ts';
import { type ContainerView, containersOf, lastEndedRun } from '../diagnosis/containers.ts';
import type { Pod } from '../diagnosis/objects/pod.ts';
import type { FoundTarget } from '../ports.ts';
import type { AnswerDeps } from './answer-deps.ts';
import { choosePod } from './choose-pod.ts';
import { needed } from './needed.ts';

const LINES = 200;
/** https://kubernetes.io/docs/reference/labels-annotations-taints/#kubectl-kubernetes-io-default-container */
const DEFAULT_CONTAINER = 'kubectl.kubernetes.io/default-container';

/** The newest log lines of the container that needs looking at most. */
export async function showLogs(
  found: FoundTarget,
  ask: Ask,
  { cluster, progress }: AnswerDeps,
): Promise<Reply> {
  const pod = choosePod(found, ask.container);
  const container = ask.container ?? worstContainer(pod);
  const previous = ask.previous ?? false;
  const name = pod.metadata?.name ?? '';
  progress(`reading ${previous ? 'the previous log' : 'the log'} of ${container}`);
  const lines = await needed(cluster, {
    section: 'log',
    namespace: pod.metadata?.namespace ?? found.target.namespace,
    pod: name,
    container,
    previous,
    lines: ask.tail ?? LINES,
    ...(ask.sinceSeconds === undefined ? {} : { sinceSeconds: ask.sinceSeconds }),
  });
  const containers = containersOf(pod)
    .filter((one) => one.name !== container && hasLog(one))
    .map((one) => one.name);
  return { kind: 'logs', ask, target: found.target, pod: name, container, previous, lines, containers };
}

/** The one that failed; else what kubectl would take. */
function worstContainer(pod: Pod): string {
  const containers = containersOf(pod).filter(({ kind }) => kind !== 'ephemeral');
  const failed = containers.find((one) => hasLog(one) && isFailing(one));
  const standard = pod.metadata?.annotations?.[DEFAULT_CONTAINER];
  const chosen =
    failed ??
    containers.find(({ name }) => name === standard) ??
    containers.find(({ kind }) => kind === 'app') ??
    containers[0];
  return chosen?.name ?? '';
}

function hasLog({ status }: ContainerView): boolean {
  return status?.state?.running !== undefined || lastEndedRun(status) !== undefined;
}

function isFailing({ status }: ContainerView): boolean {
  if (status?.ready || status?.state?.terminated?.exitCode === 0) return false;
  return (lastEndedRun(status)?.terminated.exitCode ?? 0) !== 0;
}
