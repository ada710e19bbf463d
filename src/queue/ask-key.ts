import { createHash } from 'node:crypto';
import type { AskJob } from '../asks.ts';

/**
 * Equal for requests that one run answers. A watch runs a quarter of an hour from when it was asked for: each is its
 * own.
 */
export function askKey({ id, ask }: AskJob): string {
  const { verb, cluster, namespace, target, selector, container, previous, tail, sinceSeconds, unhealthy } =
    ask;
  const { namespaces = [], allNamespaces } = ask;
  const same = [
    verb,
    cluster,
    namespace,
    target?.trim(),
    selector,
    container,
    previous === true,
    tail,
    sinceSeconds,
    unhealthy === true,
    [...new Set(namespaces)].sort(),
    allNamespaces === true,
    verb === 'watch' ? id : undefined,
  ];
  return createHash('sha256').update(JSON.stringify(same)).digest('base64url').slice(0, 32);
}

/** BullMQ's ids must not contain a colon nor be integers, Slack's may be and do. */
export function runId(requestId: string, tick: number): string {
  return `r-${encodeURIComponent(requestId.toWellFormed())}${tick === 0 ? '' : `-t${tick}`}`;
}
