import type { Snapshot } from '../../diagnosis/snapshot.ts';
import type { AlertSubject } from '../../incidents/alert-news.ts';
import { cronJobOf, isOwnedKind, runnerOf } from './run-by.ts';

/** What the incidents of a target are about: the same that its alerts are sorted to. */
export function subjectOf(cluster: string, snapshot: Snapshot): AlertSubject {
  const { kind, namespace, name } = snapshot.target;
  const owner = isOwnedKind(kind) ? runnerOf(snapshot) : undefined;
  return { cluster, ...(namespace ? { namespace } : {}), ...(owner ?? cronJobOf({ kind, name })) };
}
