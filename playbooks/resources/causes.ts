import type { CauseInfo, Remedy } from '../../src/diagnosis/playbook.ts';

const MEASURED = 'As metrics-server measured it[[ {measuredAgo} ago]].';
const MORE_CPU: Remedy = {
  text: 'Give it more, or take the limit off and keep the request: the scheduler goes by the request alone.',
  command: 'kubectl -n {namespace} set resources {template} -c {container} --limits=cpu={suggested}',
  changes: true,
};
const WATCH: Remedy = {
  text: 'See its use now.',
  command: 'kubectl -n {namespace} top pod {pod} --containers',
};

/** A container comes to the end of what it may use. */
export const CAUSES = {
  'cpu-throttled': {
    title: 'Container {container} uses {used} of {limit} cpu, and its probes run out of time',
    severity: 'warning',
    says: [
      'At its limit a container is held back for part of every tenth of a second, which makes it slow to answer.',
      `${MEASURED} That tells its use, not how often it was held back: container_cpu_cfs_throttled_periods_total would.`,
    ],
    remedies: [MORE_CPU, WATCH],
  },
  'cpu-near-limit': {
    title: 'Container {container} uses {used} of {limit} cpu: it is likely held back',
    severity: 'info',
    says: [`${MEASURED} Work that waits for nobody may well run like this; what answers requests gets slow.`],
    remedies: [MORE_CPU, WATCH],
  },
  'memory-near-limit': {
    title: 'Container {container} uses {used} of {limit} memory',
    severity: 'info',
    says: [
      'At its limit the kernel kills it (OOMKilled).',
      `${MEASURED} Files that it has read lately may count; the kernel drops those first.`,
    ],
    remedies: [
      {
        text: 'Give it more, if what it keeps is wanted.',
        command: 'kubectl -n {namespace} set resources {template} -c {container} --limits=memory={suggested}',
        changes: true,
      },
      WATCH,
    ],
  },
} as const satisfies Readonly<Record<string, CauseInfo>>;
