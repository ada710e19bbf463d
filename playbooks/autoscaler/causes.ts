import type { CauseInfo } from '../../src/diagnosis/playbook.ts';
import { METRIC_CAUSES } from './causes-metrics.ts';

const EDIT = { command: 'kubectl -n {namespace} edit hpa {name}', changes: true } as const;

/** A HorizontalPodAutoscaler does not do what it is there for. */
export const CAUSES = {
  'target-missing': {
    title:
      'It has nothing to scale: [[{targetKind} {targetName} does not exist]][[the API has no kind {unknownKind} in {unknownGroup}]][[a {fixedKind} can’t be scaled]][[, there is {nearest}]]',
    severity: 'critical',
    says: ['Others like it in {namespace}: {near}.', 'A {fixedKind} has no number of replicas to set.'],
    remedies: [
      {
        text: 'Let it scale {nearest}.',
        command: 'kubectl -n {namespace} patch hpa {name} --type=merge -p {patch}',
        changes: true,
      },
      { text: 'Name what it is to scale under spec.scaleTargetRef[[ (not {fixedKind})]].', ...EDIT },
    ],
  },
  'scale-refused': {
    title: 'The autoscaler can’t {act} the replicas of {scaled}[[: {clause}]]',
    severity: 'critical',
    says: ['It wants {desired} replicas, there are {current}.'],
    remedies: [
      {
        text: 'Let the controller get and update {scaleResource}/scale: see whether it may.',
        command:
          'kubectl -n {namespace} auth can-i update {scaleResource} --subresource=scale --as=system:serviceaccount:kube-system:horizontal-pod-autoscaler',
      },
      { text: 'See its events as they come.', command: 'kubectl -n {namespace} describe hpa {name}' },
    ],
  },
  ...METRIC_CAUSES,
  'at-maximum': {
    title: 'At the maximum of {max} replicas[[: {metric} asks for about {wanted}]]',
    severity: 'warning',
    says: [
      '{metric} is {now}, its target is {metricTarget}.',
      'It has been so for {since}.',
      'minReplicas is {fixed} as well: there is nothing left to scale.',
    ],
    remedies: [
      {
        text: 'Allow {wanted} replicas, if the nodes and what the pods depend on can take so many.',
        command: 'kubectl -n {namespace} patch hpa {name} --type=merge -p {patch}',
        changes: true,
      },
      {
        text: 'Allow more than {unsized} replicas, if the nodes and what the pods depend on can take them.',
        ...EDIT,
      },
    ],
  },
  'range-closed': {
    title: 'It can’t change anything: minReplicas and maxReplicas are both {max}',
    severity: 'info',
    says: ['{metric} is {now}, its target is {metricTarget}.'],
    remedies: [{ text: 'Allow it a range, or do without it.', ...EDIT }],
  },
  'scaling-disabled': {
    title: '{scaled} is set to 0 replicas: the autoscaler leaves it alone',
    severity: 'warning',
    says: ['It goes on once somebody sets 1 replica or more.'],
    remedies: [
      {
        text: 'Start it again; the autoscaler takes over from there.',
        command: 'kubectl -n {namespace} scale {workload} --replicas={min}',
        changes: true,
      },
    ],
  },
  idle: {
    title: 'Scaled to 0 by ScaledObject {scaledObject} until there is work',
    severity: 'info',
    remedies: [
      {
        text: 'See what its triggers say.',
        command: 'kubectl -n {namespace} describe scaledobject {scaledObject}',
      },
    ],
  },
  'selector-ambiguous': {
    title: 'Several autoscalers are after the same pods, and none of them scales: {autoscalers}',
    severity: 'critical',
    says: [
      'Pods are counted by the selector {selector}: what these autoscalers scale selects the same pods.',
    ],
    remedies: [
      {
        text: 'Where two scale the same workload, delete one; where two workloads select the same pods, set labels that tell them apart.',
        command: 'kubectl -n {namespace} get hpa',
      },
      {
        text: 'Compare the selectors of what they scale.',
        command:
          'kubectl -n {namespace} get deployments,statefulsets -o custom-columns=NAME:.metadata.name,SELECTOR:.spec.selector.matchLabels',
      },
    ],
  },
  'selector-missing': {
    title: '{scaled} does not say which pods are its own',
    severity: 'critical',
    remedies: [
      {
        text: 'What is scaled has to tell a label selector in its scale (a custom resource: subresources.scale.labelSelectorPath).',
        command: 'kubectl -n {namespace} describe hpa {name}',
      },
    ],
  },
  unattended: {
    title: 'No controller has looked at the autoscaler yet[[, {age} after it was made]]',
    severity: 'warning',
    says: ['Its status has no conditions. kube-controller-manager judges every autoscaler each 15 seconds.'],
    remedies: [
      {
        text: 'See whether kube-controller-manager runs (a managed cluster doesn’t show it).',
        command: 'kubectl -n kube-system get pods -l component=kube-controller-manager',
      },
    ],
  },
} as const satisfies Readonly<Record<string, CauseInfo>>;
