import { GENERATED } from '../diagnosis/generated-name.ts';
import { plainText } from '../slack-text/plain-text.ts';
import { kindWord } from './kind-words.ts';

/** Something to diagnose that a message speaks of. */
export interface FoundName {
  /** `web-7dc8c9f7d4-5tcrt`, `deploy/web`. */
  readonly target: string;
  readonly namespace?: string;
}

/** More would be a flood in the thread, and a response_url is good for five messages. */
const MOST_FOUND = 5;
const MOST_CHARACTERS = 20_000;
const MOST_LINE = 2_000;

const NAME = '[a-z0-9](?:[-a-z0-9.]{0,250}[a-z0-9])?';
const LABEL = '[a-z0-9](?:[-a-z0-9]{0,61}[a-z0-9])?';
const BEFORE = '(?<![-a-z0-9./_])';
/** Between a label and its value: `=`, `: "`, `:* \`` with its marks made quotes. */
const SAYS = '["\']?\\s{0,2}[:=]["\']?\\s{0,2}["\']?';
const AFTER = '(?![-a-z0-9/_]|\\.[a-z0-9])';
/** Up to 63 characters with a ReplicaSet's hash and a pod's suffix. */
const OF_REPLICA_SET = new RegExp(
  `${BEFORE}(?:(${LABEL})/)?([a-z0-9][-a-z0-9.]{0,240}?-${GENERATED}{6,10}-${GENERATED}{5})${AFTER}`,
  'g',
);
/** `pod=web-1`, `pod: "web-1"`, `deployment="web"`, `kubernetes_pod_name=…`, `"statefulset":"db"`. */
const LABELLED = new RegExp(
  `(?<![a-z0-9])(?:kubernetes[_.])?(pod|deployment|statefulset|daemonset|replicaset|job|cronjob|horizontalpodautoscaler|poddisruptionbudget|persistentvolumeclaim)(?:[_.]?name)?${SAYS}(?:(${LABEL})/)?(${NAME})${AFTER}`,
  'gi',
);
/** `Pod shop/web-1`, `StatefulSet shop/db`, `pod "web-1"`: as alerts and the kubelet write. */
const SPOKEN = new RegExp(
  `(?<![-a-z0-9_])(pod|deployment|statefulset|daemonset|replicaset|job|cronjob)s?\\s{1,3}(["']?)(?:(${LABEL})/)?(${NAME})${AFTER}`,
  'gi',
);
/** `pod/web-1`, `deployment.apps/web`, `shop/deploy/web`. */
const KIND_SLASH = new RegExp(
  `${BEFORE}(?:(${LABEL})/)?(po|pods?|deploy|deployments?|sts|statefulsets?|ds|daemonsets?|rs|replicasets?|jobs?|cj|cronjobs?)(?:\\.apps|\\.batch)?/(${NAME})${AFTER}`,
  'gi',
);
/** A row of `kubectl get pods`, with or without the namespace. */
const ROW = new RegExp(`^\\s*(?:(${LABEL})\\s+)?(${NAME})\\s+(\\d{1,4})/(\\d{1,4})\\s+([A-Za-z0-9:/]+)`);
/** `kubectl -n shop logs web-1`, `kubectl describe pod web-1`. */
const KUBECTL = new RegExp(
  `kubectl\\b[^\\n]{0,120}?\\b(?:logs|describe\\s+pods?|get\\s+pods?|delete\\s+pods?|exec(?:\\s+-it)?)\\s+(${NAME})${AFTER}`,
  'g',
);
const NAMESPACE = new RegExp(
  `(?:(?<![a-z0-9])(?:kubernetes[_.])?(?:exported_)?namespace(?:[_.]?name)?${SAYS}|(?<![-a-z0-9])(?:in\\s+)?namespace\\s{1,3}["']?|(?<![-a-z0-9])(?:-n|--namespace|ns)[\\s=]{1,2})(${LABEL})${AFTER}`,
  'gi',
);
/** Words that stand where a name could and are none. */
const NO_NAMES = new Set(
  'is was are has have had in on of the a an and or to not with for at from name names pod pods status ready restarts age none null true false unknown template template_hash hash count phase crash crashed failed failing failure error errors security disruption not-ready cannot could will be been logs log events nodes node restarted restarting keeps started starting readiness liveness running evicted killed deleted stuck pending'.split(
    ' ',
  ),
);

/** What watches the cluster, and so stands in the labels of alerts about everything else. */
const WATCHERS = /^(?:.*kube-state-metrics.*|kubelet|cadvisor|node-exporter|apiserver|kubernetes-[a-z-]+)$/;

interface Sighting {
  readonly at: number;
  readonly kind?: string;
  readonly name: string;
  readonly namespace?: string;
  /** kubectl's row says that nothing is wrong with it. */
  readonly well?: boolean;
}

/**
 * Pods and workloads that an alert, kubectl's output or a log line names, in the order in which they appear; pods of one
 * ReplicaSet count as one, since they fail alike.
 */
