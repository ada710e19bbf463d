import { at, listAt, textAt } from './json-path.ts';
import type { KubeObject } from './recording.ts';

const shownMetrics = 2;

/** An autoscaler's metrics as `kubectl get hpa` has them: `cpu: 40%/80%`, the current value before the target. */
export function metricsText(autoscaler: KubeObject): string {
  const current = listAt(autoscaler, 'status', 'currentMetrics');
  const metrics = listAt(autoscaler, 'spec', 'metrics').map((metric, index) =>
    metricText(metric, current[index]),
  );
  if (metrics.length === 0) return '<none>';
  const shown = metrics.slice(0, shownMetrics).join(', ');
  return metrics.length > shownMetrics ? `${shown} + ${metrics.length - shownMetrics} more...` : shown;
}

function metricText(metric: unknown, current: unknown): string {
  const field = fieldOf(textAt(metric, 'type'));
  const target = at(metric, field, 'target');
  const now = at(current, field, 'current');
  const name = field.endsWith('esource') ? `${textAt(metric, field, 'name')}: ` : '';
  const utilization = at(target, 'averageUtilization');
  if (utilization !== undefined) {
    const used = at(now, 'averageUtilization');
    return `${name}${used === undefined ? '<unknown>' : `${used}%`}/${utilization}%`;
  }
  const kind = textAt(target, 'averageValue') === '' ? 'value' : 'averageValue';
  // Only of metrics that aren't about pods anyway does the API server say that they are an average.
  const suffix = kind === 'averageValue' && (field === 'external' || field === 'object') ? ' (avg)' : '';
  return `${name}${textAt(now, kind) || '<unknown>'}/${textAt(target, kind)}${suffix}`;
}

/** The field that a metric's type uses: `ContainerResource` is under `containerResource`. */
function fieldOf(type: string): string {
  return type === '' ? '' : `${type.charAt(0).toLowerCase()}${type.slice(1)}`;
}
