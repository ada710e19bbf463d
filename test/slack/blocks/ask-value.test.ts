import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Ask, VERBS } from '../../../src/asks.ts';
import { CHOOSE_ACTION } from '../../../src/slack/blocks/action-ids.ts';
import {
  askAbout,
  askOfAction,
  decodeAsk,
  encodeAsk,
  encodeChoice,
} from '../../../src/slack/blocks/ask-value.ts';
import { LIMITS } from '../../../src/slack/limits.ts';

const name = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 63 });
const asks: fc.Arbitrary<Ask> = fc.record(
  {
    verb: fc.constantFrom(...VERBS),
    cluster: name,
    namespace: name,
    target: name,
    selector: name,
    container: name,
    previous: fc.constant(true as const),
    tail: fc.integer({ min: 1, max: 5000 }),
    sinceSeconds: fc.integer({ min: 1, max: 100_000 }),
    unhealthy: fc.constant(true as const),
    namespaces: fc.array(name, { minLength: 1, maxLength: 50 }),
    allNamespaces: fc.constant(true as const),
  },
  { requiredKeys: ['verb', 'cluster'] },
);

test('an ask comes out of a button as it went in', () => {
  fc.assert(
    fc.property(asks, (ask) => {
      const value = encodeAsk(ask);
      if (value !== undefined) expect(decodeAsk(value)).toEqual(ask);
    }),
  );
});

test('an ask that is too long is no button', () => {
  expect(encodeAsk({ verb: 'why', cluster: 'prod', target: 'x'.repeat(1001) })).toBeUndefined();
  expect(
    encodeAsk({ verb: 'why', cluster: 'prod', target: '"'.repeat(900), selector: '"'.repeat(900) }),
  ).toBeUndefined();
});

test('an ask about many namespaces is a button as long as their names fit', () => {
  const ask = (count: number): Ask => ({
    verb: 'digest',
    cluster: 'production-eu',
    namespaces: Array.from({ length: count }, (_, index) => `payments-team-${index}`),
  });
  const value = encodeAsk(ask(50)) ?? '';
  expect(value.length).toBeLessThanOrEqual(LIMITS.buttonValue);
  expect(askOfAction({ value })).toEqual(ask(50));
  const long = { ...ask(1), namespaces: Array.from({ length: 50 }, () => 'n'.repeat(63)) };
  expect(encodeAsk(long)).toBeUndefined();
  expect(encodeAsk(ask(51))).toBeUndefined();
});

test('an ask about all namespaces is a button', () => {
  const ask: Ask = { verb: 'digest', cluster: 'prod', allNamespaces: true };
  expect(askOfAction({ value: encodeAsk(ask) })).toEqual(ask);
  expect(encodeAsk({ ...ask, namespaces: [], allNamespaces: false })).toBe(
    encodeAsk({ verb: 'digest', cluster: 'prod' }),
  );
});

test('what is no ask of this version is undefined', () => {
  const garbage = [
    undefined,
    '',
    '{',
    'null',
    '[]',
    '{"v":2,"a":"why","c":"x"}',
    '{"v":1,"a":"delete","c":"x"}',
    '{"v":1,"a":"digest","c":"x","m":"shop"}',
    '{"v":1,"a":"digest","c":"x","m":[]}',
  ];
  for (const value of garbage) expect(decodeAsk(value), String(value)).toBeUndefined();
  fc.assert(fc.property(fc.string(), (text) => decodeAsk(text) === undefined));
  fc.assert(fc.property(fc.anything(), (action) => askOfAction(action) === undefined));
});

test('a choice in a menu is the same question about the chosen object', () => {
  const ask: Ask = {
    verb: 'logs',
    cluster: 'prod',
    namespace: 'shop',
    target: 'web',
    container: 'app',
    tail: 20,
  };
  const choice = encodeChoice(ask);
  const value = choice?.value({ kind: 'StatefulSet', namespace: 'shop', name: 'web' });
  expect(askOfAction({ block_id: choice?.blockId, selected_option: { value } })).toEqual({
    ...ask,
    target: 'statefulset/web',
  });
  expect(choice?.value({ kind: 'Pod', namespace: 'n'.repeat(63), name: 'p'.repeat(100) })).toBeUndefined();
  expect(askOfAction({ block_id: 'other', selected_option: { value } })).toBeUndefined();
});

test('a namespace that was meant replaces the one that was asked', () => {
  const shop = { kind: 'Namespace', namespace: '', name: 'shop' };
  expect(askAbout({ verb: 'why', cluster: 'c', target: 'shpo/deploy/web' }, shop)).toMatchObject({
    namespace: 'shop',
    target: 'deploy/web',
  });
  expect(
    askAbout({ verb: 'why', cluster: 'c', namespace: 'shpo', target: 'deploy/web' }, shop),
  ).toMatchObject({
    namespace: 'shop',
    target: 'deploy/web',
  });
});

test('the ids of choices are known from their form', () => {
  for (const id of ['pod_choose', 'pod_choose_0', 'pod_choose_12']) expect(id).toMatch(CHOOSE_ACTION);
  expect('pod_chooser').not.toMatch(CHOOSE_ACTION);
});
