import { type Signature, WEIGHT } from '../signature.ts';

const dying = { confidence: 'certain', weight: WEIGHT.specific, dying: true } as const;

/** Lua, R, Julia, Haskell, Swift, Deno: what they alone word as they do. */
export const RARE_LANGUAGES: readonly Signature[] = [
  {
    ...dying,
    id: 'lua/module',
    cause: 'module-missing',
    needles: ["' not found:"],
    pattern: /\bmodule '(?<module>[\w./-]{1,160})' not found:/,
  },
  {
    ...dying,
    id: 'r/package',
    cause: 'module-missing',
    needles: ['no package called'],
    pattern: /there is no package called ['‘"](?<module>[\w.]{1,120})/,
  },
  {
    ...dying,
    weight: WEIGHT.exception,
    id: 'r/error',
    cause: 'application-error',
    needles: ['error in '],
    pattern: /^Error in (?<frame>.{1,160}?) : (?<message>\S.{0,300})/,
  },
  {
    ...dying,
    id: 'julia/package',
    cause: 'module-missing',
    needles: ['not found in current path'],
    pattern: /Package (?<module>[\w.]{1,120}) not found in current path/,
  },
  {
    ...dying,
    id: 'haskell/variable',
    cause: 'configuration-missing',
    needles: ['getenv: does not exist'],
    pattern: /(?<variable>\w{2,120}): getEnv: does not exist/,
  },
  {
    ...dying,
    weight: WEIGHT.decisive,
    id: 'swift/fatal',
    cause: 'application-error',
    needles: ['.swift:'],
    pattern:
      /(?<file>\S{1,200}\.swift):(?<row>\d+): (?<message>(?:Fatal error|Precondition failed|Assertion failed).{0,300})/,
  },
  {
    ...dying,
    weight: WEIGHT.decisive + 1,
    id: 'deno/permission',
    cause: 'permission-denied',
    needles: ['notcapable', 'requires'],
    pattern:
      /(?:NotCapable|PermissionDenied): Requires \w{1,20} access to (?:"(?<path>\/[^"]{1,200})"|.{1,200}), run again with/,
  },
];
