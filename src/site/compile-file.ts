import type { CauseInfo, Playbook } from '../diagnosis/playbook.ts';
import type { Problem } from '../site-knowledge.ts';
import { checkTexts, paramsOfBuiltIn } from './check-texts.ts';
import { compileCause } from './compile-cause.ts';
import { type Complain, type Complaint, nameHint, type Place, placeText } from './complaint.ts';
import { type ChangeText, ID, type SiteFile } from './file-schema.ts';
import type { OwnFamily } from './own-playbook.ts';
import type { ReadFile } from './read-site-file.ts';
import type { YamlSource } from './yaml-source.ts';

/** What a file changes about a cause that podwhy knows. */
export interface CauseChange {
  /** `playbook/cause` */
  readonly cause: string;
  readonly change: ChangeText;
}

/** A file that is in order. */
export interface SiteRules {
  readonly file: string;
  /** `playbook/cause` */
  readonly disabled: readonly string[];
  readonly changes: readonly CauseChange[];
  readonly family?: OwnFamily | undefined;
}

/** What `playbooks list` is for. */
export const SEE_LIST = '`podwhy playbooks list` prints all';

/** Looks at what a file says: rules where all of it is in order, else problems. */
export function compileFile(
  { name, content, source, problems: unreadable }: ReadFile,
  builtIn: readonly Playbook[],
): { readonly rules?: SiteRules; readonly problems: readonly Problem[] } {
  if (!content) return { problems: unreadable };
  const complaints: Complaint[] = [];
  const complain: Complain = (complaint) => void complaints.push(complaint);
  const rules: SiteRules = {
    file: name,
    disabled: (content.disable ?? []).flatMap((cause, index) =>
      namedBy(cause, builtIn, ['disable', index], complain).map(([id]) => id),
    ),
    changes: changesOf(content, builtIn, complain),
    family: familyOf(name, content, source, builtIn, complain),
  };
  if (complaints.length === 0) return { rules, problems: [] };
  const problems = complaints.map(({ place, message, offset }) => ({
    file: name,
    line: offset === undefined ? source.lineOf(place) : source.lineInText(place, offset),
    message: `${placeText(place) || 'the file'} ${message}`,
  }));
  return { problems: problems.toSorted((a, b) => a.line - b.line) };
}

/** The built-in causes that a name or `playbook/*` stands for; a complaint where there are none. */
function namedBy(
  name: string,
  builtIn: readonly Playbook[],
  place: Place,
  complain: Complain,
): readonly (readonly [cause: string, info: CauseInfo])[] {
  const all = builtIn.flatMap(({ id, causes }) =>
    Object.entries(causes).map(([cause, info]) => [`${id}/${cause}`, info] as const),
  );
  const [playbook, cause] = name.split('/');
  const named = all.filter(([id]) => id === name || (cause === '*' && id.startsWith(`${playbook}/`)));
  if (named.length > 0) return named;
  const known = cause === '*' ? builtIn.map(({ id }) => `${id}/*`) : all.map(([id]) => id);
  const hint = nameHint(name, known, 2, SEE_LIST);
  complain({ place, message: `names ${name}, which podwhy does not know: ${hint}` });
  return [];
}

function changesOf(
  { change = {} }: SiteFile,
  builtIn: readonly Playbook[],
  complain: Complain,
): readonly CauseChange[] {
  // What is said of a whole playbook comes first, so that what is said of one cause holds.
  const entries = Object.entries(change).toSorted(
    ([a], [b]) => Number(b.endsWith('*')) - Number(a.endsWith('*')),
  );
  return entries.flatMap(([name, text]) => {
    const place = ['change', name];
    const named = namedBy(name, builtIn, place, complain);
    if (named.length > 0) checkTexts(text, paramsOfBuiltIn(named.map(([, info]) => info)), place, complain);
    return named.map(([cause]) => ({ cause, change: text }));
  });
}

function familyOf(
  file: string,
  { playbook, title, meaning, impact, explains = [], causes = {} }: SiteFile,
  { lineOf }: YamlSource,
  builtIn: readonly Playbook[],
  complain: Complain,
): OwnFamily | undefined {
  if (Object.keys(causes).length === 0) return undefined;
  const id = playbook ?? file.replace(/\.ya?ml$/, '');
  if (!ID.test(id))
    complain({ place: [], message: 'has causes, and its name is no id for them: add playbook: my-team' });
  if (builtIn.some((one) => one.id === id))
    complain({
      place: playbook === undefined ? [] : ['playbook'],
      message: `is called ${id} like one of podwhy's own: choose another id`,
    });
  return {
    id,
    title: title ?? `${id} (${file})`,
    meaning: meaning ?? `Causes of the site's own, from ${file}.`,
    impact: impact ?? '',
    explains,
    causes: Object.entries(causes).map(([cause, text]) => compileCause(cause, text, lineOf, complain)),
    lines: { playbook: lineOf(['playbook']), explains: lineOf(['explains']) },
  };
}
