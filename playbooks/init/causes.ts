import type { CauseInfo, Remedy } from '../../src/diagnosis/playbook.ts';
import { BEHIND, SEE_BEHIND } from '../crashloop/causes-behind.ts';

const HELD = 'What waits for it to do its part[[ ({place})]]: {held}.';
const LOG = 'Its log says[[ {times} times]]: {line}';
const SILENT = 'Its log does not tell: {silence}.';
const COMMAND = 'It runs: {check}';
const FIND: readonly Remedy[] = [
  {
    text: 'If {nearServices} is meant, correct the name that {container} waits for.',
    command: 'kubectl -n {namespace} edit {template}',
    changes: true,
  },
  ...SEE_BEHIND,
  {
    text: 'Start what it waits for, {missingService}, in namespace {serviceNamespace}; see which Services there are.',
    command: 'kubectl -n {serviceNamespace} get services',
  },
];
const FOLLOW: Remedy = {
  text: 'Follow what it says.',
  command: 'kubectl -n {namespace} logs {pod} -c {running} --follow',
};
const BEFORE: readonly Remedy[] = [
  {
    text: 'Read the log of the run that failed.',
    command: 'kubectl -n {namespace} logs {pod} -c {previousOf} --previous',
  },
  {
    text: 'Read the log of the run that failed.',
    command: 'kubectl -n {namespace} logs {pod} -c {currentOf}',
  },
];
const STATE: Remedy = {
  text: 'See its state and the pod’s events.',
  command: 'kubectl -n {namespace} describe pod {pod}',
};

/** Init containers and native sidecars that hold the app back. */
export const CAUSES = {
  'init-container-failing': {
    title: 'Init container {container} fails, so the app is not started',
    severity: 'warning',
    says: [
      'Its newest run ended with exit code {exitCode}[[ ({exitMeaning})]][[; {restarts} so far]].',
      'It cannot start: {reason}[[, {message}]].',
      HELD,
    ],
    remedies: [...BEFORE, STATE],
  },
  'init-container-waiting': {
    title: 'Init container {container} has not finished[[: it waits for {what}]]',
    severity: 'critical',
    says: ['It runs since {since}[[, for {runs}]].', LOG, SILENT, COMMAND, ...BEHIND, HELD],
    remedies: [...FIND, FOLLOW],
  },
  'sidecar-failing': {
    title: 'Sidecar {container} [[{trouble}]][[does not come up: it waits for {what}]]',
    severity: 'warning',
    says: [
      'Its newest run ended with exit code {exitCode}[[ ({exitMeaning})]][[; {restarts} so far]].',
      'It cannot start: {reason}[[, {message}]].',
      'It runs since {since}[[, for {runs}]], and has not come up.',
      'Its startup probe ({probe}; {timing}) got: {output}',
      'Its startup probe ({unproven}; {timing}) has not succeeded yet.',
      LOG,
      SILENT,
      ...BEHIND,
      HELD,
      'The pod is not ready while it is down: Services send it nothing, though {others} runs.',
    ],
    remedies: [...FIND, FOLLOW, ...BEFORE, STATE],
  },
} as const satisfies Readonly<Record<string, CauseInfo>>;
