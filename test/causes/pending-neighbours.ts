import { asking, placed } from '../support/pending.ts';
import type { CauseCase } from './support/cause-case.ts';
import { object, reword, set } from './support/change.ts';
import { busyNode, refused, WEB } from './support/unplaced.ts';

const PROXY = 'pod/edge-proxy-bb9f67f57-jkq9p';
const REDIS = 'pod/redis-76d8f7c9b5-6tprz';
const AFFINITY = 'requiredDuringSchedulingIgnoredDuringExecution';
const NEAR_CACHE = {
  podAffinity: {
    [AFFINITY]: [{ labelSelector: { matchLabels: { app: 'cache' } }, topologyKey: 'kubernetes.io/hostname' }],
  },
};

export const cases: readonly CauseCase[] = [
  {
    cause: 'pending/host-port-taken',
    gives: { target: 'deploy/edge-proxy', recording: 'r-ingress-edge-proxy' },
    near: [
      {
        what: 'the port is the container’s own and the node short of cores',
        change: (objects) => {
          set(objects, PROXY, 'spec.containers.0.ports.0.hostPort', undefined);
          set(objects, PROXY, 'spec.containers.0.resources', { requests: { cpu: '2' } });
          set(objects, 'pod/edge-proxy-bb9f67f57-n4pmw', 'spec.containers.0.resources', {
            requests: { cpu: '1' },
          });
          reword(objects, "node(s) didn't have free ports for the requested pod ports", 'Insufficient cpu');
        },
        instead: 'pending/insufficient-resource',
      },
      {
        what: 'two containers of a pod want the same port',
        target: 'deploy/account',
        recording: 'r-account-account',
        instead: 'crashloop/port-in-use',
      },
    ],
  },
  {
    cause: 'pending/pod-anti-affinity-conflict',
    gives: { target: 'deploy/redis', recording: 'r-cache-redis' },
    near: [
      {
        what: 'the rule only prefers, and the node is short of cores',
        change: (objects) => {
          const rule = object(objects, REDIS).spec.affinity.podAntiAffinity;
          const [podAffinityTerm] = rule[AFFINITY];
          delete rule[AFFINITY];
          rule.preferredDuringSchedulingIgnoredDuringExecution = [{ weight: 1, podAffinityTerm }];
          // The pod that runs keeps the old rule, which would forbid the same.
          set(objects, 'pod/redis-76d8f7c9b5-rv5k6', 'spec.affinity', undefined);
          set(objects, 'pod/redis-76d8f7c9b5-rv5k6', 'spec.containers.0.resources', {
            requests: { cpu: '1' },
          });
          set(objects, REDIS, 'spec.containers.0.resources', { requests: { cpu: '2' } });
          reword(objects, "node(s) didn't match pod anti-affinity rules", 'Insufficient cpu');
        },
        instead: 'pending/insufficient-resource',
      },
    ],
  },
  {
    cause: 'pending/pod-affinity-unmatched',
    gives: { target: 'deploy/ranker', recording: 'r-search-4-ranker' },
    near: [
      {
        what: 'the pod that it wants to be near to is there, where there is no room',
        target: WEB,
        objects: [
          refused({ spec: { ...asking({ cpu: '3' }), affinity: NEAR_CACHE } }),
          ...busyNode(),
          placed('cache', 'a', { labels: { app: 'cache' } }),
        ],
        instead: 'pending/insufficient-resource',
      },
      {
        what: 'the rule forbids instead',
        target: 'deploy/redis',
        recording: 'r-cache-redis',
        instead: 'pending/pod-anti-affinity-conflict',
      },
    ],
  },
  {
    cause: 'pending/topology-spread-unmet',
    gives: { target: 'deploy/push', recording: 'r-edge-3-push' },
    near: [
      {
        what: 'the constraint only prefers, and a taint keeps the pod away',
        change: (objects) => {
          for (const name of ['push-f789c754f-p2nlr', 'push-f789c754f-vb28k']) {
            const path = 'spec.topologySpreadConstraints.0.whenUnsatisfiable';
            set(objects, `pod/${name}`, path, 'ScheduleAnyway');
          }
          set(objects, 'node/node-a', 'spec.taints', [{ key: 'edge', value: 'only', effect: 'NoSchedule' }]);
          reword(
            objects,
            "node(s) didn't match pod topology spread constraints",
            'node(s) had untolerated taint {edge: only}',
          );
        },
        instead: 'pending/taint-untolerated',
      },
    ],
  },
];
