import { entriesAt, listAt, textAt } from './json-path.ts';

// How the API server writes lists and maps into one cell of a table.

/** The names of a pod template's containers. */
export function containerNames(owner: unknown): string {
  return templateContainers(owner, 'name');
}

/** The images of a pod template's containers. */
export function images(owner: unknown): string {
  return templateContainers(owner, 'image');
}

function templateContainers(owner: unknown, field: string): string {
  return joined(listAt(owner, 'spec', 'template', 'spec', 'containers').map((one) => textAt(one, field)));
}

/** `a=b,c=d` or `<none>`. */
export function labelsText(labels: unknown): string {
  return joined(entriesAt(labels).map(([key, value]) => `${key}=${value}`)) || '<none>';
}

/** A label selector as one writes it for `kubectl -l`, `<none>` if it selects everything. */
export function labelSelectorText(selector: unknown): string {
  const labels = entriesAt(selector, 'matchLabels').map(([key, value]) => `${key}=${value}`);
  const expressions = listAt(selector, 'matchExpressions').map((expression) => {
    const key = textAt(expression, 'key');
    const values = `(${joined(listAt(expression, 'values').map(String))})`;
    const operator = textAt(expression, 'operator');
    if (operator === 'Exists') return key;
    return operator === 'DoesNotExist' ? `!${key}` : `${key} ${operator.toLowerCase()} ${values}`;
  });
  return joined([...labels, ...expressions]) || '<none>';
}

/** Joined as Go's tables join: by a comma without a space. */
export function joined(parts: readonly string[]): string {
  return parts.join(',');
}

/** Access modes in their short form, e.g. `RWO,ROX`. */
export function accessModes(modes: readonly unknown[]): string {
  const short: Readonly<Record<string, string>> = {
    ReadWriteOnce: 'RWO',
    ReadOnlyMany: 'ROX',
    ReadWriteMany: 'RWX',
    ReadWriteOncePod: 'RWOP',
  };
  return joined(modes.map((mode) => short[String(mode)] ?? String(mode)));
}
