/** One bound of a LimitRange that a pod, a container or a claim breaks. Amounts are as the API wrote them. */
export interface BrokenBound {
  /** `Container`, `Pod` or `PersistentVolumeClaim`. */
  readonly type: string;
  readonly resource: string;
  readonly bound: 'min' | 'max' | 'ratio';
  readonly allowed: string;
  /** What was looked at; of a ratio the ratio itself, where both of its amounts are set. */
  readonly of: 'request' | 'limit' | 'ratio';
  /** Absent where it isn't set at all. */
  readonly observed?: string;
}

const USAGE =
  /\b(minimum|maximum) (\S{1,200}) usage per (\w{1,60}) is ([\w.+-]{1,60}?)(?:\.\s+No (request|limit) is specified|, but (request|limit) is ([\w.+-]{1,60}))/gi;
const RATIO =
  /([^\s[]{1,200}) max limit to request ratio per (\w{1,60}) is ([\w.+-]{1,60}), but (?:no (request|limit) is specified|provided ratio is ([\d.]{1,60}))/gi;

/**
 * Reads what the LimitRanger plugin says: one bound, or several in a list. It does not name the LimitRange
 * (https://github.com/kubernetes/kubernetes/blob/v1.36.0/plugin/pkg/admission/limitranger/admission.go).
 */
export function readLimitRangeMessage(text: string): readonly BrokenBound[] {
  const usage = [...text.matchAll(USAGE)].map(
    ([, which = '', resource = '', type = '', allowed = '', unset, of = unset, observed]): BrokenBound => ({
      type,
      resource,
      bound: which.toLowerCase() === 'minimum' ? 'min' : 'max',
      allowed: withoutStop(allowed),
      of: of?.toLowerCase() === 'limit' ? 'limit' : 'request',
      ...(observed === undefined ? {} : { observed: withoutStop(observed) }),
    }),
  );
  const ratios = [...text.matchAll(RATIO)].map(
    ([, resource = '', type = '', allowed = '', unset, observed]): BrokenBound => ({
      type,
      resource,
      bound: 'ratio',
      allowed,
      of: observed === undefined ? (unset as 'request' | 'limit') : 'ratio',
      ...(observed === undefined ? {} : { observed: withoutStop(observed) }),
    }),
  );
  return [...usage, ...ratios];
}

/** Up to 1.18 each bound was a sentence. */
function withoutStop(amount: string): string {
  return amount.replace(/\.$/, '');
}
