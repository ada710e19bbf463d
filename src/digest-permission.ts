import { authorise } from './access/authorise.ts';
import type { Memberships } from './access/policy.ts';
import { type VisibleNamespaces, visibleNamespaces } from './access/visible.ts';
import { withoutHiddenDigest } from './access/visible-digest.ts';
import type { Digest } from './digests/digest.ts';
import { askOf, type DigestSubscription } from './digests/subscription.ts';
import { BotError } from './errors.ts';
import type { Shared } from './shared.ts';
import type { PostDeps } from './workflows/digests/digest-deps.ts';

const UNKNOWN = 'Slack does not say who is in the user groups that decide whether this digest may be posted.';

/**
 * What stands in the configuration is its owner's to decide; others may be told what they may ask themselves.
 * @throws BotError slack-unavailable where that hangs on a group whose members are not known now; `visible` does too.
 */
export async function digestPermission(
  subscription: DigestSubscription,
  { access, membershipsOf }: Pick<Shared, 'access' | 'membershipsOf'>,
): ReturnType<PostDeps['permission']> {
  const { id, user, channel, team, cluster } = subscription;
  if (user === undefined) return { status: 'granted', visible: (digest) => digest };
  const asker = { user, channel, ...(team === undefined ? {} : { team }) };
  const memberships = await membershipsOf(user);
  const decide = (who: Memberships) => authorise(access, asker, askOf(subscription), who);
  const decision = decide(memberships);
  if (!decision.allowed) {
    // It would rest from now on for a moment in which Slack did not answer.
    if (guesses(memberships).some((who) => decide(who).allowed))
      throw new BotError('slack-unavailable', UNKNOWN);
    return { status: 'refused', why: refusal(id, decision.message) };
  }
  const sight = (who: Memberships) =>
    visibleNamespaces(access, { asker, memberships: who }, { verb: 'digest', cluster });
  const isVisible = sight(memberships);
  // Those that were named have been decided about.
  const perhaps = subscription.namespaces ? [] : guesses(memberships).map(sight);
  return {
    status: 'granted',
    visible(digest) {
      if (perhaps.some((other) => differ(other, isVisible, digest)))
        throw new BotError('slack-unavailable', UNKNOWN);
      return withoutHiddenDigest(digest, isVisible);
    },
  };
}

/** Whether one may tell more of a digest than the other. */
function differ(one: VisibleNamespaces, other: VisibleNamespaces, { items, signs = [] }: Digest): boolean {
  const namespaces = [...items, ...signs].flatMap(({ namespace }) => namespace ?? []);
  return one.all !== other.all || namespaces.some((namespace) => one(namespace) !== other(namespace));
}

/** In all of the groups that are not known, and in none. */
function guesses({ groups, unknown }: Memberships): readonly Memberships[] {
  if (unknown.size === 0) return [];
  return [new Set([...groups, ...unknown]), groups].map((guess) => ({ groups: guess, unknown: new Set() }));
}

/** For everyone in the channel: what they were told who subscribed. */
function refusal(id: string, told: string): string {
  return (
    `Who subscribed may not ask for it any more: "${told}" It rests until /pod digest resume ${id}, once they may again; ` +
    'somebody else who may ask for it can subscribe to the same.'
  );
}
