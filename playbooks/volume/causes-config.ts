import type { CauseInfo, Remedy } from '../../src/diagnosis/playbook.ts';
import { RENEWAL } from '../../src/diagnosis/template-renewal.ts';

const PATCH = { command: 'kubectl -n {namespace} patch {template} -p {patch}', changes: true } as const;

const MOUNTED = 'Volume {volume} is mounted at {mounts}.';
const NEAR = 'There is {near} in {namespace}[[; {nearest} has the keys {nearKeys}]].';
const NOW_THERE = '{existing} is there by now: the kubelet tries again by itself within two minutes.';

/** Where no template above the pod can be edited. */
const ANEW: readonly Remedy[] = [
  {
    text: "A Job's pod template can't be changed: to change it, correct the manifest of job {job} and create it anew.",
  },
  { text: 'Nothing owns pod {bare}: to change it, correct its manifest and create it anew.' },
];

/** What a volume is filled from is missing. */
export const CONFIG_CAUSES = {
  'config-map-missing': {
    title: 'A volume can’t be mounted: ConfigMap {name} {state}',
    severity: 'critical',
    says: [
      MOUNTED,
      NEAR,
      'The ConfigMaps of {namespace}: {others}.',
      'There are no {none} of its own in {namespace}.',
      'The cluster itself puts {supplied} into every namespace: what does that has not run yet, or fails.',
      NOW_THERE,
    ],
    remedies: [
      { text: 'If {nearest} is meant: fill volume {volume} from it.', ...PATCH },
      ...RENEWAL,
      {
        text: 'Create {name} from files in {directory}[[, named {keys}]]; the kubelet then mounts it by itself.',
        command: 'kubectl -n {namespace} create configmap {missing} --from-file={directory}',
        changes: true,
      },
      ...ANEW,
    ],
  },
  'secret-missing': {
    title: 'A volume can’t be mounted: Secret {name} {state}',
    severity: 'critical',
    says: [
      MOUNTED,
      NEAR,
      'The Secrets of {namespace}: {others}.',
      'There are no {none} in {namespace}.',
      NOW_THERE,
    ],
    remedies: [
      { text: 'If {nearest} is meant: fill volume {volume} from it.', ...PATCH },
      ...RENEWAL,
      {
        text: 'Create {name} from files in {directory}[[, named {keys}]]; the kubelet then mounts it by itself.',
        command: 'kubectl -n {namespace} create secret generic {missing} --from-file={directory}',
        changes: true,
      },
      ...ANEW,
    ],
  },
  'key-missing': {
    title: '{kind}[[ {name}]] {state} {key}[[, which volume {volume} takes]]',
    severity: 'critical',
    says: [
      MOUNTED,
      'An empty directory is mounted at {emptyAt}: to the kubelet a subPath that names no key is no error.',
      'The keys of {name}: {keys}.',
      'The nearest: {nearest}.',
      NOW_THERE,
    ],
    remedies: [
      { text: 'If {nearest} is meant: let volume {volume} take {nearest}.', ...PATCH },
      ...RENEWAL,
      {
        text: 'Add the key {key} (its value in place of VALUE).',
        command: 'kubectl -n {namespace} patch {configObject} --type=merge -p {addPatch}',
        changes: true,
      },
      ...ANEW,
    ],
  },
} as const satisfies Readonly<Record<string, CauseInfo>>;
