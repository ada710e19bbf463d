import type { Clock } from '../ports.ts';
import type { AccessPolicy, Memberships } from './policy.ts';

/** Members of a user group, as `usergroups.users.list` gives them. May throw. */
export type ListMembers = (group: string) => Promise<readonly string[]>;

export interface MembershipsOptions {
  readonly policy: AccessPolicy | undefined;
  readonly listMembers: ListMembers;
  readonly clock: Clock;
}

/** How long members are taken for granted; how long they still count when Slack can't be asked. */
const FRESH_MS = 5 * 60_000;
const STALE_MS = 60 * 60_000;
/** A group that could not be read is not asked for again at once. */
const RETRY_MS = 10_000;

interface Known {
  readonly members?: ReadonlySet<string>;
  readonly readAt: number;
  readonly askedAt: number;
}

/** Remembers who is in the groups that the policy names. Never throws: what can't be read is `unknown`. */
export function createMemberships({ policy, listMembers, clock }: MembershipsOptions) {
  const groups = [...new Set((policy?.rules ?? []).flatMap((rule) => rule.groups ?? []))];
  const known = new Map<string, Known>();
  const reading = new Map<string, Promise<void>>();

  async function read(group: string): Promise<void> {
    const before = known.get(group);
    const askedAt = clock.now();
    try {
      known.set(group, { members: new Set(await listMembers(group)), readAt: askedAt, askedAt });
    } catch {
      known.set(group, { readAt: 0, ...before, askedAt });
    }
  }

  async function refresh(group: string): Promise<void> {
    const { readAt = Number.NEGATIVE_INFINITY, askedAt = Number.NEGATIVE_INFINITY } = known.get(group) ?? {};
    if (clock.now() - readAt < FRESH_MS || clock.now() - askedAt < RETRY_MS) return;
    const running = reading.get(group) ?? read(group).finally(() => reading.delete(group));
    reading.set(group, running);
    await running;
  }

  return async function membershipsOf(user: string): Promise<Memberships> {
    await Promise.all(groups.map(refresh));
    const members = (group: string): ReadonlySet<string> | undefined => {
      const { members: last, readAt } = known.get(group) ?? { readAt: 0 };
      return clock.now() - readAt < STALE_MS ? last : undefined;
    };
    return {
      groups: new Set(groups.filter((group) => members(group)?.has(user))),
      unknown: new Set(groups.filter((group) => members(group) === undefined)),
    };
  };
}
