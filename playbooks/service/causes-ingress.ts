import type { CauseInfo } from '../../src/diagnosis/playbook.ts';

/** Between an Ingress and its Services. */
export const INGRESS_CAUSES = {
  'ingress-class-missing': {
    title:
      'No controller serves Ingress {ingress}: [[its class {missing} does not exist]][[it names {unnamed}, and none is the default]]',
    severity: 'critical',
    says: [
      'Classes that exist: {classes}.',
      'There is {none} in the cluster: is an ingress controller installed?',
      'The class stands in the annotation {annotation}.',
    ],
    remedies: [
      {
        text: 'Name the class {better}.',
        command: 'kubectl -n {namespace} patch ingress {ingress} -p {classPatch}',
        changes: true,
      },
      {
        text: 'Name the class {annotated}.',
        command: 'kubectl -n {namespace} annotate ingress {ingress} --overwrite {annotationValue}',
        changes: true,
      },
      {
        text: 'Name {open} ({classes}) in spec.ingressClassName.',
        command: 'kubectl -n {namespace} edit ingress {ingress}',
        changes: true,
      },
      { text: 'See the classes and who serves them.', command: 'kubectl get ingressclasses' },
    ],
  },
  'ingress-refused': {
    title: 'The controller of Ingress {ingress} could not set it up[[: {short}]]',
    severity: 'critical',
    says: ['[[{by} says: ]]{said}', 'It has no address.'],
    remedies: [
      {
        text: 'See all that its controller says of it.',
        command: 'kubectl -n {namespace} describe ingress {ingress}',
      },
    ],
  },
  'ingress-without-address': {
    title: 'Ingress {ingress} has no address after {age}',
    severity: 'info',
    says: [
      'There is {silent} about it either: does its class’s controller run?',
      'Some controllers serve an Ingress without writing its address.',
    ],
    remedies: [
      { text: 'See the classes and who serves them.', command: 'kubectl get ingressclasses' },
      { text: 'See what is said of it.', command: 'kubectl -n {namespace} describe ingress {ingress}' },
    ],
  },
  'backend-service-missing': {
    title:
      'Ingress {ingress} leads to Service {missing}, which does not exist in {namespace}[[; there is {near}]]',
    severity: 'critical',
    says: [
      'Paths that lead there: {routes}.',
      'Services that exist there: {services}.',
      'There is {none} in the namespace.',
      'An Ingress leads to Services of its own namespace only. Its controller answers such paths with an error, 503 mostly.',
    ],
    remedies: [
      {
        text: 'If {better} is meant, let the Ingress lead there.',
        command: 'kubectl -n {namespace} patch ingress {ingress} --type=json -p {backendPatch}',
        changes: true,
      },
      { text: 'See which Services there are.', command: 'kubectl -n {namespace} get services' },
    ],
  },
  'backend-port-unmatched': {
    title:
      'Ingress {ingress} leads to port {port} of Service {service}, which has [[{ports} only]][[{portless}]]',
    severity: 'critical',
    says: [
      'Paths that lead there: {routes}.',
      'An Ingress names the Service’s own port (spec.ports[].port or name), not the port of its pods.',
    ],
    remedies: [
      {
        text: 'Let the Ingress lead to port {better}.',
        command: 'kubectl -n {namespace} patch ingress {ingress} --type=json -p {backendPatch}',
        changes: true,
      },
      {
        text: 'Name {open} of the Service’s ports ({ports}).',
        command: 'kubectl -n {namespace} edit ingress {ingress}',
        changes: true,
      },
      { text: 'See the Service’s ports.', command: 'kubectl -n {namespace} get service {service}' },
    ],
  },
  'tls-secret-missing': {
    title:
      'Ingress {ingress} has no certificate[[ for {hosts}]]: [[Secret {missing} does not exist]][[Secret {keyless} lacks {lacking}]]',
    severity: 'warning',
    says: [
      'Nearest to it: {near}.',
      'By the annotation {issuer} cert-manager is to write {issued}.',
      'Until then the controller answers with a certificate of its own, which browsers refuse, or not at all.',
    ],
    remedies: [
      {
        text: 'If one of {near} is meant, name it in spec.tls.',
        command: 'kubectl -n {namespace} edit ingress {ingress}',
        changes: true,
      },
      {
        text: 'See what keeps cert-manager from writing it.',
        command: 'kubectl -n {namespace} describe certificate {issued}',
      },
      {
        text: 'Make the Secret from the certificate and its key.',
        command: 'kubectl -n {namespace} create secret tls {created} --cert=tls.crt --key=tls.key',
        changes: true,
      },
      { text: 'See the Secret’s keys.', command: 'kubectl -n {namespace} describe secret {keyless}' },
    ],
  },
} as const satisfies Readonly<Record<string, CauseInfo>>;
