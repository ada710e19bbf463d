import type { Confidence } from '../diagnosis/finding.ts';
import type { CauseInfo } from '../diagnosis/playbook.ts';
import type { Expression, ExpressionOptions } from './cel/expression.ts';
import { conjunctsOf } from './cel/syntax.ts';
import { isFact, namesIn, type SubjectKind, typesOf } from './cel/variables.ts';
import { checkTexts, paramsOfOwn, paramsOutsideGroups } from './check-texts.ts';
import { checkedExpression } from './checked-expression.ts';
import { compileQuotes } from './compile-quotes.ts';
import { type Complain, nameList, type Place } from './complaint.ts';
import type { CauseTest, OwnCauseText } from './file-schema.ts';
import { compilePattern, type Pattern, PatternError } from './pattern.ts';
import type { Quote } from './quote.ts';

/** A condition over the snapshot. */
export interface Condition {
  readonly expression: Expression;
  /**
   * A part of it is about the pod alone, so that facts are asked for where that part holds. Without one they are asked
   * for only where the pod isn't well.
   */
  readonly narrows: boolean;
}

/** A cause of the site's own, checked and ready to be judged. */
export interface OwnCause {
  readonly id: string;
  /** Where it stands in its file. */
  readonly line: number;
  readonly info: CauseInfo;
  readonly confidence: Confidence;
  readonly subject: SubjectKind;
  readonly condition?: Condition | undefined;
  /** Forms of a line of the container's log, of which one has to be there. */
  readonly patterns: readonly Pattern[];
  readonly params: ReadonlyMap<string, Expression>;
  /** Those of its own params without which its title can't be shown. */
  readonly titleParams: readonly string[];
  /** What is shown as proof, beside the line of the log. */
  readonly quotes: readonly Quote[];
  readonly tests: readonly { readonly line: number; readonly test: CauseTest }[];
}

type Wanted = Pick<ExpressionOptions, 'gives' | 'called'>;

const BOOL: Wanted = { gives: ['bool'], called: 'true or false' };
const TIMES = ['google.protobuf.Timestamp', 'google.protobuf.Duration'];
const VALUE: Wanted = {
  gives: ['string', 'int', 'uint', 'double', 'bool', 'list', ...TIMES],
  called: 'a text, a number or a list of them',
};

/** Checks an own cause and makes it ready; it is of use only where there was nothing to complain of. */
export function compileCause(
  id: string,
  text: OwnCauseText,
  lineOf: (place: Place) => number,
  complain: Complain,
): OwnCause {
  const place: Place = ['causes', id];
  const { title, severity, says = [], waiting, remedies = [], runbooks = [], tests = [] } = text;
  const subject: SubjectKind = text.log === undefined ? (text.for ?? 'pod') : 'container';
  const condition = compileCondition(text.when, subject, [...place, 'when'], complain);
  const patterns = compilePatterns(text.log, [...place, 'log'], complain);
  const params = compileParams(text.params ?? {}, subject, [...place, 'params'], complain);
  const groups = patterns.length > 0 ? ['line', ...patterns.flatMap(({ names }) => names)] : [];
  const own = [...Object.keys(text.params ?? {}), ...groups];
  checkTexts(text, paramsOfOwn(subject, own), place, complain);
  return {
    id,
    line: lineOf(place),
    info: { title, severity, ...(waiting ? { verdict: 'waiting' } : {}), says, remedies, runbooks },
    confidence: text.confidence,
    subject,
    condition,
    patterns,
    params,
    titleParams: paramsOutsideGroups(title).filter((name) => own.includes(name)),
    quotes: compileQuotes({ ...text, subject, condition: condition?.expression }, place, complain),
    tests: tests.map((test, index) => ({ test, line: lineOf([...place, 'tests', index]) })),
  };
}

function compileCondition(
  source: string | undefined,
  subject: SubjectKind,
  place: Place,
  complain: Complain,
): Condition | undefined {
  if (source === undefined) return undefined;
  const expression = checkedExpression(source, { subject, ...BOOL }, place, complain);
  if (!expression) return undefined;
  if (![...expression.names].some((name) => name !== 'now'))
    complain({
      place,
      message: `looks at nothing in the cluster: there are ${nameList(Object.keys(typesOf(subject)))}`,
    });
  return { expression, narrows: narrows(expression, subject) };
}

/** A part of the condition that has to hold is about the pod alone. */
function narrows({ tree }: Expression, subject: SubjectKind): boolean {
  return conjunctsOf(tree).some((part) => {
    const names = [...namesIn(part, subject)].filter((name) => name !== 'now');
    return names.length > 0 && !names.some(isFact);
  });
}

function compilePatterns(log: OwnCauseText['log'], place: Place, complain: Complain): readonly Pattern[] {
  const sources = log === undefined ? [] : [log].flat();
  return sources.flatMap((source, index) => {
    const where = Array.isArray(log) ? [...place, index] : place;
    try {
      const pattern = compilePattern(source);
      if (!pattern.fitsEmpty) return [pattern];
      complain({ place: where, message: 'fits every line: it matches the empty text' });
    } catch (error) {
      if (!(error instanceof PatternError)) throw error;
      complain({ place: where, message: `can't be used: ${error.message}` });
    }
    return [];
  });
}

function compileParams(
  params: Readonly<Record<string, string>>,
  subject: SubjectKind,
  place: Place,
  complain: Complain,
): ReadonlyMap<string, Expression> {
  const compiled = new Map<string, Expression>();
  for (const [name, source] of Object.entries(params)) {
    const expression = checkedExpression(source, { subject, ...VALUE }, [...place, name], complain);
    if (expression) compiled.set(name, expression);
  }
  return compiled;
}
