import { expect, it } from 'vitest';
import { cleanText } from '../../../src/diagnosis/gate.ts';
import type { DigestSubscription } from '../../../src/digests/subscription.ts';
import { digestRendering } from '../../../src/slack/blocks/digest-rendering.ts';
import { madeDigest, madeItem } from '../../support/made-digest.ts';
import { expectGood } from './checks.ts';
import { CHART, linesOf } from './digest-fixtures.ts';
import { HOSTILE } from './hostile.ts';

const SUBSCRIPTION: DigestSubscription = {
  id: 'shop-9k2f',
  source: 'slack',
  channel: 'C1',
  when: 'weekdays 09:00',
  pattern: '0 9 * * 1-5',
  timeZone: 'Europe/Berlin',
  cluster: 'prod',
  namespaces: ['shop'],
  createdAt: 0,
};
const { digest, problem } = digestRendering({ clean: cleanText });

it('tells a digest that nobody asked for, with its files and later with its picture', () => {
  const told = { digest: madeDigest([madeItem()]), id: 'shop-9k2f-1', chart: CHART };
  const { message, files } = digest(told, SUBSCRIPTION);
  expectGood(message);
  expect(files.map(({ name }) => name)).toEqual(['digests.png']);
  expect(linesOf(message).at(-1)).toContain('weekdays 09:00 (Europe/Berlin), schedule shop-9k2f');
  const shown = digest(told, SUBSCRIPTION, { fileId: 'F0123456789', altText: CHART.altText }).message;
  expect(linesOf(shown)[1]).toBe(`(picture: ${CHART.altText})`);
});

it('says why there is none', () => {
  const message = problem('The cluster does not answer.', SUBSCRIPTION);
  expect(linesOf(message)).toEqual([
    '⚠️ No digest of shop',
    'The cluster does not answer.',
    'cluster prod · weekdays 09:00 (Europe/Berlin), schedule shop-9k2f',
  ]);
  expect(message.text).toBe('⚠️ No digest of shop: The cluster does not answer.');
});

it.each([
  [['shop', 'pay'], 'shop, pay'],
  [['a', 'b', 'c', 'd'], '4 namespaces of prod'],
  [undefined, 'prod'],
])('names what there is no digest of: %j', (namespaces, place) => {
  const { namespaces: _, ...all } = SUBSCRIPTION;
  const message = problem('It is away.', { ...all, ...(namespaces ? { namespaces } : {}) });
  expect(linesOf(message)[0]).toBe(`⚠️ No digest of ${place}`);
});

it.each(HOSTILE)('says %j as it is', (text) => {
  expectGood(problem(text, { ...SUBSCRIPTION, cluster: text, when: text, id: text }));
});
