import type { Access, AccessRule } from '../../src/access/policy.ts';

export const asker = { user: 'U1', channel: 'C1' };
export const memberships = { groups: new Set<string>(), unknown: new Set<string>() };

export function access(rules?: readonly Partial<AccessRule>[], open: 'allow' | 'deny' = 'deny'): Access {
  const whole = rules?.map((rule) => ({ name: 'a rule', effect: 'allow' as const, ...rule }));
  return {
    clusters: [{ name: 'prod', namespace: 'shop' }],
    channels: { C2: { namespace: 'pay' } },
    ...(whole ? { policy: { default: open, rules: whole } } : {}),
  };
}
