import type { CauseInfo, Playbook, Remedy } from '../src/diagnosis/playbook.ts';
import type { SectionName } from '../src/diagnosis/snapshot.ts';
import { PERMISSIONS } from '../src/kube/permissions.ts';
import { byHand } from './by-hand.ts';
import { readable, readableCommand } from './readable-text.ts';

const GENERATED = 'Generated from `playbooks/` by `npm run docs`.';

/** docs/playbooks/: a page for each playbook, for whoever is on call, and the index of them. By path. */
export function playbookPages(playbooks: readonly Playbook[]): ReadonlyMap<string, string> {
  return new Map([
    ['docs/playbooks/README.md', index(playbooks)],
    ...playbooks.map((one) => [`docs/playbooks/${one.id}.md`, page(one).replace(/\n{3,}/g, '\n\n')] as const),
  ]);
}

function page(playbook: Playbook): string {
  const causes = Object.entries(playbook.causes);
  return `# ${readable(playbook.title)}

${GENERATED} Playbook \`${playbook.id}\`, one of [these](README.md).

Let it be found out, which takes a second and changes nothing: \`podwhy why <name> -n <namespace>\`, or in Slack
\`/pod why <name> -n <namespace>\`. The answer names the cause, the proof and the fix, with the names of your
cluster in place of \`<…>\`.

## Meaning

${readable(playbook.meaning)}

## Impact

${readable(playbook.impact)}

## Diagnosis

One of ${causes.length} causes is found:

| cause | severity | the answer begins |
|---|---|---|
${causes.map((cause) => causeRow(...cause)).join('\n')}

${causes.map((cause) => described(...cause)).join('\n')}
### What is asked of the cluster

What was asked about, its pods, and as far as the cause depends on it:

| question | by hand | RBAC | without it the answer lacks |
|---|---|---|---|
${playbook.reads.flatMap(questionRows).join('\n')}

Each is optional: what may not be read is named in the answer under *not seen*. The role that allows all of it is in
[permissions.md](../permissions.md).

## Mitigation

podwhy runs none of this, and names only the steps that fit. Commands that change the cluster are marked; a \`<patch>\` is
written out in the answer, by hand \`kubectl edit\` of the same object does as well.

${causes.map((cause) => mitigated(...cause)).join('\n')}
## Alerts

${playbook.alerts.length === 0 ? 'None of the kubernetes-mixin leads here.' : `Behind these alerts of the kubernetes-mixin this may be found: ${playbook.alerts.map((alert) => `\`${alert}\``).join(', ')}.`}
`;
}

function causeRow(cause: string, info: CauseInfo): string {
  return `| [${cause}](#${cause}) | ${severity(info)} | ${cell(readable(info.title))} |`;
}

function severity({ severity: own, verdict }: CauseInfo): string {
  return verdict === 'waiting' ? `${own}, resolves by itself` : own;
}

function described(cause: string, info: CauseInfo): string {
  const says = (info.says ?? []).map((text) => `- ${readable(text)}`);
  const more = says.length === 0 ? '' : `Where it is known, the answer goes on:\n\n${says.join('\n')}\n\n`;
  const todo = info.remedies.length === 0 ? '' : `[What to do](#when-it-is-${cause})\n`;
  return `### ${cause}\n\n**${readable(info.title)}** (${severity(info)})\n\n${more}${todo}`;
}

function mitigated(cause: string, { remedies }: CauseInfo): string {
  if (remedies.length === 0) return '';
  return `### When it is ${cause}\n\n${remedies.map(step).join('\n')}\n`;
}

function step({ text, command, changes }: Remedy): string {
  const mark = changes ? ' **(changes the cluster)**' : '';
  const code = command === undefined ? '' : `\n\n  \`\`\`sh\n  ${readableCommand(command)}\n  \`\`\`\n`;
  return `- ${readable(text)}${mark}${code}`;
}

function questionRows(section: SectionName): readonly string[] {
  return PERMISSIONS[section].map((permission) => {
    const { verb, resource, apiGroup, without } = permission;
    const right = `\`${verb} ${resource}\`${apiGroup === '' ? '' : ` (${apiGroup})`}`;
    return `| \`${section}\` | \`${byHand(section, permission)}\` | ${right} | ${cell(without)} |`;
  });
}

function index(playbooks: readonly Playbook[]): string {
  const rows = playbooks.map(
    ({ id, title, causes }) =>
      `| [${readable(title)}](${id}.md) | \`${id}\` | ${Object.keys(causes).length} |`,
  );
  const alerts = [...new Set(playbooks.flatMap((playbook) => playbook.alerts))].sort();
  const byAlert = alerts.map((alert) => {
    const links = playbooks.filter((one) => one.alerts.includes(alert)).map(({ id }) => `[${id}](${id}.md)`);
    return `| \`${alert}\` | ${links.join(', ')} |`;
  });
  const causes = playbooks.flatMap(({ id, causes: own }) =>
    Object.entries(own).map(
      ([cause, info]) =>
        `| [\`${id}/${cause}\`](${id}.md#${cause}) | ${severity(info)} | ${cell(readable(info.title))} |`,
    ),
  );
  return `# Playbooks

${GENERATED} In the order of a pod's life: a cause that strikes earlier ranks before one that strikes later.

| what is wrong | playbook | causes |
|---|---|---|
${rows.join('\n')}

## By alert

Alerts of the kubernetes-mixin, and where they lead. Ask podwhy with the alert's labels: \`podwhy why <pod> -n <namespace>\`.

| alert | playbooks |
|---|---|
${byAlert.join('\n')}

## All causes

What stands in \`<…>\` is filled in with what was found; parts of which something is not known are left out, and of what
stands on both sides of a / one is said.

| cause | severity | the answer begins |
|---|---|---|
${causes.join('\n')}
`;
}

function cell(text: string): string {
  return text.replaceAll('|', '\\|');
}
