import type { CauseInfo } from '../../src/diagnosis/playbook.ts';
import { BEHIND, SEE_BEHIND } from './causes-behind.ts';
import { LOG, REPEATED, RUN } from './texts.ts';

/** A service that the program can't connect to. */
export const UNREACHABLE = {
  title: '{container} crashes because it cannot reach {target}[[ ({reason})]]',
  severity: 'critical',
  says: [
    'The log says: {line}',
    REPEATED,
    ...BEHIND,
    'The pod’s hostAliases give {hostAliased} the address {aliasAddress}; DNS is not asked.',
    'Refused means: the way to {refusing} is open, and nothing accepts connections on port {tryPort} there, or a firewall turns them away.',
    'A timeout means: nothing came back from {mute}. A firewall or a NetworkPolicy drops what is sent, or the address is wrong.',
    'No way leads from the pod’s node to {unrouted}: the address is wrong, or that network is not connected.',
    'DNS does not know {unknownHost}: the name is wrong, or the DNS server that the pod asks does not serve it.',
    'What the pod may send is limited by NetworkPolicy {egressPolicies}.',
    'No NetworkPolicy of namespace {freeNamespace} limits what the pod may send.',
    'The name was asked of DNS server {dnsServer}.',
    '{loopback} is the pod itself: the program expects another container of the pod there[[. {neighbours} crashes as well: once that is mended, {container} should find it]].',
    RUN,
  ],
  remedies: [
    {
      text: 'If {nearServices} is meant, set {nearVariable} to it.',
      command: 'kubectl -n {namespace} set env {template} -c {container} {nearSetting}',
      changes: true,
    },
    {
      text: 'If {nearByHand} is meant, correct the host name in the configuration[[: variable {hostVariable} holds it]].',
      command: 'kubectl -n {namespace} edit {template}',
      changes: true,
    },
    {
      text: 'Set {portVariable} to the port that Service {portService} has.',
      command: 'kubectl -n {namespace} set env {template} -c {container} {portSetting}',
      changes: true,
    },
    {
      text: 'Let the program connect to port {portByHand} of Service {portService}[[: variable {hostVariable} names the host]].',
      command: 'kubectl -n {namespace} edit {template}',
      changes: true,
    },
    ...SEE_BEHIND,
    {
      text: 'Correct {hostAliased} in the pod’s hostAliases, or take it out.',
      command: 'kubectl -n {namespace} edit {template}',
      changes: true,
    },
    {
      text: 'Check {checked}: variable {hostVariable} holds it.',
      command: 'kubectl -n {namespace} set env {template} -c {container} --list',
    },
    {
      text: 'Check {checked}: the command of {hostCommand} holds it.',
      command: 'kubectl -n {namespace} get {template} -o yaml',
    },
    {
      text: 'Check {checked}: the container has its settings from {sources}.',
      command: 'kubectl -n {namespace} get configmap {sourceMap} -o yaml',
    },
    { text: 'Check {checked}: the container has its settings from {secretSources}.' },
    {
      text: 'Check {checked}: nothing that the container is given holds it as it is, so it may stand in image {bareImage}.',
    },
    {
      text: 'See whether NetworkPolicy {egressPolicy} lets the pod send to {target}.',
      command: 'kubectl -n {namespace} describe networkpolicy {egressPolicy}',
    },
    {
      text: 'Try it from the pod’s own network; the container that this adds stays in the pod until the pod is deleted.',
      command:
        'kubectl -n {namespace} debug {debugPod} -it --image=busybox -- nc -zv -w 5 {tryHost} {tryPort}',
      changes: true,
    },
    {
      text: 'Ask for the name from the pod’s own network; the container that this adds stays in the pod until the pod is deleted.',
      command: 'kubectl -n {namespace} debug {debugPod} -it --image=busybox -- nslookup {unknownHost}',
      changes: true,
    },
    {
      text: 'See which Services there are: {missingService} is none of them.',
      command: 'kubectl -n {serviceNamespace} get services',
    },
    ...LOG,
  ],
} as const satisfies CauseInfo;
