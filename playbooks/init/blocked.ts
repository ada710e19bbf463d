import { type ContainerView, lastEndedRun } from '../../src/diagnosis/containers.ts';
import { fromStatus } from '../../src/diagnosis/evidence.ts';
import { exitOf } from '../../src/diagnosis/exit-code.ts';
import type { Evidence, NonEmpty, Params } from '../../src/diagnosis/finding.ts';
import type { View } from '../../src/diagnosis/playbook.ts';
import { restartsInWords } from '../crashloop/crash.ts';

/** Reasons to wait that every container passes through. */
const ORDINARY = new Set(['ContainerCreating', 'PodInitializing', '']);

/** What is wrong with an init container or sidecar by its own status. */
export interface Failure {
  readonly params: Params;
  readonly evidence: NonEmpty<Evidence>;
}

/** The first init container or sidecar that has not done its part: those behind it have not begun. */
export function blockedBy({ containers }: View): ContainerView | undefined {
  return containers.find(({ kind, status }) => {
    if (kind === 'sidecar') return status?.started !== true;
    return kind === 'init' && status?.state?.terminated?.exitCode !== 0;
  });
}

/** A run that failed, or a start that does; undefined while all may be well. */
export function failureOf(view: View, { name, kind, status }: ContainerView): Failure | undefined {
  const waiting = status?.state?.waiting;
  const reason = waiting?.reason ?? '';
  const ended = lastEndedRun(status);
  // A sidecar is meant to go on, an init container to end with 0.
  const hasFailed = ended && (kind === 'sidecar' || exitOf(ended.terminated).code !== 0);
  if (hasFailed) {
    const { terminated, log } = ended;
    const exit = exitOf(terminated);
    const field = `${log === 'current' ? 'state' : 'lastState'}.terminated`;
    const said = [terminated.reason, `exit code ${exit.code}`, terminated.message].filter(Boolean).join(', ');
    return {
      params: {
        exitCode: exit.code,
        exitMeaning: exit.meaning,
        restarts: restartsInWords(status?.restartCount),
        [log === 'current' ? 'currentOf' : 'previousOf']: name,
      },
      evidence: [fromStatus(view.podName, field, said, name)],
    };
  }
  if (ORDINARY.has(reason)) return undefined;
  const said = [reason, waiting?.message].filter(Boolean).join(': ');
  return {
    params: { reason, message: waiting?.message, restarts: restartsInWords(status?.restartCount) },
    evidence: [fromStatus(view.podName, 'state.waiting', said, name)],
  };
}

/** Which containers wait for it, and where it stands among the init containers: `2 of 3`. */
export function placeOf({ containers }: View, { name }: ContainerView): Params {
  const first = containers.filter(({ kind }) => kind === 'init' || kind === 'sidecar');
  const at = first.findIndex((one) => one.name === name);
  const later = first.slice(at + 1);
  const apps = containers.filter(({ kind }) => kind === 'app');
  return {
    held: [...later, ...apps].map((one) => one.name),
    place: first.length > 1 ? `it is ${at + 1} of ${first.length} init containers` : undefined,
  };
}
