import type { CauseInfo } from '../../src/diagnosis/playbook.ts';
import { UNREACHABLE } from './causes-unreachable.ts';
import { ANEW, LOG, REPEATED, RUN } from './texts.ts';

/** Causes that lie in what the program needs from around it: other services, configuration, rights. */
export const WANTS_CAUSES = {
  'dependency-unreachable': UNREACHABLE,
  'dependency-rejected': {
    title:
      '{container} crashes because [[it does not accept the certificate of {certificateOf}]][[{turnedAwayBy} turns it away]][[ ({reason})]]',
    severity: 'critical',
    says: [
      'The log says: {line}',
      REPEATED,
      'It logs in as {user}.',
      'It asks for database {database}.',
      'It asks for bucket {bucket}.',
      'The certificate that {expiredOf} shows has expired, or is not valid yet.',
      'No authority that the container trusts has signed the certificate that {untrustedOf} shows.',
      'The certificate that {misnamedOf} shows is made out to other names[[: {valid}]].',
      RUN,
    ],
    remedies: [
      { text: 'Renew the certificate of {expiredOf}.' },
      {
        text: 'Mount the certificate of the authority that signed for {untrustedOf} into the container, and let its program trust it.',
      },
      {
        text: 'Reach {misnamedOf} by a name that its certificate carries, or have the name added to it.',
      },
      {
        text: 'Tie ServiceAccount {serviceAccount} to an identity of {cloud} that is allowed this (annotation {annotation}), or give the container credentials.',
        command: 'kubectl -n {namespace} get serviceaccount {serviceAccount} -o yaml',
      },
      {
        text: 'See what the container is given: its user, password, database or certificate is not what {turnedAwayBy} accepts.',
        command: 'kubectl -n {namespace} set env {template} -c {container} --list',
      },
      ...LOG,
    ],
  },
  'configuration-missing': {
    title: '{container} crashes because configuration is missing[[: {variable}]][[: {path}]][[: {key}]]',
    severity: 'critical',
    says: [
      'The log says: {line}',
      REPEATED,
      'The container does not set {unset}[[, nor {alsoUnset}]][[; it sets {nearVariables}]].',
      'The container sets no variables of its own: {noVariables} has an empty env.',
      '{emptyVariable} is set, but empty.',
      '{variable} comes from {optionalSource}, marked optional: where that is missing, the variable stays unset.',
      '{variable} comes from {variableSource}.',
      'Nothing is mounted at {unmounted}: the file would have to be in image {image}.',
      '{mountPath} is {source}; it has no key {mapKey}[[, but {nearKeys}]][[ (keys: {keys})]].',
      RUN,
    ],
    remedies: [
      {
        text: 'Set {unset} (put its value in for VALUE)[[, and {alsoUnset} likewise]][[; if {nearVariables} is meant, rename it]].',
        command: 'kubectl -n {namespace} set env {template} -c {container} {unset}=VALUE',
        changes: true,
      },
      {
        text: 'Rename key {nearKeys} to {mapKey}, or let the program read {nearKeys}.',
        command: 'kubectl -n {namespace} edit {configObject}',
        changes: true,
      },
      {
        text: 'Give {emptyVariable} a value (put it in for VALUE).',
        command: 'kubectl -n {namespace} set env {template} -c {container} {emptyVariable}=VALUE',
        changes: true,
      },
      ...ANEW,
      ...LOG,
    ],
  },
  'api-access-denied': {
    title: '{container} crashes because the Kubernetes API refuses it[[: {who} may not {verb} {resource}]]',
    severity: 'critical',
    says: [
      'The log says: {line}',
      REPEATED,
      '{who} may not {verb} {resource}[[ in namespace {accessNamespace}]].',
      'The pod has no token that the API accepts ({token}): see automountServiceAccountToken of the pod and of its ServiceAccount.',
      RUN,
    ],
    remedies: [
      {
        text: 'Make a Role that allows it.',
        command: 'kubectl -n {accessNamespace} create role {role} --verb={verbs} --resource={resource}',
        changes: true,
      },
      {
        text: 'Bind it to the ServiceAccount, so that it may {verb} {resource}.',
        command:
          'kubectl -n {accessNamespace} create rolebinding {role} --role={role} --serviceaccount={binding}',
        changes: true,
      },
      {
        text: 'Bind it to the user, so that it may {verb} {resource}.',
        command: 'kubectl -n {accessNamespace} create rolebinding {role} --role={role} --user={user}',
        changes: true,
      },
      {
        text: 'Make a ClusterRole that allows it.',
        command: 'kubectl create clusterrole {clusterRole} --verb={verbs} --resource={resource}',
        changes: true,
      },
      {
        text: 'Bind it to the ServiceAccount, so that it may {verb} {resource}.',
        command:
          'kubectl create clusterrolebinding {clusterRole} --clusterrole={clusterRole} --serviceaccount={binding}',
        changes: true,
      },
    ],
  },
} as const satisfies Readonly<Record<string, CauseInfo>>;
