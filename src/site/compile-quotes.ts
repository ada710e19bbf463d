import { compileExpression, type Expression } from './cel/expression.ts';
import { type Mention, mentionsOf, pathOf } from './cel/mentions.ts';
import { type SubjectKind, typesOf } from './cel/variables.ts';
import { checkedExpression } from './checked-expression.ts';
import { type Complain, nameList, type Place } from './complaint.ts';
import type { Quote } from './quote.ts';

interface Proven {
  readonly subject: SubjectKind;
  readonly evidence?: readonly string[] | undefined;
  readonly log?: string | readonly string[] | undefined;
  readonly condition?: Expression | undefined;
}

/** What the container is called and what it is stands in every finding about it. */
const PLAIN = new Set(['container.name', 'container.kind', 'pod.metadata.name', 'pod.metadata.namespace']);

/** What is shown as proof: the fields that the cause names, else those that its condition looks at. */
export function compileQuotes(
  { subject, evidence, log, condition }: Proven,
  place: Place,
  complain: Complain,
): readonly Quote[] {
  if (!evidence) return condition ? defaultQuotes(condition, subject) : [];
  return evidence.flatMap((source, index) => {
    const where = [...place, 'evidence', index];
    // The line that fits is always shown.
    if (source === 'log' && log !== undefined) return [];
    const quote = readQuote(source, subject, where, complain);
    return quote ? [quote] : [];
  });
}

function readQuote(
  source: string,
  subject: SubjectKind,
  place: Place,
  complain: Complain,
): Quote | undefined {
  const gives = ['string', 'int', 'bool', 'double', 'list', 'map'];
  const expression = checkedExpression(source, { subject, gives, called: 'a field' }, place, complain);
  if (!expression) return undefined;
  const path = pathOf(expression.tree);
  if (path && path.root in typesOf(subject)) return { path };
  complain({
    place,
    message: `is not a field such as pod.spec.nodeSelector, of ${nameList(Object.keys(typesOf(subject)))}`,
  });
  return undefined;
}

function defaultQuotes({ tree }: Expression, subject: SubjectKind): readonly Quote[] {
  const quotes = mentionsOf(tree)
    .filter(({ path }) => path.root in typesOf(subject) && path.root !== 'now')
    .map((mention) => toQuote(mention, subject));
  const telling = quotes.filter(({ path }) => !PLAIN.has([path.root, ...path.keys].join('.')));
  return telling.length > 0 ? telling : quotes;
}

function toQuote(mention: Mention, subject: SubjectKind): Quote {
  const { path } = mention;
  if (mention.kind === 'field') return { path };
  const { fitting, condition } = mention;
  try {
    const options = { subject, gives: ['list'], called: 'a list' };
    return { path, condition, fitting: compileExpression(fitting, options) };
  } catch {
    // It names a variable of a loop around it: the list as a whole is the proof.
    return { path };
  }
}
