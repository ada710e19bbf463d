import { computed, fromSpec } from '../../src/diagnosis/evidence.ts';
import type { Params } from '../../src/diagnosis/finding.ts';
import { nearNames } from '../../src/diagnosis/near-names.ts';
import type { LabelSelectorRequirement } from '../../src/diagnosis/objects/meta.ts';
import type { NodeSelectorTerm } from '../../src/diagnosis/objects/pod.ts';
import { isEditable, kubectlName } from '../../src/diagnosis/owner.ts';
import { affinityOf, type NodeFit } from '../../src/diagnosis/scheduling/node-fit.ts';
import {
  requirementsOfTerm,
  requirementText,
  unmetOfTerm,
  valuesOf,
} from '../../src/diagnosis/scheduling/selectors.ts';
import { templatePatch } from './patch.ts';
import { evidenceOf, type PendingFound } from './refusal.ts';
import { listText, namesOf, type Scene } from './scene.ts';

type Label = readonly [key: string, value: string];

/** No node is meant: the nodeSelector is at fault where it alone leaves none, else the affinity. */
export function selectorFindings(scene: Scene): readonly PendingFound[] {
  const wanted: readonly Label[] = Object.entries(scene.view.pod.spec?.nodeSelector ?? {});
  const lacks = scene.fits.map((fit) => ({ fit, labels: wanted.filter((label) => !has(fit, label)) }));
  if (lacks.every(({ labels }) => labels.length > 0)) return [selectorUnmatched(scene, wanted, lacks)];
  return affinityUnmatched(scene);
}

function has(fit: NodeFit, [key, value]: Label): boolean {
  return fit.node.metadata?.labels?.[key] === value;
}

function selectorUnmatched(
  scene: Scene,
  wanted: readonly Label[],
  lacks: readonly { readonly fit: NodeFit; readonly labels: readonly Label[] }[],
): PendingFound {
  const nearest = lacks.toSorted((a, b) => a.labels.length - b.labels.length)[0];
  const nowhere = wanted.filter((label) => !scene.fits.some((fit) => has(fit, label)));
  const [first = ['', '']] = nowhere;
  const [key, value] = first;
  const existing = valuesOf(scene.nodes, key);
  const absentKey = key && existing.length === 0 ? key : undefined;
  const renamed = absentKey ? nearLabel(scene, first) : undefined;
  const nearKey = renamed?.[0] ?? (absentKey && nearKeys(scene, absentKey)[0]);
  const near = renamed ?? nearLabelValue(key, value, existing);
  const shown = nowhere.length > 0 ? nowhere : wanted;
  const params = {
    label: shown.map(text),
    key,
    existing: shownValues(existing),
    absentKey,
    nearKey,
    nearKeyValues: nearKey && shownValues(valuesOf(scene.nodes, nearKey)),
    near: near && text(near),
    nearest: nearest?.fit.name,
    lacks: nowhere.length > 0 ? undefined : nearest?.labels.map(text),
    candidate: nowhere.length === 1 && near === undefined ? candidateOf(scene, key) : undefined,
  };
  return {
    cause: 'node-selector-unmatched',
    confidence: 'certain',
    params: { ...params, ...patches(scene, first, near, nowhere.length) },
    evidence: evidenceOf(scene.refusal, [
      fromSpec(scene.view.podName, 'spec.nodeSelector', wanted.map(text).join(', ')),
      computed(`pod/${scene.view.podName}`, existingText(key, existing, scene.fits.length)),
    ]),
  };
}

function text([key, value]: Label): string {
  return `${key}=${value}`;
}

function existingText(key: string, existing: readonly string[], nodes: number): string {
  if (!key) return `no one of ${nodes} nodes has all the labels`;
  return existing.length > 0
    ? `the ${nodes} nodes have ${key}: ${listText(shownValues(existing))}`
    : `none of the ${nodes} nodes has the label ${key}`;
}

function patches(scene: Scene, [key]: Label, near: Label | undefined, nowhere: number) {
  if (nowhere !== 1) return {};
  // In a merge patch null removes: a misspelt key goes when the right one comes.
  const change = (label: readonly Label[]) =>
    templatePatch(scene.view, { nodeSelector: { [key]: null, ...Object.fromEntries(label) } });
  return { patch: near && change([near]), dropPatch: change([]) };
}

function nearLabelValue(key: string, value: string, existing: readonly string[]): Label | undefined {
  // A label like that of a role often has no value at all, where `true` is asked for.
  const near = existing.length === 1 && existing[0] === '' ? '' : nearValue(value, existing);
  return near === undefined ? undefined : [key, near];
}

function shownValues(values: readonly string[]): readonly string[] {
  return values.map((value) => value || '""');
}

function nearKeys({ nodes }: Scene, key: string): readonly string[] {
  return nearNames(
    key,
    nodes.flatMap((node) => Object.keys(node.metadata?.labels ?? {})),
  );
}

/** A label under a key written nearly so, with the same value or one written nearly so. */
function nearLabel(scene: Scene, [key, value]: Label): Label | undefined {
  for (const near of nearKeys(scene, key)) {
    const values = valuesOf(scene.nodes, near);
    const meant = values.includes(value) ? value : nearValue(value, values);
    if (meant !== undefined) return [near, meant];
  }
  return undefined;
}

