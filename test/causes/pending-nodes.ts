import { asking, nodeOf, placed, unplaced } from '../support/pending.ts';
import type { CauseCase } from './support/cause-case.ts';
import { remove, reword, set } from './support/change.ts';
import { busyNode, ofOneNode, refused, shortOfCpu, WEB } from './support/unplaced.ts';

const TILL = 'pod/till-74b4fb4bd8-nvmrj';
const NO_MATCH = ofOneNode("node(s) didn't match Pod's node affinity/selector");
const WELL = [{ type: 'Ready', status: 'True' }];
const UNREACHABLE = { key: 'node.kubernetes.io/unreachable', effect: 'NoSchedule' };
const FENCE = { key: 'team', value: 'data', effect: 'NoSchedule' };

/** Node affinity that asks for a zone. */
function inZone(zone: string): object {
  const matchExpressions = [{ key: 'topology.kubernetes.io/zone', operator: 'In', values: [zone] }];
  const required = { nodeSelectorTerms: [{ matchExpressions }] };
  return { nodeAffinity: { requiredDuringSchedulingIgnoredDuringExecution: required } };
}

export const cases: readonly CauseCase[] = [
  {
    cause: 'pending/insufficient-resource',
    gives: shortOfCpu(),
    near: [
      {
        what: 'no node is large enough even when empty',
        change: (objects) => set(objects, WEB, 'spec.containers.0.resources.requests.cpu', '5'),
        instead: 'pending/request-exceeds-every-node',
      },
      {
        what: 'the node that has the room is cordoned',
        change: (objects) => {
          remove(objects, 'pod/busy');
          set(objects, 'node/a', 'spec.unschedulable', true);
          reword(objects, 'Insufficient cpu', 'node(s) were unschedulable');
        },
        instead: 'pending/node-cordoned',
      },
    ],
  },
  {
    cause: 'pending/request-exceeds-every-node',
    gives: { target: WEB, objects: [refused({ spec: asking({ cpu: '5' }) }), ...busyNode()] },
    near: [
      {
        what: 'an empty node would hold it',
        change: (objects) => set(objects, WEB, 'spec.containers.0.resources.requests.cpu', '4'),
        instead: 'pending/insufficient-resource',
      },
      {
        what: 'a larger node is full',
        change: (objects) => {
          const room = { cpu: '8', memory: '8Gi', pods: '110' };
          objects.push(nodeOf('b', { room }), placed('full', 'b', { spec: asking({ cpu: '8' }) }));
        },
        instead: 'pending/insufficient-resource',
      },
    ],
  },
  {
    cause: 'pending/too-many-pods',
    gives: {
      target: WEB,
      objects: [
        refused({ says: ofOneNode('Too many pods'), spec: asking({}) }),
        ...busyNode({ room: { cpu: '4', memory: '8Gi', pods: '1' } }),
      ],
    },
    near: [
      {
        what: 'the node has room for a pod and not for its cores',
        change: (objects) => {
          set(objects, 'node/a', 'status.allocatable.pods', '2');
          set(objects, WEB, 'spec.containers.0.resources.requests', { cpu: '3' });
          reword(objects, 'Too many pods', 'Insufficient cpu');
        },
        instead: 'pending/insufficient-resource',
      },
      {
        what: 'the only other pod there has ended',
        change: (objects) => {
          set(objects, 'pod/busy', 'status.phase', 'Succeeded');
          reword(objects, 'Too many pods', 'node(s) had untolerated taint {team: data}');
          set(objects, 'node/a', 'spec.taints', [FENCE]);
        },
        instead: 'pending/taint-untolerated',
      },
    ],
  },
  {
    cause: 'pending/node-selector-unmatched',
    gives: {
      target: WEB,
      objects: [
        unplaced({ says: NO_MATCH, spec: { ...asking({}), nodeSelector: { pool: 'genral' } } }),
        nodeOf('a', { labels: { pool: 'general' } }),
      ],
    },
    near: [
      {
        what: 'a node has the label and is cordoned',
        change: (objects) => {
          set(objects, WEB, 'spec.nodeSelector.pool', 'general');
          set(objects, 'node/a', 'spec.unschedulable', true);
          reword(objects, "node(s) didn't match Pod's node affinity/selector", 'node(s) were unschedulable');
        },
        instead: 'pending/node-cordoned',
      },
      {
        what: 'it is the node affinity that asks',
        change: (objects) => {
          set(objects, WEB, 'spec.nodeSelector', undefined);
          set(objects, WEB, 'spec.affinity', inZone('eu-1d'));
        },
        instead: 'pending/node-affinity-unmatched',
      },
    ],
  },
  {
    cause: 'pending/node-affinity-unmatched',
    gives: {
      target: WEB,
      objects: [
        unplaced({ says: NO_MATCH, spec: { ...asking({ cpu: '3' }), affinity: inZone('eu-1d') } }),
        ...busyNode({ labels: { 'topology.kubernetes.io/zone': 'eu-1a' } }),
      ],
    },
    near: [
      {
        what: 'a node is in the zone and full',
        change: (objects) => {
          set(objects, WEB, 'spec.affinity', inZone('eu-1a'));
          reword(objects, "node(s) didn't match Pod's node affinity/selector", 'Insufficient cpu');
        },
        instead: 'pending/insufficient-resource',
      },
    ],
  },
  {
    cause: 'pending/taint-untolerated',
    gives: { target: 'deploy/tape', recording: 'r-archive-tape' },
    near: [
      {
        what: 'the pod tolerates the taint and finds too little room',
        target: WEB,
        objects: [
          unplaced({
            says: ofOneNode('Insufficient cpu'),
            spec: { ...asking({ cpu: '3' }), tolerations: [{ key: 'team', operator: 'Exists' }] },
          }),
          ...busyNode({ taints: [FENCE] }),
        ],
        instead: 'pending/insufficient-resource',
      },
      {
        what: 'the taint is the node lifecycle controller’s',
        target: WEB,
        objects: [
          unplaced({ says: ofOneNode('node(s) had untolerated taint {node.kubernetes.io/unreachable: }') }),
          nodeOf('a', { taints: [UNREACHABLE], conditions: [{ type: 'Ready', status: 'Unknown' }] }),
        ],
        instead: 'pending/node-unhealthy',
      },
      {
        what: 'the taint only asks to be avoided',
        target: WEB,
        objects: [refused(), ...busyNode({ taints: [{ ...FENCE, effect: 'PreferNoSchedule' }] })],
        instead: 'pending/insufficient-resource',
      },
    ],
  },
  {
    cause: 'pending/node-cordoned',
    gives: { target: 'deploy/till', recording: 'r-pos-till' },
    near: [
      {
        what: 'the pod asks for a node that nothing is wrong with',
        change: (objects) => {
          set(objects, TILL, 'spec.nodeSelector', { 'kubernetes.io/hostname': 'node-a' });
          set(objects, TILL, 'spec.containers.0.resources', { requests: { cpu: '64' } });
        },
        instead: 'pending/request-exceeds-every-node',
      },
      {
        what: 'the node is not ready',
        target: 'deploy/replica',
        recording: 'r-dr-replica',
        instead: 'pending/node-unhealthy',
      },
    ],
  },
  {
    cause: 'pending/node-unhealthy',
    gives: { target: 'deploy/replica', recording: 'r-dr-replica' },
    near: [
      {
        what: 'somebody has cordoned the node, which is well',
        target: 'deploy/till',
        recording: 'r-pos-till',
        instead: 'pending/node-cordoned',
      },
      {
        what: 'the taint is one of the cluster’s owner',
        target: WEB,
        objects: [
          unplaced({ says: ofOneNode('node(s) had untolerated taint {team: data}') }),
          nodeOf('a', { taints: [FENCE], conditions: WELL }),
        ],
        instead: 'pending/taint-untolerated',
      },
    ],
  },
  {
    cause: 'pending/node-feature-missing',
    gives: {
      target: WEB,
      objects: [refused({ says: ofOneNode("node(s) didn't match Pod's required features") }), nodeOf('a')],
    },
    near: [
      {
        what: 'it is a label that the node lacks',
        change: (objects) => {
          reword(objects, "Pod's required features", "Pod's node affinity/selector");
          set(objects, WEB, 'spec.nodeSelector', { pool: 'fast' });
        },
        instead: 'pending/node-selector-unmatched',
      },
    ],
  },
];
