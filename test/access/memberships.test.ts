import { describe, expect, it } from 'vitest';
import { createMemberships } from '../../src/access/memberships.ts';
import type { AccessPolicy } from '../../src/access/policy.ts';

const policy: AccessPolicy = {
  default: 'deny',
  rules: [
    { name: 'a', effect: 'allow', groups: ['S1', 'S2'] },
    { name: 'b', effect: 'deny', groups: ['S1'] },
  ],
};

/** Slack's side: who is in which group, whether it answers, how often it was asked. */
function groupsOfSlack() {
  const slack = {
    members: { S1: ['U1'], S2: ['U1', 'U2'] } as Record<string, string[]>,
    broken: false,
    calls: 0,
    now: 1_000_000,
  };
  const membershipsOf = createMemberships({
    policy,
    clock: { now: () => slack.now },
    listMembers: async (group) => {
      slack.calls++;
      if (slack.broken) throw new Error('slack-unavailable');
      return slack.members[group] ?? [];
    },
  });
  return { slack, membershipsOf };
}

describe('memberships', () => {
  it('are asked for once for all who ask at once, and then for five minutes not at all', async () => {
    const { slack, membershipsOf } = groupsOfSlack();
    const all = await Promise.all(['U1', 'U2', 'U3'].map(membershipsOf));
    expect(all.map(({ groups }) => [...groups])).toEqual([['S1', 'S2'], ['S2'], []]);
    expect(slack.calls).toBe(2);
    slack.now += 4 * 60_000;
    await membershipsOf('U1');
    expect(slack.calls).toBe(2);
    slack.members.S1 = [];
    slack.now += 2 * 60_000;
    expect([...(await membershipsOf('U1')).groups]).toEqual(['S2']);
  });

  it('stay what they were for an hour when Slack is away, then are unknown', async () => {
    const { slack, membershipsOf } = groupsOfSlack();
    await membershipsOf('U1');
    slack.broken = true;
    slack.now += 30 * 60_000;
    expect(await membershipsOf('U1')).toEqual({ groups: new Set(['S1', 'S2']), unknown: new Set() });
    slack.now += 31 * 60_000;
    expect(await membershipsOf('U1')).toEqual({ groups: new Set(), unknown: new Set(['S1', 'S2']) });
  });

  it('that were never read are unknown, and are not asked for in every moment', async () => {
    const { slack, membershipsOf } = groupsOfSlack();
    slack.broken = true;
    expect((await membershipsOf('U1')).unknown).toEqual(new Set(['S1', 'S2']));
    await membershipsOf('U2');
    expect(slack.calls).toBe(2);
    slack.broken = false;
    slack.now += 11_000;
    expect((await membershipsOf('U1')).groups).toEqual(new Set(['S1', 'S2']));
  });

  it('cost nothing where no rule names a group', async () => {
    const membershipsOf = createMemberships({
      policy: undefined,
      clock: { now: () => 0 },
      listMembers: () => Promise.reject(new Error('not asked')),
    });
    expect(await membershipsOf('U1')).toEqual({ groups: new Set(), unknown: new Set() });
  });
});
