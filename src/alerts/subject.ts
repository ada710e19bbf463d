import type { Alert } from './alert.ts';
import { isExporter, isOfStateMetrics, podIsScraped } from './exporter.ts';
import { exportedLabel, type LabelKind, labelOf, plainLabel } from './label-of.ts';
import { namedKinds } from './named-kind.ts';

/** A label's value for the thing that an alert is about; nothing was checked yet. */
export interface Subject {
  readonly kind: LabelKind;
  readonly name: string;
  /** It is what was scraped, or lives beside it: `namespace` and `container` are its own, `exported_*` another's. */
  readonly scraped: boolean;
}

const WORKLOADS: readonly LabelKind[] = [
  'deployment',
  'statefulset',
  'daemonset',
  'replicaset',
  'job',
  'cronjob',
];
const OTHERS: readonly LabelKind[] = ['hpa', 'pdb', 'pvc', 'ingress', 'persistentvolume', 'resourcequota'];
/** Pairs of a kind and a name: of the mixin's recording rules, of kube-state-metrics' owners. */
const PAIRS = [
  ['workload_type', 'workload'],
  ['created_by_kind', 'created_by_name'],
  ['owner_kind', 'owner_name'],
] as const;

/** What the labels name, best first. The first whose name is possible is the alert's subject. */
export function subjectsOf(alert: Alert, alertname: string): readonly Subject[] {
  const named = namedKinds(alertname);
  const workloads = WORKLOADS.flatMap((kind) => ofKind(alert, kind));
  const others = OTHERS.flatMap((kind) => ofKind(alert, kind));
  const pods = ofKind(alert, 'pod').filter(({ scraped }) => !scraped);
  // kube-state-metrics tells of a workload under its name alone: a pod beside it may be its own.
  const podFirst = !isOfStateMetrics(alert) || exportedLabel(alert, 'pod') !== undefined;
  return [
    ...named.flatMap((kind) => ofNamedKind(alert, kind)),
    ...(podFirst ? [...pods, ...workloads, ...others] : [...workloads, ...others, ...pods]),
    ...pairedWorkloads(alert),
    ...ofKind(alert, 'node'),
    ...serviceSubjects(alert),
    ...lastResort(alert),
  ];
}

/** The name of the alert settles it: an exporter's own pod may be what crashes. */
function ofNamedKind(alert: Alert, kind: LabelKind): readonly Subject[] {
  if (kind !== 'node') return ofKind(alert, kind);
  // Where an exporter runs on each node, `instance` is the node, its address, or either with a port.
  const instance = exportedLabel(alert, 'node') ? undefined : labelOf(alert, 'instance');
  return [...ofKind(alert, kind), ...(instance ? [{ kind, name: instance, scraped: true }] : [])];
}

function ofKind(alert: Alert, kind: LabelKind): readonly Subject[] {
  const exported = exportedLabel(alert, kind);
  if (exported !== undefined) return [{ kind, name: exported, scraped: false }];
  const name = plainLabel(alert, kind);
  if (name === undefined) return [];
  const scraped = kind === 'pod' ? podIsScraped(alert) : kind === 'service' && !isOfStateMetrics(alert);
  return [{ kind, name, scraped }];
}

function pairedWorkloads(alert: Alert): readonly Subject[] {
  return PAIRS.flatMap(([type, of]) => {
    const word = labelOf(alert, type)?.toLowerCase();
    const name = labelOf(alert, of);
    const kind = WORKLOADS.find((one) => one === word);
    return kind && name ? [{ kind, name, scraped: false }] : [];
  });
}

/** A `service` beside an `instance` is the one that was scraped: it tells where from, not what of. */
function serviceSubjects(alert: Alert): readonly Subject[] {
  const aggregated = labelOf(alert, 'instance') === undefined && labelOf(alert, 'endpoint') === undefined;
  const own = aggregated || isOfStateMetrics(alert) || exportedLabel(alert, 'service') !== undefined;
  return own ? ofKind(alert, 'service').filter(({ name }) => !isExporter(name)) : [];
}

/** What was scraped, where nothing else is named; an exporter is no subject. */
function lastResort(alert: Alert): readonly Subject[] {
  return ofKind(alert, 'pod').filter(({ name }) => !isExporter(name));
}
