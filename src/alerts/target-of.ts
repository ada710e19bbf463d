import { cleanText } from '../diagnosis/gate.ts';
import { sanitize } from '../diagnosis/sanitize.ts';
import type { Alert } from './alert.ts';
import type { AlertTarget, DroppedAlert } from './alert-target.ts';
import { isExporter } from './exporter.ts';
import { exportedLabel, type LabelKind, plainLabel } from './label-of.ts';
import { isLabelName, isObjectName, nodeName } from './object-name.ts';
import { type Subject, subjectsOf } from './subject.ts';

type Found = Pick<AlertTarget, 'target' | 'namespace' | 'container' | 'question'>;
type NotFound = Pick<DroppedAlert, 'reason' | 'why'>;

/** Kinds that alerts are about and that no diagnosis is for, with what to ask about instead. */
const UNSUPPORTED: Partial<Readonly<Record<LabelKind, string>>> = {
  persistentvolume: 'the claim that it is bound to, pvc/NAME',
  resourcequota: 'a workload whose pods it keeps from being made',
};

/** What one alert is about, or why there is nothing to look at. `home` is the namespace of alerts that name none. */
export function targetOf(alert: Alert, alertname: string, home: string | undefined): Found | NotFound {
  const subjects = subjectsOf(alert, alertname);
  const possible = subjects.flatMap((subject) => {
    const name = subject.kind === 'node' ? nodeName(subject.name) : subject.name;
    return name !== undefined && isObjectName(name) ? [{ ...subject, name }] : [];
  });
  const [best] = possible;
  if (!best) return nothingIn(alert, subjects);
  const { kind, name } = best;
  const target = `${kind}/${name}`;
  const instead = UNSUPPORTED[kind];
  if (instead)
    return { reason: 'unsupported', why: `${target} cannot be explained yet: ask about ${instead}.` };
  if (kind === 'node') return { target };
  const container = kind === 'pod' ? containerOf(alert, best) : undefined;
  return { target, ...namespaceOf(alert, best, home), ...(container ? { container } : {}) };
}

function nothingIn(alert: Alert, [first]: readonly Subject[]): NotFound {
  if (first) {
    const value = sanitize(cleanText(first.name), { maxLength: 80 });
    const why =
      first.kind === 'node'
        ? `"${value}" is an address or no possible name: a node is known by its name alone, in the label node.`
        : `"${value}" cannot be the name of a ${first.kind}.`;
    return { reason: 'no-name', why };
  }
  const why = isExporter(plainLabel(alert, 'pod') ?? plainLabel(alert, 'service'))
    ? 'Its labels name only what was scraped, not what the alert is about.'
    : 'Its labels name no pod, workload, autoscaler, disruption budget, claim, node, service or ingress.';
  return { reason: 'no-target', why };
}

/** What was scraped lives in `namespace`; what its metric tells of in `exported_namespace`, where there are both. */
function namespaceOf(
  alert: Alert,
  { scraped }: Subject,
  home: string | undefined,
): Pick<Found, 'namespace' | 'question'> {
  const value = ownLabel(alert, 'namespace', scraped);
  if (value !== undefined && isLabelName(value)) return { namespace: value };
  if (home !== undefined) return { namespace: home };
  const what = value === undefined ? "The alert's labels name none" : "The alert's label cannot be one";
  return { question: `Which namespace? ${what}.` };
}

/** The container of a pod; not that of the exporter, and not the sandbox, which cAdvisor calls POD. */
function containerOf(alert: Alert, { name, scraped }: Subject): string | undefined {
  const container = ownLabel(alert, 'container', scraped);
  if (container === undefined || !isLabelName(container)) return undefined;
  return isExporter(container) && !isExporter(name) ? undefined : container;
}

function ownLabel(alert: Alert, kind: LabelKind, scraped: boolean): string | undefined {
  const plain = plainLabel(alert, kind);
  const exported = exportedLabel(alert, kind);
  return scraped ? (plain ?? exported) : (exported ?? plain);
}
