import { type ConfigProblem, readConfigMessage } from '../../src/diagnosis/config-message.ts';
import type { ContainerView } from '../../src/diagnosis/containers.ts';
import { eventContainer } from '../../src/diagnosis/events.ts';
import { fromEvent, fromStatus } from '../../src/diagnosis/evidence.ts';
import type { Evidence, Found } from '../../src/diagnosis/finding.ts';
import type { View } from '../../src/diagnosis/playbook.ts';
import { newestPodEvent } from '../../src/diagnosis/pod-events.ts';
import type { ConfigCause } from './causes.ts';

export type ConfigView = View<'events' | 'names'>;
export type ConfigFound = Found<ConfigCause>;

export interface Trouble {
  readonly problem: ConfigProblem;
  readonly evidence: Evidence;
}

/**
 * What the kubelet says of a container that it can't put together. The waiting message lives as long as the trouble;
 * where a status has none, the event has it.
 */
export function troubleOf(view: ConfigView, { name, status }: ContainerView): Trouble | undefined {
  const { reason, message } = status?.state?.waiting ?? {};
  if (reason !== 'CreateContainerConfigError' && reason !== 'CreateContainerError') return undefined;
  if (message) {
    const problem = readConfigMessage(message);
    const evidence = fromStatus(view.podName, 'state.waiting', `${reason}: ${message}`, name);
    return problem && { problem, evidence };
  }
  const event = newestPodEvent(view, (one) => one.reason === 'Failed' && eventContainer(one) === name);
  const problem = readConfigMessage(event?.message ?? '');
  return event && problem && { problem, evidence: fromEvent(event) };
}
