import type { Given } from './cause-case.ts';
import { object } from './change.ts';

const WAITING = 'waiting for orders-db:5432\nwaiting for orders-db:5432\n';

/** A change by which a pod has one more init container, which has run and waited for minutes. */
export function waitingBehind(pod: string): NonNullable<Given['change']> {
  return (objects, logs) => {
    const { metadata, spec, status } = object(objects, pod);
    const running = { running: { startedAt: '2026-11-22T07:38:00Z' } };
    spec.initContainers.push({ name: 'wait-for-db', image: '127.0.0.1:5000/shop/app:1.4.3' });
    const waiting = { name: 'wait-for-db', state: running, ready: false, restartCount: 0 };
    status.initContainerStatuses.push(waiting);
    logs[`${metadata.namespace}/${metadata.name}/wait-for-db`] = { current: { text: WAITING } };
  };
}
