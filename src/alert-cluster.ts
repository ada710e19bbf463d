import type { Clusters } from './clusters.ts';
import type { Config } from './config.ts';

/** The kubeconfig context that an alert's cluster label means; the default one without a label. */
export function contextOf(
  label: string | undefined,
  { clusters: meant }: Pick<Config['alerts'], 'clusters'>,
  clusters: Clusters,
): string {
  const [home = ''] = clusters.keys();
  if (label === undefined) return home;
  return Object.hasOwn(meant, label) ? (meant[label] ?? label) : label;
}
