import type { ASTNode } from '@marcbachmann/cel-js';

/** `list.exists(one, …)` and its like: the variable that they bring, and what they say of it. */
export interface Loop {
  readonly receiver: ASTNode;
  readonly method: string;
  readonly variable: string;
  readonly bodies: readonly ASTNode[];
}

const LOOPS: ReadonlySet<string> = new Set(['all', 'exists', 'exists_one', 'filter', 'map']);

export function loopOf(node: ASTNode): Loop | undefined {
  if (node.op !== 'rcall') return undefined;
  const [method, receiver, [variable, ...bodies]] = node.args;
  if (!LOOPS.has(method) || variable?.op !== 'id') return undefined;
  return { receiver, method, variable: variable.args, bodies };
}

/** The parts of a node that are evaluated with the same variables as the node itself. */
export function partsOf(node: ASTNode): readonly ASTNode[] {
  switch (node.op) {
    case 'value':
    case 'id':
      return [];
    case '.':
    case '.?':
      return [node.args[0]];
    case 'call':
      return node.args[1];
    case 'rcall':
      return [node.args[1], ...node.args[2]];
    case 'map':
      return node.args.flat();
    case '!_':
    case '-_':
      return [node.args];
    default:
      return node.args;
  }
}

/** Visits a node and all in it, with the variables that loops and `cel.bind` have brought so far. */
export function visit(
  node: ASTNode,
  see: (node: ASTNode, bound: ReadonlySet<string>) => 'stop' | undefined,
  bound: ReadonlySet<string> = new Set(),
): void {
  if (see(node, bound) === 'stop') return;
  const brought = loopOf(node)?.variable ?? bindingOf(node);
  if (node.op !== 'rcall' || brought === undefined) {
    for (const part of partsOf(node)) visit(part, see, bound);
    return;
  }
  const [, receiver, [, ...rest]] = node.args;
  visit(receiver, see, bound);
  const inner = new Set([...bound, brought]);
  for (const part of rest) visit(part, see, inner);
}

/** `cel.bind(name, value, expression)` */
function bindingOf(node: ASTNode): string | undefined {
  if (node.op !== 'rcall' || node.args[0] !== 'bind') return undefined;
  const [, receiver, [variable]] = node.args;
  return receiver.op === 'id' && receiver.args === 'cel' && variable?.op === 'id' ? variable.args : undefined;
}

/** The parts of a condition of which each has to hold. */
export function conjunctsOf(tree: ASTNode): readonly ASTNode[] {
  return tree.op === '&&' ? tree.args.flatMap(conjunctsOf) : [tree];
}
