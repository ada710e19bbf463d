import { declaring, eventOf, namespaceOf, podOf, policyOf, serviceOf, sliceOf } from '../support/service.ts';
import type { CauseCase, MadeObject } from './support/cause-case.ts';
import { set } from './support/change.ts';

const target = 'svc/web';
const LOG = 'shop/web-5d4f-a1b2c/app';
const FRONT = podOf({ of: 'front', name: 'front-5d4f-x', labels: { app: 'front' } });

export const cases: readonly CauseCase[] = [
  {
    cause: 'service/selector-unmatched',
    gives: { target: 'svc/storefront', recording: 'r-web-3-storefront' },
    near: [
      {
        what: 'the selector is spelt as the pods’ label is',
        change: (objects) => set(objects, 'service/storefront', 'spec.selector.app', 'storefront'),
      },
      {
        what: 'what makes such pods runs none',
        target: 'svc/fares',
        recording: 'r-flights-fares',
        instead: 'service/no-ready-endpoints',
      },
      {
        what: 'somebody else writes the endpoints',
        change: (objects) => set(objects, 'service/storefront', 'spec.selector', undefined),
        instead: 'service/endpoints-missing',
      },
    ],
  },
  {
    cause: 'service/target-port-unmatched',
    gives: { target: 'svc/prices', recording: 'r-menus-prices' },
    near: [
      {
        what: 'the port is the one that the program listens on',
        change: (objects) => setPort(objects, 'prices', 8080),
      },
      {
        what: 'the log names the port as well',
        change: (_, logs) => {
          for (const log of Object.values(logs))
            if (log.current) log.current = { text: `${log.current.text}INFO metrics at 9090\n` };
        },
      },
      { what: 'the port is declared and probed', target: 'svc/times', recording: 'r-trains-times' },
    ],
  },
  {
    cause: 'service/no-ready-endpoints',
    gives: { target: 'svc/fares', recording: 'r-flights-fares' },
    near: [
      {
        what: 'the pods that are not ready tell why themselves',
        target: 'svc/search',
        recording: 'r-bookings-search',
        instead: 'probe/readiness-failing',
      },
      {
        what: 'one of the pods is ready',
        target,
        objects: [serviceOf(), podOf(), podOf({ name: 'web-2', ready: false })],
      },
      {
        what: 'nothing makes such pods',
        change: (objects) => set(objects, 'service/fares', 'spec.selector', { app: 'tariffs' }),
        instead: 'service/selector-unmatched',
      },
    ],
  },
  {
    cause: 'service/loopback-only',
    gives: {
      target,
      objects: [serviceOf(), podOf({ containers: [declaring(8080)] })],
      logs: { [LOG]: { current: { text: '2026-01-01T11:00:01Z  * Running on http://127.0.0.1:8080' } } },
    },
    near: [
      {
        what: 'it listens on every address as well',
        logs: {
          [LOG]: {
            current: { text: ' * Running on all addresses (0.0.0.0)\n * Running on http://127.0.0.1:8080' },
          },
        },
      },
      { what: 'the kubelet gets an answer there', change: (objects) => probe(objects) },
      {
        what: 'the log writes localhost, which is no address',
        logs: { [LOG]: { current: { text: 'Server listening at http://localhost:8080' } } },
      },
    ],
  },
  {
    cause: 'service/endpoints-missing',
    gives: { target, objects: [serviceOf({ selector: null })] },
    near: [
      { what: 'they are written', target, objects: [serviceOf({ selector: null }), sliceOf()] },
      {
        what: 'the Service stands for a name',
        change: (objects) => {
          set(objects, 'service/web', 'spec.type', 'ExternalName');
          set(objects, 'service/web', 'spec.externalName', 'db.example.com');
        },
      },
    ],
  },
  {
    cause: 'service/network-policy-isolates',
    gives: { target, objects: [serviceOf(), podOf(), FRONT, policyOf(undefined)] },
    near: [
      {
        what: 'the policy is for other pods',
        change: (objects) =>
          set(objects, 'networkpolicy/web', 'spec.podSelector', { matchLabels: { app: 'front' } }),
      },
      {
        what: 'the policy is for egress alone',
        change: (objects) => set(objects, 'networkpolicy/web', 'spec.policyTypes', ['Egress']),
      },
      {
        what: 'another policy lets everybody in',
        change: (objects) => objects.push(policyOf([{}], {}, 'open')),
      },
      {
        what: 'some are let in',
        change: (objects) =>
          set(objects, 'networkpolicy/web', 'spec.ingress', [
            { from: [{ podSelector: { matchLabels: { app: 'front' } } }] },
          ]),
        instead: 'service/network-policy-restricts',
      },
    ],
  },
  {
    cause: 'service/network-policy-restricts',
    gives: {
      target,
      objects: [
        serviceOf(),
        podOf(),
        namespaceOf('tools', { team: 'ops' }),
        policyOf([{ from: [{ namespaceSelector: { matchLabels: { team: 'ops' } } }] }]),
      ],
    },
    near: [
      {
        what: 'everybody is let in as well',
        change: (objects) => set(objects, 'networkpolicy/web', 'spec.ingress', [{}]),
      },
      {
        what: 'no namespace has the label, and one nearly has it',
        change: (objects) => set(objects, 'namespace/tools', 'metadata.labels', { team: 'opss' }),
        instead: 'service/network-policy-isolates',
      },
    ],
  },
  {
    cause: 'service/load-balancer-pending',
    gives: {
      target,
      objects: [
        serviceOf({ spec: { type: 'LoadBalancer' } }),
        podOf(),
        eventOf(
          { kind: 'Service', name: 'web' },
          {
            type: 'Warning',
            reason: 'SyncLoadBalancerFailed',
            message: 'Error syncing load balancer: failed to ensure load balancer: no subnets',
          },
        ),
      ],
    },
    near: [
      {
        what: 'it has an address',
        change: (objects) =>
          set(objects, 'service/web', 'status.loadBalancer', { ingress: [{ ip: '192.0.2.7' }] }),
      },
      {
        what: 'none is asked for',
        change: (objects) => set(objects, 'service/web', 'spec.type', 'NodePort'),
      },
    ],
  },
  {
    cause: 'service/external-name-invalid',
    gives: {
      target,
      objects: [serviceOf({ selector: null, spec: { type: 'ExternalName', externalName: '10.2.3.4' } })],
    },
    near: [
      {
        what: 'it is a name',
        change: (objects) => set(objects, 'service/web', 'spec.externalName', 'db.example.com'),
      },
      {
        what: 'it is the name of a Service that exists',
        change: (objects) => {
          set(objects, 'service/web', 'spec.externalName', 'ledger.shop.svc.cluster.local');
          objects.push(serviceOf({ name: 'ledger' }));
        },
      },
    ],
  },
  {
    cause: 'service/node-local-only',
    gives: { target, objects: [serviceOf({ spec: { internalTrafficPolicy: 'Local' } }), podOf()] },
    near: [
      {
        what: 'pods of other nodes are sent to',
        change: (objects) => set(objects, 'service/web', 'spec.internalTrafficPolicy', 'Cluster'),
      },
      {
        what: 'every node has such a pod',
        change: (objects) =>
          set(objects, 'pod/web-5d4f-a1b2c', 'metadata.ownerReferences', [
            { apiVersion: 'apps/v1', kind: 'DaemonSet', name: 'web', uid: 'x', controller: true },
          ]),
      },
    ],
  },
  {
    cause: 'service/dns-misconfigured',
    gives: {
      target: 'pod/web-5d4f-a1b2c',
      objects: [podOf({ spec: { dnsPolicy: 'None', dnsConfig: { nameservers: ['192.0.2.53'] } } })],
      logs: { [LOG]: { current: { text: '2026-01-01T11:58:00Z getaddrinfo EAI_AGAIN ledger' } } },
    },
    near: [
      {
        what: 'the pod asks the cluster’s DNS',
        change: (objects) => set(objects, 'pod/web-5d4f-a1b2c', 'spec.dnsPolicy', 'ClusterFirst'),
      },
      {
        what: 'its log says nothing of it',
        logs: { [LOG]: { current: { text: '2026-01-01T11:58:00Z listening on :8080' } } },
      },
      {
        what: 'a name of the cluster is misspelt',
        target: 'deploy/rates',
        recording: 'r-shipping-rates',
        instead: 'crashloop/dependency-unreachable',
      },
    ],
  },
];

function setPort(objects: MadeObject[], service: string, port: number): void {
  set(objects, `service/${service}`, 'spec.ports', [{ port: 80, protocol: 'TCP', targetPort: port }]);
}

function probe(objects: MadeObject[]): void {
  set(objects, 'pod/web-5d4f-a1b2c', 'spec.containers.0.readinessProbe', { tcpSocket: { port: 8080 } });
}
