import { GENERATED } from '../../diagnosis/generated-name.ts';
import type { Pod } from '../../diagnosis/objects/pod.ts';
import type { AlertNews } from '../../incidents/alert-news.ts';
import type { Cluster } from '../../ports.ts';
import { type Owned, runnerOf, runnerOfPod } from './run-by.ts';

/** What runs pods, asked of the cluster. */
export interface PodOwners {
  /** Of a pod or of a PodDisruptionBudget's pods; undefined where nothing that can be asked about runs them. */
  of(kind: string, name: string, namespace: string): Promise<Owned | undefined>;
}

/** So many pods of one namespace are found in a list of it. */
const LIST_FROM = 4;
/** `web-7dc8c9f7d4-5tcrt`, `agent-x7k2p`, `db-0` */
const OF_OWNER = new RegExp(`^(.+?)(?:-[a-f0-9]{6,10}|-${GENERATED}{6,10})?-(?:${GENERATED}{5}|\\d{1,4})$`);

/** Asks for each pod once, and for a whole namespace where the news are about many of its pods. */
export function createPodOwners(cluster: Cluster, news: readonly AlertNews[]): PodOwners {
  const known = new Map<string, Promise<Owned | undefined>>();
  const lists = new Map<string, Promise<PodList>>();

  function once(key: string, find: () => Promise<Owned | undefined>): Promise<Owned | undefined> {
    const owner = known.get(key) ?? find();
    known.set(key, owner);
    return owner;
  }

  function list(namespace: string): Promise<PodList> {
    const pods = lists.get(namespace) ?? listPods(cluster, namespace);
    lists.set(namespace, pods);
    return pods;
  }

  async function ofPod(name: string, namespace: string): Promise<Owned | undefined> {
    const listed = isWorthAList(news, namespace) ? await list(namespace) : undefined;
    const inList = listed?.pods.get(name);
    if (inList) return runnerOfPod(inList);
    // Asking for a pod that is gone costs more: what else may be meant is looked for.
    const found = listed?.isWhole ? undefined : await cluster.resolve({ text: `pod/${name}`, namespace });
    if (found?.status === 'found') return runnerOfPod(found.pods[0]);
    const [, base] = OF_OWNER.exec(name) ?? [];
    return base === undefined ? undefined : once(`${namespace}/${base}`, () => named(base, namespace));
  }

  /** What a pod that is gone belonged to, by its name. */
  async function named(name: string, namespace: string): Promise<Owned | undefined> {
    const found = await cluster.resolve({ text: name, namespace });
    return found.status === 'found' ? runnerOf(found) : undefined;
  }

  async function ofBudget(name: string, namespace: string): Promise<Owned | undefined> {
    const found = await cluster.resolve({ text: `pdb/${name}`, namespace });
    return found.status === 'found' ? runnerOf(found) : undefined;
  }

  return {
    of: (kind, name, namespace) =>
      once(`${kind}/${namespace}/${name}`, () =>
        kind === 'Pod' ? ofPod(name, namespace) : ofBudget(name, namespace),
      ),
  };
}

function isWorthAList(news: readonly AlertNews[], namespace: string): boolean {
  const pods = news.filter((one) => one.namespace === namespace && one.target.startsWith('pod/'));
  return new Set(pods.map(({ target }) => target)).size >= LIST_FROM;
}

interface PodList {
  readonly pods: ReadonlyMap<string, Pod>;
  /** A pod that isn't in it isn't there. */
  readonly isWhole: boolean;
}

async function listPods(cluster: Cluster, namespace: string): Promise<PodList> {
  const read = await cluster.read({ section: 'namespace-pods', namespace });
  // Who may not list them may still read one.
  const { pods, truncated } = read.status === 'ok' ? read.value : { pods: [], truncated: true };
  return { pods: new Map(pods.map((pod) => [pod.metadata?.name ?? '', pod])), isWhole: !truncated };
}
