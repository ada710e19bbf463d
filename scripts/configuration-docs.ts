import { z } from 'zod';
import { ENVIRONMENT } from '../src/config/environment.ts';
import { CONFIG_FILE } from '../src/config/file.ts';

interface Schema {
  readonly description?: string;
  readonly type?: string;
  readonly default?: unknown;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly additionalProperties?: Schema | boolean;
  readonly items?: Schema;
}

/** docs/configuration.md, from the schemas' own descriptions. */
export function configuration(): string {
  const variables = Object.entries(ENVIRONMENT.shape).map(
    ([name, { description }]) => `| \`${name}\` | ${cell(description)} |`,
  );
  const settings = rowsOf(z.toJSONSchema(CONFIG_FILE, { io: 'input', unrepresentable: 'any' }) as Schema, '');
  return `# Configuration

Generated from \`src/config/\` by \`npm run docs\`. All problems are told at once when the program starts; an empty variable
counts as one that is not set.

## Environment

| variable | |
|---|---|
${variables.join('\n')}

## The file

YAML, at the path in \`CONFIG_FILE\`; [podwhy.example.yaml](../podwhy.example.yaml) is one to begin with. \`a[].b\` is field b of
each item of the list a, \`a.*.b\` of each entry of the map a. A field that isn't listed is refused.

| setting | default | |
|---|---|---|
${settings.join('\n')}

## Access

Without \`access\` everybody may ask everything in every channel that the bot is in. With it, an ask is settled first: cluster and
namespace are filled in from the channel's defaults, then from the configuration, and \`shop/web\`, \`web -n shop\` and
\`-l app=web -n shop\` are checked alike. Then the first of these decides:

1. a **deny** rule that fits: refused;
2. an **allow** rule that fits: allowed;
3. \`default\`.

- A rule fits when the channel fits, the person fits (named in \`users\`, or a member of one of \`groups\`), and cluster,
  namespace and verb fit. Whatever a rule leaves out fits always. In App Home there is no channel: only rules without \`channels\`
  fit there.
- \`nodes\` concerns the cluster as a whole: a rule with \`namespaces\` does not open it, unless they are \`*\`.
- \`digest\` of all namespaces is open to whoever may ask \`digest\` of any, and shows those alone: nothing of the others is named or
  counted. A schedule made in Slack has the rights of who made it, checked each time; one of \`digests.schedules\` shows all that it
  names.
- User groups need the scope \`usergroups:read\`. When Slack can't say who is in a user group, allow rules for the group don't fit and deny rules do.
- "Did you mean" offers only names from namespaces of which the same could be asked.
- \`why\`, \`watch\`, \`describe\` and \`events\` quote what the cluster says, \`why\` and \`watch\` also the log lines that decide:
  a rule that leaves \`logs\` out does not keep these from being quoted, \`LOGS=off\` does. An answer about a pod that isn't
  scheduled may name pods of other namespaces that take the room.
- Refusals say which rule would allow the ask, with the ids of its channels, people and groups.
`;
}

function rowsOf(schema: Schema, path: string): readonly string[] {
  const { properties = {}, additionalProperties, items } = schema;
  const own = path === '' ? [] : [`| \`${path}\` | ${defaultOf(schema)} | ${cell(schema.description)} |`];
  const fields = Object.entries(properties).flatMap(([name, field]) =>
    rowsOf(field, path === '' ? name : `${path}.${name}`),
  );
  const entries = typeof additionalProperties === 'object' ? inner(additionalProperties, `${path}.*`) : [];
  return [...own, ...fields, ...entries, ...(items ? inner(items, `${path}[]`) : [])];
}

/** What is in a list or a map is worth a row of its own where it has fields. */
function inner(schema: Schema, path: string): readonly string[] {
  return schema.properties ? rowsOf(schema, path) : [];
}

function defaultOf(schema: Schema): string {
  if (schema.default === undefined || schema.type === 'object') return '';
  return `\`${JSON.stringify(schema.default)}\``;
}

function cell(text = ''): string {
  return text.replaceAll('|', '\\|').replaceAll('<', '&lt;');
}
