import type { CauseInfo } from '../../src/diagnosis/playbook.ts';
import { ANEW, AROUND, RETRY } from './causes-texts.ts';

/** Policies of the namespace and of the cluster, and the webhooks that keep them. */
export const POLICY_CAUSES = {
  'pod-security-violated': {
    title: 'Pod security level {level} of namespace {namespace} refuses the pods: {checks}',
    severity: 'critical',
    says: [
      'The level is that of Kubernetes {version}.',
      'Taken away by that: {taken}.',
      'To be decided by hand: {byHand}.',
      'Not known here: {open}.',
      'With {isRoot} an image that runs as root does not start: it then needs a USER of its own, or runAsUser.',
      ...AROUND,
    ],
    remedies: [
      {
        text: 'Set what the level asks for, all of it at once.',
        command: 'kubectl -n {namespace} patch {template} -p {patch}',
        changes: true,
      },
      {
        text: 'If it can do without {taken}: take all of it away.',
        command: 'kubectl -n {namespace} patch {template} -p {takingPatch}',
        changes: true,
      },
      {
        text: 'Set all but what is to be decided by hand ({byHand}).',
        command: 'kubectl -n {namespace} patch {template} -p {partPatch}',
        changes: true,
      },
      {
        text: 'If it needs what is refused: let it run in a namespace of level {needed}, or give this one that level.',
        command:
          'kubectl label --overwrite namespace {namespace} pod-security.kubernetes.io/enforce={needed}',
        changes: true,
      },
      ...ANEW,
    ],
  },
  'security-policy-violated': {
    title: 'No {policyKind} that ServiceAccount {account} may use lets the pods in[[: {problem}]]',
    severity: 'critical',
    says: [
      'Also: {more}.',
      'The account may not use: {others}.',
      'Users and groups come from the namespace’s own {isRange}: without runAsUser and fsGroup in the template they are filled in from it.',
      ...AROUND,
    ],
    remedies: [
      {
        text: 'Leave what is refused out of the template.',
        command: 'kubectl -n {namespace} patch {template} -p {patch}',
        changes: true,
      },
      {
        text: 'Or let the account use a wider one, anyuid for instance: `oc adm policy add-scc-to-user anyuid -z {grantee} -n {namespace}`.',
      },
      ...ANEW,
    ],
  },
  'webhook-denied': {
    title: '{denier} refuses {things}[[: {words}]]',
    severity: 'critical',
    says: [
      '{silent}.',
      'In the template: {breaks}.',
      'It also says: {more}.',
      'It applies by binding {binding}.',
      ...AROUND,
    ],
    remedies: [
      {
        text: 'Give the image of {imagesOf} {fixed} (put it in for {byHand}).',
        command: 'kubectl -n {namespace} set image {template} {imageSetting}',
        changes: true,
      },
      {
        text: 'Give each image of {imagesOf} {fixed} (put it in for {byHand}).',
        command: 'kubectl -n {namespace} patch {template} -p {imagePatch}',
        changes: true,
      },
      {
        text: 'Give the pods label {missingLabels} (put its value in for VALUE).',
        command: 'kubectl -n {namespace} patch {template} -p {labelPatch}',
        changes: true,
      },
      {
        text: 'Give {limitOf} a {limitedResource} limit (put it in for VALUE).',
        command:
          'kubectl -n {namespace} set resources {template} -c {limitOf} --limits={limitedResource}=VALUE',
        changes: true,
      },
      {
        text: 'Correct the template by what it says.',
        command: 'kubectl -n {namespace} edit {edited}',
        changes: true,
      },
      {
        text: 'See the policy, and whom it leaves out.',
        command: 'kubectl get {policyResource} {policyName} -o yaml',
      },
      {
        text: 'See the policy, and whom it leaves out.',
        command: 'kubectl get clusterpolicy {clusterPolicy} -o yaml',
      },
      { text: 'See constraint {constraint}, and whom it leaves out.', command: 'kubectl get constraints' },
      {
        text: 'See what {configured} is asked about.',
        command:
          "kubectl get mutatingwebhookconfigurations,validatingwebhookconfigurations -o custom-columns='NAME:.metadata.name,WEBHOOKS:.webhooks[*].name'",
      },
      ...ANEW,
    ],
  },
  'webhook-unreachable': {
    title:
      'Webhook {webhook} can’t be asked, and without it the API refuses {things}: [[Service {service} has {unready}]][[{how}]]',
    severity: 'critical',
    says: [
      'The API server says: {words}',
      'It is called at {host}[[, Service {service} in namespace {serviceNamespace}]].',
      'Service {service} has {ready} ready endpoints.',
      'Between the API server and {network} something is in the way: a firewall, a NetworkPolicy, a wrong targetPort.',
      'Its failurePolicy is Fail, or the pods would be made without it.',
      ...AROUND,
    ],
    remedies: [
      {
        text: 'Bring what is behind the Service up: see which pods it selects, and why they are not ready.',
        command: 'kubectl -n {serviceNamespace} describe service {standing}',
      },
      {
        text: 'Install again what {leftover} belongs to; or, if it was taken away for good, delete the configuration that it has left behind.',
        command:
          "kubectl get mutatingwebhookconfigurations,validatingwebhookconfigurations -o custom-columns='NAME:.metadata.name,WEBHOOKS:.webhooks[*].name'",
      },
      { text: 'See whether something listens at {outside}.' },
      {
        text: 'Renew the certificate of {certificate}, and the caBundle that the API server checks it with.',
        command:
          "kubectl get mutatingwebhookconfigurations,validatingwebhookconfigurations -o custom-columns='NAME:.metadata.name,WEBHOOKS:.webhooks[*].name'",
      },
      {
        text: 'If it can’t be brought up soon: find its configuration and set failurePolicy to Ignore there. What it looks after then goes unlooked at.',
        command:
          "kubectl get mutatingwebhookconfigurations,validatingwebhookconfigurations -o custom-columns='NAME:.metadata.name,WEBHOOKS:.webhooks[*].name,POLICY:.webhooks[*].failurePolicy'",
      },
      RETRY,
    ],
  },
} as const satisfies Readonly<Record<string, CauseInfo>>;
