import type { AbsentNamespaces } from '../workflows/digests/absent-namespaces.ts';
import { nearNamespaces } from '../workflows/near-namespaces.ts';
import type { UnresolvedReport } from './unresolved.ts';

const MOST_NAMED = 5;
const ALL = '  kubectl get namespaces   # all that are there';

/** A digest of what does not exist, with what may have been meant. */
export function absentReport({ names, known, userMessage }: AbsentNamespaces): UnresolvedReport {
  const found = names.map((name) => nearNamespaces(name, known));
  const near = found.flatMap((one) => one.near.slice(0, 3));
  const others = near.length > 0 ? [] : (found[0]?.others.slice(0, MOST_NAMED) ?? []);
  const lines = [
    userMessage,
    ...(near.length > 0 ? ['Did you mean:'] : []),
    ...(others.length > 0 ? ['These are there:'] : []),
    ...new Set([...near, ...others].map(({ name }) => `  podwhy digest -n ${name}`)),
    ...(near.length === 0 && others.length < known.length ? [ALL] : []),
  ];
  return { error: { code: 'not-found', message: lines.join('\n'), near, elsewhere: [] } };
}
