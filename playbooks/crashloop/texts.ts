import type { Remedy } from '../../src/diagnosis/playbook.ts';

/** How the newest run ended: stands under every crash. */
export const RUN =
  'The newest run ended with exit code {exitCode}[[ ({exitMeaning})]][[ after {lifetime}]][[; {restarts} so far]][[; the next start waits {backOff}]].';

/** A line that stands alone needs no count. */
export const REPEATED = 'The log says so {repeats} times[[, the first time at {since}]].';

/** Why no line of a log is shown. */
export const SILENCE = 'Its log does not tell why: {silence}.';

/** One of the first three fills: `--previous` is an error for a container that has not been restarted. */
export const LOG: readonly Remedy[] = [
  {
    text: 'Read the whole log of the run that crashed.',
    command: 'kubectl -n {namespace} logs {pod} -c {previousOf} --previous',
  },
  {
    text: 'Read the whole log of the run that crashed.',
    command: 'kubectl -n {namespace} logs {pod} -c {currentOf}',
  },
  {
    text: 'Catch the log of the next run while it goes on: that of the run that crashed is gone.',
    command: 'kubectl -n {namespace} logs {pod} -c {nextOf} --follow',
  },
  { text: 'See why node {downNode} does not answer.', command: 'kubectl describe node {downNode}' },
];

/** For Jobs, whose pod template can't be changed, and pods without an owner. */
export const ANEW: readonly Remedy[] = [
  { text: "A Job's pod template can't be changed: correct the manifest of job {job} and create it anew." },
  { text: 'Nothing owns pod {bare}: correct its manifest and create it anew.' },
];
