import { isLabelName, isObjectName } from '../object-name.ts';
import { labelName } from './label-name.ts';
import { labelPairs, type Pair } from './label-value.ts';
import { isDeploymentPod } from './pod-name.ts';

const LABEL = '[a-z0-9](?:[-a-z0-9]{0,61}[a-z0-9])?';
const NAME = '[a-z0-9](?:[-a-z0-9.]{0,250}[a-z0-9])?';
const QUOTE = '["\']?';
const KIND = '(pod|deployment|statefulset|daemonset|replicaset|cronjob|job|hpa)s?';
/** `Pod shop/web-1 (app) is …`, `Deployment generation for shop/web does not match`, `rollout of deployment shop/web`. */
const WITH_NAMESPACE = new RegExp(
  `\\b${KIND}(?: generation for)?:?[\\s]${QUOTE}(${LABEL})/(${NAME})(?![-\\w/])`,
  'gi',
);
/** `shop/Pod/web-1`. */
const AS_PATH = new RegExp(`(?<![-\\w./])(${LABEL})/${KIND}/(${NAME})(?![-\\w/])`, 'gi');
/** `in pod web-1`, `pod "web-1"`, `claimed by data-db-0 in Namespace shop`. */
const POD = new RegExp(`\\bpod[\\s:]{1,2}${QUOTE}(${NAME})(?![-\\w/])`, 'gi');
const CLAIM = new RegExp(`\\bPersistentVolume claimed by ${QUOTE}(${NAME})(?![-\\w/])`, 'gi');
const NAMESPACE = new RegExp(`\\bin namespace ${QUOTE}(${LABEL})(?![-\\w/.])`, 'gi');

/** What an alert's sentence names, the way the well known rules' descriptions are written; one of each, or none. */
export function spokenNames(sentence: string): readonly Pair[] {
  const whole = [
    ...[...sentence.matchAll(WITH_NAMESPACE)].map(([, kind = '', namespace = '', name = '']) => ({
      kind,
      namespace,
      name,
    })),
    ...[...sentence.matchAll(AS_PATH)].map(([, namespace = '', kind = '', name = '']) => ({
      kind,
      namespace,
      name,
    })),
  ];
  const [first] = [...whole, ...podPaths(sentence)];
  if (first) return pairsOf(first.kind, `${first.namespace}/${first.name}`);
  const namespaces = [...sentence.matchAll(NAMESPACE)].map(([, name = '']) => name.toLowerCase());
  const [namespace] = new Set(namespaces).size === 1 ? namespaces : [];
  const objects = [
    ...[...sentence.matchAll(POD)].flatMap(([, name = '']) => (isGiven(name) ? pairsOf('pod', name) : [])),
    ...[...sentence.matchAll(CLAIM)].flatMap(([, name = '']) => pairsOf('pvc', name)),
  ];
  const [object] = objects;
  if (object === undefined) return [];
  return [...(namespace === undefined ? [] : [{ name: 'namespace', value: namespace }]), object];
}

/** `shop/web-7dc8c9f7d4-5tcrt`: nothing but a pod is called so. */
function podPaths(sentence: string): readonly { kind: string; namespace: string; name: string }[] {
  return sentence.split(/[\s,;]/).flatMap((word) => {
    const [namespace = '', name = '', ...more] = word.split('/');
    return more.length === 0 && isLabelName(namespace) && isDeploymentPod(name)
      ? [{ kind: 'pod', namespace, name }]
      : [];
  });
}

/** "pod has been restarting" names nothing: a name that is no word has a digit or a dash in it. */
function isGiven(name: string): boolean {
  return /[-\d]/.test(name) && isObjectName(name);
}

function pairsOf(kind: string, value: string): readonly Pair[] {
  const word = kind.toLowerCase();
  const name = word === 'job' ? 'job_name' : labelName(word);
  return name === undefined ? [] : labelPairs(name, value.toLowerCase());
}
