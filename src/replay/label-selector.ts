import { badRequest } from './status.ts';

/** Tells whether an object's labels fit. */
export type LabelTest = (labels: Readonly<Record<string, string>>) => boolean;

/**
 * Reads a label selector: `a=b`, `a==b`, `a!=b`, `a in (b,c)`, `a notin (b)`, `a`, `!a`, `a>1`, `a<1`, joined by commas.
 * @throws ApiError 400 where the text is none.
 * @see https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/#label-selectors
 */
export function parseLabelSelector(text: string): LabelTest {
  const tests = splitRequirements(text).map((requirement) => parseRequirement(requirement, text));
  return (labels) => tests.every((test) => test(labels));
}

/** Splits at the commas that stand outside parentheses. */
function splitRequirements(text: string): readonly string[] {
  if (text.trim() === '') return [];
  return text.split(/,(?![^(]*\))/).map((part) => part.trim());
}

const keyPattern = '(?:[a-zA-Z0-9.-]+/)?[a-zA-Z0-9](?:[a-zA-Z0-9._-]*[a-zA-Z0-9])?';
const setPattern = new RegExp(`^(${keyPattern})\\s+(in|notin)\\s*\\(([^()]*)\\)$`);
const comparePattern = new RegExp(`^(${keyPattern})\\s*(==|!=|=|>|<)\\s*([a-zA-Z0-9._-]*)$`);
const existsPattern = new RegExp(`^(!?)\\s*(${keyPattern})$`);

function parseRequirement(requirement: string, whole: string): LabelTest {
  const set = setPattern.exec(requirement);
  if (set) return setTest(set[1] ?? '', set[2] === 'in', set[3] ?? '');
  const compare = comparePattern.exec(requirement);
  if (compare) return compareTest(compare[1] ?? '', compare[2] ?? '', compare[3] ?? '');
  const exists = existsPattern.exec(requirement);
  if (exists) {
    const key = exists[2] ?? '';
    return exists[1] === '!' ? (labels) => labels[key] === undefined : (labels) => labels[key] !== undefined;
  }
  throw badRequest(`unable to parse requirement: "${requirement}" in "${whole}"`);
}

function setTest(key: string, wanted: boolean, list: string): LabelTest {
  const values = new Set(list.split(',').map((value) => value.trim()));
  return (labels) => {
    const value = labels[key];
    // An object without the key fits `notin`.
    return value === undefined ? !wanted : values.has(value) === wanted;
  };
}

function compareTest(key: string, operator: string, value: string): LabelTest {
  switch (operator) {
    case '!=':
      return (labels) => labels[key] !== value;
    case '>':
      return (labels) => labels[key] !== undefined && Number(labels[key]) > Number(value);
    case '<':
      return (labels) => labels[key] !== undefined && Number(labels[key]) < Number(value);
    default:
      return (labels) => labels[key] === value;
  }
}
