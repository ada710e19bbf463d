import { type Signature, WEIGHT } from '../signature.ts';

const dying = { cause: 'application-error', confidence: 'certain', dying: true } as const;

/** Rust: the message of a panic stands on the line below its place since 1.73, in one line before. */
export const RUST: readonly Signature[] = [
  {
    ...dying,
    weight: WEIGHT.exception,
    id: 'rust/panic-one-line',
    needles: ['panicked at'],
    pattern: /panicked at '(?<message>.{1,300})', (?<file>[^\s:]{1,200}):(?<row>\d+)/,
  },
  {
    ...dying,
    weight: WEIGHT.exception,
    id: 'rust/unwrap',
    needles: ['result::unwrap()', 'option::unwrap()', 'unwrap_failed'],
    pattern:
      /called `(?:Result|Option)::unwrap(?:_err)?\(\)` on an? `(?:Err|None|Ok)` value(?:: (?<message>.{1,300}))?/,
  },
  {
    ...dying,
    weight: WEIGHT.exception - 1,
    id: 'rust/panic-message',
    needles: [''],
    pattern: /^(?<message>\S.{0,300})$/,
    near: /panicked at \S{1,300}:\d+:\d+:$/,
  },
  {
    ...dying,
    weight: WEIGHT.exception,
    id: 'rust/report-panic',
    needles: ['message: '],
    pattern: /^Message: {1,4}(?<message>\S.{0,300})/,
    near: /^The application panicked \(crashed\)\.$/,
  },
  {
    ...dying,
    weight: WEIGHT.exception,
    id: 'rust/report',
    needles: [': '],
    pattern: /^\s+\d+: (?<message>\S.{0,300})/,
    near: /^(?:Error|Caused by):$/,
  },
  {
    ...dying,
    dying: false,
    weight: WEIGHT.exception,
    id: 'rust/main-error',
    needles: ['error: '],
    pattern: /^Error: (?<message>(?<exception>[A-Z]\w{1,80})(?: \{|\().{1,300})/,
  },
  {
    ...dying,
    weight: WEIGHT.specific,
    id: 'rust/overflow',
    needles: ['has overflowed its stack', 'memory allocation of'],
    pattern:
      /thread '(?<frame>[^']{1,80})' has overflowed its stack|memory allocation of (?<limit>\d+) bytes failed/,
  },
];
