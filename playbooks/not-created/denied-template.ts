import type { Params } from '../../src/diagnosis/finding.ts';
import type { Container } from '../../src/diagnosis/objects/container.ts';
import { templateContainers } from './container-patch.ts';
import { brokenImages } from './denied-image.ts';
import type { Place } from './place.ts';
import type { Refused } from './refused-params.ts';

/** The template of pods that a policy refuses. */
export interface DeniedTemplate {
  readonly place: Place;
  readonly containers: readonly Container[];
}

/** What in the template breaks a rule, and what the fix is filled in with. */
export interface BrokenRule {
  readonly breaks: readonly string[];
  readonly params: Params;
}

const RULES: readonly ((words: string, denied: DeniedTemplate) => BrokenRule | undefined)[] = [
  brokenImages,
  missingLabels,
  missingLimits,
];

/** What in the template breaks the rule that a policy speaks of, where the words and the template show it for sure. */
export function brokenRule({ place, refusal }: Refused, words: string): BrokenRule | undefined {
  const { resource = 'pods' } = refusal.message;
  if (resource !== 'pods') return undefined;
  const denied = { place, containers: templateContainers(place.template?.spec) };
  for (const rule of RULES) {
    const broken = rule(words, denied);
    if (broken) return broken;
  }
  return undefined;
}

const WANTS = /\b(?:required?|requires|missing|must|provide|needs?|without|has no|lacks?|not set)\b/i;
const KEY = String.raw`((?:[a-z0-9][\w.-]{0,252}\/)?[A-Za-z0-9][\w.-]{0,62})`;
/** `labels: {"owner", "team"}` of Gatekeeper, `label 'owner'`, `the "owner" label`, `label owner is required`. */
const LABELS: readonly RegExp[] = [
  /\blabels?:? ?[[{]([^\]}]{1,400})[\]}]/i,
  new RegExp(String.raw`\blabel:? ["'\x60]${KEY}["'\x60]`, 'i'),
  new RegExp(String.raw`["'\x60]${KEY}["'\x60] label\b`, 'i'),
  new RegExp(String.raw`\blabel ${KEY} (?:is|must be) (?:required|missing|set)\b`, 'i'),
];

function missingLabels(words: string, { place }: DeniedTemplate): BrokenRule | undefined {
  const [, named = ''] = LABELS.map((form) => form.exec(words)).find((match) => match) ?? [];
  if (named === '' || !WANTS.test(words)) return undefined;
  const keys = named.split(/[\s,"'`]+/).filter((key) => new RegExp(`^${KEY}$`).test(key));
  const missing = keys.filter((key) => place.template?.metadata?.labels?.[key] === undefined);
  if (missing.length === 0) return undefined;
  const labels = Object.fromEntries(missing.map((key) => [key, 'VALUE']));
  return {
    breaks: missing.map((key) => `the pods have no label ${key}`),
    params: { missingLabels: missing, labelPatch: place.patch({}, { labels }) },
  };
}

const LIMIT =
  /\b(?<first>cpu|memory)\b(?: resource)? limits?\b|\blimits?(?:\.| for | of | on )(?<second>cpu|memory)\b/i;

function missingLimits(words: string, { containers }: DeniedTemplate): BrokenRule | undefined {
  const { first, second } = LIMIT.exec(words)?.groups ?? {};
  const resource = (first ?? second)?.toLowerCase();
  if (resource === undefined || !WANTS.test(words)) return undefined;
  const lacking = containers
    .filter(({ resources }) => !resources?.limits?.[resource])
    .map(({ name }) => name);
  const [only, ...others] = lacking;
  if (only === undefined) return undefined;
  return {
    breaks: lacking.map((name) => `${name} has no ${resource} limit`),
    params: { limitedResource: resource, limitOf: others.length === 0 ? only : undefined },
  };
}
