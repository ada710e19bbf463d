import { type Document, isAlias, isMap, isNode, isScalar, LineCounter, parseDocument, visit } from 'yaml';
import type { Place } from './complaint.ts';

/** A parsed YAML file that knows where everything stands. */
export interface YamlSource {
  /** Plain data; undefined where the file is no good. */
  readonly data: unknown;
  readonly problems: readonly { readonly line: number; readonly message: string }[];
  /** The line of a value, or of the nearest thing around it that is there. */
  lineOf(place: Place): number;
  /** The line of a place in a text that is the value at `place`. */
  lineInText(place: Place, offset: number): number;
}

/** Reads one YAML document, as YAML 1.2's core schema has it. Anchors that multiply are refused. */
export function readYaml(text: string): YamlSource {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, stringKeys: true, prettyErrors: false });
  const lineAt = (offset: number) => lines.linePos(offset).line || 1;
  // The first: what follows an error of the form mostly follows from it.
  const errors = [...document.errors, ...document.warnings].slice(0, 1).map(({ pos, code, message }) => ({
    line: lineAt(pos[0]),
    message:
      code === 'MULTIPLE_DOCS' ? 'a second document begins here: put it into a file of its own' : message,
  }));
  const problems = [...errors, ...forbiddenKeys(document, lineAt)];
  const read = problems.length === 0 ? resolve(document, lineAt) : { problems };
  return {
    data: undefined,
    ...read,
    lineOf: (place) => lineAt(offsetOf(document, place)),
    lineInText: (place, offset) => lineAt(offsetOf(document, place)) + linesBefore(document, place, offset),
  };
}

function resolve(
  document: Document,
  lineAt: (offset: number) => number,
): Pick<YamlSource, 'data' | 'problems'> {
  try {
    return { data: document.toJS() ?? {}, problems: [] };
  } catch (error) {
    let line = 1;
    visit(document, {
      Alias(_, alias) {
        line = lineAt(alias.range?.[0] ?? 0);
        return visit.BREAK;
      },
    });
    return { data: undefined, problems: [{ line, message: (error as Error).message }] };
  }
}

/** JavaScript's own names as keys are never meant. */
function forbiddenKeys(document: Document, lineAt: (offset: number) => number): YamlSource['problems'] {
  const problems: { line: number; message: string }[] = [];
  visit(document, {
    Pair(_, { key }) {
      if (isScalar(key) && key.value === '__proto__')
        problems.push({ line: lineAt(key.range?.[0] ?? 0), message: 'there is no key __proto__: remove it' });
    },
  });
  return problems;
}

/** Where a value begins; of a map's entry its key. */
function offsetOf(document: Document, place: Place): number {
  let node: unknown = document.contents;
  let offset = isNode(node) ? (node.range?.[0] ?? 0) : 0;
  for (const part of place) {
    if (isAlias(node)) node = node.resolve(document);
    const pair = isMap(node) ? node.items.find(({ key }) => isScalar(key) && key.value === part) : undefined;
    const next: unknown = pair ? pair.value : childOf(node, part);
    const at = pair && isNode(pair.key) ? pair.key : next;
    if (!isNode(at)) break;
    offset = at.range?.[0] ?? offset;
    node = next;
  }
  return offset;
}

function childOf(node: unknown, part: PropertyKey): unknown {
  return typeof part === 'number' && node instanceof Object && 'items' in node && Array.isArray(node.items)
    ? node.items[part]
    : undefined;
}

/** Lines between an entry's key and a place in its text. Only a block (`|`) keeps its lines as they are in the file. */
function linesBefore(document: Document, place: Place, offset: number): number {
  const node = document.getIn(place, true);
  if (!isScalar(node) || typeof node.value !== 'string' || node.type !== 'BLOCK_LITERAL') return 0;
  return node.value.slice(0, offset).split('\n').length;
}
