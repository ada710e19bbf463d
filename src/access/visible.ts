import type { Ask, Reply } from '../asks.ts';
import type { Candidate } from '../ports.ts';
import { type Access, permits, type Who } from './policy.ts';

/** Tells of which namespaces a person may be told anything in answer to an ask: those where it could be asked too. */
export function visibleNamespaces(
  access: Access,
  who: Who,
  { verb, cluster }: Pick<Ask, 'verb' | 'cluster'>,
): (namespace: string) => boolean {
  return (namespace) => permits(access, who, { verb, cluster, namespace });
}

/** A reply without suggestions from namespaces that the asker may not see: "did you mean" gives no name away. */
export function withoutHidden(reply: Reply, isVisible: (namespace: string) => boolean): Reply {
  if (reply.kind !== 'unresolved') return reply;
  const visible = ({ kind, namespace, name }: Candidate): boolean =>
    isVisible(kind === 'Namespace' ? name : namespace);
  return { ...reply, near: reply.near.filter(visible), elsewhere: reply.elsewhere.filter(visible) };
}
