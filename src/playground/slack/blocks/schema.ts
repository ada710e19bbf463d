import { isObject } from '../json.ts';

/** Where blocks are shown: what is allowed differs. */
export type Surface = 'message' | 'modal' | 'home';

/** One thing that Slack refuses, in its words. */
export interface Problem {
  /** A JSON pointer: `/blocks/0/text/text`. */
  readonly pointer: string;
  readonly message: string;
}

export type Report = (pointer: string, message: string) => void;

/** Looks at one value and reports what is wrong with it. */
export type Rule = (value: unknown, pointer: string, report: Report) => void;

type Rules = { readonly [field: string]: Rule };

/** An object that has the required fields, may have the optional ones, and no others. */
export function shape(required: Rules, optional: Rules = {}, more?: Rule): Rule {
  return (value, pointer, report) => {
    if (!isObject(value)) return report(pointer, 'expected an object');
    for (const field of Object.keys(required)) {
      if (value[field] === undefined) report(pointer, `missing required field: ${field}`);
    }
    for (const [field, found] of Object.entries(value)) {
      const rule = required[field] ?? optional[field];
      if (field === 'type' || found === undefined) continue;
      if (!rule) report(pointer, `invalid additional property: ${field}`);
      else rule(found, `${pointer}/${field}`, report);
    }
    more?.(value, pointer, report);
  };
}

/** An object whose `type` chooses the rule. */
export function typed(rules: Rules): Rule {
  return (value, pointer, report) => {
    if (!isObject(value)) return report(pointer, 'expected an object');
    if (typeof value.type !== 'string') return report(pointer, 'missing required field: type');
    const rule = Object.hasOwn(rules, value.type) ? rules[value.type] : undefined;
    if (!rule) return report(`${pointer}/type`, `unsupported type: ${value.type}`);
    rule(value, pointer, report);
  };
}

/** UTF-16 units: at least as many as the characters that Slack counts. */
export function string(max: number, min = 1): Rule {
  return (value, pointer, report) => {
    if (typeof value !== 'string') return report(pointer, 'expected a string');
    if (value.length < min) report(pointer, `must be more than ${min - 1} characters`);
    if (value.length > max) report(pointer, `must be less than ${max + 1} characters`);
  };
}

export function list(rule: Rule, max: number, min = 1): Rule {
  return (value, pointer, report) => {
    if (!Array.isArray(value)) return report(pointer, 'expected an array');
    if (value.length < min) report(pointer, `must be more than ${min - 1} items`);
    if (value.length > max) report(pointer, `no more than ${max} items allowed`);
    for (const [index, item] of value.entries()) rule(item, `${pointer}/${index}`, report);
  };
}

export function oneOf(...allowed: readonly string[]): Rule {
  return (value, pointer, report) => {
    if (typeof value !== 'string' || !allowed.includes(value)) report(pointer, 'must be a valid enum value');
  };
}

export function integer(min: number, max: number): Rule {
  return (value, pointer, report) => {
    const whole = typeof value === 'number' && Number.isInteger(value);
    if (!whole || value < min || value > max) report(pointer, `must be an integer from ${min} to ${max}`);
  };
}

export function boolean(value: unknown, pointer: string, report: Report): void {
  if (typeof value !== 'boolean') report(pointer, 'expected a boolean');
}

export function anything(): void {}

export function url(max = 3000): Rule {
  return (value, pointer, report) => {
    string(max)(value, pointer, report);
    if (typeof value === 'string' && !/^[a-z][a-z0-9+.-]*:\S+$/i.test(value)) report(pointer, 'invalid url');
  };
}

/** Reports where none, or more than one, of the fields is there. */
export function exactlyOne(...fields: readonly string[]): Rule {
  return (value, pointer, report) => {
    const present = fields.filter((field) => isObject(value) && value[field] !== undefined);
    if (present.length !== 1) report(pointer, `must define exactly one of ${fields.join(', ')}`);
  };
}

/** Reports where none of the fields is there. */
export function atLeastOne(...fields: readonly string[]): Rule {
  return (value, pointer, report) => {
    if (!fields.some((field) => isObject(value) && value[field] !== undefined)) {
      report(pointer, `must define at least one of ${fields.join(', ')}`);
    }
  };
}

/** Some of a table's rules. */
export function only(rules: Rules, ...types: readonly string[]): Rules {
  return Object.fromEntries(Object.entries(rules).filter(([type]) => types.includes(type)));
}