/** Labels that the kubelet, the cloud or a discovery sets: facts about a node that no one should write by hand. */
const FACTS: readonly RegExp[] = [
  /^(?:(?:feature\.)?node\.|beta\.)?kubernetes\.io\//,
  /^(?:topology|failure-domain)\./,
  /^(?:cloud\.google\.com|eks\.amazonaws\.com|kubernetes\.azure\.com|doks\.digitalocean\.com)\//,
  /^(?:agentpool$|alpha\.eksctl\.io\/|karpenter\.|kops\.k8s\.io\/|nvidia\.com\/)/,
];

/** A node that would take the pod once it had the label: nothing else is against it. */
function candidateOf(scene: Scene, key: string): string | undefined {
  if (FACTS.some((pattern) => pattern.test(key))) return undefined;
  return scene.fits.find((fit) => fit.taints.length === 0 && fit.tooSmall.length === 0)?.name;
}

function affinityUnmatched(scene: Scene): readonly PendingFound[] {
  const terms = affinityOf(scene.view.pod)?.nodeSelectorTerms ?? [];
  const tried = terms.flatMap((term) =>
    scene.fits.map((fit) => ({ term, fit, unmet: unmetOfTerm(term, fit.node) })),
  );
  const against = ({ fit, unmet }: (typeof tried)[number]) => unmet.length * 10 + fit.taints.length;
  const nearest = tried.toSorted((a, b) => against(a) - against(b))[0];
  if (!nearest) return [];
  const [blamed] = nearest.unmet;
  const expression = terms.map(termText).join(' or ');
  return [
    {
      cause: 'node-affinity-unmatched',
      confidence: 'certain',
      params: {
        expression,
        nearest: nearest.fit.name,
        unmet: terms.flatMap(requirementsOfTerm).length > 1 ? nearest.unmet.map(requirementText) : undefined,
        existing: existingFor(scene, nearest.term),
        ...madeFor(scene, nearest.term),
        ...(blamed ? suggestion(scene, terms, blamed) : {}),
      },
      evidence: evidenceOf(scene.refusal, [
        fromSpec(scene.view.podName, 'spec.affinity.nodeAffinity', expression),
        computed(`pod/${scene.view.podName}`, `met by none of ${listText(namesOf(scene.fits))}`),
      ]),
    },
  ];
}

function termText(term: NodeSelectorTerm): string {
  return requirementsOfTerm(term).map(requirementText).join(' and ') || 'an empty term, which fits no node';
}

/** `zone: eu-1a, eu-1b; pool: general`. */
function existingFor(scene: Scene, term: NodeSelectorTerm): string | undefined {
  const keys = [...new Set((term.matchExpressions ?? []).map(({ key }) => key))];
  const parts = keys.flatMap((key) => {
    const values = listText(shownValues(valuesOf(scene.nodes, key)));
    return values === '' ? [] : [`${key}: ${values}`];
  });
  return parts.join('; ') || undefined;
}

/** A DaemonSet's pod is made for one node by name: its controller writes the affinity, not the template. */
function madeFor({ view: { owner } }: Scene, term: NodeSelectorTerm): Params {
  const missingNode = term.matchFields?.find(
    ({ key, operator }) => key === 'metadata.name' && operator === 'In',
  )?.values?.[0];
  const byController = missingNode !== undefined && owner?.kind === 'DaemonSet';
  const name = owner && kubectlName(owner.kind, owner.name);
  return {
    missingNode,
    controller: byController ? name : undefined,
    editTarget: isEditable(owner) && !byController ? name : undefined,
  };
}

/** For a label that has to have one of some values: the nearest value that there is, and the patch. */
function suggestion(scene: Scene, terms: readonly NodeSelectorTerm[], blamed: LabelSelectorRequirement) {
  const existing = valuesOf(scene.nodes, blamed.key);
  const [value] = blamed.values ?? [];
  if (blamed.operator !== 'In' || value === undefined || blamed.key === 'metadata.name') return {};
  const absentKey = existing.length === 0 ? blamed.key : undefined;
  const near = absentKey
    ? nearLabel(scene, [blamed.key, value])
    : nearLabelValue(blamed.key, value, existing);
  const label = { absentKey, label: `${blamed.key}=${value}` };
  if (near === undefined) return { ...label, candidate: candidateOf(scene, blamed.key) };
  const nodeSelectorTerms = terms.map((term) => ({
    ...term,
    matchExpressions: (term.matchExpressions ?? []).map((one) =>
      one === blamed ? { ...one, key: near[0], values: [near[1]] } : one,
    ),
  }));
  const nodeAffinity = { requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms } };
  return {
    ...label,
    near: text(near),
    patch: templatePatch(scene.view, { affinity: { nodeAffinity } }),
  };
}

/** Zones and numbered pools differ in their last place on purpose: `eu-1d` is not a misspelt `eu-1a`. */
function nearValue(wanted: string, existing: readonly string[]): string | undefined {
  const stem = (value: string) => value.replace(/(\d+[a-z]?|[a-z])$/, '');
  return nearNames(wanted || '', existing).find(
    (near) => near.length !== wanted.length || stem(near) !== stem(wanted),
  );
}
