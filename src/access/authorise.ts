import type { Ask, Asker } from '../asks.ts';
import { BotError } from '../errors.ts';
import {
  type Access,
  type AccessRule,
  covers,
  everywhere,
  isFor,
  type Memberships,
  permits,
  permitsSomewhere,
  type Who,
  type Wish,
} from './policy.ts';
import { settleAsk, type TypedAsk } from './settle-ask.ts';

export type Authorised =
  /** The ask with its defaults filled in: this one is to be asked, not the one that was typed. */
  | { readonly allowed: true; readonly ask: Ask }
  | {
      readonly allowed: false;
      /** `invalid`: it cannot be asked by anyone. For the audit line: the message does not tell. */
      readonly reason: 'invalid' | 'denied';
      /** In words: what is refused, and who may. Slack's ids as they are, no mentions. */
      readonly message: string;
    };

/** Decides whether a person may ask this here, before anything is read or put into the queue. */
export function authorise(access: Access, asker: Asker, ask: TypedAsk, memberships: Memberships): Authorised {
  const who = { asker, memberships };
  try {
    const settled = settleAsk(access, asker, ask);
    if (!openClusters(access, who).includes(settled.cluster)) {
      const exists = access.clusters.some(({ name }) => name === settled.cluster);
      return refuse(exists ? 'denied' : 'invalid', noCluster(access, who, settled));
    }
    const refused = refusalOf(access, who, settled);
    return refused === undefined ? { allowed: true, ask: settled } : refuse('denied', refused);
  } catch (error) {
    if (error instanceof BotError) return refuse('invalid', error.userMessage);
    throw error;
  }
}

/** Why a settled ask is refused; undefined where it is not. */
function refusalOf(access: Access, who: Who, ask: Ask): string | undefined {
  const { verb, cluster, namespace, namespaces = [namespace], allNamespaces } = ask;
  // What of all namespaces is shown is decided once they are known: see `withoutHidden`.
  if (allNamespaces) {
    const wish = { verb, cluster };
    return permitsSomewhere(access, who, wish) ? undefined : refusal(access, who, wish, everywhere);
  }
  const wishes = namespaces.map((name) => ({
    verb,
    cluster,
    ...(name === undefined ? {} : { namespace: name }),
  }));
  const refused = wishes.find((wish) => !permits(access, who, wish));
  return refused && refusal(access, who, refused);
}

function refuse(reason: 'invalid' | 'denied', message: string): Authorised {
  return { allowed: false, reason, message };
}

/** Clusters of which a person may ask something. Others are spoken of as if there were none of that name. */
export function openClusters(access: Access, who: Who): readonly string[] {
  const { clusters, policy } = access;
  const names = clusters.map(({ name }) => name);
  if (!policy) return names;
  const own = policy.rules.filter((rule) => isFor(rule, who));
  return names.filter((cluster) => {
    const rules = own.filter((rule) =>
      covers({ ...rule, verbs: undefined, namespaces: undefined }, { verb: 'why', cluster }),
    );
    if (rules.some(({ effect, verbs, namespaces }) => effect === 'deny' && !verbs && !namespaces))
      return false;
    return policy.default === 'allow' || rules.some(({ effect }) => effect === 'allow');
  });
}

function noCluster(access: Access, who: Who, { cluster }: Ask): string {
  const open = openClusters(access, who);
  const which = open.length === 0 ? 'No cluster is open to you here.' : `There is ${open.join(', ')}.`;
  return `There is no cluster "${cluster}" that you may ask here. ${which}`;
}

function refusal(
  { policy }: Access,
  who: Who,
  wish: Wish,
  reading: (rule: AccessRule) => AccessRule = (rule) => rule,
): string {
  const rules = policy?.rules ?? [];
  const what = `You may not ask \`${wish.verb}\` ${placeOf(wish)} here.`;
  const denying = rules.find((rule) => rule.effect === 'deny' && isFor(rule, who) && covers(rule, wish));
  if (denying) return `${what} The rule "${denying.name}" forbids it.`;
  const allowing = rules.filter((rule) => rule.effect === 'allow' && covers(reading(rule), wish));
  if (allowing.length === 0) return `${what} No rule opens it to anybody: ask whoever looks after podwhy.`;
  return `${what} It is open ${allowing.slice(0, 3).map(openTo).join('; ')}.`;
}

function placeOf({ cluster, namespace }: Wish): string {
  return namespace === undefined
    ? `about the cluster ${cluster}`
    : `in namespace ${namespace} of cluster ${cluster}`;
}

/** `to user group S01 in channel C01 ("payments")` */
function openTo({ name, channels, users, groups }: AccessRule): string {
  const people = [...named('user', users), ...named('user group', groups)];
  const to = people.length === 0 ? 'to everybody' : `to ${people.join(' and ')}`;
  const places = named('channel', channels);
  return `${to}${places.length === 0 ? '' : ` in ${places.join(' and ')}`} ("${name}")`;
}

function named(what: string, ids: readonly string[] = []): readonly string[] {
  return ids.length === 0 ? [] : [`${what}${ids.length === 1 ? '' : 's'} ${ids.join(', ')}`];
}
