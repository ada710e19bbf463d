import type { Gate } from '../diagnosis/gate.ts';
import type { Playbook } from '../diagnosis/playbook.ts';
import type { Problem } from '../site-knowledge.ts';
import { applySite } from './apply-site.ts';
import { compileFile, SEE_LIST, type SiteRules } from './compile-file.ts';
import { nameHint } from './complaint.ts';
import { ownPlaybook } from './own-playbook.ts';
import { readSiteFile } from './read-site-file.ts';
import { scopesWith } from './scope.ts';

/** A file as it is in the folder. */
export interface FolderFile {
  readonly name: string;
  /** Undefined where it can't be read: `problem` says why. */
  readonly text?: string;
  readonly problem?: string;
}

/** What a folder comes to. */
export interface Site {
  /** Own causes first, then the built-in ones as they are changed. */
  readonly playbooks: readonly Playbook[];
  /** The files that apply, by name; of a broken one what it said before. */
  readonly rules: ReadonlyMap<string, SiteRules>;
  readonly problems: readonly Problem[];
}

export interface SiteOptions {
  readonly builtIn: readonly Playbook[];
  /** Takes secrets out of all that a condition may see. */
  readonly gate: Gate;
}

/**
 * Site knowledge from files, in the order of their names. Pure. A file applies whole or not at all: one that is broken
 * changes nothing, or, where `before` holds it, goes on applying as it was.
 */
export function loadSite(
  files: readonly FolderFile[],
  { builtIn, gate }: SiteOptions,
  before: ReadonlyMap<string, SiteRules> = new Map(),
): Site {
  const rules = new Map<string, SiteRules>();
  const problems: Problem[] = [];
  const compiled = files
    .toSorted((a, b) => (a.name < b.name ? -1 : 1))
    .map((file) => ({ name: file.name, ...compiledFrom(file, builtIn) }));
  const ids = new Map<string, string>();
  const causes = new Set([...causesOf(builtIn), ...compiled.flatMap(({ rules }) => ownCausesOf(rules))]);
  for (const { name, rules: fresh, problems: own } of compiled) {
    const clashes = fresh ? clashesOf(fresh, ids, causes) : [];
    problems.push(...own, ...clashes);
    const kept = clashes.length === 0 && fresh ? fresh : before.get(name);
    const id = kept?.family?.id;
    if (!kept || (id !== undefined && ids.has(id))) continue;
    rules.set(name, kept);
    if (id !== undefined) ids.set(id, name);
  }
  const scopeFor = scopesWith(gate);
  const own = [...rules.values()].flatMap(({ family }) => (family ? [ownPlaybook(family, scopeFor)] : []));
  return { playbooks: [...own, ...applySite(builtIn, [...rules.values()])], rules, problems };
}

function compiledFrom(
  { name, text, problem }: FolderFile,
  builtIn: readonly Playbook[],
): ReturnType<typeof compileFile> {
  if (text === undefined)
    return { problems: [{ file: name, line: 1, message: problem ?? 'cannot be read' }] };
  try {
    return compileFile(readSiteFile(name, text), builtIn);
  } catch (error) {
    // Nothing that a file holds may stop the bot: not even what we did not think of.
    return { problems: [{ file: name, line: 1, message: `cannot be used: ${(error as Error).message}` }] };
  }
}

/** What is wrong only beside the other files. */
function clashesOf(
  { file, family }: SiteRules,
  ids: ReadonlyMap<string, string>,
  causes: ReadonlySet<string>,
): readonly Problem[] {
  if (!family) return [];
  const { id, explains, lines } = family;
  const other = ids.get(id);
  const twice = `playbook ${id} is that of ${other} as well: choose another id`;
  const unknown = explains.filter((name) => !causes.has(name));
  return [
    ...(other === undefined ? [] : [{ file, line: lines.playbook, message: twice }]),
    ...unknown.map((name) => {
      const hint = nameHint(name, [...causes], 2, SEE_LIST);
      return { file, line: lines.explains, message: `explains names ${name}, which is no cause: ${hint}` };
    }),
  ];
}

function causesOf(playbooks: readonly Playbook[]): readonly string[] {
  return playbooks.flatMap(({ id, causes }) => Object.keys(causes).map((cause) => `${id}/${cause}`));
}

function ownCausesOf(rules: SiteRules | undefined): readonly string[] {
  const family = rules?.family;
  return family ? family.causes.map(({ id }) => `${family.id}/${id}`) : [];
}
