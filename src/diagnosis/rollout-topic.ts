import type { RolloutChange } from './rollout-diff.ts';
import type { Difference } from './template-diff.ts';

/** Which fields of a template can have led to which findings (`playbook/cause`); the first row that fits counts. */
const TOPICS: readonly (readonly [RegExp, RegExp])[] = [
  [
    /^image-pull\//,
    /^(?:container$|image$|imagePullPolicy|imagePullSecrets|serviceAccountName|volumes\[.*\]\.image)/,
  ],
  [
    /^probe\/|^crashloop\/(?:liveness|startup)-probe-failing$/,
    /^(?:container$|image$|(?:liveness|readiness|startup)Probe\b|ports\b|command$|args$|env|readinessGates|resources\.limits\.cpu)/,
  ],
  [
    /^crashloop\/(?:.*out-of-memory|runtime-heap-exhausted)$/,
    /^(?:container$|image$|resources\.(?:limits|requests)\.memory|command$|args$|env)/,
  ],
  [
    /^crashloop\/api-access-denied$/,
    /^(?:container$|image$|serviceAccountName|automountServiceAccountToken)/,
  ],
  [
    /^start-error\//,
    /^(?:container$|image$|command$|args$|workingDir|lifecycle|volumeMounts|volumes|securityContext)/,
  ],
  [/^(?:config-error|volume)\//, /^(?:container$|env|volumes|volumeMounts|securityContext|image$)/],
  [
    /^pending\//,
    /^(?:container$|resources|nodeSelector|affinity|tolerations|topologySpread|ports\[.*\]\.hostPort|volumes|schedul|priority|overhead|hostNetwork)/,
  ],
  [/^sandbox\//, /^(?:runtimeClassName|hostNetwork|securityContext|annotations|dns)/],
  [/^evicted\//, /^(?:container$|resources|volumes|priority|tolerations)/],
  [
    /^(?:crashloop|init)\//,
    /^(?:container$|image$|command$|args$|workingDir|env|volumeMounts|volumes|securityContext|ports|serviceAccountName|dns)/,
  ],
];

/**
 * The differences that a finding is about: the image for a failed pull, the memory limit for an OOM kill. Differences
 * of other containers are left out; empty where none of them can have led to it.
 */
export function differencesAbout(
  change: RolloutChange,
  finding: { readonly playbook: string; readonly cause: string; readonly container?: string },
): readonly Difference[] {
  const cause = `${finding.playbook}/${finding.cause}`;
  const fields = TOPICS.find(([about]) => about.test(cause))?.[1];
  if (fields === undefined) return [];
  return change.differences.filter(
    ({ path, container }) =>
      fields.test(path) &&
      (container === undefined || finding.container === undefined || container === finding.container),
  );
}
