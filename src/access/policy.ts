import type { Asker, Verb } from '../asks.ts';
import { fitsGlob } from '../glob.ts';

/** A line of the access policy; what is left out means all. */
export interface AccessRule {
  readonly name: string;
  readonly effect: 'allow' | 'deny';
  readonly channels?: readonly string[] | undefined;
  /** These people, or the members of `groups`. */
  readonly users?: readonly string[] | undefined;
  readonly groups?: readonly string[] | undefined;
  readonly clusters?: readonly string[] | undefined;
  readonly namespaces?: readonly string[] | undefined;
  readonly verbs?: readonly Verb[] | undefined;
}

export interface AccessPolicy {
  /** What holds where no rule says anything. */
  readonly default: 'allow' | 'deny';
  readonly rules: readonly AccessRule[];
}

/** Everything that decides what an ask means and whether it may be answered. */
export interface Access {
  /** The default first; `namespace` is where names without one are looked for. Never empty. */
  readonly clusters: readonly { readonly name: string; readonly namespace: string }[];
  /** Defaults by channel id. */
  readonly channels: Readonly<
    Record<string, { readonly cluster?: string | undefined; readonly namespace?: string | undefined }>
  >;
  /** Absent: everybody may ask everything. */
  readonly policy?: AccessPolicy | undefined;
}

/** The user groups that a person is in, as far as Slack could be asked. */
export interface Memberships {
  readonly groups: ReadonlySet<string>;
  /** Groups whose members are not known now. */
  readonly unknown: ReadonlySet<string>;
}

/** Who asks, and where. */
export interface Who {
  readonly asker: Asker;
  readonly memberships: Memberships;
}

/** What is to be read. Without a namespace it concerns the cluster as a whole, as nodes do. */
export interface Wish {
  readonly verb: Verb;
  readonly cluster: string;
  readonly namespace?: string;
}

/** A deny rule that fits wins; then an allow rule; then the default. */
export function permits({ policy }: Access, who: Who, wish: Wish): boolean {
  if (!policy) return true;
  const fitting = policy.rules.filter((rule) => isFor(rule, who) && covers(rule, wish));
  if (fitting.some(({ effect }) => effect === 'deny')) return false;
  return fitting.length > 0 || policy.default === 'allow';
}

/** Whether there may be namespaces of which this is permitted. */
export function permitsSomewhere({ policy }: Access, who: Who, wish: Omit<Wish, 'namespace'>): boolean {
  if (!policy) return true;
  const fitting = policy.rules.filter((rule) => isFor(rule, who) && covers(everywhere(rule), wish));
  if (fitting.some((rule) => rule.effect === 'deny' && covers(rule, wish))) return false;
  return policy.default === 'allow' || fitting.some(({ effect }) => effect === 'allow');
}

/** Whether this is permitted of all namespaces, and of what is in none. */
export function permitsEverywhere(access: Access, who: Who, wish: Omit<Wish, 'namespace'>): boolean {
  const denied = access.policy?.rules.some(
    (rule) => rule.effect === 'deny' && isFor(rule, who) && covers(everywhere(rule), wish),
  );
  return !denied && permits(access, who, wish);
}

/** A rule as if it named no namespaces. */
export function everywhere(rule: AccessRule): AccessRule {
  return { ...rule, namespaces: undefined };
}

/** Whether a rule is about this person in this channel. In doubt about a group an allow rule isn't, a deny rule is. */
export function isFor(rule: AccessRule, { asker, memberships }: Who): boolean {
  const { channels, users, groups } = rule;
  if (channels && !channels.includes(asker.channel)) return false;
  if (!users && !groups) return true;
  const inGroup = (group: string): boolean =>
    memberships.groups.has(group) || (rule.effect === 'deny' && memberships.unknown.has(group));
  return (users?.includes(asker.user) ?? false) || (groups?.some(inGroup) ?? false);
}

/** Whether a rule is about this wish. One for certain namespaces says nothing about the cluster as a whole. */
export function covers({ clusters, namespaces, verbs }: AccessRule, wish: Wish): boolean {
  const { verb, cluster, namespace } = wish;
  if (verbs && !verbs.includes(verb)) return false;
  if (clusters && !clusters.some((pattern) => fitsGlob(pattern, cluster))) return false;
  if (!namespaces) return true;
  if (namespace === undefined) return namespaces.includes('*');
  return namespaces.some((pattern) => fitsGlob(pattern, namespace));
}
