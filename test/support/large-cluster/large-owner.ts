import { drawn, suffixOf } from '../../../src/replay/made-cluster/made-pod.ts';
import { STATUS_WAYS, type Way } from '../../../src/replay/made-cluster/way.ts';
import type { ShortWay } from './short-objects.ts';

export interface LargeClusterOptions {
  /** So many it has, no more and no less. */
  readonly pods: number;
  /** Of what runs pods this part is broken. */
  readonly brokenShare: number;
  readonly seed: number;
}

export type LargeKind = 'Deployment' | 'StatefulSet' | 'DaemonSet' | 'Job' | 'CronJob' | 'Pod';

/** What runs pods, or a pod that nothing runs. */
export interface LargeOwner {
  readonly namespace: string;
  readonly kind: LargeKind;
  readonly name: string;
  readonly pods: number;
  /** How its pods are broken, the last ones of them; absent where none is. */
  readonly broken?: { readonly way: Way | 'job-failed'; readonly pods: number };
  /** Why the API lets none of its pods be made. */
  readonly refused?: ShortWay;
}

const TEAMS = ['shop', 'billing', 'search', 'media', 'fleet', 'ledger', 'orders', 'mail'];
const APPS = ['api', 'web', 'worker', 'cache', 'sync', 'mailer', 'gateway', 'import', 'index', 'relay'];
const PODS_EACH_NAMESPACE = 200;
const PODS_EACH_NODE = 100;
/** Where those run that have a pod on every node. */
const AGENTS = 'node-agents';
const AGENT_NAMES = ['log-shipper', 'metrics', 'mesh', 'storage', 'scanner'];

/** Of a hundred owners so many are of each kind, with as many pods as lie between. */
const KINDS: readonly (readonly [LargeKind, number, least: number, most: number])[] = [
  ['Deployment', 75, 3, 20],
  ['StatefulSet', 8, 3, 7],
  ['CronJob', 7, 3, 3],
  ['Job', 5, 1, 3],
  ['Pod', 5, 1, 1],
];

/** Of so many that are broken one can make no pods. */
const SHORT_ONE_IN = 10;
const SHORT_KINDS = ['Deployment', 'StatefulSet', 'Job'] as const;
const SHORT_WAYS: readonly ShortWay[] = ['quota-exceeded', 'service-account-missing'];

/** A DaemonSet's pods each want one node, and the scheduler says so in words of its own. */
const AGENT_WAYS = STATUS_WAYS.filter((way) => way !== 'unschedulable');

export function largeNodes({ pods, seed }: LargeClusterOptions): readonly string[] {
  const count = Math.max(3, Math.ceil(pods / PODS_EACH_NODE));
  return Array.from({ length: count }, (_, index) => `node-${suffixOf(6, seed, 'node', index)}`);
}

/** A cluster's worth of owners, some of them broken in known ways: the same seed gives the same. */
export function largeOwners(options: LargeClusterOptions): readonly LargeOwner[] {
  const { pods, seed } = options;
  const nodes = largeNodes(options).length;
  const owners: LargeOwner[] = AGENT_NAMES.map((name) => ({
    namespace: AGENTS,
    kind: 'DaemonSet',
    name,
    pods: nodes,
  }));
  for (let left = pods - nodes * owners.length; left > 0; left -= owners.at(-1)?.pods ?? left)
    owners.push(drawOwner(owners.length, left, options));
  const broken = Math.round(owners.length * options.brokenShare);
  const short = Math.round(broken / SHORT_ONE_IN);
  const refused = Array.from({ length: short }, (_, index) => shortOwner(index, options));
  return [...refused, ...withBroken(owners, broken - short, seed)];
}

/** One whose pods the API refuses, in a namespace of those that are not allowed more: the pods that there are stay as many. */
function shortOwner(index: number, { seed }: LargeClusterOptions): LargeOwner {
  return {
    namespace: `capped-${suffixOf(4, seed, 'capped', index)}`,
    kind: SHORT_KINDS[index % SHORT_KINDS.length] ?? 'Deployment',
    name: `${APPS[drawn(APPS.length, seed, 'short app', index)]}-${suffixOf(4, seed, 'short name', index)}`,
    pods: 1 + drawn(4, seed, 'short', index),
    refused: SHORT_WAYS[index % SHORT_WAYS.length] ?? 'quota-exceeded',
  };
}

function drawOwner(index: number, left: number, { pods, seed }: LargeClusterOptions): LargeOwner {
  const [kind, , least, most] = kindOf(drawn(100, seed, 'kind', index));
  const place = drawn(Math.ceil(pods / PODS_EACH_NAMESPACE), seed, 'place', index);
  const size = least + drawn(most - least + 1, seed, 'size', index);
  const app = APPS[drawn(APPS.length, seed, 'app', index)];
  return {
    namespace: `${TEAMS[place % TEAMS.length]}-${suffixOf(4, seed, 'namespace', place)}`,
    kind,
    name: `${app}-${suffixOf(4, seed, 'name', index)}`,
    pods: Math.min(size, left),
  };
}

function kindOf(draw: number): (typeof KINDS)[number] {
  let below = 0;
  for (const row of KINDS) {
    below += row[1];
    if (draw < below) return row;
  }
  throw new Error(`the shares of kinds add up to ${below}, not to 100`);
}

/** A run of a CronJob that fails is made up for by the next: those are left alone. */
function withBroken(owners: readonly LargeOwner[], count: number, seed: number): readonly LargeOwner[] {
  const turns = owners
    .filter(({ kind }) => kind !== 'CronJob')
    .map((owner) => ({ owner, at: suffixOf(8, seed, 'broken', owner.namespace, owner.name) }))
    .sort((a, b) => (a.at < b.at ? -1 : 1))
    .slice(0, count);
  const chosen = new Map(turns.map(({ owner }, turn) => [owner, turn]));
  return owners.map((owner) => {
    const turn = chosen.get(owner);
    return turn === undefined ? owner : { ...owner, broken: brokenOf(owner, turn) };
  });
}

function brokenOf({ kind, pods }: LargeOwner, turn: number): NonNullable<LargeOwner['broken']> {
  if (kind === 'Job') return { way: 'job-failed', pods };
  const ways = kind === 'DaemonSet' ? AGENT_WAYS : STATUS_WAYS;
  // Every other one has pods that are well beside those that are not.
  return { way: ways[turn % ways.length] ?? 'out-of-memory', pods: Math.ceil(pods / (1 + (turn % 2))) };
}
