import { z } from 'zod';
import type { Problem } from '../site-knowledge.ts';
import { type Complaint, nameHint, placeText } from './complaint.ts';
import { SITE_FILE, type SiteFile } from './file-schema.ts';
import { readYaml, type YamlSource } from './yaml-source.ts';

export interface ReadFile {
  readonly name: string;
  /** Undefined where something is wrong with its form. */
  readonly content?: SiteFile;
  readonly source: YamlSource;
  readonly problems: readonly Problem[];
}

/** Reads a file's form; what it says is looked at later. */
export function readSiteFile(name: string, text: string): ReadFile {
  const source = readYaml(text);
  const problem = (line: number, message: string): Problem => ({ file: name, line, message });
  if (source.problems.length > 0)
    return { name, source, problems: source.problems.map(({ line, message }) => problem(line, message)) };
  const read = SITE_FILE.safeParse(source.data);
  if (read.success) return { name, source, content: read.data, problems: [] };
  const problems = read.error.issues.flatMap((issue) =>
    inWords(issue).map(({ place, message }) => problem(source.lineOf(place), message)),
  );
  return { name, source, problems: problems.toSorted((a, b) => a.line - b.line) };
}

function inWords(issue: z.core.$ZodIssue): readonly Complaint[] {
  const { path: place } = issue;
  const where = placeText(place);
  switch (issue.code) {
    case 'unrecognized_keys':
      return issue.keys.map((key) => ({ place: [...place, key], message: unknownKey(where, key) }));
    case 'invalid_key':
      return [{ place, message: `${where} ${issue.issues[0]?.message ?? 'is not a name'}` }];
    case 'invalid_type':
      return [{ place, message: `${where || 'the file'} ${wrongType(issue)}` }];
    default:
      return [{ place, message: `${where || 'the file'} ${issue.message}` }];
  }
}

const WORDS: Readonly<Record<string, string>> = {
  string: 'a text',
  boolean: 'true or false',
  array: 'a list',
  object: 'a map',
  record: 'a map',
  number: 'a number',
};

function wrongType({ expected, message }: z.core.$ZodIssueInvalidType): string {
  const wanted = WORDS[expected] ?? expected;
  return message.endsWith('received undefined')
    ? `is missing: it is ${wanted}`
    : `is not ${wanted}${expected === 'string' ? ': put it in quotes' : ''}`;
}

function unknownKey(where: string, key: string): string {
  // Of very short keys, everything is near.
  const hint = nameHint(key, key.length < 4 ? [] : allKeys(), 1, 'docs/site-knowledge.md lists the keys');
  return `there is no key ${key}${where === '' ? '' : ` in ${where}`}: ${hint}`;
}

/** Every key of the format, whatever it is a key of. */
function allKeys(): readonly string[] {
  return keysOf(z.toJSONSchema(SITE_FILE, { io: 'input' }));
}

function keysOf(schema: unknown): readonly string[] {
  if (typeof schema !== 'object' || schema === null) return [];
  const own = 'properties' in schema ? Object.keys(schema.properties as object) : [];
  return [...own, ...Object.values(schema).flatMap(keysOf)];
}
