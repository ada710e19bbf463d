const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;
const day = 24 * hour;

/** How long ago an API timestamp was, as kubectl prints it; `<unknown>` without one. */
export function ageOf(timestamp: unknown, now: number): string {
  if (typeof timestamp !== 'string' || timestamp === '') return '<unknown>';
  return humanDuration(now - Date.parse(timestamp));
}

/**
 * A duration in milliseconds in kubectl's two most telling units.
 * @see https://github.com/kubernetes/kubernetes/blob/v1.32.0/staging/src/k8s.io/apimachinery/pkg/util/duration/duration.go
 */
export function humanDuration(milliseconds: number): string {
  const count = (unit: number) => Math.trunc(milliseconds / unit);
  if (count(second) < -1) return '<invalid>';
  if (count(second) < 0) return '0s';
  if (count(second) < 120) return `${count(second)}s`;
  if (count(minute) < 10) return two(count(minute), 'm', count(second) % 60, 's');
  if (count(minute) < 180) return `${count(minute)}m`;
  if (count(hour) < 8) return two(count(hour), 'h', count(minute) % 60, 'm');
  if (count(hour) < 48) return `${count(hour)}h`;
  if (count(hour) < 24 * 8) return two(count(day), 'd', count(hour) % 24, 'h');
  if (count(day) < 365 * 2) return `${count(day)}d`;
  if (count(day) < 365 * 8) return two(Math.trunc(count(day) / 365), 'y', count(day) % 365, 'd');
  return `${Math.trunc(count(day) / 365)}y`;
}

function two(large: number, largeUnit: string, small: number, smallUnit: string): string {
  return small === 0 ? `${large}${largeUnit}` : `${large}${largeUnit}${small}${smallUnit}`;
}
