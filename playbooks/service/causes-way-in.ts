import type { CauseInfo, Remedy } from '../../src/diagnosis/playbook.ts';

const PART = 'That is so of {part} of the {whole} pods behind it: those of {partMaker}.';
const SOME = 'That is so of {part} of the {whole} pods that are ready.';
const ASK: Remedy = {
  text: 'Ask what keeps {maker} from having pods that are ready.',
  command: 'podwhy why -n {namespace} {maker}',
};
const TRY: Remedy = {
  text: 'See whether port {tried} answers.',
  command: 'kubectl -n {namespace} port-forward pod/{pod} {tried}',
};

/** Between a Service and the programs behind it. */
export const WAY_IN_CAUSES = {
  'selector-unmatched': {
    title:
      'Service {service} selects pods with {selector}, and there are none in {namespace}[[; those of {near} have {nearLabels}]][[; such pods run in {elsewhere}]]',
    severity: 'critical',
    says: [
      'Against its selector, in the labels of {near}[[ ({nearPods})]]: {differences}.',
      'Labels that pods have there: {present}.',
      'No pod runs in namespace {nobody} at all.',
      'No Deployment, StatefulSet or DaemonSet of {unmade} makes such pods.',
      'A Service selects pods of its own namespace only, not of {otherNamespace}.',
      'A Service whose selector fits no pod has no endpoints: connections to it are refused or time out.',
    ],
    remedies: [
      {
        text: 'If the pods of {near} are meant, let the Service select their labels.',
        command: 'kubectl -n {namespace} patch service {service} -p {selectorPatch}',
        changes: true,
      },
      {
        text: 'Or give the pods {missingLabels}; that replaces them.',
        command: 'kubectl -n {namespace} patch {labelled} -p {labelsPatch}',
        changes: true,
      },
      {
        text: 'If the pods of {unsure} are meant, let the Service select labels that they have.',
        command: 'kubectl -n {namespace} edit service {service}',
        changes: true,
      },
      {
        text: 'See the Services beside those pods: {service} may belong there.',
        command: 'kubectl -n {otherNamespace} get services -o wide',
      },
      {
        text: 'See the labels of the pods that there are.',
        command: 'kubectl -n {namespace} get pods --show-labels',
      },
    ],
  },
  'no-ready-endpoints': {
    title:
      'Service {service} has no ready endpoints[[: the {zeroed} behind it is scaled to 0]][[: the {podless} behind it has no pods]][[: none of its {many} pods is ready]][[: its only pod, {only}, is not ready]][[: its pods ({ended}) have ended or are ending]]',
    severity: 'critical',
    symptom: true,
    says: [
      'It selects {selector}. {scaled} makes such pods, and its spec.replicas is 0.',
      'It selects {selector}. {makes} makes such pods[[ and is to have {wanted}]].',
      'By the status of DaemonSet {nowhere} no node is to run one of its pods.',
      'Its controller says: {trouble}',
      '{makes} was made {young} ago: its pods are still to come.',
      'More that makes such pods: {otherMakers}.',
      'Its pods: {states}.',
    ],
    remedies: [
      {
        text: 'Start it again.',
        command: 'kubectl -n {namespace} scale {scaled} --replicas=1',
        changes: true,
      },
      ASK,
      { text: 'See why {first} is not ready.', command: 'kubectl -n {namespace} describe pod {first}' },
    ],
  },
  'target-port-unmatched': {
    title:
      'Service {service} sends its port {port} to [[port “{unnamed}”, which no container of its pods declares]][[port {sentTo} of its pods]][[; the program there listens on {listens}]][[; they declare {declaredOnly} only]]',
    severity: 'critical',
    says: [
      PART,
      'The log of {container} says: {line}',
      'The containers declare {declared}.',
      'None of the containers of {undeclared} declares a port: a Service can name one only where it is declared.',
      '{unnamed} is declared there for {otherProtocol}, and the Service’s port is {protocol}.',
      'The kubelet’s probe gets its answer on port {probed}.',
      'Where a container declares no such port a program may listen there all the same; nothing says that one does on {unproven}.',
    ],
    remedies: [
      {
        text: 'Let the Service send to {better}.',
        command: 'kubectl -n {namespace} patch service {service} --type=json -p {portPatch}',
        changes: true,
      },
      {
        text: 'Or name the port: {nameable} is to be called {unnamed}; that replaces the pods.',
        command: 'kubectl -n {namespace} patch {namedAt} -p {namePatch}',
        changes: true,
      },
      TRY,
      { text: 'See both sides of it.', command: 'kubectl -n {namespace} describe service {service}' },
    ],
  },
  'loopback-only': {
    title:
      'Behind Service {service} the program listens on its own pod’s loopback address only (port {podPort})',
    severity: 'critical',
    says: [
      PART,
      'The log of {container} says: {line}',
      'What listens on a loopback address is reached from inside the pod only: the Service’s connections are refused, while the pod counts as ready.',
      'A readiness probe on port {podPort} would tell: the kubelet asks from outside the pod.',
    ],
    remedies: [
      {
        text: 'Let the program listen on 0.0.0.0[[: {bind}]].',
        command: 'kubectl -n {namespace} edit {maker}',
        changes: true,
      },
    ],
  },
  'endpoints-missing': {
    title:
      'Service {service} has no selector, and [[{nobody} has written endpoints for it]][[none of its {unready} written endpoints is ready]][[none of its written endpoints is for port {unserved}]]',
    severity: 'critical',
    says: [
      'Without spec.selector Kubernetes looks for no pods: somebody writes the addresses into an EndpointSlice with the label kubernetes.io/service-name={service}.',
      'A port finds its endpoints by its name; the lists name {written}.',
    ],
    remedies: [
      {
        text: 'If pods of {namespace} are meant, give the Service their labels as its selector.',
        command: 'kubectl -n {namespace} edit service {service}',
        changes: true,
      },
      {
        text: 'See what is written for it.',
        command: 'kubectl -n {namespace} get endpointslices -l kubernetes.io/service-name={service} -o yaml',
      },
    ],
  },
  'network-policy-isolates': {
    title:
      '[[NetworkPolicy {policy} shuts]][[NetworkPolicies {policies} shut]] off the pods behind Service {service}[[: {nobody} is let in]][[: only port {otherPorts} is let in, not {podPort}]][[: only {whom} are let in, and there are none]]',
    severity: 'critical',
    says: [
      SOME,
      'Nearest to whom it asks for is {near}: {differences}.',
      'A pod that a policy selects takes only what the policies together allow; the rest is dropped without an answer, so connections time out.',
      'The kubelet’s probes get through all the same: the pods stay ready. A cluster whose network plugin knows no policies does not enforce this.',
    ],
    remedies: [
      {
        text: 'If {near} is meant, let the policy ask for {nearLabels}.',
        command: 'kubectl -n {namespace} patch networkpolicy {doorPolicy} --type=json -p {doorPatch}',
        changes: true,
      },
      {
        text: 'Let the policy allow port {podPort}, to which the Service sends.',
        command: 'kubectl -n {namespace} patch networkpolicy {portPolicy} --type=json -p {portPatch}',
        changes: true,
      },
      {
        text: 'Add a rule for whoever is to reach port {podPort}.',
        command: 'kubectl -n {namespace} edit networkpolicy {firstPolicy}',
        changes: true,
      },
    ],
  },
  'network-policy-restricts': {
    title:
      'Service {service} is for some only: [[NetworkPolicy {policy} lets]][[NetworkPolicies {policies} let]] in {whom}[[; nobody on port {shutPorts}]]',
    severity: 'info',
    says: [
      SOME,
      'Connections of anybody else are dropped without an answer: they time out. A cluster whose network plugin knows no policies does not enforce this.',
    ],
    remedies: [
      {
        text: 'See the rules.',
        command: 'kubectl -n {namespace} describe networkpolicy {firstPolicy}',
      },
    ],
  },
} as const satisfies Readonly<Record<string, CauseInfo>>;
