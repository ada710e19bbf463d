import type { Judgement } from '../diagnosis/finding.ts';
import type { CauseInfo, Playbook } from '../diagnosis/playbook.ts';
import type { SiteRules } from './compile-file.ts';
import type { ChangeText } from './file-schema.ts';

/** Built-in playbooks as a site wants them: without what is disabled, with what is changed. One untouched stays itself. */
export function applySite(builtIn: readonly Playbook[], rules: readonly SiteRules[]): readonly Playbook[] {
  const disabled = new Set(rules.flatMap((one) => one.disabled));
  const changes = rules.flatMap((one) => one.changes);
  return builtIn.flatMap((playbook) => {
    const names = Object.keys(playbook.causes).map((cause) => `${playbook.id}/${cause}`);
    if (names.every((name) => disabled.has(name))) return [];
    const own = changes.filter(({ cause }) => names.includes(cause));
    return names.some((name) => disabled.has(name)) || own.length > 0
      ? [changed(playbook, disabled, own)]
      : [playbook];
  });
}

function changed(playbook: Playbook, disabled: ReadonlySet<string>, changes: SiteRules['changes']): Playbook {
  const isOn = (cause: string) => !disabled.has(`${playbook.id}/${cause}`);
  const causes = Object.entries(playbook.causes)
    .filter(([cause]) => isOn(cause))
    .map(([cause, info]) => {
      const own = changes.filter((one) => one.cause === `${playbook.id}/${cause}`);
      return [cause, own.reduce((before, { change }) => withChange(before, change), info)];
    });
  const only = ({ findings, ...rest }: Judgement): Judgement => ({
    ...rest,
    findings: findings.filter(({ cause }) => isOn(cause)),
  });
  return {
    ...playbook,
    causes: Object.fromEntries(causes),
    diagnose: (view) => only(playbook.diagnose(view)),
    diagnoseTarget: (view) => only(playbook.diagnoseTarget(view)),
  };
}

/** The site's remedies come before ours: it knows its own house. */
function withChange(info: CauseInfo, { severity, remedies = [], runbooks = [] }: ChangeText): CauseInfo {
  return {
    ...info,
    severity: severity ?? info.severity,
    remedies: [...remedies, ...info.remedies],
    runbooks: [...(info.runbooks ?? []), ...runbooks],
  };
}
