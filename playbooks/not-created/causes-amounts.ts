import type { CauseInfo } from '../../src/diagnosis/playbook.ts';
import { ANEW, AROUND, RETRY } from './causes-texts.ts';

/** Quotas and LimitRanges: the namespace allows less, or asks for more to be said. */
export const AMOUNT_CAUSES = {
  'quota-exceeded': {
    title:
      'ResourceQuota {quota} {state} for {what}[[: {resource} is {shortfall} short ({requested} requested, {used} of {limited} used)]]',
    severity: 'critical',
    says: [
      '{roomNow}: the controller tries again by itself.',
      'Also short: {more}.',
      'One pod alone asks for more than the whole quota allows: {never}, of {whole}.',
      'Left of {resource}: {left}.',
      'It counts only some pods: {scope}.',
      'Most of it is taken by {users}.',
      '{finished} of the pods that are counted have finished: as objects they still count.',
      ...AROUND,
    ],
    remedies: [
      {
        text: 'Ask for less[[, so that all {missing} fit: {lowered}]].',
        command: 'kubectl -n {namespace} patch {template} -p {lower}',
        changes: true,
      },
      {
        text: 'Let the rollout take an old pod away before it makes a new one: there is no room for both.',
        command: 'kubectl -n {namespace} patch {workload} --type=merge -p {surgePatch}',
        changes: true,
      },
      {
        text: 'Raise the quota to what all missing pods need.',
        command: 'kubectl -n {namespace} patch resourcequota {quota} --type=merge -p {raise}',
        changes: true,
      },
      {
        text: 'Or free some of it: see who has what.',
        command: 'kubectl -n {namespace} describe resourcequota {quota}',
      },
      {
        text: 'Or make do with the {fewer} that are there.',
        command: 'kubectl -n {namespace} scale {workload} --replicas={fewer}',
        changes: true,
      },
      ...ANEW,
    ],
  },
  'quota-needs-limits': {
    title:
      'ResourceQuota {quota} takes only pods that set {resources}: [[container {one} does not]][[containers {many} do not]]',
    severity: 'critical',
    says: ['To be set: {fields}.', ...AROUND],
    remedies: [
      {
        text: 'Set them; start from [[{values}]] and correct that by what the containers really use.',
        command: 'kubectl -n {namespace} patch {template} -p {patch}',
        changes: true,
      },
      {
        text: 'Or give the namespace defaults for containers that don’t say it: a LimitRange.',
        command: 'echo {range} | kubectl -n {namespace} apply -f -',
        changes: true,
      },
      ...ANEW,
    ],
  },
  'quota-missing': {
    title:
      'Namespace {namespace} has no ResourceQuota that covers [[priority class {priorityClass}]][[{scopes}]][[{resources}]], without which the cluster admits no such pods',
    severity: 'critical',
    says: ['The API says: {clause}', ...AROUND],
    remedies: [
      {
        text: 'Create one, if the pods are to have that priority here.',
        command: 'echo {quota} | kubectl -n {namespace} apply -f -',
        changes: true,
      },
      {
        text: 'Or leave priority class {priorityClass} out.',
        command: 'kubectl -n {namespace} patch {template} -p {dropPatch}',
        changes: true,
      },
      { text: 'See what quotas there are.', command: 'kubectl -n {namespace} describe resourcequota' },
      ...ANEW,
    ],
  },
  'limit-range-violated': {
    title: 'LimitRange {range} refuses {things}: {resource} of {whose} is {rule} ({state})',
    severity: 'critical',
    says: [
      '{gone}: the controller tries again by itself.',
      'Also: {more}.',
      'Container {container} doesn’t say it itself: {defaulted} is the default of a LimitRange.',
      ...AROUND,
    ],
    remedies: [
      {
        text: 'Ask for what is allowed: {fitting}.',
        command: 'kubectl -n {namespace} patch {template} -p {patch}',
        changes: true,
      },
      {
        text: 'Or change what is allowed.',
        command: 'kubectl -n {namespace} edit limitrange {named}',
        changes: true,
      },
      { text: 'See what the namespace allows.', command: 'kubectl -n {namespace} describe limitrange' },
      ...ANEW,
    ],
  },
  'spec-invalid': {
    title: 'The API takes {things} for invalid: {problem}',
    severity: 'critical',
    says: [
      'Also: {more}.',
      'Container {container} sets no {resource} limit: {limit} is the default of LimitRange {range}, and it asks for {asked}.',
      'Labels are made from the name {tooLong}, which is too long for that.',
      ...AROUND,
    ],
    remedies: [
      {
        text: 'Set a limit of its own, of what it asks for at least.',
        command: 'kubectl -n {namespace} patch {template} -p {patch}',
        changes: true,
      },
      { text: 'Make it anew under a shorter name than {tooLong}: 52 characters at the most.' },
      {
        text: 'Correct the field in the template.',
        command: 'kubectl -n {namespace} edit {template}',
        changes: true,
      },
      ...ANEW,
    ],
  },
} as const satisfies Readonly<Record<string, CauseInfo>>;

/** Names that the template has and the cluster has not. */
export const NAME_CAUSES = {
  'service-account-missing': {
    title: 'The pods are refused: ServiceAccount {serviceAccount} {state}',
    severity: 'critical',
    says: [
      'ServiceAccounts that come near: {near}.',
      'ServiceAccounts of {namespace}: {others}.',
      '{arrived} is there: the controller tries again by itself, after up to 17 minutes.',
      ...AROUND,
    ],
    remedies: [
      {
        text: 'If {nearest} is meant: name it.',
        command: 'kubectl -n {namespace} set serviceaccount {template} {nearest}',
        changes: true,
      },
      {
        text: 'Create it, and bind the roles that it needs.',
        command: 'kubectl -n {namespace} create serviceaccount {missing}',
        changes: true,
      },
      RETRY,
      ...ANEW,
    ],
  },
  'priority-class-missing': {
    title: 'The pods are refused: PriorityClass {priorityClass} {state}',
    severity: 'critical',
    says: [
      'PriorityClasses that come near: {near}.',
      'PriorityClasses of the cluster: {others}.',
      '{arrived} is there: the controller tries again by itself, after up to 17 minutes.',
      ...AROUND,
    ],
    remedies: [
      {
        text: 'If {nearest} is meant: name it.',
        command: 'kubectl -n {namespace} patch {template} -p {patch}',
        changes: true,
      },
      {
        text: 'Or create it with the value that it is to have.',
        command: 'kubectl create priorityclass {missing} --value=1000',
        changes: true,
      },
      {
        text: 'Or let the pods have no class of their own.',
        command: 'kubectl -n {namespace} patch {template} -p {dropPatch}',
        changes: true,
      },
      ...ANEW,
    ],
  },
} as const satisfies Readonly<Record<string, CauseInfo>>;
