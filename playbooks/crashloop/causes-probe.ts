import type { CauseInfo, Remedy } from '../../src/diagnosis/playbook.ts';
import { ANEW, LOG } from './texts.ts';

const SAYS = [
  'The probe ({probe}; {timing}) got: {output}',
  'The kubelet says of another of its runs: {otherKill}. Of the newest one no event is there; a kubelet that has posted many of a pod drops the next ones.',
  'No event tells that the kubelet stopped it for that; the run lasted {guessed}, long enough for the probe ({probe}; {timing}) to fail as often as it may.',
  'The probe names host {probeHost}: the kubelet asks that one, from the node, and not the pod.',
  'Nothing listened on port {refused} when it was asked.',
  'The log says that the program listens on {loopback}: that is reached from inside the pod alone, and the kubelet asks the pod’s address.',
  'The log says that the program listens on {listensElsewhere}, not on {port}.',
  'The container declares the ports {declared}; the probe asks {undeclared}.',
  'The program does not know the path {notFound}.',
  'The program wants a login for {denied}: a probe has none.',
  'The program answered {broken}: it, or what it depends on, is failing.',
  'The program accepted the connection and did not answer within {timeout}.',
  'The command of the probe did not end within {commandTimeout}.',
  'Image {image} does not hold {missingCommand}, the probe’s program.',
  'The command {silentCommand} failed without a word.',
  'Port {plainPort} speaks plain HTTP, the probe HTTPS.',
  'Port {tlsPort} does not answer in plain HTTP: perhaps it wants HTTPS.',
];

const FIXES: readonly Remedy[] = [
  {
    text: 'Let the probe ask the pod: take host {probeHost} out (a Host header goes into httpHeaders).',
    command: 'kubectl -n {namespace} patch {template} -p {hostPatch}',
    changes: true,
  },
  {
    text: 'Let the program listen on 0.0.0.0 instead of {loopback}.',
    command: 'kubectl -n {namespace} edit {template}',
    changes: true,
  },
  {
    text: 'Let the probe ask port {betterPort}.',
    command: 'kubectl -n {namespace} patch {template} -p {portPatch}',
    changes: true,
  },
  {
    text: 'Let the probe ask {betterPath}, as another probe of the container does.',
    command: 'kubectl -n {namespace} patch {template} -p {pathPatch}',
    changes: true,
  },
  {
    text: 'Point the probe at a path that the program answers with 2xx or 3xx instead of {notFound}.',
    command: 'kubectl -n {namespace} edit {template}',
    changes: true,
  },
  {
    text: 'If it is only slow, give an answer {longerTimeout}; if it hangs, the log before the kill tells where.',
    command: 'kubectl -n {namespace} patch {template} -p {timeoutPatch}',
    changes: true,
  },
];

/** Ends that a failed probe brought about. */
export const PROBE_CAUSES = {
  'liveness-probe-failing': {
    title: '{container} is restarted because its liveness probe fails[[: {probe}]][[ answers {status}]]',
    severity: 'critical',
    says: [
      ...SAYS,
      'It gets {allowedEarly} from its start until it is killed[[; the log says: {needs}]].',
      '{stopper} stopped it; exit code {exitCode} fits that[[ ({restarts} so far, the newest run lasted {lifetime})]].',
      'Its last line: {line}',
    ],
    remedies: [
      ...FIXES,
      {
        text: 'Give the program {longer} to start: a startup probe holds the liveness probe back until then.',
        command: 'kubectl -n {namespace} patch {template} -p {startupPatch}',
        changes: true,
      },
      {
        text: 'Run the probe by hand while the container is up.',
        command: 'kubectl -n {namespace} exec {pod} -c {container} -- sh -c {probeScript}',
      },
      ...ANEW,
      ...LOG,
    ],
  },
  'startup-probe-failing': {
    title:
      '{container} is restarted because its startup probe never succeeds[[: {probe}]][[ answers {status}]]',
    severity: 'critical',
    says: [
      ...SAYS,
      'The probe allows {allowed} for the start[[; the log says: {needs}]].',
      '{stopper} stopped it; exit code {exitCode} fits that[[ ({restarts} so far, the newest run lasted {lifetime})]].',
      'Its last line: {line}',
    ],
    remedies: [
      ...FIXES,
      {
        text: 'Give the start {longer}: allow {threshold} failures.',
        command: 'kubectl -n {namespace} patch {template} -p {thresholdPatch}',
        changes: true,
      },
      ...ANEW,
      ...LOG,
    ],
  },
} as const satisfies Readonly<Record<string, CauseInfo>>;
