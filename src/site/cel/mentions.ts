import { type ASTNode, serialize } from '@marcbachmann/cel-js';
import { metered } from './metered.ts';
import { loopOf, visit } from './syntax.ts';

/** A field of a variable: `pod.spec.nodeSelector`, `pod.metadata.labels["app"]`, `pod.spec.containers[0]`. */
export interface Path {
  readonly root: string;
  readonly keys: readonly (string | number)[];
}

/** What an expression looks at: a field, or those entries of a list that it says something of. */
export type Mention =
  | { readonly kind: 'field'; readonly path: Path }
  | { readonly kind: 'entries'; readonly path: Path; readonly fitting: string; readonly condition: string };

/** What an expression looks at, each thing once, in the expression's order. */
export function mentionsOf(tree: ASTNode): readonly Mention[] {
  const mentions = new Map<string, Mention>();
  visit(tree, (node, bound) => {
    const mention = mentionOf(node);
    if (!mention || bound.has(mention.path.root)) return undefined;
    mentions.set(JSON.stringify(mention), mention);
    // What is inside a loop over the entries is told by the entries.
    return 'stop';
  });
  return [...mentions.values()];
}

function mentionOf(node: ASTNode): Mention | undefined {
  const path = pathOf(node);
  if (path) return { kind: 'field', path };
  const loop = loopOf(node);
  const over = loop && pathOf(loop.receiver);
  if (!loop || !over) return undefined;
  const [body] = loop.bodies;
  if (loop.method === 'all' || loop.method === 'map' || !body) return { kind: 'field', path: over };
  const fitting = `${metered(loop.receiver)}.filter(${loop.variable}, ${metered(body)})`;
  return { kind: 'entries', path: over, condition: serialize(body), fitting };
}

/** The path that an expression is; undefined where it is more than one. */
export function pathOf(node: ASTNode): Path | undefined {
  if (node.op === 'id') return { root: node.args, keys: [] };
  if (node.op !== '.' && node.op !== '.?' && node.op !== '[]' && node.op !== '[?]') return undefined;
  const [inner, key] = node.args;
  const path = pathOf(inner);
  const last = typeof key === 'string' ? key : literalOf(key);
  return path && last !== undefined ? { root: path.root, keys: [...path.keys, last] } : undefined;
}

function literalOf(node: ASTNode): string | number | undefined {
  if (node.op !== 'value') return undefined;
  if (typeof node.args === 'bigint') return Number(node.args);
  return typeof node.args === 'string' ? node.args : undefined;
}

/** What stands at a path of a value in CEL's terms; undefined where nothing does. */
export function valueAt(value: unknown, keys: readonly (string | number)[]): unknown {
  return keys.reduce<unknown>((inner, key) => {
    if (inner instanceof Map) return inner.get(key);
    return Array.isArray(inner) && typeof key === 'number' ? inner[key] : undefined;
  }, value);
}

/** A path as people write it, without its root. */
export function pathText(keys: readonly (string | number)[]): string {
  return keys.reduce<string>((text, key) => {
    if (typeof key === 'number') return `${text}[${key}]`;
    if (!/^\w+$/.test(key)) return `${text}["${key}"]`;
    return text === '' ? key : `${text}.${key}`;
  }, '');
}
