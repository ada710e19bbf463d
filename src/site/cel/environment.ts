import { Environment } from '@marcbachmann/cel-js';
import { parseQuantity } from '../../diagnosis/quantity.ts';
import { walked, weighed } from '../meter.ts';
import { compilePattern, type Pattern } from '../pattern.ts';
import { type SubjectKind, typesOf } from './variables.ts';

const SYNC = { async: false };
const MOST_PATTERNS = 500;

const environments = new Map<SubjectKind, Environment>();
const patterns = new Map<string, Pattern>();

/** CEL with our variables, for conditions on pods or on containers. */
export function environmentFor(subject: SubjectKind): Environment {
  const known = environments.get(subject);
  if (known) return known;
  const environment = addQuantity(
    new Environment({ enableOptionalTypes: true, homogeneousAggregateLiterals: false }),
  )
    .registerFunction('weighed(A): A', weighed, SYNC)
    .registerFunction('walked(A): A', walked, SYNC)
    .registerFunction(
      'string.fitsPattern(string): bool',
      (text: string, source: string) => patternOf(source).find(text) !== undefined,
      SYNC,
    );
  for (const [name, type] of Object.entries(typesOf(subject))) environment.registerVariable(name, type);
  environments.set(subject, environment);
  return environment;
}

/**
 * The pattern of a `matches`, compiled once. CEL means RE2, which takes linear time, and the library a RegExp.
 * @throws PatternError
 */
export function patternOf(source: string): Pattern {
  if (patterns.size > MOST_PATTERNS) patterns.clear();
  const pattern = patterns.get(source) ?? compilePattern(source);
  patterns.set(source, pattern);
  return pattern;
}

/** An amount as Kubernetes writes it, by the functions that its own CEL has for it. */
class Quantity {
  readonly amount: number;

  constructor(text: string) {
    const amount = parseQuantity(text);
    if (amount === undefined) throw new Error(`"${text}" is not a quantity such as 512Mi or 250m`);
    this.amount = amount;
  }
}

/** https://kubernetes.io/docs/reference/using-api/cel/#kubernetes-quantity-library */
function addQuantity(environment: Environment): Environment {
  const compare = (a: Quantity, b: Quantity) => Math.sign(a.amount - b.amount);
  return environment
    .registerType('Quantity', Quantity)
    .registerFunction('quantity(string): Quantity', (text: string) => new Quantity(text), SYNC)
    .registerFunction('isQuantity(string): bool', (text: string) => parseQuantity(text) !== undefined, SYNC)
    .registerFunction('Quantity.isGreaterThan(Quantity): bool', (a, b) => compare(a, b) > 0, SYNC)
    .registerFunction('Quantity.isLessThan(Quantity): bool', (a, b) => compare(a, b) < 0, SYNC)
    .registerFunction('Quantity.compareTo(Quantity): int', (a, b) => BigInt(compare(a, b)), SYNC)
    .registerFunction('Quantity.asApproximateFloat(): double', (a: Quantity) => a.amount, SYNC);
}
