import { describe, expect, it } from 'vitest';
import type { Access, Memberships } from '../src/access/policy.ts';
import { digestPermission } from '../src/digest-permission.ts';
import { SUBSCRIPTION } from './support/digesting/digest-bench.ts';
import { madeDigest, madeItem } from './support/made-digest.ts';

const GROUP = { name: 'payments', effect: 'allow', groups: ['S0PAY'], namespaces: ['shop'] } as const;

function permission(
  {
    groups = [],
    unknown = [],
  }: { readonly groups?: readonly string[]; readonly unknown?: readonly string[] },
  rules: NonNullable<Access['policy']>['rules'] = [GROUP],
  subscription = SUBSCRIPTION,
) {
  const memberships: Memberships = { groups: new Set(groups), unknown: new Set(unknown) };
  const access: Access = {
    clusters: [{ name: 'prod', namespace: 'default' }],
    channels: {},
    policy: { default: 'deny', rules },
  };
  return digestPermission(subscription, { access, membershipsOf: async () => memberships });
}

describe('what may be posted of a digest', () => {
  it('is what who subscribed may ask', async () => {
    expect(await permission({ groups: ['S0PAY'] })).toMatchObject({ status: 'granted' });
    const { namespaces: _, ...all } = SUBSCRIPTION;
    const granted = await permission({ groups: ['S0PAY'] }, [GROUP], all);
    if (granted.status !== 'granted') throw new Error(granted.why);
    const { namespaces: __, ...scope } = { ...madeDigest([]).scope };
    const digest = madeDigest([], { scope, gaps: [{ namespace: 'pay', message: 'pay is hidden' }] });
    expect(granted.visible(digest).gaps).toEqual([]);
  });

  it('is all of it where nobody subscribed: the configuration says it', async () => {
    const { user: _, ...configured } = { ...SUBSCRIPTION, source: 'config' as const };
    expect(await permission({}, [GROUP], configured)).toMatchObject({ status: 'granted' });
  });

  it('is nothing where who subscribed may not any more, in words for the channel', async () => {
    const refused = await permission({});
    expect(refused).toMatchObject({ status: 'refused' });
    expect(refused).toMatchObject({
      why: expect.stringMatching(/^Who subscribed .*\/pod digest resume shop-9k2f/),
    });
  });

  it('is not known while Slack does not say who is in the group that decides', async () => {
    await expect(permission({ unknown: ['S0PAY'] })).rejects.toMatchObject({
      code: 'slack-unavailable',
      retryable: true,
    });
    const denied = { ...GROUP, name: 'not these', effect: 'deny', groups: ['S0OUT'] } as const;
    const everybody = { name: 'all', effect: 'allow' } as const;
    await expect(permission({ unknown: ['S0OUT'] }, [everybody, denied])).rejects.toMatchObject({
      retryable: true,
    });
  });

  it('does not wait for a group that decides nothing of it', async () => {
    const own = { name: 'own', effect: 'allow', users: ['U0ANN'], namespaces: ['shop'] } as const;
    const everywhere = { name: 'admins', effect: 'allow', groups: ['S0OPS'] } as const;
    const granted = await permission({ unknown: ['S0OPS'] }, [own, everywhere]);
    if (granted.status !== 'granted') throw new Error(granted.why);
    expect(granted.visible(madeDigest([madeItem()])).items).toHaveLength(1);
    const elsewhere = { ...GROUP, namespaces: ['pay'] };
    expect(await permission({ unknown: ['S0PAY'] }, [elsewhere])).toMatchObject({ status: 'refused' });
  });

  it('is not told in part while Slack does not say whether it may be told', async () => {
    const own = { name: 'own', effect: 'allow', users: ['U0ANN'], namespaces: ['cart'] } as const;
    const { namespaces: _, ...all } = SUBSCRIPTION;
    const told = async (namespace: string) => {
      const granted = await permission({ unknown: ['S0PAY'] }, [own, GROUP], all);
      if (granted.status !== 'granted') throw new Error(granted.why);
      return granted.visible(madeDigest([madeItem({ namespace })], { scope: { cluster: 'prod' } })).items
        .length;
    };
    expect([await told('cart'), await told('vault')]).toEqual([1, 0]);
    await expect(told('shop')).rejects.toMatchObject({ code: 'slack-unavailable', retryable: true });
  });
});
