import type { Incident, IncidentState } from './incident.ts';
import { isCritical, rankOf, worstSeverity } from './severity.ts';

/** What many incidents come to. */
export interface Blast {
  readonly incidents: number;
  /** Unwell ones, each once. */
  readonly pods: number;
  /** Each once, those of each cluster by themselves. */
  readonly namespaces: number;
  /** Open incidents whose worst alert is critical. */
  readonly critical: number;
  readonly open: number;
  readonly recovered: number;
  readonly closed: number;
}

const STATES: readonly IncidentState[] = ['open', 'recovered', 'closed'];

/**
 * What reaches furthest first: open before recovered before closed, nodes before all else, then by the number of unwell
 * pods, by severity, by when it began. The same order whatever order they come in.
 */
export function stormOrder(incidents: readonly Incident[]): readonly Incident[] {
  return incidents
    .map((incident) => ({ incident, weights: weightsOf(incident) }))
    .toSorted((left, right) => {
      const differences = left.weights.map((weight, index) => weight - Number(right.weights[index]));
      return differences.find((difference) => difference !== 0) ?? byId(left.incident, right.incident);
    })
    .map(({ incident }) => incident);
}

/** Less comes first; the first that differs decides. */
function weightsOf({ state, subject, unwell, alerts, openedAt }: Incident): readonly number[] {
  return [
    STATES.indexOf(state),
    subject.kind === 'Node' ? 0 : 1,
    -unwell.length,
    rankOf(worstSeverity(alerts)),
    openedAt,
  ];
}

function byId(left: Incident, right: Incident): number {
  return left.id < right.id ? -1 : 1;
}

/** The sums that a summary begins with. */
export function blastOf(incidents: readonly Incident[]): Blast {
  const pods = incidents.flatMap(({ subject, unwell }) =>
    unwell.map((name) => JSON.stringify([subject.cluster, subject.namespace, name])),
  );
  const namespaces = incidents.flatMap(({ subject: { cluster, namespace } }) =>
    namespace === undefined ? [] : [JSON.stringify([cluster, namespace])],
  );
  const inState = (wanted: IncidentState): number => incidents.filter(({ state }) => state === wanted).length;
  return {
    incidents: incidents.length,
    pods: new Set(pods).size,
    namespaces: new Set(namespaces).size,
    critical: incidents.filter(({ state, alerts }) => state === 'open' && isCritical(worstSeverity(alerts)))
      .length,
    open: inState('open'),
    recovered: inState('recovered'),
    closed: inState('closed'),
  };
}
