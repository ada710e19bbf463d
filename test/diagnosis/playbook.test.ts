import { expect, test } from 'vitest';
import { definePlaybook, type TargetView, type View } from '../../src/diagnosis/playbook.ts';
import { playbook } from '../support/snapshots.ts';

test('a playbook is what was written down', () => {
  const written = playbook();
  expect(definePlaybook(written)).toEqual(written);
});

test('a playbook finds nothing where it has nothing to say', () => {
  const { diagnose: _, diagnoseTarget: __, ...silent } = playbook();
  const defined = definePlaybook(silent);
  expect(defined.diagnose({} as View)).toEqual({ findings: [] });
  expect(defined.diagnoseTarget({} as TargetView)).toEqual({ findings: [] });
});

test('what is wrong does not compile', () => {
  const { id, title, meaning, impact } = playbook();
  const base = { id, title, meaning, impact, alerts: [] };
  const causes = { broken: { title: 'Broken', severity: 'warning', remedies: [] } } as const;
  const evidence = [{ kind: 'computed', object: 'pod/a', text: 'x' }] as const;
  definePlaybook({
    ...base,
    reads: [],
    causes,
    // @ts-expect-error a cause that is not in the table
    diagnose: () => ({
      findings: [{ cause: 'brokn', confidence: 'certain', params: {}, evidence }],
    }),
  });
  definePlaybook({
    ...base,
    reads: ['node'],
    causes,
    diagnose(view) {
      // @ts-expect-error a section that is not declared
      view.get({ section: 'nodes' });
      return { findings: [] };
    },
  });
  definePlaybook({
    ...base,
    reads: [],
    causes,
    // @ts-expect-error a finding without evidence
    diagnose: () => ({ findings: [{ cause: 'broken', confidence: 'certain', params: {}, evidence: [] }] }),
  });
});
