import type { Config } from './config.ts';
import { BotError } from './errors.ts';
import { type ConnectOptions, connect } from './kube/cluster.ts';
import type { Cluster } from './ports.ts';

/** The configured clusters by name, the default first. */
export type Clusters = ReadonlyMap<string, Cluster>;

/**
 * Connects to every configured kubeconfig context, read-only. Nothing is asked yet.
 * @throws BotError no-kubeconfig, kubeconfig-unreadable, context-unknown, credential-plugin-failed.
 */
export async function openClusters(
  { kubeconfig, contexts, timeout, requestsPerSecond }: Config['kubernetes'],
  { environment, onRequest }: Pick<ConnectOptions, 'environment' | 'onRequest'>,
): Promise<Clusters> {
  const options = {
    ...(kubeconfig === undefined ? {} : { kubeconfig }),
    timeout,
    rateLimit: { perSecond: requestsPerSecond, burst: 2 * requestsPerSecond },
    ...(environment === undefined ? {} : { environment }),
    ...(onRequest === undefined ? {} : { onRequest }),
  };
  const wanted = contexts.length > 0 ? contexts.map((context) => ({ context })) : [{}];
  const clusters = await Promise.all(wanted.map((context) => connect({ ...options, ...context })));
  return new Map(clusters.map((cluster) => [cluster.context, cluster]));
}

/** @throws BotError context-unknown: a job of another version or configuration. */
export function clusterOf(clusters: Clusters, name: string): Cluster {
  const cluster = clusters.get(name);
  if (cluster) return cluster;
  throw new BotError(
    'context-unknown',
    `There is no cluster "${name}" here. There is ${[...clusters.keys()].join(', ')}.`,
  );
}
