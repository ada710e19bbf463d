import type { CauseInfo } from '../../src/diagnosis/playbook.ts';

/** How a Service is reached from elsewhere, and how pods find one. */
export const OUTSIDE_CAUSES = {
  'load-balancer-pending': {
    title: 'Service {service} has no load balancer address[[ after {age}]][[: {short}]]',
    severity: 'warning',
    says: [
      'Its controller says: {said}',
      'Its controller has begun: {begun}',
      'There is {silent} of any controller about it: nothing in the cluster seems to provide load balancers[[ of class {loadBalancerClass}]].',
      'Inside the cluster it is reached at {clusterIP} all the same.',
    ],
    remedies: [
      {
        text: 'See what its controller says of it.',
        command: 'kubectl -n {namespace} describe service {service}',
      },
      {
        text: 'Until it has one, reach it from your own machine.',
        command: 'kubectl -n {namespace} port-forward service/{service} 8080:{firstPort}',
      },
    ],
  },
  'external-name-invalid': {
    title:
      'Service {service} stands for [[{address}, an address: only a name resolves]][[{more}, which is more than a name]][[{empty}]][[Service {missing} of namespace {missingIn}, which does not exist]]',
    severity: 'critical',
    says: [
      'An ExternalName Service is an alias in DNS: clients get the name and look it up themselves, with their own port.',
      'Nearest to {missing} there: {near}.',
    ],
    remedies: [
      {
        text: 'Let it stand for the name alone: {host}.',
        command: 'kubectl -n {namespace} patch service {service} -p {hostPatch}',
        changes: true,
      },
      {
        text: 'For the address {address} take a Service without selector, and write an EndpointSlice for it.',
        command: 'kubectl -n {namespace} edit service {service}',
        changes: true,
      },
      {
        text: 'See the Services of {missingIn}.',
        command: 'kubectl -n {missingIn} get services',
      },
      {
        text: 'See what it stands for.',
        command: 'kubectl -n {namespace} get service {service} -o yaml',
      },
    ],
  },
  'node-local-only': {
    title:
      'Service {service} answers [[only clients on the nodes of its own pods ({inside} is Local)]][[only at the nodes of its own pods ({outside} is Local)]]: {nodes}',
    severity: 'info',
    says: ['At every other node its connections are dropped.'],
    remedies: [
      {
        text: 'If it is to answer everywhere, let it send to pods of other nodes.',
        command: 'kubectl -n {namespace} patch service {service} -p {patch}',
        changes: true,
      },
    ],
  },
  'dns-misconfigured': {
    title:
      'Names do not resolve in {container}[[: the pod asks {servers}, not the cluster’s DNS]][[: on its node’s network with dnsPolicy {hostNetwork} the pod asks its node’s DNS]][[: by dnsPolicy {nodeServers} the pod asks its node’s DNS]]',
    severity: 'critical',
    says: [
      'The log says: {line}',
      'The cluster’s DNS is Service {clusterDns} of kube-system, at {clusterIP}.',
      'Only the cluster’s DNS knows the names of Services.',
    ],
    remedies: [
      {
        text: 'Let the pods of {template} ask the cluster’s DNS.',
        command: 'kubectl -n {namespace} patch {template} -p {patch}',
        changes: true,
      },
      {
        text: 'Make the pod anew with dnsPolicy {policy} ({bare}): in a pod that exists it can’t be changed.',
      },
      {
        text: 'See what the pod asks.',
        command: 'kubectl -n {namespace} exec {pod} -c {container} -- cat /etc/resolv.conf',
      },
    ],
  },
} as const satisfies Readonly<Record<string, CauseInfo>>;
