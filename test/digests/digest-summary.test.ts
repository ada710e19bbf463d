import { describe, expect, it } from 'vitest';
import type { DigestSign } from '../../src/digests/digest.ts';
import { summaryOf } from '../../src/digests/digest-summary.ts';
import { madeDigest, madeItem } from '../support/made-digest.ts';

const SIGN: DigestSign = {
  key: 'node/node-a/Ready',
  about: 'node',
  kind: 'Node',
  name: 'node-a',
  severity: 'critical',
  text: 'has not answered for 3 hours',
};
const INFO: DigestSign = { ...SIGN, severity: 'info' };

function summary(...[items, differs]: Parameters<typeof madeDigest>) {
  const { verdict, headline, warnings } = summaryOf(madeDigest(items, differs));
  return `${verdict}, ${warnings}: ${headline.replace('shop: ', '')}`;
}

describe('what a digest comes to', () => {
  it('is said of what is broken, whatever the signs', () => {
    expect(summary([madeItem()], { signs: [SIGN] })).toBe('unhealthy, 1: 1 broken');
    expect(summary([madeItem({ verdict: 'waiting' })], { signs: [SIGN] })).toBe('waiting, 1: 1 waiting');
    expect(summary([], { signs: [SIGN, { ...SIGN, severity: 'warning' }, INFO] })).toBe(
      'healthy, 2: nothing broken, 2 warnings',
    );
    expect(summary([], { signs: [INFO] })).toBe('healthy, 0: all quiet, 42 pods');
  });

  it('is that a namespace does not exist, beside what is said of the others', () => {
    const gone = (namespace: string) => ({ namespace, absent: true, message: 'There is none.' }) as const;
    expect(summary([], { gaps: [gone('pay')] })).toBe(
      'inconclusive, 0: nothing broken in what could be seen, pay does not exist',
    );
    expect(summary([madeItem()], { gaps: ['a', 'b', 'c', 'd'].map(gone) })).toBe(
      'unhealthy, 0: 1 broken, 4 namespaces do not exist',
    );
  });

  it('is not in doubt for signs that could not be seen', () => {
    const gap = { message: 'The nodes could not be read.' };
    expect(summary([], { gaps: [{ ...gap, about: 'signs' }] })).toBe('healthy, 0: all quiet, 42 pods');
    expect(summary([], { gaps: [gap] })).toBe('inconclusive, 0: nothing broken in what could be seen');
  });
});
