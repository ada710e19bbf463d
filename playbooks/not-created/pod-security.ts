import type { PodSecurityMessage, SecurityViolation } from '../../src/diagnosis/create-pod-security.ts';
import { aboutOf } from '../../src/diagnosis/create-shortfall.ts';
import { computed } from '../../src/diagnosis/evidence.ts';
import type { Evidence, Found, Params } from '../../src/diagnosis/finding.ts';
import { kubectlName } from '../../src/diagnosis/owner.ts';
import { containersPatch, templateContainers } from './container-patch.ts';
import type { Place } from './place.ts';
import { type Refused, refusedParams } from './refused-params.ts';
import { mergeParts, type SecurityFix, type Template } from './security-fix.ts';
import { BASELINE_FIXES } from './security-fixes-baseline.ts';
import { RESTRICTED_FIXES } from './security-fixes-restricted.ts';

interface Answer {
  readonly violation: SecurityViolation;
  readonly fix?: SecurityFix;
  readonly isBaseline: boolean;
}

/** What the namespace's level forbids, each with what has to change in the template, and one patch for all of it. */
export function podSecurityViolated(
  refused: Refused,
  { level, version, violations }: PodSecurityMessage,
): Found<'pod-security-violated'> {
  const { refusal, place } = refused;
  const template = { template: place.template, containers: templateContainers(place.template?.spec) };
  const answers = violations.map((violation) => answer(template, violation));
  const fixes = answers.flatMap(({ fix }) => fix ?? []);
  const about = aboutOf(refusal.workload);
  const shown = answers.map(({ violation, fix }) => `${violation.check}: ${fix?.shown ?? violation.detail}`);
  const isBaseline = level === 'baseline' || answers.some((one) => one.isBaseline);
  const fixed: readonly Evidence[] =
    shown.length > 0 ? [computed(kubectlName(about.kind, about.name), shown.join('\n'))] : [];
  return {
    cause: 'pod-security-violated',
    confidence: refusal.confidence,
    params: {
      ...refusedParams(refused),
      level,
      version: version === 'latest' ? undefined : version,
      checks: violations.map(({ check }) => check),
      ...patchParams(place, fixes, answers),
      isRoot: violations.some(({ check }) => check.startsWith('runAsNonRoot')) ? 'runAsNonRoot' : undefined,
      needed: isBaseline ? 'privileged' : 'baseline',
    },
    evidence: [refusal.evidence, ...fixed],
  };
}

function answer(template: Template, violation: SecurityViolation): Answer {
  const baseline = BASELINE_FIXES.find(([check]) => check.test(violation.check));
  const [, fixOf] = baseline ?? RESTRICTED_FIXES.find(([check]) => check.test(violation.check)) ?? [];
  const fix = fixOf?.(template);
  // This one is a check of both levels; it asks for the same in both.
  const isUnconfined = /must not set securityContext\.seccompProfile/.test(violation.detail);
  return { violation, ...(fix ? { fix } : {}), isBaseline: baseline !== undefined || isUnconfined };
}

function patchParams(place: Place, fixes: readonly SecurityFix[], answers: readonly Answer[]): Params {
  const byHand = fixes.filter((fix) => fix.byHand).map(({ shown }) => shown);
  const unknown = answers.filter(({ fix }) => !fix).map(({ violation }) => violation.check);
  const taken = fixes.flatMap((fix) => fix.taken ?? []);
  const patch = patchOf(place, fixes);
  const isWhole = byHand.length + unknown.length === 0;
  return {
    byHand,
    taken,
    [taken.length > 0 ? 'takingPatch' : 'patch']: isWhole ? patch : undefined,
    partPatch: isWhole ? undefined : patch,
    open: unknown,
  };
}

function patchOf(place: Place, fixes: readonly SecurityFix[]): string | undefined {
  const containers = new Map<string, object>();
  let pod: object = {};
  let metadata: object = {};
  for (const fix of fixes) {
    pod = mergeParts(pod, fix.pod ?? {});
    metadata = mergeParts(metadata, fix.metadata ?? {});
    for (const [name, part] of fix.containers ?? [])
      containers.set(name, mergeParts(containers.get(name) ?? {}, part));
  }
  const spec = { ...pod, ...containersPatch(place.template?.spec, containers) };
  const isEmpty = Object.keys(spec).length + Object.keys(metadata).length === 0;
  return isEmpty ? undefined : place.patch(spec, Object.keys(metadata).length > 0 ? metadata : undefined);
}
