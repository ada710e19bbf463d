import type { Params } from '../../src/diagnosis/finding.ts';
import { nearNames } from '../../src/diagnosis/near-names.ts';
import type { ServicePort } from '../../src/diagnosis/objects/traffic.ts';
import {
  type DeclaredPort,
  declaredPortText,
  protocolOf,
  targetPortOf,
} from '../../src/diagnosis/service-port.ts';
import { declaredEvidence, type PodKind, portParams } from './port-kinds.ts';
import { servicePortEvidence, targetPortPatch } from './port-patch.ts';
import { aboutService, type Scene, type ServiceFound } from './scene.ts';

/** What can be changed in place and replaces its pods. */
const EDITABLE = /^(?:deployment|statefulset|daemonset)\//;

/** No container of the pods calls a port so: their endpoints lack the port, and connections to it are refused. */
export function unnamedPort(scene: Scene, port: ServicePort, target: string, kind: PodKind): ServiceFound {
  const { declared, maker } = kind;
  const protocol = protocolOf(port);
  const fitting = declared.filter((one) => one.protocol === protocol);
  const otherProtocol = declared.find(({ name }) => name === target)?.protocol;
  const taken = scene.ports.map(targetPortOf);
  const free = fitting.filter(
    ({ name = '', containerPort }) => !taken.includes(name) && !taken.includes(containerPort),
  );
  const better = meantPort(target, port, free);
  return {
    cause: 'target-port-unmatched',
    confidence: 'certain',
    ...aboutService(scene),
    params: {
      ...portParams(scene, port, kind),
      unnamed: target,
      undeclared: declared.length === 0 ? maker : undefined,
      otherProtocol,
      protocol: otherProtocol && protocol,
      better: better && declaredPortText(better),
      portPatch: better && targetPortPatch(scene.service, port, better.name ?? better.containerPort),
      ...nameParams(kind, free, target),
    },
    evidence: [servicePortEvidence(scene, port), declaredEvidence(kind)],
  };
}

/** The port that was meant: by a near name, by the number of the Service's own port, or the only one there is. */
function meantPort(
  target: string,
  { port }: ServicePort,
  fitting: readonly DeclaredPort[],
): DeclaredPort | undefined {
  const names = fitting.flatMap(({ name }) => name ?? []);
  const [near] = nearNames(target, names);
  return (
    fitting.find(({ name }) => name !== undefined && name === near) ??
    fitting.find(({ containerPort }) => containerPort === port) ??
    (fitting.length === 1 ? fitting[0] : undefined)
  );
}

/** The other way round: the container gives its only port the name. */
function nameParams({ maker }: PodKind, fitting: readonly DeclaredPort[], name: string): Params {
  const [only, ...more] = fitting;
  if (!only || more.length > 0 || only.name || !EDITABLE.test(maker)) return {};
  const containers = [{ name: only.container, ports: [{ containerPort: only.containerPort, name }] }];
  return {
    namedAt: maker,
    nameable: String(only.containerPort),
    namePatch: JSON.stringify({ spec: { template: { spec: { containers } } } }),
  };
}
