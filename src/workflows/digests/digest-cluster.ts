import { sortEvents } from '../../diagnosis/events.ts';
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
import { type About, isBeside, startUnreadNotes } from './unread.ts';

/** A cluster as many diagnoses of one digest ask it. */
export interface DigestCluster {
  /** Who is broken hangs on it. */
  forMakers(): Cluster;
  /** Only why somebody is broken hangs on it. Logs are read for those who are worth it. */
  forOwner(withLogs: boolean): Cluster;
  /** What is broken does not hang on what can't be read for signs. */
  forSigns(): Cluster;
  /** What could not be read, once for each sort of thing and namespace. */
  gaps(): readonly DigestGap[];
}

type Answers = Map<string, Promise<Collected<unknown>>>;

const NO_LOGS: Collected<never> = {
  status: 'unavailable',
  reason: 'not-collected',
  message: 'a digest reads the logs of the worst owners only',
};

/** Questions in a row that the cluster has not answered in time; after these it is asked no more. */
const MOST_UNANSWERED = 8;

const GAVE_UP = 'The cluster has stopped answering and was asked no more: some causes may be missing.';

const GIVEN_UP: Collected<never> = {
  status: 'unavailable',
  reason: 'timeout',
  message: 'the cluster has stopped answering',
};

/**
 * Equal questions are put once in a digest, and the events of a namespace are read as a whole, once, in place of those of
 * each object in it.
 */
export function digestCluster(cluster: Cluster): DigestCluster {
  const answers: Answers = new Map();
  const unread = startUnreadNotes();
  let unanswered = 0;

  /** Each question may take as long as a request may: of a cluster that is gone meanwhile, a digest would take minutes. */
  async function put(read: Read): Promise<Collected<unknown>> {
    if (unanswered >= MOST_UNANSWERED) return GIVEN_UP;
    const given = await cluster.read(read);
    // metrics-server may be away by itself.
    if (given.status === 'ok' || given.reason !== 'timeout') unanswered = 0;
    else if (!isBeside(read)) unanswered++;
    return given;
  }

  async function ask(read: Read): Promise<Collected<unknown>> {
    const key = readKey(read);
    const asked = answers.get(key) ?? put(read);
    // A log is asked for once, and long.
    if (read.section !== 'log') answers.set(key, asked);
    return asked;
  }

  async function answer(read: Read, withLogs: boolean): Promise<Collected<unknown>> {
    if (read.section === 'log' && !withLogs) return NO_LOGS;
    if (read.section === 'node') return nodeOf(read, ask, answers);
    return read.section === 'events' ? eventsOf(read, ask) : ask(read);
  }

  function asAsked(about: About, withLogs = false): Cluster {
    async function noted(read: Read): Promise<Collected<unknown>> {
      const given = await answer(read, withLogs);
      if (given !== NO_LOGS && given !== GIVEN_UP) unread.add(asPut(read), given, about);
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
    forMakers: () => asAsked(undefined),
    forOwner: (withLogs) => asAsked('causes', withLogs),
    forSigns: () => asAsked('signs'),
    gaps: () => [...unread.gaps(), ...(unanswered >= MOST_UNANSWERED ? [{ message: GAVE_UP }] : [])],
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

/** The question that is put to the cluster in place of this one. */
function asPut(read: Read): Read {
  return read.section === 'events' && read.namespace ? allEvents(read.namespace) : read;
}

function allEvents(namespace: string): Read<'namespace-events'> {
  return { section: 'namespace-events', namespace };
}
