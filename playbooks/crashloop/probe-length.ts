import type { Container, Probe } from '../../src/diagnosis/objects/container.ts';
import type { View } from '../../src/diagnosis/playbook.ts';
import { allowedSeconds } from '../../src/diagnosis/probe.ts';

/** Seconds from the start until the last of the failures that a probe allows. */
export function leastSeconds(probe: Probe): number {
  return allowedSeconds(probe) - (probe.periodSeconds ?? 10);
}

/** Seconds after which a run that the probe never lets live is over, on a node that keeps up. */
export function mostSeconds(view: View, container: Container, probe: Probe): number {
  const held = probe === container.livenessProbe && container.startupProbe;
  const period = probe.periodSeconds ?? 10;
  return leastSeconds(probe) + (held ? allowedSeconds(held) : 0) + 2 * period + graceSeconds(view, probe) + 5;
}

/** Seconds between SIGTERM and SIGKILL: a kubelet gives at least 2, and 30 where nothing is set. */
function graceSeconds(view: View, probe: Probe): number {
  const seconds = probe.terminationGracePeriodSeconds ?? view.pod.spec?.terminationGracePeriodSeconds;
  return Math.max(2, seconds ?? 30);
}
