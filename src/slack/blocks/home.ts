import type { UnwellPlace, UnwellWorkload } from '../../asks.ts';
import { counted } from '../../diagnosis/counted.ts';
import { VIEW } from '../limits.ts';
import { ACTION_IDS } from './action-ids.ts';
import { whyButton } from './answer.ts';
import { actions, type Block, button, context, type HomeView, header, lineWithButton } from './block-kit.ts';
import { fitBlocks, type Part, part } from './fit-blocks.ts';
import { clockTime } from './words.ts';

export interface HomeOptions {
  readonly clean: (text: string) => string;
  readonly now: number;
  /** Where was looked. */
  readonly places: readonly UnwellPlace[];
  /** What could not be looked at, in sentences. */
  readonly problems?: readonly string[];
}

const MOST_PROBLEMS = 5;

/** App Home: what is unwell where this person may look, each with a button to its diagnosis. */
export function homeView(workloads: readonly UnwellWorkload[], options: HomeOptions): HomeView {
  const { clean, now, places, problems = [] } = options;
  const only = onlyCluster(places);
  const title =
    workloads.length === 0
      ? places.length === 0
        ? 'Nowhere to look'
        : '✅ Nothing is unwell'
      : `❌ ${counted(workloads.length, 'workload is', 'workloads are')} unwell`;
  const looked = places.length === 0 ? NOWHERE : `Looked at ${placesText(places, only, clean)}`;
  const parts: readonly Part[] = [
    part(0, [header(title)]),
    part(0, [context(`${looked} · ${clockTime(now)}`)]),
    part(0, actions(button('Refresh', ACTION_IDS.refreshHome, 'home'))),
    ...problems.slice(0, MOST_PROBLEMS).map((text) => part(1, [context(`⚠️ ${clean(text)}`)])),
    ...workloads.map((one) =>
      part(2, [workloadBlock(one, only, clean)], 'more workloads: ask /pod list --unhealthy'),
    ),
  ];
  return { type: 'home', blocks: [...fitBlocks(parts, VIEW)] };
}

const NOWHERE =
  'No namespace is open to you here: ask whoever runs podwhy, or ask in a channel that has one.';

/** What all places are on; undefined for several clusters, and for none. */
function onlyCluster(places: readonly UnwellPlace[]): string | undefined {
  const [first, ...more] = new Set(places.map(({ cluster }) => cluster));
  return more.length === 0 ? first : undefined;
}

/** `shop, pay on prod`, or each with its own cluster. */
function placesText(
  places: readonly UnwellPlace[],
  only: string | undefined,
  clean: (text: string) => string,
): string {
  if (only === undefined)
    return places.map(({ namespace, cluster }) => clean(`${namespace} on ${cluster}`)).join(', ');
  return `${places.map(({ namespace }) => clean(namespace)).join(', ')} on ${clean(only)}`;
}

function workloadBlock(
  workload: UnwellWorkload,
  only: string | undefined,
  clean: (text: string) => string,
): Block {
  const { cluster, unwell, pods } = workload;
  const [namespace, kind, name, status] = [
    workload.namespace,
    workload.kind,
    workload.name,
    workload.status,
  ].map(clean);
  const where = cluster === only ? '' : ` · ${cluster}`;
  const text = `${kind} ${namespace}/${name} · ${status} · ${unwell} of ${counted(pods, 'pod')}${where}`;
  const target = `${workload.kind.toLowerCase()}/${workload.name}`;
  return lineWithButton(text, whyButton({ verb: 'why', cluster, namespace: workload.namespace, target }));
}
