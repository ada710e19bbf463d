import { stateOf } from '../../src/diagnosis/containers.ts';
import { fromLog, fromSpec } from '../../src/diagnosis/evidence.ts';
import type { Params } from '../../src/diagnosis/finding.ts';
import type { Container, ContainerPort } from '../../src/diagnosis/kube.ts';
import type { View } from '../../src/diagnosis/playbook.ts';
import type { Enrichment } from './missing-configuration.ts';
import { readStartUp } from './start-up-log.ts';

/** The other container of the pod that has the port: all of them share one network. */
export function portHolder(view: View<'log'>, container: Container, named: Params): Enrichment {
  const port = Number(named.port ?? container.ports?.[0]?.containerPort ?? 0) || undefined;
  const others = view.containers.filter((one) => one.name !== container.name && one.kind !== 'init');
  const hostNetwork = view.pod.spec?.hostNetwork ? (view.pod.spec.nodeName ?? 'the node') : undefined;
  const alone = others.length === 0 && !hostNetwork ? container.name : undefined;
  const params: Params = { port, hostNetwork, alone };
  if (port === undefined) return { params, evidence: [] };
  const declares = others.find(({ spec }) =>
    spec.ports?.some((one: ContainerPort) => one.containerPort === port),
  );
  if (declares) {
    return {
      params: { ...params, holder: declares.name },
      evidence: [fromSpec(view.podName, 'ports', `containerPort: ${port}`, declares.name)],
    };
  }
  const running = others.filter((one) => stateOf(one.status) === 'running').slice(0, 2);
  for (const { name } of running) {
    const { namespace, podName: pod } = view;
    const log = view.get({ section: 'log', namespace, pod, container: name, previous: false });
    const line =
      log.status === 'ok'
        ? log.value.find(({ text }) => readStartUp([text]).ports.includes(port))
        : undefined;
    if (line) {
      return { params: { ...params, holder: name }, evidence: [fromLog(pod, name, 'current', [line.text])] };
    }
  }
  // Two containers on one port is the usual case: with one neighbour alone, it is the one to ask.
  const only = running.length === 1 ? running[0]?.name : undefined;
  return { params: { ...params, suspect: only }, evidence: [] };
}
