import type { CauseInfo, Remedy } from '../../src/diagnosis/playbook.ts';
import { RENEWAL } from '../../src/diagnosis/template-renewal.ts';

const PATCH = { command: 'kubectl -n {namespace} patch {template} -p {patch}', changes: true } as const;

const ALSO = 'Missing as well, which would be told next: {also}.';
const VARIABLES = 'Variables of {container} that are taken from it: {variables}.';
const ALL_KEYS = 'All its keys are to become variables of {envFrom} (envFrom).';
const NOW_THERE = '{existing} is there by now: the kubelet tries again by itself within a minute or two.';
const NEAR = 'There is {near} in {namespace}[[; {nearest} has the keys {nearKeys}]].';
/** Where no template above the pod can be edited. */
const ANEW: readonly Remedy[] = [
  {
    text: "A Job's pod template can't be changed: to change it, correct the manifest of job {job} and create it anew.",
  },
  { text: 'Nothing owns pod {bare}: to change it, correct its manifest and create it anew.' },
];

/** Why a container's configuration can't be put together. */
export const CAUSES = {
  'config-map-missing': {
    title: '{container} cannot start: ConfigMap {name} {state}',
    severity: 'critical',
    says: [
      VARIABLES,
      ALL_KEYS,
      NEAR,
      'The ConfigMaps of {namespace}: {others}.',
      'There are no {none} of its own in {namespace}.',
      ALSO,
      NOW_THERE,
    ],
    remedies: [
      { text: 'If {nearest} is meant: let {container} take from it.', ...PATCH },
      ...RENEWAL,
      {
        text: 'Create {name}[[ with the keys {keys}]] (one KEY=value a line in {file}); the kubelet then starts {container} by itself.',
        command: 'kubectl -n {namespace} create configmap {missing} --from-env-file={file}',
        changes: true,
      },
      ...ANEW,
    ],
  },
  'config-map-key-missing': {
    title: '{container} cannot start: ConfigMap {name} {state} {key}',
    severity: 'critical',
    says: [
      'Variables of {container} that take it: {variables}.',
      'The keys of {name}: {keys}.',
      'The nearest key: {nearest}.',
      NOW_THERE,
    ],
    remedies: [
      { text: 'If {nearest} is meant: let {variables} take the key {nearest}.', ...PATCH },
      ...RENEWAL,
      {
        text: 'Add the key {key} (its value in place of VALUE); the kubelet then starts {container} by itself.',
        command: 'kubectl -n {namespace} patch configmap {name} --type=merge -p {addPatch}',
        changes: true,
      },
      ...ANEW,
    ],
  },
  'secret-missing': {
    title: '{container} cannot start: Secret {name} {state}',
    severity: 'critical',
    says: [
      VARIABLES,
      ALL_KEYS,
      NEAR,
      'The Secrets of {namespace}: {others}.',
      'There are no {none} in {namespace}.',
      ALSO,
      NOW_THERE,
    ],
    remedies: [
      { text: 'If {nearest} is meant: let {container} take from it.', ...PATCH },
      ...RENEWAL,
      {
        text: 'Create {name}[[ with the keys {keys}]] (one KEY=value a line in {file}); the kubelet then starts {container} by itself.',
        command: 'kubectl -n {namespace} create secret generic {missing} --from-env-file={file}',
        changes: true,
      },
      ...ANEW,
    ],
  },
  'secret-key-missing': {
    title: '{container} cannot start: Secret {name} {state} {key}',
    severity: 'critical',
    says: [
      'Variables of {container} that take it: {variables}.',
      'The keys of {name}: {keys}.',
      'The nearest key: {nearest}.',
      NOW_THERE,
    ],
    remedies: [
      { text: 'If {nearest} is meant: let {variables} take the key {nearest}.', ...PATCH },
      ...RENEWAL,
      {
        text: 'Add the key {key} (its value in place of VALUE); the kubelet then starts {container} by itself.',
        command: 'kubectl -n {namespace} patch secret {name} --type=merge -p {addPatch}',
        changes: true,
      },
      ...ANEW,
    ],
  },
  'runs-as-root': {
    title: '{container} cannot start: the pod sets runAsNonRoot, and {conflict}',
    severity: 'critical',
    says: [
      'runAsNonRoot: true is set in {setAt}.',
      'Image {imageRoot} names no user, or user 0.',
      'The kubelet can’t tell that user {named} isn’t root: it only compares numbers.',
      'The pod itself asks for user {podUser} (root).',
    ],
    remedies: [
      {
        text: 'Run {container} as user {uid}[[, which is the usual number of {named}]]: the files that it writes must be writable for that user.',
        ...PATCH,
      },
      ...RENEWAL,
      {
        text: 'See the number of {askUser} in the image, and set it as runAsUser.',
        command: 'docker run --rm --entrypoint id {image} {askUser}',
      },
      { text: 'Or build {imageRoot} with a USER other than root, as a number.' },
      { text: 'Or build {image} with that user as a number in USER, for {named}.' },
      ...ANEW,
    ],
  },
  'sub-path-invalid': {
    title:
      '{container} cannot start: [[subPathExpr {path} needs the variable {variable}, which is not set]][[the path {path} in {readOnly} does not exist and can’t be made there]][[the path {path} can’t be made on {onNode}]][[subPath {badPath} is not allowed]]',
    severity: 'critical',
    says: [
      'It is to be mounted at {mountPath}[[ from {source}]].',
      'The variables of {container}: {variables}.',
      '{noVariables} sets no variables of its own.',
      'The nearest variable: {near}.',
      'subPath must be a relative path without `..`: {badPath} is not.',
      'The kubelet on {onNode} keeps the reason to itself: the disk may be full or read-only, or the path may lead through a link.',
    ],
    remedies: [
      { text: 'Set {variable} from the pod’s {fieldPath}.', ...PATCH },
      ...RENEWAL,
      {
        text: 'Set {variable} (its value in place of VALUE)[[, or write {nearest} in subPathExpr]].',
        command: 'kubectl -n {namespace} set env {template} -c {container} {assignment}',
        changes: true,
      },
      {
        text: 'Correct subPath of {container}: name a key that {readOnly} has.',
        command: 'kubectl -n {namespace} edit {template}',
        changes: true,
      },
      {
        text: 'Correct subPath {badPath} of {container}.',
        command: 'kubectl -n {namespace} edit {template}',
        changes: true,
      },
      { text: 'See the kubelet’s log on {onNode}, and the node.', command: 'kubectl describe node {onNode}' },
      ...ANEW,
    ],
  },
} as const satisfies Readonly<Record<string, CauseInfo>>;

export type ConfigCause = keyof typeof CAUSES;
