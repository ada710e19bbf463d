import { type ContainerView, stateOf } from '../../src/diagnosis/containers.ts';
import { fromLog, fromSpec } from '../../src/diagnosis/evidence.ts';
import type { Evidence, Params } from '../../src/diagnosis/finding.ts';
import type { Container } from '../../src/diagnosis/objects/container.ts';
import type { View } from '../../src/diagnosis/playbook.ts';
import type { Enrichment } from './missing-configuration.ts';
import { readStartUp } from './start-up-log.ts';

/** A port that a container has by its own word. */
interface Held {
  readonly name: string;
  readonly port: number;
  readonly evidence: Evidence;
}

/** The other container of the pod that has the port: all of them share one network. */
export function portHolder(view: View<'log'>, container: Container, named: Params): Enrichment {
  const port = Number(named.port ?? container.ports?.[0]?.containerPort ?? 0) || undefined;
  const others = view.containers.filter((one) => one.name !== container.name && one.kind !== 'init');
  const hostNetwork = view.pod.spec?.hostNetwork ? (view.pod.spec.nodeName ?? 'the node') : undefined;
  const alone = others.length === 0 && !hostNetwork ? container.name : undefined;
  const params: Params = { port, hostNetwork, alone };
  const isWanted = (held: Held): boolean =>
    port === undefined ? namesPort(container, held.port) : held.port === port;
  const declares = others.flatMap((one) => declared(view, one)).find(isWanted);
  if (declares) return heldBy(params, declares);
  // Two containers on one port is the usual case: with one neighbour alone, it is the one to ask.
  const running = others.filter((one) => stateOf(one.status) === 'running').slice(0, 2);
  const said = running.flatMap((one) => listening(view, one));
  const says = said.find(isWanted);
  if (says) return heldBy(params, says);
  const only = running.length === 1 ? running[0]?.name : undefined;
  return { params: { ...params, suspect: only }, evidence: port === undefined ? evidenceOf(said) : [] };
}

function heldBy(params: Params, { name, port, evidence }: Held): Enrichment {
  return { params: { ...params, port, holder: name }, evidence: [evidence] };
}

function evidenceOf(held: readonly Held[]): readonly Evidence[] {
  return held.slice(0, 1).map(({ evidence }) => evidence);
}

function declared({ podName }: View, { name, spec }: ContainerView): readonly Held[] {
  return (spec.ports ?? []).map(({ containerPort: port }) => ({
    name,
    port,
    evidence: fromSpec(podName, 'ports', `containerPort: ${port}`, name),
  }));
}

function listening(view: View<'log'>, { name }: ContainerView): readonly Held[] {
  const { namespace, podName: pod } = view;
  const log = view.get({ section: 'log', namespace, pod, container: name, previous: false });
  const texts = log.status === 'ok' ? log.value.map(({ text }) => text) : [];
  return texts.flatMap((text) =>
    readStartUp([text]).ports.map((port) => ({
      name,
      port,
      evidence: fromLog(pod, name, 'current', [text]),
    })),
  );
}

/** The container's command or a variable of it names the port. */
function namesPort({ command = [], args = [], env = [] }: Container, port: number): boolean {
  const texts = [...command, ...args, ...env.map(({ value = '' }) => value)];
  return texts.some((text) => new RegExp(`(?<!\\d)${port}(?!\\d)`).test(text));
}
