import type { IncidentAlert } from './incident.ts';

/** Who else sends alerts has silences of its own kind, which no command of Alertmanager's makes. */
const NOT_BY_AMTOOL: ReadonlySet<string | undefined> = new Set(['grafana', 'pagerduty', 'opsgenie']);

/** Whether a silence in Alertmanager silences an alert, as far as its sender tells. */
export function canSilence({ source }: Pick<IncidentAlert, 'source'>): boolean {
  return !NOT_BY_AMTOOL.has(source);
}
