/** What the Pod Security Standards forbid in a pod: the check and, in brackets after it, who breaks it and how. */
export interface SecurityViolation {
  /** `allowPrivilegeEscalation != false`, `host namespaces`, … */
  readonly check: string;
  /** Empty where the API gave none. */
  readonly detail: string;
}

export interface PodSecurityMessage {
  readonly kind: 'pod-security';
  /** `restricted` or `baseline`. */
  readonly level: string;
  /** `latest` or `v1.30`. */
  readonly version: string;
  readonly violations: readonly SecurityViolation[];
}

/**
 * Reads a refusal by Pod Security admission, built in or run as a webhook
 * (https://github.com/kubernetes/kubernetes/blob/v1.36.0/staging/src/k8s.io/pod-security-admission/policy/checks.go).
 */
export function readPodSecurityMessage(text: string): PodSecurityMessage | undefined {
  const [, level, version = 'latest', list = ''] =
    /violates PodSecurity "([\w-]{1,60}):([\w.-]{1,60})":\s*(.*)$/s.exec(text) ?? [];
  if (level === undefined) return undefined;
  return { kind: 'pod-security', level, version, violations: splitList(list).map(toViolation) };
}

/** Splits at the commas that stand in no brackets: details have commas of their own. */
function splitList(list: string): readonly string[] {
  const parts: string[] = [];
  let depth = 0;
  let start = 0;
  for (let at = 0; at < list.length; at++) {
    if (list[at] === '(') depth++;
    else if (list[at] === ')') depth--;
    else if (list[at] === ',' && depth <= 0) {
      parts.push(list.slice(start, at));
      start = at + 1;
    }
  }
  return [...parts, list.slice(start)].map((part) => part.trim()).filter(Boolean);
}

function toViolation(part: string): SecurityViolation {
  const at = part.indexOf(' (');
  if (at < 0) return { check: part, detail: '' };
  return { check: part.slice(0, at), detail: part.slice(at + 2).replace(/\)$/, '') };
}
