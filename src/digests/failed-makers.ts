import { compareText } from '../diagnosis/compare.ts';
import { eventTime } from '../diagnosis/events.ts';
import type { KubeEvent } from '../diagnosis/objects/meta.ts';
import { isWorkloadKind } from '../diagnosis/owner.ts';

/** What could not make its pods, or a CronJob its Job, at some time within the last hour: that is how long events are kept. */
export interface FailedMaker {
  readonly namespace: string;
  /** ReplicaSet where a Deployment's pods could not be made. */
  readonly kind: string;
  readonly name: string;
  readonly uid?: string;
  /** Milliseconds: of the first and of the last try that failed, as far as events tell. */
  readonly first: number;
  readonly last: number;
}

/** Whom events of failed creations are about, those that failed last first. */
export function failedMakers(events: readonly KubeEvent[]): readonly FailedMaker[] {
  const makers = new Map<string, FailedMaker>();
  for (const event of events) {
    const { kind = '', namespace = '', name = '', uid } = event.involvedObject ?? {};
    if (!isWorkloadKind(kind) || namespace === '' || name === '') continue;
    const key = JSON.stringify([namespace, kind, name, uid]);
    const known = makers.get(key);
    const last = eventTime(event);
    const first = Date.parse(event.firstTimestamp ?? '') || last;
    makers.set(key, {
      namespace,
      kind,
      name,
      ...(uid === undefined ? {} : { uid }),
      first: Math.min(first, known?.first ?? first),
      last: Math.max(last, known?.last ?? last),
    });
  }
  return [...makers.values()].sort(
    (a, b) => b.last - a.last || compareText(`${a.namespace}/${a.name}`, `${b.namespace}/${b.name}`),
  );
}
