import { fromSpec } from '../../src/diagnosis/evidence.ts';
import type { Evidence, NonEmpty, Params } from '../../src/diagnosis/finding.ts';
import { nameOf } from '../../src/diagnosis/name-of.ts';
import type { Pod } from '../../src/diagnosis/objects/pod.ts';
import type { ServicePort } from '../../src/diagnosis/objects/traffic.ts';
import {
  type DeclaredPort,
  declaredPortText,
  servablePorts,
  servicePortText,
} from '../../src/diagnosis/service-port.ts';
import { livingPods, makerOf, type Scene } from './scene.ts';

/** Pods behind a Service that are alike in their ports. */
export interface PodKind {
  readonly maker: string;
  readonly pods: NonEmpty<Pod>;
  readonly declared: readonly DeclaredPort[];
  /** All the pods behind the Service. */
  readonly all: number;
}

/** A TCP port of pods that the Service sends to, and one of them that is ready. */
export interface Asked {
  readonly port: ServicePort;
  readonly number: number;
  readonly kind: PodKind;
  readonly ready: Pod;
}

/** Pods of one maker that declare the same ports, the most numerous first. */
export function podKinds({ pods }: Scene): readonly PodKind[] {
  const living = livingPods(pods);
  const kinds = new Map<string, PodKind>();
  for (const pod of living) {
    const maker = makerOf(pod);
    const declared = servablePorts(pod);
    const key = JSON.stringify([maker, declared]);
    const before = kinds.get(key);
    kinds.set(key, { maker, declared, all: living.length, pods: before ? [...before.pods, pod] : [pod] });
  }
  return [...kinds.values()].toSorted((a, b) => b.pods.length - a.pods.length);
}

/** What each finding about a port names. */
export function portParams(
  { name }: Scene,
  port: ServicePort,
  { maker, pods, all, declared }: PodKind,
): Params {
  const isPart = pods.length < all;
  return {
    service: name,
    port: servicePortText(port),
    declared: declared.map(declaredPortText),
    part: isPart ? String(pods.length) : undefined,
    whole: isPart ? String(all) : undefined,
    partMaker: isPart ? maker : undefined,
  };
}

export function declaredEvidence({ pods, declared }: PodKind): Evidence {
  const text = declared.map((one) => `${one.container}: ${declaredPortText(one)}`).join('\n');
  return fromSpec(nameOf(pods[0]), 'spec.containers[].ports', text || 'none');
}
