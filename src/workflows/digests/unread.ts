import { compareText } from '../../diagnosis/compare.ts';
import { ended } from '../../diagnosis/ended.ts';
import { describe } from '../../diagnosis/gaps.ts';
import type { Collected, Read, SectionName } from '../../diagnosis/snapshot.ts';
import type { DigestGap } from '../../digests/digest.ts';

/** What hangs on an answer, as a gap says it. */
export type About = DigestGap['about'];

/** Takes note of what could not be read. */
export interface UnreadNotes {
  add(read: Read, answer: Collected<unknown>, about: About): void;
  /** One for each sort of thing and namespace. */
  gaps(): readonly DigestGap[];
}

/** Things of one sort and namespace that could not be read for the same reason. */
interface Unread {
  readonly place: Omit<DigestGap, 'message'>;
  /** What each is, in words, and why it could not be read. */
  readonly things: Map<string, string>;
}

/** What a cluster need not have, or need not let everybody read: an answer is better with it. */
const BESIDES: ReadonlySet<SectionName> = new Set([
  'pod-metrics',
  'namespace-metrics',
  'claim-metrics',
  'certificates',
]);

/** From what most hangs on. */
const WEIGHTS: readonly About[] = [undefined, 'causes', 'signs'];

/** Whether an answer is only better with it. */
export function isBeside({ section }: Read): boolean {
  return BESIDES.has(section);
}

export function startUnreadNotes(): UnreadNotes {
  const unread = new Map<string, Unread>();
  return {
    add(read, answer, about) {
      if (answer.status === 'ok' || answer.reason === 'not-found' || isBeside(read)) return;
      const namespace = 'namespace' in read ? read.namespace : undefined;
      const kind = 'kind' in read ? read.kind : undefined;
      const key = JSON.stringify([read.section, kind, namespace, answer.reason]);
      const known = unread.get(key);
      // What is missing for several counts for that of which most hangs on it.
      const most = WEIGHTS.find((one) => one === about || (known && one === known.place.about));
      unread.set(key, {
        place: { ...(namespace ? { namespace } : {}), ...(most ? { about: most } : {}) },
        things: new Map(known?.things).set(describe(read), answer.message),
      });
    },
    gaps: () => [...unread.values()].map(toGap),
  };
}

/** Names one of them, the same one however they came. */
function toGap({ place, things }: Unread): DigestGap {
  const [[what, why] = ['', '']] = [...things].sort(([a], [b]) => compareText(a, b));
  const more = things.size > 1 ? ` and ${things.size - 1} more of the sort` : '';
  return { ...place, message: `The ${what}${more} could not be read: ${ended(why)}` };
}
