import type { Dice } from './dice.ts';

/** Where a value stands: a field of an object, or an item of a list. */
export interface Place {
  readonly holder: Record<string, unknown>;
  readonly key: string;
}

const JUNK: readonly unknown[] = [
  null,
  undefined,
  '',
  'text',
  0,
  -1,
  1e308,
  Number.NaN,
  Number.POSITIVE_INFINITY,
  true,
  [],
  [null],
  ['text', 7],
  [[], {}],
  [{}],
  {},
  { name: null },
  { metadata: [] },
];
/** Times, amounts and numbers that no API server writes. */
const TEXTS = [
  '275760-09-13T00:00:01Z',
  '0000-00-00T00:00:00Z',
  '9'.repeat(400),
  '-1e400Ki',
  '0x10',
  'NaN',
  '{pod} [[{x}]]',
  '__proto__',
  'constructor',
];
const UNICODE = [
  '\u202e',
  '\ud800',
  '\udc00',
  '\u0000',
  '\u200d',
  '𝒻',
  'e\u0301',
  '👩‍👩‍👧',
  '\u2028',
  '\ufeff',
];
/** What patterns may stumble over, many times in a row. */
const REPEATED = [
  'a',
  ' ',
  '\n',
  '\t',
  '(',
  '[[',
  '{a}',
  ': ',
  '"',
  "'",
  '\\',
  '=',
  '/',
  '-',
  ', 1 ',
  '<',
  'Error: ',
];
const PROTOTYPE = ['__proto__', 'constructor', 'toString', 'hasOwnProperty', 'length', 'then'];
const SIZES = [1_000, 16_000, 64_000];
const LENGTHS = [100, 2_000];
/** Bytes of a list made long: etcd takes no object above 1.5 MiB (https://etcd.io/docs/latest/dev-guide/limit/). */
const MOST_BYTES = 500_000;
/** Deeper than anything in the API; what JSON.parse itself can't read never gets here. */
const DEPTH = 200;

/** Each does to one place what must not matter to whoever judges. */
export const DAMAGES: readonly ((place: Place, dice: Dice, places: readonly Place[]) => void)[] = [
  function absent({ holder, key }) {
    delete holder[key];
  },
  function junk({ holder, key }, dice) {
    holder[key] = structuredClone(dice.pick(JUNK));
  },
  function odd({ holder, key }, dice) {
    holder[key] = dice.pick(TEXTS);
  },
  function foreign({ holder, key }, dice) {
    const own = textOf(holder[key]).slice(0, 1_000);
    const at = dice.below(own.length + 1);
    holder[key] = own.slice(0, at) + dice.pick(UNICODE).repeat(1 + dice.below(20)) + own.slice(at);
  },
  function huge({ holder, key }, dice) {
    const own = textOf(holder[key]);
    const unit = dice.below(2) === 0 && own !== '' ? own : dice.pick(REPEATED);
    const size = dice.pick(SIZES);
    holder[key] = (own + unit.repeat(Math.ceil(size / unit.length))).slice(0, size);
  },
  function long({ holder, key }, dice) {
    const own = holder[key];
    const items = Array.isArray(own) && own.length > 0 ? own : [own];
    const bytes = (JSON.stringify(items)?.length ?? 0) / items.length;
    const length = Math.min(dice.pick(LENGTHS), Math.floor(MOST_BYTES / bytes));
    const rest = Array.from({ length }, (_, index) => structuredClone(items[index % items.length]));
    holder[key] = [...items, ...rest];
  },
  function deep({ holder, key }, dice) {
    const name = dice.pick(['spec', 'metadata', 'labels', 'items']);
    let value: unknown = holder[key];
    for (let level = 0; level < DEPTH; level++) value = name === 'items' ? [value] : { [name]: value };
    holder[key] = value;
  },
  function inherited({ holder, key }, dice) {
    const value = { name: 'polluted', status: 'True', message: 'polluted' };
    const inner = holder[key];
    const at = typeof inner === 'object' && inner !== null && !Array.isArray(inner) ? inner : holder;
    if (Array.isArray(at)) return;
    // An assignment would set the prototype instead of making the field.
    Object.defineProperty(at, dice.pick(PROTOTYPE), {
      value,
      enumerable: true,
      writable: true,
      configurable: true,
    });
  },
  function swapped({ holder, key }, dice, places) {
    const other = dice.pick(places);
    holder[key] = flatPart(other.holder[other.key]);
  },
];

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

/** The first value within that holds no others: a whole branch would hold the place that it is put into. */
function flatPart(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  const inner = Object.values(value).find((one) => typeof one === 'object' && one !== null);
  return inner === undefined ? structuredClone(value) : flatPart(inner);
}
