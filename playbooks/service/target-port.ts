import type { ServicePort } from '../../src/diagnosis/objects/traffic.ts';
import { protocolOf, targetPortOf } from '../../src/diagnosis/service-port.ts';
import { unnamedPort } from './named-port.ts';
import { judgeNumber } from './number-port.ts';
import { type PodKind, podKinds } from './port-kinds.ts';
import { readyPods, type Scene, type ServiceFound } from './scene.ts';

/** Kinds of pods behind one Service that are looked into. */
const MOST_KINDS = 2;

/** What is wrong with the Service's ports that lead to nothing in its pods, or in one kind of them. */
export function judgeTargetPorts(scene: Scene): ReadonlyMap<ServicePort, ServiceFound> {
  // The name of a headless Service leads straight to the pods, on whatever port the client asks for.
  const isHeadless = scene.service.spec?.clusterIP === 'None';
  const kinds = isHeadless ? [] : podKinds(scene).slice(0, MOST_KINDS);
  const judged = scene.ports.flatMap((port) => {
    const wrong = kinds.map((kind) => judgePort(scene, port, kind)).find((found) => found !== undefined);
    return wrong ? [[port, wrong] as const] : [];
  });
  return new Map(judged);
}

function judgePort(scene: Scene, port: ServicePort, kind: PodKind): ServiceFound | undefined {
  const target = targetPortOf(port);
  const named = kind.declared.find((one) => one.name === target && one.protocol === protocolOf(port));
  if (typeof target === 'string' && !named) return unnamedPort(scene, port, target, kind);
  // What a program listens on is known of TCP alone, and of a program that runs.
  const [ready] = readyPods(kind.pods);
  if (!ready || protocolOf(port) !== 'TCP') return undefined;
  const number = named?.containerPort ?? Number(target);
  return judgeNumber(scene, { port, number, kind, ready });
}
