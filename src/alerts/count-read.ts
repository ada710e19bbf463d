import type { CountAlert } from '../incidents/alert-metric.ts';
import type { AlertGroup } from './alert.ts';
import type { ReadNews } from './to-news.ts';

/** Counts what came in and what is not followed up, once the queue has the rest. */
export function countRead(
  { source, alerts }: AlertGroup,
  { dropped, repeated }: Pick<ReadNews, 'dropped' | 'repeated'>,
  count: CountAlert,
): void {
  for (const { status } of alerts) count({ name: 'received', source, status });
  for (const { reason } of dropped) count({ name: 'dropped', reason });
  for (let left = repeated; left > 0; left -= 1) count({ name: 'deduplicated' });
}
