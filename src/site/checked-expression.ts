import {
  compileExpression,
  type Expression,
  ExpressionError,
  type ExpressionOptions,
} from './cel/expression.ts';
import { type SubjectKind, typesOf } from './cel/variables.ts';
import { type Complain, nameHint, nameList, type Place } from './complaint.ts';

const AROUND = 40;
/** Words that people reach for, and what says the same. */
const INSTEAD: ReadonlyMap<string, string> = new Map([
  ['namespace', 'namespace is a reserved word of CEL: write pod.metadata.namespace'],
  ['container', 'container is known with `for: container`'],
  ['log', 'log is known with `for: container`'],
  ['previousLog', 'previousLog is known with `for: container`'],
]);

/** An expression of a file, ready to be evaluated; undefined, with a complaint, where something is wrong with it. */
export function checkedExpression(
  source: string,
  options: ExpressionOptions,
  place: Place,
  complain: Complain,
): Expression | undefined {
  try {
    return compileExpression(source, options);
  } catch (error) {
    if (!(error instanceof ExpressionError)) throw error;
    complain({ place, offset: error.offset, message: explain(error, source, options.subject) });
    return undefined;
  }
}

/** What is wrong with an expression, where in it, and what could be meant. */
function explain({ message, offset }: ExpressionError, source: string, subject: SubjectKind): string {
  const from = source.slice(offset, offset + AROUND).split('\n')[0] ?? '';
  const at = from === '' ? ' at its end' : ` at character ${offset + 1}, "${from}"`;
  const name = /^(?:Unknown variable|Reserved identifier): (\w+)$/.exec(message)?.[1];
  if (name === undefined) return `is not CEL that can be used: ${message}${at}`;
  const known = Object.keys(typesOf(subject));
  const hint = INSTEAD.get(name) ?? nameHint(name, known, 1, `there are ${nameList(known)}`);
  return `is not CEL that can be used: ${message}${at}; ${hint}`;
}
