import type { Ask, Reply } from '../asks.ts';
import type { Candidate } from '../ports.ts';
import { type Access, permits, permitsEverywhere, type Who } from './policy.ts';
import { withoutHiddenDigest } from './visible-digest.ts';

/** Tells whether a person may be told of a namespace. */
export interface VisibleNamespaces {
  (namespace: string): boolean;
  /** Of every namespace, and of what is in none. */
  readonly all: boolean;
}

/** Tells of which namespaces a person may be told anything in answer to an ask: those where it could be asked too. */
export function visibleNamespaces(
  access: Access,
  who: Who,
  { verb, cluster }: Pick<Ask, 'verb' | 'cluster'>,
): VisibleNamespaces {
  const isVisible = (namespace: string): boolean => permits(access, who, { verb, cluster, namespace });
  return Object.assign(isVisible, { all: permitsEverywhere(access, who, { verb, cluster }) });
}

/** A reply without what is in namespaces that the asker may not see: "did you mean" gives no name away either. */
export function withoutHidden(reply: Reply, isVisible: VisibleNamespaces): Reply {
  if (reply.kind === 'digest') return withoutHiddenRows(reply, isVisible);
  if (reply.kind !== 'unresolved') return reply;
  const visible = ({ kind, namespace, name }: Candidate): boolean =>
    isVisible(kind === 'Namespace' ? name : namespace);
  return { ...reply, near: reply.near.filter(visible), elsewhere: reply.elsewhere.filter(visible) };
}

type DigestReply = Extract<Reply, { kind: 'digest' }>;

function withoutHiddenRows(reply: DigestReply, isVisible: VisibleNamespaces): Reply {
  const digest = withoutHiddenDigest(reply.digest, isVisible);
  if (digest === reply.digest) return reply;
  const { kind, ask, incidents = {} } = reply;
  const shown = new Set(digest.items.map(({ key }) => key));
  // The picture tells of all, and so does what is kept under the id.
  return {
    kind,
    ask,
    digest,
    incidents: Object.fromEntries(Object.entries(incidents).filter(([key]) => shown.has(key))),
  };
}
