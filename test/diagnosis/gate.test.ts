import { describe, expect, it } from 'vitest';
import { cleanReport, cleanText } from '../../src/diagnosis/gate.ts';

describe('the gate out', () => {
  it('strips control sequences and hides secrets at any depth, keys included', () => {
    const password = ['s3cr', 'et'].join('');
    const report = {
      says: [`\u001b[31mpostgres://app:${password}@db/x\u001b[0m`],
      params: { count: 3, list: ['a\u0007b'] },
    };
    const clean = cleanReport(report);
    expect(JSON.stringify(clean)).not.toContain(password);
    expect(clean.params).toEqual({ count: 3, list: ['ab'] });
  });

  it('bounds a text only after its secrets are hidden, so that none is cut into something unknown', () => {
    const token = ['ghp', '_', 'x'.repeat(36)].join('');
    for (let padding = 3950; padding < 4010; padding++) {
      expect(cleanText(`${'a '.repeat(padding / 2)}${token}`)).not.toMatch(/ghp_x/);
    }
  });

  it('keeps lines apart', () => {
    expect(cleanText('one\ntwo')).toBe('one\ntwo');
  });
});
