import { type Signature, WEIGHT } from '../signature.ts';

const syntax = { cause: 'application-error', confidence: 'certain', weight: WEIGHT.specific } as const;

/** Configuration and arguments that are there, but that the program doesn't understand. */
export const SYNTAX: readonly Signature[] = [
  {
    ...syntax,
    weight: WEIGHT.decisive,
    id: 'nginx/emerg',
    needles: [
      'unknown directive',
      'unexpected end of file',
      'invalid number of arguments',
      'directive is not allowed',
      'is duplicate',
      'duplicate',
      'unexpected "',
      'not terminated by',
      'unknown "',
      'invalid parameter',
      'no "events" section',
      'directive is not terminated',
      'invalid value',
    ],
    pattern:
      /(?<message>(?:unknown directive|invalid number of arguments in|directive|unexpected|unknown|invalid parameter|duplicate|invalid value|a duplicate|conflicting).{1,160}) in (?<file>\/[^\s:]{1,200}):(?<row>\d+)/,
  },
  {
    ...syntax,
    id: 'configuration/yaml',
    needles: [
      'yaml',
      'mapping values are not allowed',
      'did not find expected',
      'found character that cannot start',
    ],
    pattern:
      /(?:yaml|YAML)\w*(?:\.\w+)*:? .{0,80}?line (?<row>\d+)(?:[:,]? (?:column (?<column>\d+))?:?\s*(?<message>.{1,200}))?|mapping values are not allowed|did not find expected (?:key|node|'-' indicator)|found character that cannot start any token|yaml: unmarshal errors/,
  },
  {
    ...syntax,
    weight: WEIGHT.specific + 1,
    id: 'configuration/yaml-field',
    needles: ['line '],
    pattern: /^\s+line (?<row>\d+): (?<message>.{1,300})/,
    near: /(?:(?<file>\/[\w./-]{1,200}\.ya?ml)\W.{0,40})?yaml: unmarshal errors/,
  },
  {
    ...syntax,
    id: 'configuration/json',
    needles: [
      'json',
      'unexpected token',
      'unexpected end of',
      'expecting value',
      'looking for beginning of value',
      'jsondecodeerror',
      'jsonparseexception',
    ],
    pattern:
      /(?:(?<file>\/[\w./-]{1,200}\.json)[: ].{0,80})?(?:Unexpected (?:token|end of JSON|non-whitespace character).{0,160}?(?:JSON|position)|invalid character .{1,20} (?:looking for|after)|JSONDecodeError: |Expecting (?:value|property name|',' delimiter)|unexpected end of JSON input|(?:JsonParseException|JsonReaderException|MalformedJsonException): |cannot unmarshal \w+ into Go|Expected .{1,60} in JSON at position|(?:Bad control character|Bad escaped character) in .{1,20}JSON|expected .{1,30} at line (?<row>\d+) column (?<column>\d+))/,
  },
  {
    ...syntax,
    id: 'configuration/toml',
    needles: ['toml', 'tomldecodeerror'],
    pattern:
      /TOML parse error at line (?<row>\d+), column (?<column>\d+)|(?<![\w.])toml: (?:line (?<row2>\d+).{0,5}|(?<message>.{1,160}))|TOMLDecodeError: (?<message2>.{1,160})/i,
  },
  {
    ...syntax,
    weight: WEIGHT.vague,
    id: 'configuration/file-and-line',
    needles: ['line ', ':', 'syntax error', 'parse error', 'error parsing', 'failed to parse', 'invalid'],
    pattern:
      /(?:(?:syntax|parse|parsing|configuration|config) error|error parsing|failed to parse|could not parse|cannot parse|invalid (?:config\w*|syntax|directive|option|key|value|argument|setting)).{0,120}?(?<file>\/?[\w./-]{1,200}\.\w{1,10})(?::| line |, line |\(| on line | at line )(?<row>\d+)|(?<file2>\/?[\w./-]{1,200}\.\w{1,10})(?::| line |, line |\(| on line )(?<row2>\d+)\)?(?::\d+)?:? .{0,40}(?:syntax error|parse error|unexpected|invalid|unknown|unrecognized)/i,
  },
  {
    ...syntax,
    id: 'configuration/unknown-field',
    needles: [
      'no such field',
      'unknown field',
      'field not found, node',
      'unknown key',
      'unknown property',
      'unknown entry',
    ],
    pattern:
      /(?<message>\b(?:no such field|unknown (?:field|key|property|entry)|field not found, node):? \\?["'`]?(?<option>[\w.[\]-]{1,120}).{0,160})/i,
  },
  {
    ...syntax,
    id: 'configuration/unknown-option',
    needles: [
      'unrecognized',
      'unknown option',
      'unknown argument',
      'invalid option',
      'unrecognised',
      'illegal option',
      'unexpected argument',
      'unknown switch',
      'unknown configuration',
      'the following arguments are required',
      'required arguments were not provided',
      'no such option',
      'invalid choice',
    ],
    pattern:
      /(?:unrecogni[sz]ed (?:arguments?|option|configuration parameter|command)|unknown (?:option|argument|switch|configuration(?: option| key| parameter)?|long option)|invalid (?:option|argument)(?: --)?|illegal option(?: --)?|unexpected argument|no such option)[: ]{1,3}["'`]?(?<option>[^\s"'`]{1,120})|the following (?:required )?arguments (?:are required|were not provided): ?(?<option2>.{0,120})|argument (?<option3>[\w/-]{1,80}): invalid choice/i,
  },
];
