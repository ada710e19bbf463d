import type { Severity } from '../diagnosis/finding.ts';
import type { Playbook } from '../diagnosis/playbook.ts';
import type { ListedCause, ListedChange } from '../site-knowledge.ts';
import type { SiteRules } from './compile-file.ts';

/** Every cause, in the order in which findings of equal severity are told. */
export function listCauses(
  builtIn: readonly Playbook[],
  rules: readonly SiteRules[],
): readonly ListedCause[] {
  const own = rules.flatMap(({ file, family }) =>
    (family?.causes ?? []).map(({ id, info: { title, severity } }) => ({
      playbook: family?.id ?? '',
      cause: id,
      title,
      severity,
      file,
      changed: [],
    })),
  );
  const known = builtIn.flatMap(({ id: playbook, causes }) =>
    Object.entries(causes).map(([cause, { title, severity }]) => {
      const { changed, now } = changesOf(`${playbook}/${cause}`, severity, rules);
      return { playbook, cause, title, severity: now, changed };
    }),
  );
  return [...own, ...known];
}

function changesOf(
  name: string,
  severity: Severity,
  rules: readonly SiteRules[],
): { readonly changed: readonly ListedChange[]; readonly now: Severity } {
  let now = severity;
  const changed: ListedChange[] = [];
  for (const { file, disabled, changes } of rules) {
    if (disabled.includes(name)) changed.push({ file, what: 'disabled', text: 'disabled' });
    for (const { cause, change } of changes) {
      if (cause !== name) continue;
      const { severity: wanted = now, remedies = [], runbooks = [] } = change;
      if (wanted !== now) changed.push({ file, what: 'severity', text: `${now} → ${wanted}` });
      now = wanted;
      if (remedies.length > 0) changed.push({ file, what: 'remedies', text: `+${remedies.length}` });
      if (runbooks.length > 0) changed.push({ file, what: 'runbooks', text: `+${runbooks.length}` });
    }
  }
  return { changed, now };
}
