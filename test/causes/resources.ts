import { CREATED, container, containerStatus, event, pod } from '../support/build.ts';
import type { CauseCase, Given } from './support/cause-case.ts';
import { reword, set } from './support/change.ts';

const LATE =
  'Readiness probe failed: Get "http://10.0.0.9:8080/": context deadline exceeded (Client.Timeout exceeded while awaiting headers)';

/** Pod web-1 with limits, and what metrics-server says that it uses. */
function using(cpu: string, memory: string, ready = true): Given {
  const limits = { cpu: '500m', memory: '1Gi' };
  const one = pod({
    spec: {
      nodeName: 'node-a',
      containers: [container({ resources: { limits }, readinessProbe: { httpGet: { port: 8080 } } })],
    },
    status: {
      conditions: [{ type: 'Ready', status: ready ? 'True' : 'False' }],
      containerStatuses: [containerStatus('app', { running: { startedAt: CREATED } }, { ready })],
    },
  });
  const involvedObject = {
    kind: 'Pod',
    namespace: 'shop',
    name: 'web-1',
    uid: 'pod-uid',
    fieldPath: 'spec.containers{app}',
  };
  const metrics = {
    kind: 'PodMetrics',
    metadata: { name: 'web-1', namespace: 'shop' },
    timestamp: '2026-01-01T11:59:40Z',
    containers: [{ name: 'app', usage: { cpu, memory } }],
  };
  const said = { kind: 'Event', ...event({ reason: 'Unhealthy', message: LATE, involvedObject }) };
  return { target: 'pod/web-1', objects: [{ kind: 'Pod', ...one }, metrics, ...(ready ? [] : [said])] };
}

export const cases: readonly CauseCase[] = [
  {
    cause: 'resources/cpu-throttled',
    gives: using('499m', '100Mi', false),
    near: [
      {
        what: 'the probe fails at once',
        change: (objects) =>
          reword(objects, LATE, 'Readiness probe failed: HTTP probe failed with statuscode: 503'),
        instead: 'resources/cpu-near-limit',
      },
      {
        what: 'there is cpu left',
        change: (objects) => set(objects, 'PodMetrics/web-1', 'containers.0.usage.cpu', '200m'),
        instead: 'probe/readiness-failing',
      },
    ],
  },
  {
    cause: 'resources/cpu-near-limit',
    gives: using('499m', '100Mi'),
    near: [
      { what: 'there is cpu left', ...using('440m', '100Mi') },
      {
        what: 'there is no limit',
        change: (objects) => set(objects, 'pod/web-1', 'spec.containers.0.resources', {}),
      },
    ],
  },
  {
    cause: 'resources/memory-near-limit',
    gives: using('10m', '1000Mi'),
    near: [
      { what: 'there is memory left', ...using('10m', '800Mi') },
      {
        what: 'the container has started since',
        change: (objects) =>
          set(
            objects,
            'pod/web-1',
            'status.containerStatuses.0.state.running.startedAt',
            '2026-01-01T11:59:50Z',
          ),
      },
    ],
  },
];
