import { expect, test } from 'vitest';
import { definePlaybook } from '../../src/diagnosis/playbook.ts';
import { playbook } from '../support/snapshots.ts';

test('a playbook is what was written down', () => {
  const written = playbook();
  expect(definePlaybook(written)).toBe(written);
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
    diagnose: () => ({
      // @ts-expect-error a cause that is not in the table
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
