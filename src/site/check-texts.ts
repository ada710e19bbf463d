import type { CauseInfo } from '../diagnosis/playbook.ts';
import type { SubjectKind } from './cel/variables.ts';
import { type Complain, nameList, type Place } from './complaint.ts';

/** Names that a text may hold, and those of them that always have a value. */
export interface KnownParams {
  readonly names: ReadonlySet<string>;
  readonly certain: ReadonlySet<string>;
}

/** What `contextOf` gives every text about a pod, always and where it applies. */
const ALWAYS = ['namespace', 'pod', 'workload'];
const SOMETIMES = ['node', 'template', 'job', 'bare', 'replicaSet'];
const OF_CONTAINERS = ['container', 'image'];
/** What `contextOfTarget` gives beside these, for causes of Services, claims and so on. */
const OF_TARGETS = ['name', 'object', 'target'];

/** The params of an own cause's texts, its own ones included. */
export function paramsOfOwn(subject: SubjectKind, own: readonly string[]): KnownParams {
  const always = [...ALWAYS, ...(subject === 'container' ? OF_CONTAINERS : [])];
  return { names: new Set([...always, ...SOMETIMES, ...own]), certain: new Set([...always, ...own]) };
}

/** The params that added texts of a built-in cause may use: those that its own texts use, and the context's. */
export function paramsOfBuiltIn(causes: readonly CauseInfo[]): KnownParams {
  const texts = causes.flatMap(({ title, says = [], remedies }) => [
    title,
    ...says,
    ...remedies.flatMap(({ text, command = '' }) => [text, command]),
  ]);
  const names = new Set([
    ...ALWAYS,
    ...SOMETIMES,
    ...OF_CONTAINERS,
    ...OF_TARGETS,
    ...texts.flatMap(paramsIn),
  ]);
  return { names, certain: names };
}

interface Texts {
  readonly title?: string | undefined;
  readonly says?: readonly string[] | undefined;
  readonly remedies?: readonly { readonly text: string; readonly command?: string | undefined }[] | undefined;
  readonly runbooks?: readonly string[] | undefined;
}

/** Looks for what is wrong in the texts of a cause: names that mean nothing, groups that don't end. */
export function checkTexts(
  { title, says = [], remedies = [], runbooks = [] }: Texts,
  known: KnownParams,
  place: Place,
  complain: Complain,
): void {
  const check = (text: string, ...way: Place) => checkText(text, known, [...place, ...way], complain);
  if (title !== undefined) {
    check(title, 'title');
    checkTitle(title, known, [...place, 'title'], complain);
  }
  for (const [index, text] of says.entries()) check(text, 'says', index);
  for (const [index, { text, command = '' }] of remedies.entries()) {
    check(text, 'remedies', index, 'text');
    check(command, 'remedies', index, 'command');
  }
  for (const [index, url] of runbooks.entries()) check(url, 'runbooks', index);
}

/** The `{param}`s of a text. */
function paramsIn(text: string): readonly string[] {
  return [...text.matchAll(/\{([a-zA-Z]\w*)\}/g)].map(([, name = '']) => name);
}

/** The params without which a text can't be shown. */
export function paramsOutsideGroups(text: string): readonly string[] {
  return paramsIn(text.replace(/\[\[.*?\]\]/gs, ''));
}

function checkText(text: string, { names }: KnownParams, place: Place, complain: Complain): void {
  const outside = text.replace(/\[\[(?:(?!\[\[).)*?\]\]/gs, '');
  const open = /\[\[|\]\]/.exec(outside)?.[0];
  if (open) complain({ place, message: `has a ${open} without its other half: groups are [[…]]` });
  for (const name of new Set(paramsIn(text)))
    if (!names.has(name))
      complain({ place, message: `names {${name}}, which is no param of it: there are ${nameList(names)}` });
}

/** A title is always shown, so what may be unknown stands in a group. */
function checkTitle(title: string, { names, certain }: KnownParams, place: Place, complain: Complain): void {
  const unsure = paramsOutsideGroups(title).find((name) => names.has(name) && !certain.has(name));
  if (unsure !== undefined)
    complain({
      place,
      message: `needs {${unsure}}, which is not always known: put it in a group, [[ on {${unsure}}]]`,
    });
}
