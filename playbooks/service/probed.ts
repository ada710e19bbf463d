import { type ContainerView, containersOf } from '../../src/diagnosis/containers.ts';
import type { Probe } from '../../src/diagnosis/objects/container.ts';
import type { Pod } from '../../src/diagnosis/objects/pod.ts';
import { probePort } from '../../src/diagnosis/probe.ts';

/** Ports of a ready pod's own address at which the kubelet gets an answer. */
export function answeredPorts(pod: Pod): readonly number[] {
  return containersOf(pod)
    .filter(({ status }) => status?.ready)
    .flatMap(portsOf);
}

function portsOf({ spec }: ContainerView): readonly number[] {
  const probes = [spec.readinessProbe, spec.livenessProbe, spec.startupProbe];
  return probes.flatMap((probe) => (probe && isOfPod(probe) ? (probePort(probe, spec)?.number ?? []) : []));
}

/** A probe that names a host asks that one, wherever it is. */
function isOfPod({ httpGet, tcpSocket }: Probe): boolean {
  return !httpGet?.host && !tcpSocket?.host;
}
