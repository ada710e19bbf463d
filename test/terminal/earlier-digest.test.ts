import { describe, expect, it } from 'vitest';
import { readEarlier } from '../../src/terminal/earlier-digest.ts';
import { madeDigest, madeItem } from '../support/made-digest.ts';

const SCOPE = { cluster: 'prod', namespaces: ['shop'] };
const DIGEST = madeDigest([madeItem({ fix: { text: 'Raise it.', changes: true } })]);

function read(value: unknown, scope: { cluster: string; namespaces?: readonly string[] } = SCOPE) {
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return readEarlier('last.json', text, scope);
}

describe('an earlier digest', () => {
  it('is read as it was printed', () => {
    expect(read(DIGEST)).toEqual(DIGEST);
    const changes = { since: DIGEST.takenAt, new: ['a'], ongoing: [], flapping: [], recovered: [madeItem()] };
    expect(read({ ...DIGEST, changes })).toEqual({ ...DIGEST, changes });
    expect(read({ ...DIGEST, fields: 'of a later version' })).toEqual(DIGEST);
  });

  it.each([
    ['no JSON', 'half a {', 'last.json is not JSON. Give what podwhy digest -o json has printed.'],
    ['nothing', '', 'last.json is not JSON.'],
    ['a list', [], 'not a digest that podwhy digest -o json has printed: look at the whole.'],
    ['another schema', { ...DIGEST, schema: 'podwhy-digest/v9' }, 'look at schema.'],
    ['an answer of why', { target: {}, verdict: 'healthy' }, 'look at schema, scope, takenAt and 4 more.'],
    ['a wrong time', { ...DIGEST, takenAt: 'yesterday' }, 'look at takenAt.'],
    [
      'a broken item',
      { ...DIGEST, items: [{ ...madeItem(), severity: 'bad' }] },
      'look at items.0.severity.',
    ],
  ])('is refused where it is %s', (_, value, message) => {
    expect(() => read(value)).toThrow(
      expect.objectContaining({ userMessage: expect.stringContaining(message) }),
    );
  });

  it.each([
    [{ cluster: 'stage', namespaces: ['shop'] }, 'of cluster stage, namespace shop.'],
    [{ cluster: 'prod' }, 'of cluster prod, all namespaces.'],
    [{ cluster: 'prod', namespaces: ['shop', 'pay'] }, 'of cluster prod, namespaces pay, shop.'],
  ])('is refused where it is of another scope than %j', (scope, message) => {
    expect(() => read(DIGEST, scope)).toThrow(
      expect.objectContaining({
        userMessage: `last.json is a digest of cluster prod, namespace shop, and this one is ${message} Only digests of the same can be compared.`,
      }),
    );
  });

  it('is of the same scope in whatever order its namespaces were named', () => {
    const both = { ...DIGEST, scope: { cluster: 'prod', namespaces: ['shop', 'pay'] } };
    expect(read(both, { cluster: 'prod', namespaces: ['pay', 'shop'] }).items).toHaveLength(1);
  });

  it('has passed the gate: anybody may have written it', () => {
    const item = madeItem({ title: '\u001b[31mred\u001b[0m password=hunter2hunter2' });
    const [first] = read({ ...DIGEST, items: [item] }).items;
    expect(first?.title).toBe('red password=[redacted]');
  });
});
