import type { Found, RuledOut } from '../diagnosis/finding.ts';
import { definePlaybook, type Playbook, type View } from '../diagnosis/playbook.ts';
import type { SectionName } from '../diagnosis/snapshot.ts';
import type { FactName } from './cel/variables.ts';
import type { OwnCause } from './compile-cause.ts';
import { judgeCause, type Outcome } from './judge-cause.ts';
import type { Scope } from './scope.ts';

/** What a file says of its own causes as a whole. */
export interface OwnFamily {
  readonly id: string;
  readonly title: string;
  readonly meaning: string;
  readonly impact: string;
  /** `playbook/cause` of symptoms that its causes explain. */
  readonly explains: readonly string[];
  readonly causes: readonly OwnCause[];
  /** Where it says what can only be looked at beside the other files. */
  readonly lines: { readonly playbook: number; readonly explains: number };
}

const SECTIONS: Readonly<Record<FactName, SectionName>> = {
  events: 'events',
  log: 'log',
  previousLog: 'log',
  node: 'node',
  serviceAccount: 'service-account',
  metrics: 'pod-metrics',
};

/** Own causes as a playbook like any other. */
export function ownPlaybook(
  { id, title, meaning, impact, explains, causes }: OwnFamily,
  scopeFor: (view: View) => Scope,
): Playbook {
  return definePlaybook<string, SectionName>({
    id,
    title,
    meaning,
    impact,
    alerts: [],
    reads: readsOf(causes),
    causes: Object.fromEntries(causes.map((cause) => [cause.id, cause.info])),
    supersedes: explains,
    diagnose(view) {
      const scope = scopeFor(view);
      const outcomes = causes.flatMap((cause) =>
        outcomesOf(cause, scope).map((outcome) => ({ cause, outcome })),
      );
      return {
        findings: outcomes.flatMap(({ outcome }) => foundIn(outcome)),
        ruledOut: outcomes.flatMap(({ cause, outcome }) => failureOf(`${id}/${cause.id}`, outcome)),
      };
    },
  });
}

/** What comes of a cause: one outcome for the pod, or one for each container. */
export function outcomesOf(cause: OwnCause, scope: Scope): readonly Outcome[] {
  if (cause.subject === 'pod') return [judgeCause(cause, scope)];
  return scope.view.containers.map((container) => judgeCause(cause, scope, container));
}

function foundIn(outcome: Outcome): readonly Found[] {
  return outcome.status === 'found' ? [outcome.found] : [];
}

/** That a field isn't there is an ordinary no; any other failure is the condition's fault, and is said. */
function failureOf(cause: string, outcome: Outcome): readonly RuledOut[] {
  if (outcome.status !== 'failed' || outcome.isAbsence) return [];
  return [{ cause, why: `its condition could not be evaluated: ${outcome.why}` }];
}

function readsOf(causes: readonly OwnCause[]): readonly SectionName[] {
  const names = causes.flatMap(({ condition, params, patterns }) => [
    ...(condition?.expression.names ?? []),
    ...[...params.values()].flatMap((expression) => [...expression.names]),
    ...(patterns.length > 0 ? ['log'] : []),
  ]);
  return [...new Set(names.flatMap((name) => SECTIONS[name as FactName] ?? []))];
}
