import type { CauseInfo, Remedy } from '../../src/diagnosis/playbook.ts';
import { BEHIND, SEE_BEHIND } from '../crashloop/causes-behind.ts';

const GOT = 'The probe ({probe}; {timing}) got[[ {times} times, last {lastAgo} ago]]: {output}';
const NO_EVENT =
  'What the probe ({probe}; {timing}) got is not known: {noEvent}; that the container runs and is not ready says that it fails.';
const SINCE = 'The container runs since {startedAt}[[, for {runs}]][[; it was ready until {readyUntil}]].';

const OUTCOME = [
  'The probe names host {probeHost}: the kubelet asks that one, from the node, and not the pod.',
  'Nothing listens on port {refused}, or not on the pod’s address.',
  'The log says that the program listens on {loopback}: that is reached from inside the pod alone, and the kubelet asks the pod’s address.',
  'The log says that the program listens on {listensElsewhere}, not on {asked}.',
  'The container declares the ports {declared}; the probe asks {undeclared}.',
  'Its liveness probe gets its answer on port {answered}.',
  'The program does not know the path {notFound}.',
  'The program wants a login for {denied}: a probe has none.',
  'The program takes the request for {path} for a wrong one ({badRequest}): it may want HTTPS on that port, or a Host header that it knows.',
  'The program answered {broken}: it, or what it depends on, is failing.',
  'It did not answer within {timeout}[[; the container may use {cpuLimit} of cpu: it may be slowed down]].',
  'The command of the probe did not end within {commandTimeout}.',
  'Image {image} does not hold {missingCommand}, the probe’s program.',
  'The command {silentCommand} failed without a word.',
  'The command {failedCommand} failed.',
  'Port {plainPort} speaks plain HTTP, the probe HTTPS.',
  'Port {tlsPort} does not answer in plain HTTP: perhaps it wants HTTPS.',
  'The program knows no gRPC health service[[ {grpcService}]] on port {grpcPort}.',
  'The program says that it is not serving (gRPC health on port {notServing}).',
  'The log says: {line}',
  'What it names: {target}[[ ({reason})]].',
  ...BEHIND,
];

const ANEW: readonly Remedy[] = [
  {
    text: "A Job's pod template can't be changed: correct the manifest of job {job} and create it anew.",
  },
  { text: 'Nothing owns pod {bare}: correct its manifest and create it anew.' },
];
const LOG: Remedy = {
  text: 'Read its log.',
  command: 'kubectl -n {namespace} logs {pod} -c {container}',
};

const FIXES: readonly Remedy[] = [
  {
    text: 'Let the probe ask the pod: take host {probeHost} out (a Host header goes into httpHeaders).',
    command: 'kubectl -n {namespace} patch {template} -p {hostPatch}',
    changes: true,
  },
  {
    text: 'Let the probe ask port {betterPort}.',
    command: 'kubectl -n {namespace} patch {template} -p {portPatch}',
    changes: true,
  },
  {
    text: 'Or let {portName} stand for {betterPort} in the container’s ports: Services that name it then send there, too.',
    command: 'kubectl -n {namespace} edit {template}',
    changes: true,
  },
  {
    text: 'Let the probe ask {betterPath}, as another probe of the container does.',
    command: 'kubectl -n {namespace} patch {template} -p {pathPatch}',
    changes: true,
  },
  {
    text: 'Point the probe at a path that the program answers with 2xx or 3xx instead of {unknownPath}.',
    command: 'kubectl -n {namespace} edit {template}',
    changes: true,
  },
  {
    text: 'Let the probe use {otherScheme} on that port.',
    command: 'kubectl -n {namespace} patch {template} -p {schemePatch}',
    changes: true,
  },
  {
    text: 'Let the program listen on 0.0.0.0 instead of {loopback}.',
    command: 'kubectl -n {namespace} edit {template}',
    changes: true,
  },
  {
    text: 'Let the kubelet ask by itself: an httpGet probe on port {httpPort} needs no program in the image.',
    command: 'kubectl -n {namespace} patch {template} -p {httpPatch}',
    changes: true,
  },
  {
    text: 'Use a program that image {image} has in the place of {missingCommand}, or a probe of another kind (httpGet, tcpSocket).',
    command: 'kubectl -n {namespace} edit {template}',
    changes: true,
  },
  {
    text: 'If it is only slow, give an answer {longerTimeout}.',
    command: 'kubectl -n {namespace} patch {template} -p {timeoutPatch}',
    changes: true,
  },
  {
    text: 'If {nearServices} is meant, correct the name in its configuration.',
    command: 'kubectl -n {namespace} edit {template}',
    changes: true,
  },
  ...SEE_BEHIND,
  {
    text: 'Start {missingService}, which it depends on; see which Services there are.',
    command: 'kubectl -n {serviceNamespace} get services',
  },
  {
    text: 'Run the probe by hand.',
    command: 'kubectl -n {namespace} exec {pod} -c {container} -- sh -c {probeScript}',
  },
  ...ANEW,
  LOG,
];

