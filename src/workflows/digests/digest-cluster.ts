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
  /** What is broken does not hang on what can't be read for signs. */
  forSigns(): Cluster;
  /** What could not be read, once for each sort of thing and namespace. */
  gaps(): readonly DigestGap[];
}

type Answers = Map<string, Promise<Collected<unknown>>>;

/** What a cluster need not have, or need not let everybody read: an answer is better with it. */
const BESIDES: ReadonlySet<SectionName> = new Set([
  'pod-metrics',
  'namespace-metrics',
  'claim-metrics',
  'certificates',
]);

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
    return asked;
  }

  async function answer(read: Read, withLogs: boolean): Promise<Collected<unknown>> {
    if (read.section === 'log' && !withLogs) return NO_LOGS;
    if (read.section === 'node') return nodeOf(read, ask, answers);
    return read.section === 'events' ? eventsOf(read, ask) : ask(read);
  }

  function asAsked({ withLogs, about }: { readonly withLogs: boolean; readonly about?: 'signs' }): Cluster {
    async function noted(read: Read): Promise<Collected<unknown>> {
      const given = await answer(read, withLogs);
      note(read, given, missing, about);
      return given;
    }
    const asked: Cluster = {
      ...cluster,
      // An answer is remembered by its question, which tells its type.
      read: <S extends SectionName>(read: Read<S>) => noted(read as Read) as Promise<Collected<Answer<S>>>,
      session: () => asked,
    };
    return asked;
  }

  return {
    forOwner: (withLogs) => asAsked({ withLogs }),
    forSigns: () => asAsked({ withLogs: false, about: 'signs' }),
    gaps: () => [...missing.values()],
  };
}

/** Out of all nodes, where these are asked for: there are fewer lists of them than nodes. */
async function nodeOf(
  read: Read<'node'>,
  ask: (read: Read) => Promise<Collected<unknown>>,
  answers: Answers,
): Promise<Collected<unknown>> {
  const all = (await answers.get(readKey({ section: 'nodes' }))) as Collected<Answer<'nodes'>> | undefined;
  const node =
    all?.status === 'ok' ? all.value.find(({ metadata }) => metadata?.name === read.name) : undefined;
  // One that is not in the list may have come since, or be beyond its end.
  return node ? { status: 'ok', value: node } : ask(read);
}

async function eventsOf(
  read: Read<'events'>,
  ask: (read: Read) => Promise<Collected<unknown>>,
): Promise<Collected<unknown>> {
  // Those about what is in no namespace are kept in `default`, among others that nobody asks for.
  if (!read.namespace) return ask(read);
  const all = (await ask(allEvents(read.namespace))) as Collected<Answer<'namespace-events'>>;
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

/** What is missing for more than signs is not missing for these alone. */
function note(
  read: Read,
  answer: Collected<unknown>,
  missing: Map<string, DigestGap>,
  about: 'signs' | undefined,
): void {
  if (answer.status === 'ok' || answer === NO_LOGS) return;
  if (answer.reason === 'not-found' || BESIDES.has(read.section)) return;
  const of: Read = read.section === 'events' && read.namespace ? allEvents(read.namespace) : read;
  const namespace = 'namespace' in of ? of.namespace : undefined;
  const key = JSON.stringify([of.section, namespace, answer.reason]);
  const known = missing.get(key);
  if (known && (about === 'signs' || known.about === undefined)) return;
  const message = `The ${describe(of)} could not be read: ${answer.message}.`;
  missing.set(key, { ...(namespace ? { namespace } : {}), ...(about ? { about } : {}), message });
}

function allEvents(namespace: string): Read<'namespace-events'> {
  return { section: 'namespace-events', namespace };
}
