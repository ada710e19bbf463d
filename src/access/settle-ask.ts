import type { Ask, Asker, Verb } from '../asks.ts';
import { BotError } from '../errors.ts';
import { parseTarget } from '../kube/target-query.ts';
import type { Access } from './policy.ts';

/** Verbs about a namespace, and verbs about the cluster as a whole; the others are about a target. */
const OF_NAMESPACE: ReadonlySet<Verb> = new Set(['list', 'top']);
const OF_CLUSTER: ReadonlySet<Verb> = new Set(['nodes']);
/** As many as an ask may carry. */
const MOST_NAMESPACES = 50;
const NAMESPACE = /^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/;

/** Where an ask goes that names nothing: the channel's defaults, then the configuration's. */
export function defaultsOf(
  access: Access,
  asker: Asker,
): { readonly cluster: string; readonly namespace?: string } {
  const channel = Object.hasOwn(access.channels, asker.channel) ? access.channels[asker.channel] : undefined;
  const cluster = channel?.cluster ?? access.clusters[0]?.name ?? '';
  return { cluster, ...(channel?.namespace === undefined ? {} : { namespace: channel.namespace }) };
}

/** An ask as it was typed: without a cluster (or with an empty one) it is for the default one. */
export type TypedAsk = Omit<Ask, 'cluster'> & { readonly cluster?: string };

/**
 * An ask with its cluster and its namespace in place and its target without one, so that what was checked is what is
 * asked: `shop/web`, `web -n shop` and `web` where shop is the default come out the same.
 * @throws BotError target-invalid, target-unsupported.
 */
export function settleAsk(access: Access, asker: Asker, ask: TypedAsk): Ask {
  const defaults = defaultsOf(access, asker);
  const cluster = ask.cluster || defaults.cluster;
  const known = access.clusters.find(({ name }) => name === cluster);
  const home = defaults.namespace ?? known?.namespace ?? 'default';
  const { target, selector, namespace: named, namespaces, allNamespaces, ...rest } = ask;
  if (ask.verb === 'digest')
    return {
      ...rest,
      cluster,
      ...digestPlace({ named: [...(namespaces ?? []), named], allNamespaces, home }),
    };
  if (OF_CLUSTER.has(ask.verb)) return { ...rest, cluster };
  if (OF_NAMESPACE.has(ask.verb)) return { ...rest, cluster, namespace: checked(named?.trim() || home) };
  const parsed = parseTarget(
    {
      ...(target === undefined ? {} : { text: target }),
      ...(selector === undefined ? {} : { selector }),
      ...(named === undefined ? {} : { namespace: named }),
    },
    home,
  );
  const word = parsed.form === 'name' ? parsed.kind?.words.at(-1) : undefined;
  // A node is in no namespace: it is asked about like the cluster as a whole.
  if (parsed.form === 'name' && parsed.kind?.clusterScoped)
    return { ...rest, cluster, target: `${word}/${parsed.name}` };
  const namespace = checked(parsed.namespace ?? '');
  if (parsed.form === 'selector') return { ...rest, cluster, namespace, selector: parsed.selector };
  return { ...rest, cluster, namespace, target: word ? `${word}/${parsed.name}` : parsed.name };
}

type DigestPlace = Pick<Ask, 'namespace' | 'namespaces' | 'allNamespaces'>;

function digestPlace({
  named,
  allNamespaces,
  home,
}: {
  readonly named: readonly (string | undefined)[];
  readonly allNamespaces: boolean | undefined;
  readonly home: string;
}): DigestPlace {
  if (allNamespaces) return { allNamespaces: true };
  const names = named.flatMap((name) => name?.trim() || []);
  const [first = checked(home), ...more] = new Set(names.map(checked));
  if (more.length === 0) return { namespace: first };
  if (more.length < MOST_NAMESPACES) return { namespaces: [first, ...more] };
  throw new BotError(
    'target-invalid',
    `${more.length + 1} namespaces are more than a digest takes: name ${MOST_NAMESPACES} at most, or ask for all with -A.`,
  );
}

function checked(namespace: string): string {
  if (NAMESPACE.test(namespace)) return namespace;
  throw new BotError(
    'target-invalid',
    `"${namespace}" cannot be a namespace: those are lowercase letters, digits and "-", at most 63.`,
  );
}
