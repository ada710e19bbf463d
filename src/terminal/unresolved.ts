import type { Candidate, TargetQuery } from '../ports.ts';
import type { Outcome } from '../workflows/diagnose-target.ts';

/** Why there is no answer, with what the person may have meant. */
export interface UnresolvedReport {
  readonly error: {
    readonly code: string;
    /** For people: the fact first, then the next step; may have several lines. */
    readonly message: string;
    readonly near: readonly Candidate[];
    readonly elsewhere: readonly Candidate[];
  };
}

/** A name that fits nothing or more than one thing, as words and as commands to try next. */
export function unresolvedReport(
  outcome: Exclude<Outcome, { status: 'diagnosed' }>,
  query: TargetQuery,
  namespace: string,
): UnresolvedReport {
  if (outcome.status === 'ambiguous') {
    const lines = [
      `"${query.text}" fits more than one object. Ask for one of them:`,
      ...outcome.candidates.map(command),
    ];
    return {
      error: { code: 'ambiguous', message: lines.join('\n'), near: outcome.candidates, elsewhere: [] },
    };
  }
  const { message, near, elsewhere } = outcome;
  const lines = [
    message,
    ...suggestions('Did you mean:', near),
    ...suggestions('It exists elsewhere:', elsewhere),
    ...(near.length + elsewhere.length === 0
      ? [`  kubectl -n ${query.namespace ?? namespace} get pods   # what is there`]
      : []),
  ];
  return { error: { code: 'not-found', message: lines.join('\n'), near, elsewhere } };
}

function suggestions(title: string, candidates: readonly Candidate[]): readonly string[] {
  return candidates.length === 0 ? [] : [title, ...candidates.map(command)];
}

function command({ kind, namespace, name, status }: Candidate): string {
  const comment = status ? `   # ${status}` : '';
  if (kind === 'Namespace') return `  podwhy why -n ${name} …${comment}`;
  return `  podwhy why -n ${namespace} ${kind.toLowerCase()}/${name}${comment}`;
}
