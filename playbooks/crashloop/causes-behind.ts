import type { Remedy } from '../../src/diagnosis/playbook.ts';

/** What is known of the Service that a program needs. */
export const BEHIND: readonly string[] = [
  'There is no Service {missingService} in namespace {serviceNamespace}[[; there is {nearServices}]].',
  '{byAddress} is the address of Service {addressService}.',
  'Service {unseenService} exists in namespace {serviceNamespace}: what counts is whether ready pods stand behind it.',
  'Service {portService} has no port {missingPort}[[; it has {servicePorts}]].',
  'Service {unreadyService} in namespace {serviceNamespace} has {unready}: nothing answers for it.',
  'Service {readyService} in namespace {serviceNamespace} has {ready} by now.',
  'Service {dnsService} exists in namespace {serviceNamespace}, so the cluster’s DNS should know the name.',
  'Service {aliasService} in namespace {serviceNamespace} is another name for {alias}.',
];

/** Where to look on at a Service that is there. */
export const SEE_BEHIND: readonly Remedy[] = [
  {
    text: 'See why no ready pod stands behind Service {unreadyService}.',
    command: 'podwhy why -n {serviceNamespace} service/{unreadyService}',
  },
  {
    text: 'See whether the pods behind Service {readyService} listen where it sends to.',
    command: 'podwhy why -n {serviceNamespace} service/{readyService}',
  },
  {
    text: 'See which pods stand behind Service {foundService}.',
    command: 'kubectl -n {serviceNamespace} get endpointslices -l kubernetes.io/service-name={foundService}',
  },
  {
    text: 'See which ports Service {portService} has.',
    command: 'kubectl -n {serviceNamespace} get service {portService}',
  },
  {
    text: 'See whether the cluster’s DNS, which should know Service {dnsService}, runs.',
    command: 'kubectl -n kube-system get pods -l k8s-app=kube-dns',
  },
];
