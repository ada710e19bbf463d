import type { Params } from '../../src/diagnosis/finding.ts';
import type { MetricMessage } from '../../src/diagnosis/metric-message.ts';
import type { Container } from '../../src/diagnosis/objects/container.ts';
import type { Pod } from '../../src/diagnosis/objects/pod.ts';
import type { HorizontalPodAutoscaler } from '../../src/diagnosis/objects/scaling.ts';
import { formatQuantity, parseQuantity } from '../../src/diagnosis/quantity.ts';
import type { ScalingView } from './scene.ts';

/** A use in percent is of what is requested: who requests nothing, and a patch by which they do. */
export function requestParams(
  view: ScalingView,
  { spec }: HorizontalPodAutoscaler,
  { metric: resource = 'cpu', container, pod: named }: MetricMessage,
): Params {
  const pod = view.pods.find(({ metadata }) => metadata?.name === named) ?? view.pods[0];
  const template = view.workload?.spec?.template?.spec;
  const lacking = (running(pod) ?? running({ spec: template ?? {} }) ?? [])
    .filter((one) => !one.resources?.requests?.[resource])
    .map(({ name }) => name);
  const own = lacking.filter(
    (name) => isIn(template?.containers, name) || isIn(template?.initContainers, name),
  );
  const suggested = own.map((name) => ({ name, ...suggestion(view, pod, name, resource) }));
  const patched = (list: readonly Container[] | undefined) =>
    suggested
      .filter(({ name }) => isIn(list, name))
      .map(({ name, amount }) => ({ name, resources: { requests: { [resource]: amount } } }));
  const containers = patched(template?.containers);
  const initContainers = patched(template?.initContainers);
  const target = spec?.metrics?.find((one) => (one.resource ?? one.containerResource)?.name === resource);
  return {
    requestOf: resource,
    container: container ?? lacking[0],
    lacking,
    injected: template ? lacking.filter((name) => !own.includes(name)) : undefined,
    utilization: (target?.resource ?? target?.containerResource)?.target?.averageUtilization,
    suggestedBy: suggested.flatMap(({ name, use }) => (use ? `${name} uses ${use} now` : [])),
    requestPatch:
      own.length > 0
        ? JSON.stringify({ spec: { template: { spec: { ...some({ containers, initContainers }) } } } })
        : undefined,
  };
}

/** The containers that are counted: the app's and native sidecars. */
function running(pod: Pod | undefined): readonly Container[] | undefined {
  const sidecars = (pod?.spec?.initContainers ?? []).filter((one) => one.restartPolicy === 'Always');
  return pod?.spec?.containers && [...pod.spec.containers, ...sidecars];
}

function isIn(containers: readonly Container[] | undefined, name: string): boolean {
  return containers?.some((one) => one.name === name) ?? false;
}

function some(lists: Readonly<Record<string, readonly unknown[]>>): object {
  return Object.fromEntries(Object.entries(lists).filter(([, list]) => list.length > 0));
}

const MIB = 2 ** 20;

interface Suggestion {
  readonly amount: string;
  /** What it uses now, where that is measured. */
  readonly use?: string;
}

/** What a container uses now, in round steps; without a measurement a small amount to start with. */
function suggestion(view: ScalingView, pod: Pod | undefined, name: string, resource: string): Suggestion {
  const isMemory = resource === 'memory';
  const used = usageOf(view, pod, name, resource);
  if (used === undefined) return { amount: isMemory ? '128Mi' : '100m' };
  const step = isMemory ? 16 * MIB : 0.01;
  const rounded = Math.max(1, Math.ceil(used / step)) * step;
  return { amount: formatQuantity(resource, rounded), use: formatQuantity(resource, used) };
}

function usageOf(
  view: ScalingView,
  pod: Pod | undefined,
  container: string,
  resource: string,
): number | undefined {
  const name = pod?.metadata?.name;
  if (!name) return undefined;
  const metrics = view.get({ section: 'pod-metrics', namespace: view.namespace, name });
  if (metrics.status !== 'ok') return undefined;
  const measured = metrics.value.containers?.find((one) => one.name === container);
  return parseQuantity(measured?.usage?.[resource]);
}
