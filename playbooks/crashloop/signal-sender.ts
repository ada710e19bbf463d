import { type ContainerView, stateOf } from '../../src/diagnosis/containers.ts';
import { fromLog, fromSpec } from '../../src/diagnosis/evidence.ts';
import type { Evidence } from '../../src/diagnosis/finding.ts';
import type { KubeEvent } from '../../src/diagnosis/objects/meta.ts';
import type { View } from '../../src/diagnosis/playbook.ts';
import type { Crash } from './crash.ts';
import { type PodEvents, stopWord } from './pod-events.ts';

/** Who sent a signal: the kubelet by its event, or another container by its log or its command. */
export interface Sender {
  readonly event?: KubeEvent;
  readonly name?: string;
  readonly line?: string;
  readonly command?: string;
  readonly evidence?: readonly Evidence[];
}

const KILLS = /\bkill(?:ing|ed|s)?\b|SIGKILL|SIGTERM|sending signal/i;
/** `killall: nc: no process killed`: it tried, and killed nothing. */
const KILLS_NOTHING =
  /no process (?:killed|found)|no such process|no matching process|not (?:killed|permitted)|nothing to kill/i;
const KILL_COMMAND = /(?:^|[\s;&|('"/])(?:killall5?|pkill|kill)\s/;

export function senderOf(view: View<'log'>, crash: Crash, found: PodEvents): Sender | undefined {
  const event = stopWord(found, crash);
  if (event) return { event };
  // With a shared process namespace every container of the pod can signal the others.
  if (!view.pod.spec?.shareProcessNamespace) return undefined;
  const others = view.containers
    .filter((one) => one.name !== crash.container.name && one.kind !== 'init')
    .filter((one) => stateOf(one.status) === 'running')
    .slice(0, 2);
  const said = others.flatMap((one) => byLog(view, one) ?? []);
  return said[0] ?? others.flatMap((one) => byCommand(view, one) ?? [])[0];
}

function byLog(view: View<'log'>, { name }: ContainerView): Sender | undefined {
  const { namespace, podName: pod } = view;
  const log = view.get({ section: 'log', namespace, pod, container: name, previous: false });
  const lines = log.status === 'ok' ? log.value.map(({ text }) => text) : [];
  const line = lines.findLast((text) => KILLS.test(text) && !KILLS_NOTHING.test(text));
  if (line === undefined) return undefined;
  return { name, line, evidence: [fromLog(pod, name, 'current', [line]), shared(pod)] };
}

function byCommand({ podName }: View, { name, spec }: ContainerView): Sender | undefined {
  const command = [...(spec.command ?? []), ...(spec.args ?? [])].join(' ');
  if (!KILL_COMMAND.test(command)) return undefined;
  return { name, command, evidence: [fromSpec(podName, 'command', command, name), shared(podName)] };
}

function shared(pod: string): Evidence {
  return fromSpec(pod, 'spec.shareProcessNamespace', 'true');
}
