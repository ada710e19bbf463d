/** What an admission webhook or policy said against a pod. */
export interface Denial {
  /** The webhook's name; absent for a ValidatingAdmissionPolicy. */
  readonly webhook?: string;
  /** `ValidatingAdmissionPolicy` or `MutatingAdmissionPolicy`. */
  readonly policyKind?: string;
  readonly policy?: string;
  readonly binding?: string;
  readonly reasons: readonly DenialReason[];
}

/** One rule that was broken, under the name that its engine gives it. */
export interface DenialReason {
  /** Gatekeeper's constraint, Kyverno's policy. */
  readonly policy?: string;
  /** Kyverno's rule. */
  readonly rule?: string;
  readonly words: string;
}

export type DenialMessage = { readonly kind: 'denied' } & Denial;

/** Reads a refusal by a webhook, by a policy of the API server itself, Gatekeeper's and Kyverno's among them. */
export function readDenial(text: string): DenialMessage | undefined {
  return byPolicy(text) ?? byWebhook(text);
}

function byPolicy(text: string): DenialMessage | undefined {
  const [, policyKind, policy, binding, words = ''] =
    /((?:Validating|Mutating)AdmissionPolicy) ['"]([^'"]{1,253})['"](?: with binding ['"]([^'"]{1,253})['"])? denied request:?\s*(.*)$/s.exec(
      text,
    ) ?? [];
  if (!policyKind || !policy) return undefined;
  const named = binding === undefined ? {} : { binding };
  return { kind: 'denied', policyKind, policy, ...named, reasons: reasonOf(words) };
}

function byWebhook(text: string): DenialMessage | undefined {
  const [, webhook, words = ''] =
    /^admission webhook "([^"]{1,253})" denied the request(?: without explanation|:\s*(.*))?$/s.exec(text) ??
    [];
  if (!webhook) return undefined;
  const told = words.trim();
  const reasons = ofKyverno(told) ?? ofGatekeeper(told) ?? ofWarden(told) ?? reasonOf(told);
  return { kind: 'denied', webhook, reasons };
}

function reasonOf(words: string): readonly DenialReason[] {
  const told = oneLine(words);
  return told ? [{ words: told }] : [];
}

/** `[constraint] words`, one a line; up to 3.2 `[denied by constraint] words`. */
function ofGatekeeper(words: string): readonly DenialReason[] | undefined {
  const reasons = words.split('\n').flatMap((line) => {
    const [, policy, rest = ''] = /^\[(?:denied by )?([\w.-]{1,253})\]\s*(.*)$/.exec(line.trim()) ?? [];
    return policy ? [{ policy, words: oneLine(rest) }] : [];
  });
  return reasons.length > 0 ? reasons : undefined;
}

/** GKE Autopilot: `Violations details: {"[denied by constraint]":["words","words"]}`. */
function ofWarden(words: string): readonly DenialReason[] | undefined {
  const denials = words.matchAll(/"\[denied by ([\w.-]{1,253})\]":\[("(?:[^"\\]|\\.){0,2000}")/g);
  const reasons = [...denials].map(([, policy = '', said = '']) => ({
    policy,
    words: oneLine(said.slice(1, -1)),
  }));
  return reasons.length > 0 ? reasons : undefined;
}

/**
 * A YAML map of policies to rules to words behind a headline:
 * `resource Pod/shop/web was blocked due to the following policies`.
 */
function ofKyverno(words: string): readonly DenialReason[] | undefined {
  const [head = '', ...lines] = words.split('\n');
  if (!/due to the following policies|for resource violation/.test(head)) return undefined;
  const reasons: DenialReason[] = [];
  let policy = '';
  for (const line of lines) {
    const [, name, rule, rest = ''] =
      /^(?:([^\s:][^:]{0,252}):\s*|\s{2}([^\s:'"][^:]{0,252}):\s+(.*))$/.exec(line) ?? [];
    const last = reasons.at(-1);
    if (name) policy = name;
    else if (rule) reasons.push({ policy, rule, words: rest });
    else if (last && line.trim()) reasons.splice(-1, 1, { ...last, words: `${last.words} ${line.trim()}` });
  }
  return reasons.map((reason) => ({ ...reason, words: withoutFrame(reason.words) }));
}

/** Kyverno quotes what it says, and repeats the rule's name in it. */
function withoutFrame(words: string): string {
  return oneLine(words)
    .replace(/^['"]|['"]$/g, '')
    .replace(/^validation error: /, '')
    .replace(/\.? [Rr]ule \S{1,253} (?:failed at path (\S{1,300}?)\/?|execution error: .*)$/, (_, path) =>
      path ? ` (at ${path})` : '',
    );
}

function oneLine(words: string): string {
  return words.replace(/\s+/g, ' ').trim();
}
