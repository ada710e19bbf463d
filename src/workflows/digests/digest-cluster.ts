import { sortEvents } from '../../diagnosis/events.ts';
import { describe } from '../../diagnosis/gaps.ts';
import type { KubeEvent } from '../../diagnosis/objects/meta.ts';
import {
  type Answer,
  type Collected,
  type Read,
  readKey,
  type SectionName,
} from '../../diagnosis/snapshot.ts';
import type { DigestGap } from '../../digests/digest.ts';
import type { Cluster } from '../../ports.ts';

/** A cluster as many diagnoses of one digest ask it. */
export interface DigestCluster {
  /** Logs are read for those who are worth it. */
  forOwner(withLogs: boolean): Cluster;
  /** What could not be read, once for each sort of thing and namespace. */
  gaps(): readonly DigestGap[];
}

type Answers = Map<string, Promise<Collected<unknown>>>;

const NO_LOGS: Collected<never> = {
  status: 'unavailable',
  reason: 'not-collected',
  message: 'a digest reads the logs of the worst owners only',
};

/**
 * Equal questions are put once in a digest, and the events of a namespace are read as a whole, once, in place of those of
 * each object in it.
 */
export function digestCluster(cluster: Cluster): DigestCluster {
  const answers: Answers = new Map();
  const missing = new Map<string, DigestGap>();

  async function ask(read: Read): Promise<Collected<unknown>> {
    const key = readKey(read);
    const asked = answers.get(key) ?? cluster.read(read);
    // A log is asked for once, and long.
    if (read.section !== 'log') answers.set(key, asked);
    const answer = await asked;
    note(read, answer, missing);
    return answer;
  }

  async function answer(read: Read, withLogs: boolean): Promise<Collected<unknown>> {
    if (read.section === 'log' && !withLogs) return NO_LOGS;
    return read.section === 'events' ? eventsOf(read, ask) : ask(read);
  }

  function forOwner(withLogs: boolean): Cluster {
    return {
      ...cluster,
      // An answer is remembered by its question, which tells its type.
      read: <S extends SectionName>(read: Read<S>) =>
        answer(read as Read, withLogs) as Promise<Collected<Answer<S>>>,
      session: () => forOwner(withLogs),
    };
  }

  return { forOwner, gaps: () => [...missing.values()] };
}

async function eventsOf(
  read: Read<'events'>,
  ask: (read: Read) => Promise<Collected<unknown>>,
): Promise<Collected<unknown>> {
  // Those about what is in no namespace are kept in `default`, among others that nobody asks for.
  if (!read.namespace) return ask(read);
  const all = (await ask({ section: 'namespace-events', namespace: read.namespace })) as Collected<
    Answer<'namespace-events'>
  >;
  if (all.status !== 'ok') return all;
  // What is missing in a part says nothing.
  if (all.value.truncated) return ask(read);
  return { status: 'ok', value: sortEvents(all.value.events.filter((event) => isAbout(event, read))) };
}

/** As the question about one object's events is answered. */
function isAbout({ involvedObject }: KubeEvent, { kind, name, uid }: Read<'events'>): boolean {
  if (uid !== undefined && kind !== 'Node') return involvedObject?.uid === uid;
  return involvedObject?.kind === kind && involvedObject.name === name;
}

function note(read: Read, answer: Collected<unknown>, missing: Map<string, DigestGap>): void {
  // An answer is better with measurements, and a cluster need not have any.
  if (answer.status === 'ok' || answer.reason === 'not-found' || read.section === 'pod-metrics') return;
  const namespace = 'namespace' in read ? read.namespace : undefined;
  const key = JSON.stringify([read.section, namespace, answer.reason]);
  if (missing.has(key)) return;
  const place = namespace ? { namespace } : {};
  const message = `The ${describe(read)} could not be read: ${answer.message}.`;
  missing.set(key, { ...place, message });
}
