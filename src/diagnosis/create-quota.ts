/** One resource of a refusal by a ResourceQuota, as the API wrote it; a message that was cut lacks its end. */
export interface QuotaAmount {
  /** As the quota names it: `requests.cpu`, `limits.memory`, `pods`, `count/pods`. */
  readonly resource: string;
  readonly requested: string;
  readonly used?: string;
  readonly limited?: string;
}

/** A resource that a quota wants to be set, and the containers that don't; none where an old API server names none. */
export interface QuotaField {
  readonly resource: string;
  readonly containers: readonly string[];
}

export type QuotaMessage =
  | { readonly kind: 'quota-exceeded'; readonly quota: string; readonly amounts: readonly QuotaAmount[] }
  | { readonly kind: 'quota-needs-limits'; readonly quota: string; readonly fields: readonly QuotaField[] }
  /** The cluster admits this only where a quota covers it, and none does: `scopes` or `resources` say what. */
  | { readonly kind: 'quota-missing'; readonly scopes?: string; readonly resources?: string };

/**
 * Reads what the ResourceQuota plugin says
 * (https://github.com/kubernetes/kubernetes/blob/v1.36.0/staging/src/k8s.io/apiserver/pkg/admission/plugin/resourcequota/controller.go).
 */
export function readQuotaMessage(text: string): QuotaMessage | undefined {
  return exceeded(text) ?? needsLimits(text) ?? missing(text);
}

function exceeded(text: string): QuotaMessage | undefined {
  const [, quota, rest = ''] = /exceeded quota: ([^\s,]{1,253}), requested:\s*(.*)$/s.exec(text) ?? [];
  if (quota === undefined) return undefined;
  const [requested = '', after = ''] = rest.split(', used: ');
  const [used = '', limited = ''] = after.split(', limited: ');
  const [usedOf, limitedOf] = [amountsOf(used), amountsOf(limited)];
  const amounts = [...amountsOf(requested)].map(([resource, amount]) => ({
    resource,
    requested: amount,
    ...optional('used', usedOf.get(resource)),
    ...optional('limited', limitedOf.get(resource)),
  }));
  return { kind: 'quota-exceeded', quota, amounts };
}

/** `limits.cpu=2,pods=1`. */
function amountsOf(text: string): ReadonlyMap<string, string> {
  const pairs = text.split(',').flatMap((pair) => {
    const [, resource, amount] = /^\s*([^\s=]+)=([\w.+-]+)/.exec(pair) ?? [];
    return resource && amount ? [[resource, amount] as const] : [];
  });
  return new Map(pairs);
}

function optional<K extends string>(key: K, value: string | undefined): { readonly [P in K]?: string } {
  return value === undefined ? {} : ({ [key]: value } as { readonly [P in K]: string });
}

/** Since 1.22 `limits.cpu for: a,b; memory for: a`; before that the resources alone. */
function needsLimits(text: string): QuotaMessage | undefined {
  const [, quota, rest = ''] = /failed quota: ([^\s:]{1,253}): must specify\s*(.*)$/s.exec(text) ?? [];
  if (quota === undefined) return undefined;
  const parts = rest.includes(' for: ') ? rest.split(';') : rest.split(',');
  const fields = parts.flatMap((part) => {
    const [resource = '', containers = ''] = part.trim().split(' for: ');
    return resource ? [{ resource, containers: containers.split(',').filter(Boolean) }] : [];
  });
  return { kind: 'quota-needs-limits', quota, fields };
}

function missing(text: string): QuotaMessage | undefined {
  const [, scopes, resources] =
    /insufficient quota to (?:match these scopes: \[?(.*?)\]?$|consume: (.*)$)/s.exec(text) ?? [];
  if (scopes) return { kind: 'quota-missing', scopes };
  return resources ? { kind: 'quota-missing', resources } : undefined;
}
