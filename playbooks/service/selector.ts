import { counted } from '../../src/diagnosis/counted.ts';
import { computed, fromObject } from '../../src/diagnosis/evidence.ts';
import type { Params } from '../../src/diagnosis/finding.ts';
import {
  differenceText,
  type LabelDifference,
  nearestLabels,
  selectorChange,
} from '../../src/diagnosis/nearest-labels.ts';
import type { Pod } from '../../src/diagnosis/objects/pod.ts';
import type { Workload } from '../../src/diagnosis/objects/workload.ts';
import { type Candidate, candidatesOf, isNamed, OWN_LABELS } from './candidates.ts';
import { aboutService, type Labels, labelsText, livingPods, type Scene, type ServiceFound } from './scene.ts';

/** What is known of whom the Service can have meant. */
interface Seen {
  /** The pods of the namespace; absent where they could not be read. */
  readonly pods?: readonly Pod[];
  readonly workloads: readonly Workload[];
  /** Everything that makes pods has been looked at. */
  readonly isWhole: boolean;
  /** Pods of any namespace that the selector fits. */
  readonly elsewhere?: readonly Pod[];
}

const MOST_SHOWN = 6;
/** What replaces its pods when its template gets a label more. */
const LABELLED = /^(?:deployment|statefulset|daemonset)\//;

/** The selector fits no pod, and nothing makes pods that it would fit. */
export function selectorUnmatched(scene: Scene, seen: Seen): ServiceFound {
  const { view, selector, name } = scene;
  const candidates = candidatesOf(seen.pods ?? [], seen.workloads, name);
  const elsewhere = livingPods(seen.elsewhere ?? []).flatMap((pod) => pod.metadata?.namespace ?? []);
  const namespaces = [...new Set(elsewhere)];
  const nearest = nearestOf(selector, candidates, namespaces.length > 0 ? undefined : name);
  return {
    cause: 'selector-unmatched',
    confidence: nearest?.isPlain ? 'certain' : 'likely',
    ...aboutService(scene),
    params: {
      service: name,
      selector: labelsText(selector),
      ...(nearest ? nearestParams(nearest) : {}),
      present: nearest ? undefined : candidates.slice(0, MOST_SHOWN).map(candidateText),
      nobody: seen.pods && livingPods(seen.pods).length === 0 ? view.namespace : undefined,
      unmade: seen.isWhole && !nearest ? view.namespace : undefined,
      elsewhere: namespaces,
      otherNamespace: namespaces[0],
    },
    evidence: [
      fromObject('Service', name, 'spec.selector', labelsText(selector)),
      ...(nearest
        ? [computed(nearest.candidate.maker, `labels of its pods: ${labelsText(nearest.candidate.labels)}`)]
        : []),
    ],
  };
}

interface Nearest {
  readonly candidate: Candidate;
  readonly differences: readonly LabelDifference[];
  readonly isPlain: boolean;
}

/** By its labels; where nothing has any that are near, what bears the Service's name, if one is given. */
function nearestOf(
  selector: Labels,
  candidates: readonly Candidate[],
  service: string | undefined,
): Nearest | undefined {
  const nearest = nearestLabels(selector, candidates);
  // Which of a workload's pods was meant nobody can tell.
  const isOfOne = Object.keys(selector).some((key) => OWN_LABELS.has(key));
  if (nearest) return { ...nearest, isPlain: nearest.isPlain && !isOfOne };
  const namesake = candidates.find((one) => service !== undefined && isNamed(one, service));
  if (!namesake) return undefined;
  const differences = Object.entries(selector).map(([key, wanted]): LabelDifference => {
    const found = namesake.labels[key];
    return found === undefined
      ? { kind: 'missing', key, wanted }
      : { kind: 'value', key, wanted, found, near: false };
  });
  return { candidate: namesake, differences, isPlain: false };
}

function nearestParams({ candidate, differences, isPlain }: Nearest): Params {
  const { maker, pods, labels } = candidate;
  const shown = differences.flatMap((one) =>
    one.kind === 'missing' ? [] : [`${one.kind === 'key' ? one.foundKey : one.key}=${one.found}`],
  );
  const missing = differences.filter(({ kind }) => kind === 'missing');
  const changed = Object.assign({}, ...differences.map(selectorChange)) as Readonly<
    Record<string, string | null>
  >;
  const added = Object.fromEntries(missing.map(({ key, wanted }) => [key, wanted]));
  return {
    near: maker,
    nearPods: pods > 0 ? counted(pods, 'pod') : undefined,
    nearLabels: shown.length > 0 ? shown.join(',') : labelsText(labels),
    differences: differences.map(differenceText),
    selectorPatch: isPlain ? JSON.stringify({ spec: { selector: changed } }) : undefined,
    unsure: isPlain ? undefined : maker,
    ...(isPlain && missing.length === differences.length && LABELLED.test(maker)
      ? {
          missingLabels: labelsText(added),
          labelled: maker,
          labelsPatch: JSON.stringify({ spec: { template: { metadata: { labels: added } } } }),
        }
      : {}),
  };
}

function candidateText({ maker, labels }: Candidate): string {
  return `${labelsText(labels) || 'no labels'} (${maker})`;
}
