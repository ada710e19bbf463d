import type { Found, Params, ParamValue } from '../diagnosis/finding.ts';
import type { Gate } from '../diagnosis/gate.ts';
import type { Playbook, View } from '../diagnosis/playbook.ts';
import type { TestResult } from '../site-knowledge.ts';
import type { OwnCause } from './compile-cause.ts';
import type { SiteRules } from './compile-file.ts';
import type { CauseTest } from './file-schema.ts';
import { withGiven } from './given-facts.ts';
import { type Outcome, unknownText } from './judge-cause.ts';
import { outcomesOf } from './own-playbook.ts';
import { scopesWith } from './scope.ts';

/** What a recording's diagnosis found. */
export interface RecordedFinding {
  readonly playbook: string;
  readonly cause: string;
  readonly container?: string;
  readonly params: Params;
}

/** What tests need of the world. */
export interface TestPorts {
  readonly gate: Gate;
  /**
   * Diagnoses a target of a recording, named as the test names it, by these playbooks.
   * @throws Error that says in words why that can't be done
   */
  diagnose(
    recording: string,
    target: string,
    playbooks: readonly Playbook[],
  ): Promise<readonly RecordedFinding[]>;
}

/** Runs the tests of all own causes, in the files' order. */
export async function runTests(
  rules: ReadonlyMap<string, SiteRules>,
  playbooks: readonly Playbook[],
  ports: TestPorts,
): Promise<readonly TestResult[]> {
  const results: TestResult[] = [];
  for (const { file, family } of rules.values())
    for (const cause of family?.causes ?? []) {
      const head = { file, cause: `${family?.id}/${cause.id}` };
      if (cause.tests.length === 0) results.push({ ...head, line: cause.line, name: '', status: 'untested' });
      for (const [index, { line, test }] of cause.tests.entries()) {
        const verdict = await runTest(test, cause, head.cause, playbooks, ports);
        results.push({ ...head, line, name: test.name ?? `test ${index + 1}`, ...verdict });
      }
    }
  return results;
}

type Verdict = Pick<TestResult, 'status' | 'message'>;

async function runTest(
  test: CauseTest,
  cause: OwnCause,
  name: string,
  playbooks: readonly Playbook[],
  ports: TestPorts,
): Promise<Verdict> {
  const { given, recording = '', target = '' } = test;
  if (given) return withGiven(given, (view) => judgeGiven(test, cause, view, ports.gate));
  try {
    const findings = await ports.diagnose(recording, target, playbooks);
    const own = findings.filter((one) => `${one.playbook}/${one.cause}` === name);
    return compare(test, own, own.length > 0 ? undefined : `the diagnosis of ${target} did not find it`);
  } catch (error) {
    return { status: 'failed', message: `${recording}: ${(error as Error).message}` };
  }
}

function judgeGiven(test: CauseTest, cause: OwnCause, view: View, gate: Gate): Verdict {
  const outcomes = outcomesOf(cause, scopesWith(gate)(view));
  const found = outcomes.flatMap((one) => (one.status === 'found' ? [one.found] : []));
  const verdict = compare(
    test,
    found,
    outcomes.map(reasonOf).find((reason) => reason !== undefined),
  );
  const hole = found.flatMap((one) => holeIn(one, cause))[0];
  return verdict.status === 'passed' && hole !== undefined ? { status: 'failed', message: hole } : verdict;
}

/** Why a cause was not found, where that is not simply that its condition does not hold. */
function reasonOf(outcome: Outcome): string | undefined {
  if (outcome.status === 'unknown')
    return `it needs ${outcome.missing.join(' and ')}, which \`given\` does not hold`;
  if (outcome.status !== 'failed') return undefined;
  const hint = outcome.isAbsence ? ': ask has(…) first if that is not meant' : '';
  return `its condition ended in an error, ${outcome.why}${hint}`;
}

function compare(
  test: CauseTest,
  found: readonly Pick<Found, 'container' | 'params'>[],
  reason: string | undefined,
): Verdict {
  const { finds, container, params = {} } = test;
  const fitting = found.filter((one) => container === undefined || one.container === container);
  if (!finds) {
    if (fitting.length > 0) return { status: 'failed', message: `it is found${at(fitting[0])}` };
    return { status: 'passed', ...(reason === undefined ? {} : { message: reason }) };
  }
  const [first] = fitting;
  if (!first) {
    const elsewhere = found[0] ? `it is found${at(found[0])}, not at ${container}` : undefined;
    return {
      status: 'failed',
      message: elsewhere ?? `it is not found: ${reason ?? 'its condition does not hold'}`,
    };
  }
  const wrong = Object.entries(params).find(([name, wanted]) => !isSame(first.params[name], wanted));
  if (!wrong) return { status: 'passed' };
  const [name, wanted] = wrong;
  return { status: 'failed', message: `${name} is ${show(first.params[name])}, not ${show(wanted)}` };
}

function at(found: Pick<Found, 'container'> | undefined): string {
  return found?.container === undefined ? '' : ` at container ${found.container}`;
}

type Wanted = NonNullable<CauseTest['params']>[string];

function isSame(value: ParamValue | undefined, wanted: Wanted): boolean {
  return show(value) === show(wanted);
}

function show(value: ParamValue | Wanted | undefined): string {
  if (value === undefined || value === '') return 'unknown';
  return Array.isArray(value) ? `[${value.map(String).join(', ')}]` : String(value);
}

/** What its title says to be unknown. */
function holeIn({ params }: Found, { titleParams }: OwnCause): readonly string[] {
  const hole = titleParams.find((name) => params[name] === unknownText(name));
  return hole === undefined ? [] : [`its title needs {${hole}}, which is unknown here`];
}
