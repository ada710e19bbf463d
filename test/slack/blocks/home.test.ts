import { expect, test } from 'vitest';
import type { UnwellWorkload } from '../../../src/asks.ts';
import { homeView } from '../../../src/slack/blocks/home.ts';

const CHECKOUT: UnwellWorkload = {
  cluster: 'prod',
  namespace: 'shop',
  kind: 'Deployment',
  name: 'checkout',
  status: 'CrashLoopBackOff',
  unwell: 1,
  pods: 2,
};

test('names the cluster once where there is only one', () => {
  const text = shown([CHECKOUT], ['shop on prod', 'pay on prod']);
  expect(text).toContain('Looked at shop, pay on prod · ');
  expect(text).toContain('1 of 2 pods');
  expect(text).not.toContain('pods · prod');
});

test('names the cluster of each place and workload where there are several', () => {
  const text = shown([CHECKOUT, { ...CHECKOUT, cluster: 'test' }], ['shop on prod', 'shop on test']);
  expect(text).toContain('Looked at shop on prod, shop on test · ');
  expect(text).toContain('1 of 2 pods · prod');
  expect(text).toContain('1 of 2 pods · test');
});

test('says where nothing is open to somebody', () => {
  expect(shown([], [])).toContain('No namespace is open to you here');
});

/** @param at as `shop on prod` */
function shown(workloads: readonly UnwellWorkload[], at: readonly string[]): string {
  const places = at.map((one) => {
    const [namespace = '', cluster = ''] = one.split(' on ');
    return { namespace, cluster };
  });
  const view = homeView(workloads, { clean: (text) => text, now: Date.UTC(2026, 0, 1), places });
  return JSON.stringify(view.blocks);
}
