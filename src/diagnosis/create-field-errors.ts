/** One field that the API or a security policy does not accept. */
export interface FieldError {
  /** `spec.containers[0].resources.requests`, without the leading dot that OpenShift writes. */
  readonly path: string;
  readonly kind: string;
  /** As written after `Invalid value`; absent where none is. */
  readonly value?: string;
  readonly why: string;
  /** The SecurityContextConstraints that says so. */
  readonly provider?: string;
}

const KINDS =
  'Invalid value|Required value|Unsupported value|Duplicate value|Forbidden|Not found|Too long|Too many|Internal error';
/** `provider restricted-v2: .spec.securityContext.fsGroup: Invalid value: `; the provider on OpenShift alone. */
const START = new RegExp(
  `(?:provider "?([\\w.:-]{1,253}?)"?: )?(?:(?<![\\w"])(\\.?[a-zA-Z]\\w{0,60}(?:[.[][^\\s:]{1,300})?): )?(${KINDS})(?:: |(?=[,\\]]|$))`,
  'g',
);

/** Reads a list of field errors, alone, in brackets, apart by commas or, on old API servers, by spaces. */
export function readFieldErrors(text: string): readonly FieldError[] {
  const starts = [...text.matchAll(START)].filter(([, provider, path]) => provider || path);
  return starts.map((start, index) => {
    const [all, provider, path = '', kind = ''] = start;
    const end = starts[index + 1]?.index ?? text.length;
    const rest = text
      .slice(start.index + all.length, end)
      .replace(/[\s,]+$/, '')
      .replace(index === starts.length - 1 ? /\]$/ : /$^/, '');
    return {
      path: path.replace(/^\./, ''),
      kind,
      ...valueAndWhy(kind, rest),
      ...(provider ? { provider } : {}),
    };
  });
}

/** Only these two carry the value: in quotes, as `[]int64{1000}`, or as a plain word. */
function valueAndWhy(kind: string, rest: string): { readonly value?: string; readonly why: string } {
  if (!/value$/.test(kind) || kind === 'Required value') return { why: rest };
  const [, quoted, bare, why] = /^(?:"((?:[^"\\]|\\.){0,400})"|([^:]{1,400}?))(?:: (.*))?$/s.exec(rest) ?? [];
  return { value: quoted ?? bare ?? rest, why: why ?? '' };
}
