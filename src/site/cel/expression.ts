import type { ASTNode, Environment } from '@marcbachmann/cel-js';
import { startWork } from '../meter.ts';
import { PatternError } from '../pattern.ts';
import { environmentFor, patternOf } from './environment.ts';
import { metered } from './metered.ts';
import { visit } from './syntax.ts';
import { namesIn, type SubjectKind } from './variables.ts';

/** Values by name; a getter is run when an expression comes to need it. */
export type Variables = Readonly<Record<string, unknown>>;

export interface Expression {
  readonly tree: ASTNode;
  /** Those of our variables that it names. */
  readonly names: ReadonlySet<string>;
  /**
   * Its value, in CEL's terms.
   * @throws whatever a getter throws; else an error that says why there is no value
   */
  evaluate(variables: Variables): unknown;
}

/** What is wrong with an expression, and at which of its characters. */
export class ExpressionError extends Error {
  readonly offset: number;

  constructor(message: string, offset = 0) {
    super(message);
    this.offset = offset;
  }
}

export interface ExpressionOptions {
  readonly subject: SubjectKind;
  /** The types that its value may have, as far as that can be told beforehand: a list of anything is a `list`. */
  readonly gives: readonly string[];
  /** What a value of these types is called: `true or false`. */
  readonly called: string;
}

/**
 * Reads and checks an expression.
 * @throws ExpressionError
 */
export function compileExpression(source: string, { subject, gives, called }: ExpressionOptions): Expression {
  const environment = environmentFor(subject);
  const { tree, type } = checked(source, environment);
  if (!gives.includes(type.replace(/<.*/s, '')) && type !== 'dyn')
    throw new ExpressionError(`its value is ${type}, and ${called} is needed`);
  visit(tree, checkPattern);
  const run = environment.parse(metered(tree));
  return {
    tree,
    names: namesIn(tree, subject),
    evaluate(variables) {
      startWork();
      return run(variables);
    },
  };
}

function checked(
  source: string,
  environment: Environment,
): { readonly tree: ASTNode; readonly type: string } {
  let parsed: ReturnType<Environment['parse']>;
  try {
    parsed = environment.parse(source);
  } catch (error) {
    throw located(error);
  }
  const { valid, type = 'dyn', error } = parsed.check();
  if (!valid) throw located(error);
  return { tree: parsed.ast, type };
}

function located(error: unknown): ExpressionError {
  const { summary, message, range } = error as {
    readonly summary?: string;
    readonly message: string;
    readonly range?: { readonly start: number };
  };
  return new ExpressionError(summary ?? message, range?.start);
}

/** `matches`, and what `metered` makes of it. */
const MATCHING: ReadonlySet<string> = new Set(['matches', 'fitsPattern']);

/** Patterns are written out, so that all of them are compiled, and known to be sound, before anything runs. */
function checkPattern(node: ASTNode): undefined {
  if (node.op !== 'rcall' || !MATCHING.has(node.args[0])) return;
  const [pattern] = node.args[2];
  if (pattern?.op !== 'value' || typeof pattern.args !== 'string')
    throw new ExpressionError(
      'the pattern in matches has to be written out (for other texts: contains, startsWith, endsWith)',
      pattern?.start,
    );
  try {
    patternOf(pattern.args);
  } catch (error) {
    if (!(error instanceof PatternError)) throw error;
    throw new ExpressionError(`the pattern in matches can't be used: ${error.message}`, pattern.start);
  }
}
