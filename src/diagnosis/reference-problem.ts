import { parseImage } from './image-reference.ts';

/** What can be wrong with an image reference. */
export type ReferenceProblemKind =
  | 'empty'
  | 'space'
  | 'scheme'
  | 'placeholder'
  | 'uppercase'
  | 'second-tag'
  | 'empty-tag'
  | 'tag-characters'
  | 'tag-length'
  | 'digest'
  | 'host'
  | 'path';

export interface ReferenceProblem {
  readonly kind: ReferenceProblemKind;
  /** The part of the reference that is wrong; `""` for one that is empty. */
  readonly part: string;
}

// The grammar: https://github.com/distribution/reference/blob/main/regexp.go
const HOST =
  /^(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)*|\[[0-9a-f:.]+\])(?::\d+)?$/i;
const COMPONENT = /^[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*$/;
const PLACEHOLDER = /\$\{[^}]*\}|\$\([^)]*\)|\{\{.*\}\}|<[^<>]*>|\$[A-Z_]\w*|%[A-Z_]+%/;
const MOST_TAG = 128;

/** Everything that keeps a text from being an image reference, the most telling first; empty for a valid one. */
export function referenceProblems(text: string): readonly ReferenceProblem[] {
  if (text.trim() === '') return [{ kind: 'empty', part: '""' }];
  const placeholder = PLACEHOLDER.exec(text)?.[0];
  // What stands in for a value breaks the rest in ways that say nothing.
  if (placeholder !== undefined) return [{ kind: 'placeholder', part: placeholder }];
  const scheme = /^\s*([a-z][a-z0-9+.-]{0,20}:\/\/)/i.exec(text)?.[1];
  return [
    ...(scheme === undefined ? [] : [problem('scheme', scheme)]),
    ...(/\s/.test(text) ? [problem('space', text)] : []),
    ...nameProblems(text),
    ...tagProblems(parseImage(text).tag),
    ...digestProblems(parseImage(text).digest),
  ];
}

/** What has one obvious correction; a tag, a placeholder or a space in the middle would have to be guessed. */
const CORRECTABLE: readonly ReferenceProblemKind[] = ['scheme', 'uppercase', 'second-tag', 'path', 'space'];

/** The reference as it was probably meant; undefined where that is a guess or nothing is wrong. */
export function correctedReference(text: string): string | undefined {
  if (referenceProblems(text).length === 0) return undefined;
  // A space beside a separator splits nothing that a name could be made of.
  const tight = text.replace(/\s{0,20}([/:@])\s{0,20}/g, '$1');
  if (!referenceProblems(tight).every((one) => CORRECTABLE.includes(one.kind))) return undefined;
  const { registry, explicit, repository, tag, digest } = parseImage(tight);
  const path = repository
    .toLowerCase()
    .replace(/\/{2,}/g, '/')
    .replace(/^\/|\/$/g, '');
  const corrected = [
    explicit ? `${registry.toLowerCase()}/${path}` : path.replace(/^library\//, ''),
    tag === undefined || !tight.includes(`:${tag}`) ? '' : `:${tag.split(':')[0]}`,
    digest === undefined ? '' : `@${digest}`,
  ].join('');
  return referenceProblems(corrected).length > 0 ? undefined : corrected;
}

function problem(kind: ReferenceProblemKind, part: string): ReferenceProblem {
  return { kind, part };
}

function nameProblems(text: string): ReferenceProblem[] {
  const { registry, explicit, repository } = parseImage(text.replace(/\s/g, ''));
  // `Shop/app` is read as host Shop: a letter in upper case can't be in a path.
  const isPath = explicit && registry !== 'localhost' && !/[.:[]/.test(registry);
  const path = isPath ? `${registry}/${repository}` : repository;
  if (path !== path.toLowerCase()) return [problem('uppercase', path)];
  if (explicit && !HOST.test(registry)) return [problem('host', registry)];
  const bad = repository.split('/').find((component) => !COMPONENT.test(component));
  return bad === undefined ? [] : [problem('path', bad === '' ? repository : bad)];
}

function tagProblems(tag: string | undefined): ReferenceProblem[] {
  if (tag === undefined) return [];
  if (tag.trim() === '') return [problem('empty-tag', ':')];
  if (tag.includes(':')) return [problem('second-tag', tag)];
  if (!/^\w[\w.-]*$/.test(tag)) return [problem('tag-characters', tag)];
  return tag.length > MOST_TAG ? [problem('tag-length', tag)] : [];
}

function digestProblems(digest: string | undefined): ReferenceProblem[] {
  if (digest === undefined || /^sha256:[0-9a-f]{64}$/.test(digest) || /^sha512:[0-9a-f]{128}$/.test(digest)) {
    return [];
  }
  return [problem('digest', digest)];
}
