import { readdirSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { playbooks } from '../../playbooks/index.ts';
import { type FilledFinding, toReport } from '../../src/diagnosis/report.ts';
import { diagnoseRecorded, snapshotOf } from '../support/recorded.ts';
import type { CauseCase, Given } from './support/cause-case.ts';
import { clusterOf, nearOf } from './support/cluster-of.ts';
import { WITHOUT_CASE } from './support/without-case.ts';

/** The families' files: `pending.ts`, or where one gets too long `pending-nodes.ts` and so on. */
const files = readdirSync(new URL('.', import.meta.url))
  .filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'))
  .map((name) => name.replace(/\.ts$/, ''))
  .sort();
const families: readonly { readonly file: string; readonly cases: readonly CauseCase[] }[] =
  await Promise.all(
    files.map(async (file) => ({ file, cases: (await import(`../causes/${file}.ts`)).cases })),
  );
const cases = families.flatMap((family) => family.cases);

describe.each(cases.map((one) => [one.cause, one] as const))('%s', (cause, { gives, near }) => {
  test(`is found in ${gives.recording ?? 'the made cluster'}`, () => {
    const findings = ask(gives);
    expect(findings.map(causeOf)).toContain(cause);
    for (const finding of findings.filter((one) => causeOf(one) === cause)) {
      expect(finding.evidence).not.toEqual([]);
      expect(finding.title).toMatch(/^\S(.*\S)?$/);
      expect(finding.title).not.toMatch(/\{\w+\}|\[\[|\]\]|undefined|\[object |NaN/);
    }
  });

  test.each(near.map((one) => [one.what, one] as const))('is not found where %s', (_, miss) => {
    const causes = ask(nearOf(gives, miss)).map(causeOf);
    expect(causes).not.toContain(cause);
    if (miss.instead) expect(causes).toContain(miss.instead);
  });
});

describe('the cases', () => {
  const known = playbooks.flatMap(({ id, causes }) => Object.keys(causes).map((cause) => `${id}/${cause}`));
  const cased: readonly string[] = cases.map(({ cause }) => cause);

  test('are there for every cause of every playbook, with a near miss', () => {
    const missing = known.filter((cause) => !cased.includes(cause) && !WITHOUT_CASE.includes(cause));
    expect(missing, 'write a case in test/causes/').toEqual([]);
    expect(cases.filter(({ near }) => near.length === 0).map(({ cause }) => cause)).toEqual([]);
  });

  test('are of causes that exist', () => {
    expect(cased.filter((cause) => !known.includes(cause))).toEqual([]);
  });

  test('stand in the file of their playbook', () => {
    const strays = families.flatMap(({ file, cases: own }) =>
      own.filter(({ cause }) => !isOf(cause, file)).map(({ cause }) => `${file}: ${cause}`),
    );
    expect(strays).toEqual([]);
  });

  test('that are still to be written are named once, and none that has been', () => {
    expect(WITHOUT_CASE.filter((cause) => cased.includes(cause) || !known.includes(cause))).toEqual([]);
    expect(new Set(WITHOUT_CASE).size).toBe(WITHOUT_CASE.length);
  });
});

const ABOUT = { cluster: 'test', cost: { requests: 0, roundTrips: 0, durationMs: 0 } };

function ask(given: Given): readonly FilledFinding[] {
  const cluster = clusterOf(given);
  const { target } = snapshotOf(cluster, given.target);
  const isThere = cluster.objects.some(
    ({ kind, metadata }) => kind === target.kind && metadata.name === target.name,
  );
  // Nothing is found in what isn't there: a misspelt target would pass for a near miss.
  if (!isThere) throw new Error(`${given.target} is not in the cluster`);
  const isForbidden = ({ section }: { section: string }) =>
    given.forbidden?.some((one) => one === section) ?? false;
  return toReport(diagnoseRecorded(cluster, given.target, playbooks, isForbidden), playbooks, ABOUT).findings;
}

function causeOf({ playbook, cause }: FilledFinding): string {
  return `${playbook}/${cause}`;
}

function isOf(cause: string, file: string): boolean {
  const [id = ''] = cause.split('/');
  return file === id || file.startsWith(`${id}-`);
}
