import type { FieldError } from '../../src/diagnosis/create-field-errors.ts';
import type { Found } from '../../src/diagnosis/finding.ts';
import { containersPatch } from './container-patch.ts';
import type { Place } from './place.ts';
import { type Refused, refusedParams } from './refused-params.ts';
import { mergeParts } from './security-fix.ts';
import { shortWords } from './short-words.ts';

interface PolicyMessage {
  readonly policyKind: string;
  readonly errors: readonly FieldError[];
}

/** What a policy that the account may use has against the pod; those that it may not use don't count. */
export function securityPolicyViolated(
  refused: Refused,
  { policyKind, errors }: PolicyMessage,
): Found<'security-policy-violated'> {
  const { refusal, place } = refused;
  const usable = errors.filter((error) => !isUnusable(error));
  const [first, ...more] = usable.map(describe);
  const account = place.template?.spec?.serviceAccountName ?? 'default';
  const isRange = usable.some(({ why }) => /must be in the ranges|not an allowed group/.test(why));
  return {
    cause: 'security-policy-violated',
    confidence: refusal.confidence,
    params: {
      ...refusedParams(refused),
      policyKind,
      account,
      problem: first,
      more,
      others: errors.filter(isUnusable).flatMap(({ provider }) => provider ?? []),
      grantee: policyKind === 'SecurityContextConstraints' ? account : undefined,
      isRange: isRange ? 'range' : undefined,
      patch: withoutFields(place, usable),
    },
    evidence: [refusal.evidence],
  };
}

function isUnusable({ why }: FieldError): boolean {
  return why.startsWith('not usable by user or serviceaccount');
}

function describe({ path, value, why }: FieldError): string {
  return shortWords(`${path}${value === undefined ? '' : ` ${value}`}: ${why}`);
}

/** OpenShift up to 4.10 and PodSecurityPolicies write the whole path, later ones leave parts of it out. */
const OF_CONTAINER =
  /^(?:spec\.)?(containers|initContainers)\[(\d{1,3})\]\.(?:securityContext\.)?(runAsUser|runAsGroup|privileged|allowPrivilegeEscalation|procMount|seccompProfile)$/;
const OF_POD =
  /^(?:spec\.)?(?:securityContext\.)?(fsGroup|runAsUser|runAsGroup|supplementalGroups|host(?:Network|PID|IPC))$/;

/** A patch that leaves out every field that is refused; none where one of them can't be just left out. */
function withoutFields({ template, patch }: Place, errors: readonly FieldError[]): string | undefined {
  const containers = new Map<string, object>();
  let pod: object = {};
  for (const { path } of errors) {
    const [, list, index, field] = OF_CONTAINER.exec(path) ?? [];
    const name = list && template?.spec?.[list as 'containers']?.[Number(index)]?.name;
    const [, podField] = OF_POD.exec(path) ?? [];
    if (name && field)
      containers.set(name, mergeParts(containers.get(name) ?? {}, { securityContext: { [field]: null } }));
    else if (podField) pod = mergeParts(pod, podPart(podField));
    else return undefined;
  }
  const change = { ...pod, ...containersPatch(template?.spec, containers) };
  return errors.length > 0 ? patch(change) : undefined;
}

function podPart(field: string): object {
  return field.startsWith('host') ? { [field]: null } : { securityContext: { [field]: null } };
}
