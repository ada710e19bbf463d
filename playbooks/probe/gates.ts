import { agoText } from '../../src/diagnosis/age.ts';
import { fromSpec, fromStatus } from '../../src/diagnosis/evidence.ts';
import type { Found } from '../../src/diagnosis/finding.ts';
import { conditionText } from '../../src/diagnosis/node-state.ts';
import type { View } from '../../src/diagnosis/playbook.ts';

/** Who sets a readiness gate's condition, by its type. */
const OWNERS: readonly (readonly [pattern: RegExp, owner: string])[] = [
  [/^target-health\.(?:elbv2|alb\.ingress)\.k8s\.aws\//, 'the AWS Load Balancer Controller'],
  [/^cloud\.google\.com\/load-balancer-neg-ready$/, 'the NEG controller of GKE'],
  [/^(?:.+\.)?kruise\.io\/|^InPlaceUpdateReady$|^KruisePodReady$/, 'OpenKruise'],
  [/azure/i, 'the Azure load balancer controller'],
];
/** Seconds that a load balancer may take to find a new pod healthy. */
const SETTLE_SECONDS = 20;

/** Every container is ready, and a condition that the pod's readiness is bound to isn't True. */
export function judgeGates(view: View): Found<'readiness-gate-unmet'> | undefined {
  const { pod, podName, containers, now } = view;
  const conditions = pod.status?.conditions ?? [];
  const unmet = (pod.spec?.readinessGates ?? [])
    .map(({ conditionType }) => conditionType)
    .filter((type) => !conditions.some((one) => one.type === type && one.status === 'True'));
  const counted = containers.filter(({ kind }) => kind === 'app' || kind === 'sidecar');
  if (unmet.length === 0 || !counted.every(({ status }) => status?.ready)) return undefined;
  const ready = conditions.find(({ type }) => type === 'Ready');
  const since = conditions.find(({ type, status }) => type === 'ContainersReady' && status === 'True');
  const readySince = since?.lastTransitionTime;
  const present = conditions.filter(({ type }) => unmet.includes(type));
  const absent = unmet.filter((type) => !present.some((one) => one.type === type));
  const owners = [...new Set(unmet.map(ownerOf))];
  const isAws = owners[0]?.includes('AWS');
  const isYoung = (now - Date.parse(readySince ?? '')) / 1000 < SETTLE_SECONDS;
  return {
    cause: 'readiness-gate-unmet',
    confidence: 'certain',
    ...(isYoung ? { verdict: 'waiting' as const } : {}),
    params: {
      gate: unmet.length === 1 ? unmet[0] : undefined,
      gates: unmet.length === 1 ? undefined : unmet,
      owners,
      awsController: isAws ? owners[0] : undefined,
      otherOwners: isAws ? undefined : owners,
      said: present.map(conditionText),
      absent,
      readySince,
      readyAgo: agoText(now, readySince),
    },
    evidence: [
      fromSpec(podName, 'spec.readinessGates', unmet.join(', ')),
      ...(ready ? [fromStatus(podName, 'status.conditions', conditionText(ready))] : []),
      ...present.map((one) => fromStatus(podName, 'status.conditions', conditionText(one))),
    ],
  };
}

function ownerOf(type: string): string {
  const known = OWNERS.find(([pattern]) => pattern.test(type))?.[1];
  return known ?? `the controller behind ${type.split('/')[0]}`;
}