/** Probes and gates that keep a running pod from being ready. */
export const CAUSES = {
  'readiness-failing': {
    title:
      '{container} runs and is not ready: its readiness probe fails: {probe}[[, {outcome}]][[ (its log names {target})]]',
    severity: 'critical',
    says: [GOT, NO_EVENT, ...OUTCOME, SINCE, 'Services send the pod nothing while it is not ready.'],
    remedies: FIXES,
  },
  'readiness-gate-unmet': {
    title:
      'Every container of {pod} is ready, but [[readiness gate {gate} is not met]][[readiness gates {gates} are not met]]',
    severity: 'critical',
    says: [
      'The pod names [[{gate}]][[{gates}]] in spec.readinessGates: it is ready only when [[{owners}]] sets the condition to True in its status.',
      'The condition says: {said}',
      'Nobody has set {absent} yet.',
      'All its containers are ready since {readySince}[[, {readyAgo} ago]].',
    ],
    remedies: [
      {
        text: 'See that {awsController} runs and what it says of the target group.',
        command: 'kubectl -n kube-system logs deployment/aws-load-balancer-controller --tail=100',
      },
      {
        text: 'See whether {awsController} has bound the Service to a target group.',
        command: 'kubectl -n {namespace} get targetgroupbindings',
      },
      {
        text: 'See that {otherOwners} runs and what it says of {pod}.',
        command: 'kubectl -n {namespace} describe pod {pod}',
      },
      {
        text: 'If nothing sets the condition any more, take the gate out of the pod template (or what injects it: a label of the namespace).',
        command: 'kubectl -n {namespace} edit {template}',
        changes: true,
      },
    ],
  },
  'liveness-failing': {
    title:
      'The liveness probe of {container} fails: {probe}[[, {outcome}]]; the kubelet restarts it if that goes on',
    severity: 'warning',
    says: [
      GOT,
      ...OUTCOME,
      'The kubelet restarts the container after {allowedFailures} in a row, {period}s apart.',
    ],
    remedies: FIXES,
  },
  'startup-failing': {
    title:
      'The startup probe of {container} cannot succeed: {probe}[[, {outcome}]]; the kubelet restarts it after {allowed}',
    severity: 'critical',
    says: [GOT, ...OUTCOME, SINCE],
    remedies: FIXES,
  },
  'probe-port-undeclared': {
    title: 'The {kind} probe of {container} asks port “{wanted}”, which the container does not declare',
    severity: 'critical',
    says: [
      'The kubelet says: {output}',
      'A probe may name a port only where the container declares one of that name. It declares {declared}.',
      'A probe may name a port only where the container declares one of that name. It declares no ports ({undeclaredAll}).',
      'The log says that the program listens on {listens}.',
      SINCE,
    ],
    remedies: [
      {
        text: 'Let the probe ask port {betterPort}.',
        command: 'kubectl -n {namespace} patch {template} -p {portPatch}',
        changes: true,
      },
      {
        text: 'Or name the port: {betterPort} is to be called {wanted}.',
        command: 'kubectl -n {namespace} patch {template} -p {namePatch}',
        changes: true,
      },
      {
        text: 'Let the probe ask one of the declared ports ({declared}), by name or number, or give one of them the name {wanted}.',
        command: 'kubectl -n {namespace} edit {template}',
        changes: true,
      },
      ...ANEW,
    ],
  },
  'probe-too-early': {
    title: '{container} is still starting: its {kind} probe fails ({probe}[[, {outcome}]])',
    severity: 'warning',
    verdict: 'waiting',
    says: [
      'It runs since {startedAt}[[, for {runs}]].',
      GOT,
      'The first try comes {delay}s after the start.',
      'The startup probe allows {allowed} for the start.',
      'The log says how long it takes: {needs}',
      'Its last line: {line}',
    ],
    remedies: [
      { text: 'Follow its start.', command: 'kubectl -n {namespace} logs {pod} -c {container} --follow' },
    ],
  },
} as const satisfies Readonly<Record<string, CauseInfo>>;
