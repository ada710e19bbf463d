import { type Signature, WEIGHT } from '../signature.ts';

const broken = { cause: 'application-error', confidence: 'certain', weight: WEIGHT.vague } as const;

/** Web servers and proxies that refuse their own configuration; a row that knows the reason itself weighs more. */
export const PROXIES: readonly Signature[] = [
  {
    ...broken,
    id: 'apache/syntax',
    needles: [''],
    pattern: /^(?<message>\S.{0,300})$/,
    near: /\bSyntax error on line (?<row>\d+) of (?<file>\S{1,300}):$/,
  },
  {
    ...broken,
    id: 'haproxy/configuration',
    needles: ['parsing [', '.cfg:'],
    pattern: /(?:parsing )?\[(?<file>\/[^\s:\]]{1,200}):(?<row>\d+)\] ?: (?<message>.{1,200})/,
  },
  {
    ...broken,
    weight: WEIGHT.specific,
    id: 'envoy/file-missing',
    cause: 'configuration-missing',
    needles: ['invalid path: /', 'unable to read file: /'],
    pattern: /(?:Invalid path|unable to read file): (?<path>\/[^\s']{1,300})/,
  },
  {
    ...broken,
    weight: WEIGHT.exception,
    id: 'varnish/configuration',
    needles: [' pos '],
    pattern: /^\('(?<file>\/[^']{1,200})' Line (?<row>\d+) Pos (?<column>\d+)\)/,
    near: /^(?<message>\S.{0,300})$/,
  },
  {
    ...broken,
    id: 'envoy/configuration',
    needles: ['error initializing configuration'],
    pattern: /error initializing configuration '(?<file>[^']{0,200})': (?<message>.{1,300})/,
  },
];