export function findNames(slackText: string): readonly FoundName[] {
  // Bold and code set a name apart as quotes do.
  const text = plainText(slackText.slice(0, MOST_CHARACTERS)).replaceAll('```', '\n').replace(/[*`]/g, "'");
  const lines = text.split('\n');
  const everywhere = new Set(lines.flatMap((line) => namespacesOf(line.slice(0, MOST_LINE))));
  const only = everywhere.size === 1 ? [...everywhere][0] : undefined;
  const seen = lines.flatMap((line) => namesOfLine(line.slice(0, MOST_LINE), only));
  const unwell = seen.filter(({ well }) => !well);
  return distinct(unwell.length > 0 ? unwell : seen)
    .slice(0, MOST_FOUND)
    .map(toFound);
}

function namesOfLine(line: string, only: string | undefined): readonly Sighting[] {
  const here = namespacesOf(line);
  const namespace = here.length === 1 ? here[0] : only;
  return [...rowOf(line), ...inText(line)]
    .filter(({ name }) => !NO_NAMES.has(name.toLowerCase()) && /[a-z]/.test(name))
    .sort((a, b) => a.at - b.at)
    .map((seen) => ({ ...(namespace === undefined ? {} : { namespace }), ...seen }));
}

function inText(line: string): readonly Sighting[] {
  return [
    ...each(line, OF_REPLICA_SET, ([, namespace, name]) => ({ kind: 'pod', namespace, name })),
    ...each(line, LABELLED, ([, kind, namespace, name]) =>
      WATCHERS.test(name ?? '') ? {} : { kind, namespace, name },
    ),
    ...each(line, KIND_SLASH, ([, namespace, kind, name]) => ({ kind, namespace, name })),
    ...each(line, SPOKEN, ([, kind, quote, namespace, name]) =>
      // "pod keeps restarting" names nothing: a name is quoted, has its namespace or cannot be a word.
      quote || namespace || /[-0-9]/.test(name ?? '') ? { kind, namespace, name } : {},
    ),
    ...each(line, KUBECTL, ([, name]) => ({ kind: 'pod', name })),
  ];
}

type Parts = { kind?: string | undefined; namespace?: string | undefined; name?: string | undefined };

function each(
  line: string,
  pattern: RegExp,
  read: (match: readonly (string | undefined)[]) => Parts,
): readonly Sighting[] {
  return [...line.matchAll(pattern)].flatMap((match) => {
    const { kind, namespace, name } = read(match);
    if (name === undefined) return [];
    const word = kind === undefined ? undefined : kindWord(kind);
    return [
      {
        at: match.index,
        name: name.toLowerCase(),
        ...(word === undefined ? {} : { kind: word }),
        // `deployment.apps/web` would otherwise be web in the namespace "apps".
        ...(namespace === undefined || kindWord(namespace) ? {} : { namespace: namespace.toLowerCase() }),
      },
    ];
  });
}

/** `web-1   0/1   CrashLoopBackOff`; of a workload's row the third column is a number. */
function rowOf(line: string): readonly Sighting[] {
  const [, namespace, name, ready, wanted, status = ''] = ROW.exec(line) ?? [];
  if (name === undefined || kindWord(namespace ?? '')) return [];
  const pod = /^[A-Z]/.test(status) ? { kind: 'pod' } : {};
  const well = status === 'Completed' || (ready === wanted && /^(Running|\d+)$/.test(status));
  return [{ at: 0, name, well, ...pod, ...(namespace === undefined ? {} : { namespace }) }];
}

function namespacesOf(line: string): readonly string[] {
  const found = [...line.matchAll(NAMESPACE)].map((match) => (match[1] ?? '').toLowerCase());
  return [...new Set(found)].filter((name) => name !== '' && !NO_NAMES.has(name));
}

/** Drops what is named again, a pod whose ReplicaSet is there already, and a workload one of whose pods is. */
function distinct(seen: readonly Sighting[]): readonly Sighting[] {
  const kept: Sighting[] = [];
  for (const one of seen) {
    const index = kept.findIndex((other) => same(other, one));
    const known = kept[index];
    if (known === undefined) kept.push(one);
    else if (known.kind !== 'pod' && one.kind === 'pod') kept[index] = { ...known, ...one };
    else kept[index] = { ...one, ...known };
  }
  return kept;
}

function same(a: Sighting, b: Sighting): boolean {
  if (a.namespace !== undefined && b.namespace !== undefined && a.namespace !== b.namespace) return false;
  if (a.name === b.name || familyOf(a.name) === familyOf(b.name)) return true;
  const [pod, other] = a.kind === 'pod' ? [a, b] : [b, a];
  return pod.kind === 'pod' && other.kind !== 'pod' && generated(pod.name, other.name);
}

/** Whether a pod's name is what the workload would have made: `web-7dc8c9f7d4-5tcrt`, `db-0`, `agent-x7k2p`. */
function generated(pod: string, workload: string): boolean {
  if (!pod.startsWith(`${workload}-`)) return false;
  return new RegExp(`^(?:${GENERATED}{6,10}-)?(?:${GENERATED}{5}|\\d{1,4})$`).test(
    pod.slice(workload.length + 1),
  );
}

function familyOf(name: string): string {
  return name.replace(new RegExp(`-${GENERATED}{6,10}-${GENERATED}{5}$`), (suffix) => suffix.slice(0, -6));
}

function toFound({ kind, name, namespace }: Sighting): FoundName {
  const target = kind === undefined || kind === 'pod' ? name : `${kind}/${name}`;
  return { target, ...(namespace === undefined ? {} : { namespace }) };
}
