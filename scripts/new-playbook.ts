/** Writes the files of a new playbook and registers it: see --help. */
import { existsSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { Script } from 'node:vm';
import { exportName, playbookTemplate } from './playbook-template.ts';

const USAGE = `Usage: npm run new-playbook <id> [-- --after <playbook>]

Writes playbooks/<id>/, test/playbooks/<id>.test.ts and test/causes/<id>.ts, and puts the playbook into the list in
playbooks/index.ts: last, or after the one named (a cause that strikes earlier in a pod's life stands earlier).

<id> is a failure family in kebab-case: image-pull, config-error.`;

const KEBAB = /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/;

/** Scaffolds in the checkout at \`root\`; throws, having written nothing, where that can't be. */
export async function newPlaybook(root: string, id: string, after?: string): Promise<readonly string[]> {
  if (!KEBAB.test(id)) throw new Error(`${id} is not in kebab-case: lowercase words joined by a hyphen`);
  if (!isName(exportName(id))) throw new Error(`${id} can't be a name in TypeScript: call it otherwise`);
  const files = playbookTemplate(id);
  const taken = [`playbooks/${id}`, `playbooks/${id}.ts`, ...files.keys()].filter((path) =>
    existsSync(join(root, path)),
  );
  if (taken.length > 0) throw new Error(`${taken[0]} exists already`);
  const list = join(root, 'playbooks/index.ts');
  const registered = register(await readFile(list, 'utf8'), id, after);
  for (const [path, text] of files) {
    await mkdir(dirname(join(root, path)), { recursive: true });
    await writeFile(join(root, path), text);
  }
  await writeFile(list, registered);
  return [...files.keys(), 'playbooks/index.ts'];
}

/** Imports stay sorted by path; the list is in the order of a pod's life. */
function register(text: string, id: string, after: string | undefined): string {
  const name = exportName(id);
  const line = `import { ${name} } from './${id}/index.ts';`;
  const imports = [...text.matchAll(/^import \{ \w+ \} from '\.\/([\w-]+)\/index\.ts';$/gm)];
  const next = imports.find(([, other = '']) => other.localeCompare(id, 'en') > 0);
  const last = imports.at(-1);
  if (!last) throw new Error('playbooks/index.ts imports no playbook: register it by hand');
  const at = next?.index ?? last.index + last[0].length + 1;
  const imported = `${text.slice(0, at)}${line}\n${text.slice(at)}`;
  if (after === undefined) return imported.replace(/\n\];/, `\n  ${name},\n];`);
  const entry = `\n  ${exportName(after)},\n`;
  if (!imported.includes(entry)) throw new Error(`there is no playbook ${after} to stand after`);
  return imported.replace(entry, `${entry}  ${name},\n`);
}

/** Whether it can be declared: `new` and `delete` are words of the language. */
function isName(name: string): boolean {
  try {
    new Script(`'use strict'; const ${name} = 0;`);
    return true;
  } catch {
    return false;
  }
}

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { after: { type: 'string' }, help: { type: 'boolean', short: 'h' } },
  });
  const [id] = positionals;
  if (values.help) return console.log(USAGE);
  if (id === undefined || positionals.length > 1) throw new Error(USAGE);
  const written = await newPlaybook(join(import.meta.dirname, '..'), id, values.after);
  console.log(`${written.map((path) => `wrote ${path}`).join('\n')}

What stands there works on a made-up state. Put the real thing in its place, wherever it says TODO or example:
1. playbooks/${id}/causes.ts: a row a cause: the fact first, then what to do.
2. playbooks/${id}/index.ts: what proves it.
3. test/causes/${id}.ts: what gives each cause, and what nearly does and must not.
4. npm run docs writes its page, npm run golden shows what it finds in every recording.
npm run check fails as long as a text says TODO.`);
}

if (import.meta.main) {
  await main().catch((error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  });
}
