import type { CauseInfo, Remedy } from '../../src/diagnosis/playbook.ts';

/** One of these is known, or none. */
const PROBLEM =
  '[[: nothing serves {absentApi}]][[: {failingApi} fails]][[: the autoscaler may not read {deniedApi}]][[: {unknownApi} has no such metric]][[: {emptyApi} has no value of it]][[: no pod of {unmeasured} is measured]][[: container {container} requests no {requestOf}]][[: pods have no container {absentContainer}]][[: {otherProblem}]]';

const SAYS = [
  '{resourceApi} is what metrics-server brings: it is not installed, or not registered.',
  '{customApi} is what an adapter for your monitoring brings (prometheus-adapter, for instance): none is installed, or none is registered for it.',
  '{externalApi} is what KEDA or an adapter for your monitoring brings: none is installed, or none is registered for it.',
  '{failingApi} is registered; what serves it does not answer as it should: {clause}',
  'A target of {utilization}% is a share of what the containers request: of {requestOf}, {lacking} requests none.',
  'Container {injected} is not in the pod template: what adds it has to give it a request.',
  'Its pods have run for {podAge} at the most: the first measurements take a minute or two, those of cpu up to five.',
  'Pods that are ready and not measured: {readyPods}.',
  'The pods’ containers: {containers}.',
  'Until then {scaled} keeps the number of replicas that it has: {current}.',
] as const;

const REMEDIES: readonly Remedy[] = [
  {
    text: 'Install metrics-server, which serves {resourceApi}.',
    command:
      'kubectl apply -f https://github.com/kubernetes-sigs/metrics-server/releases/latest/download/components.yaml',
    changes: true,
  },
  {
    text: 'See who serves {adapterApi}: “not found” means that nobody does. Install the adapter, or scale by cpu or memory.',
    command: 'kubectl get apiservice v1beta1.{adapterApi}',
  },
  {
    text: 'See why {failingApi} fails: its condition Available says it.',
    command: 'kubectl describe apiservice v1beta1.{failingApi}',
  },
  {
    text: 'See whether metrics-server runs: {failingResourceApi} comes from it.',
    command: 'kubectl -n kube-system get pods -l k8s-app=metrics-server',
  },
  {
    text: 'Let the HPA controller read {deniedApi}: it may not now.',
    command:
      'kubectl auth can-i list pods.{deniedApi} -n {namespace} --as=system:serviceaccount:kube-system:horizontal-pod-autoscaler',
  },
  {
    text: 'See which metrics {unknownApi} has; correct the name, or what makes it.',
    command: 'kubectl get --raw /apis/{unknownApi}/v1beta1',
  },
  {
    text: 'See what {emptyApi} answers for {metric}: its query finds nothing.',
    command: 'kubectl get --raw /apis/{emptyApi}/v1beta1/namespaces/{namespace}/{metric}',
  },
  {
    text: 'Let {lacking} request {requestOf}[[: {suggestedBy}]].',
    command: 'kubectl -n {namespace} patch {template} --type=strategic -p {requestPatch}',
    changes: true,
  },
  {
    text: 'Name one of the pods’ containers instead of {absentContainer}.',
    command: 'kubectl -n {namespace} edit hpa {name}',
    changes: true,
  },
  {
    text: 'See whether any pod of {measuredNamespace} is measured.',
    command: 'kubectl -n {measuredNamespace} top pods',
  },
  {
    text: 'See its events as they come: {seeEvents}.',
    command: 'kubectl -n {namespace} describe hpa {name}',
  },
];

/** The numbers by which an autoscaler goes are not to be had. */
export const METRIC_CAUSES = {
  'metrics-unavailable': {
    title: `No scaling by {metric}[[ {yet}]]${PROBLEM}`,
    severity: 'critical',
    says: SAYS,
    remedies: REMEDIES,
  },
  'metrics-incomplete': {
    title: `{metric} is left out[[ {yet}]]${PROBLEM}`,
    severity: 'warning',
    says: [
      'It is one of {metricCount} metrics; the autoscaler goes by the others, and does not scale down without this one.',
      ...SAYS,
    ],
    remedies: REMEDIES,
  },
  'metric-invalid': {
    title: 'Metric {metric} is not written as the controller needs it: {clause}',
    severity: 'critical',
    remedies: [
      {
        text: 'Correct the metric: its type, and a target of a type that it can have.',
        command: 'kubectl -n {namespace} edit hpa {name}',
        changes: true,
      },
    ],
  },
  'pods-unready': {
    title:
      'No scaling by {metric}: [[none of the {podCount} pods of {scaled} is ready]][[{podless} has no pods]]',
    severity: 'warning',
    symptom: true,
    says: ['Only pods that are ready are counted.'],
    remedies: [
      {
        text: 'See what keeps the pods from being ready.',
        command: 'kubectl -n {namespace} describe {workload}',
      },
    ],
  },
} as const satisfies Readonly<Record<string, CauseInfo>>;
