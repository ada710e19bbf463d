/** One namespace or several, as a command names them. */
export interface TypedNamespaces {
  readonly namespace?: string;
  /** More than one; then `namespace` is absent. */
  readonly namespaces?: readonly string[];
}

/** `shop, pay` → `shop`, `pay`. */
export function namesIn(text: string): readonly string[] {
  return text
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '');
}

export function namespacesOf({ namespace, namespaces = [] }: TypedNamespaces): readonly string[] {
  return namespace === undefined ? namespaces : [namespace, ...namespaces];
}

/** The same namespaces, each once; nothing for none. */
export function inNamespaces(names: readonly string[]): TypedNamespaces {
  const [namespace, ...more] = new Set(names);
  if (namespace === undefined) return {};
  return more.length === 0 ? { namespace } : { namespaces: [namespace, ...more] };
}
