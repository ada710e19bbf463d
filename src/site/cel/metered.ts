import type { ASTNode } from '@marcbachmann/cel-js';
import { loopOf } from './syntax.ts';

/** Methods whose result may be far larger than what they are given. */
const GROWING: ReadonlySet<string> = new Set(['split', 'join']);

/**
 * The same expression with its work counted: what is gone through passes `walked`, what may grow `weighed`, and patterns
 * run in linear time. CEL always ends, but `a.all(x, b.all(y, …))` and `x + x` over and over may take until tomorrow.
 */
export function metered(node: ASTNode): string {
  switch (node.op) {
    case 'value':
      return node.input.slice(node.start, node.end);
    case 'id':
      return node.args;
    case '.':
      return `${metered(node.args[0])}.${node.args[1]}`;
    case '.?':
      return `${metered(node.args[0])}.?${node.args[1]}`;
    case '[]':
      return `${metered(node.args[0])}[${metered(node.args[1])}]`;
    case '[?]':
      return `${metered(node.args[0])}[?${metered(node.args[1])}]`;
    case 'call':
      return `${node.args[0]}(${all(node.args[1])})`;
    case 'rcall':
      return meteredCall(node);
    case 'list':
      return `[${all(node.args)}]`;
    case 'map':
      return `{${node.args.map(([key, value]) => `${metered(key)}: ${metered(value)}`).join(', ')}}`;
    case '?:':
      return `(${metered(node.args[0])} ? ${metered(node.args[1])} : ${metered(node.args[2])})`;
    case '!_':
      return `!(${metered(node.args)})`;
    case '-_':
      return `-(${metered(node.args)})`;
    default: {
      const whole = `(${metered(node.args[0])} ${node.op} ${metered(node.args[1])})`;
      return node.op === '+' ? `weighed${whole}` : whole;
    }
  }
}

function meteredCall(node: Extract<ASTNode, { op: 'rcall' }>): string {
  const [method, receiver, given] = node.args;
  const on = loopOf(node) ? `walked(${metered(receiver)})` : metered(receiver);
  const call = `${on}.${method === 'matches' ? 'fitsPattern' : method}(${all(given)})`;
  return GROWING.has(method) ? `weighed(${call})` : call;
}

function all(nodes: readonly ASTNode[]): string {
  return nodes.map(metered).join(', ');
}
