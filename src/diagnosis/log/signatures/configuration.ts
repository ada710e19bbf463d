import { type Signature, WEIGHT } from '../signature.ts';

const missing = { cause: 'configuration-missing', confidence: 'certain', weight: WEIGHT.specific } as const;

/** Environment variables, options and configuration files that are missing, as any program words it. */
export const CONFIGURATION: readonly Signature[] = [
  {
    ...missing,
    weight: WEIGHT.decisive,
    id: 'configuration/variable-required',
    needles: ['environment', 'env ', 'env:', 'envvar', 'variable'],
    pattern:
      /(?:(?:missing|required|mandatory|undefined|unset|empty|set the|need|define|provide|specify|no)(?: (?:a|the|required|mandatory|value for|following))* ?(?:environment|env|envvar)(?:[ -]?variables?| vars?)?(?: \(s\)|\(s\))?(?: are| is)?(?: not set| missing| required)?[: ]{1,3}["'`$[{]{0,3}(?<variable>(?!(?:variables?|vars?|not|is|are|for)\b)[A-Za-z][A-Za-z0-9_]{1,120})|(?:environment|env)[ -]?(?:variables?|vars?) (?:not (?:found|set|defined)|missing|required|unset): ?["'`]?(?<variable4>[A-Za-z]\w{1,120})|(?:environment|env|envvar|shell)(?:[ -]?variables?| vars?)?(?: named)?:? ["'`$[{]{0,3}(?<variable2>[A-Z][A-Z0-9_]{1,120}|[a-z][a-z0-9]*_\w{1,100})["'`}\]]{0,3},? (?:\w+ ){0,3}?(?:not (?:set|found|defined|present|provided|specified|configured)|unset|undefined|missing|required|must (?:be|not be)|empty|isn't set)|["'`$[{]{0,3}(?<variable3>[A-Z][A-Z0-9_]{2,120})["'`}\]]{0,3} (?:is a required|environment variable|env var|env)(?: variable)?\b(?! to |.{0,20}(?:is set|overrid|deprecat)))/i,
  },
  {
    ...missing,
    id: 'configuration/variable-unset',
    needles: [
      'not set',
      'must be set',
      'is required',
      'unset',
      'not defined',
      'undefined',
      'missing',
      'must be provided',
      'must be specified',
      'must be defined',
      'not provided',
      'cannot be empty',
      'must not be empty',
      'is empty',
      "isn't set",
      'unbound variable',
      'notpresent',
      'not present',
      'not configured',
      'required',
      'parameter null',
    ],
    pattern:
      /["'`$[{]{0,3}\b(?<variable>[A-Z][A-Z0-9]{0,40}_[A-Z0-9_]{1,100}|[A-Z]{4,40})["'`}\]]{0,3}:? (?:\w+ ){0,2}?(?:is |was |are )?(?:not (?:set|defined|provided|specified|present|configured|found)|isn't set|must (?:be (?:set|provided|specified|defined|non-empty)|not be (?:empty|blank|null))|is required|required$|unset|undefined|is missing|missing$|is empty|cannot be (?:empty|blank|null|undefined)|unbound variable|parameter (?:null or )?not set)|\b(?:[Mm]issing|[Rr]equires?|[Rr]equired|[Ee]xpected|[Uu]ndefined|[Uu]nset|[Pp]lease set|must set|need to set|[Ss]et)(?: (?:a|the|required|value|for|setting|config|configuration|key|variable|parameter|secret))*[: ]{1,2}["'`$[{]{0,3}(?<variable2>[A-Z][A-Z0-9]{0,40}_[A-Z0-9_]{1,100})\b/,
  },
  {
    ...missing,
    id: 'configuration/neither',
    needles: ['neither '],
    pattern:
      /\b[Nn]either \$?\{?(?<variable>[A-Z][A-Z0-9_]{2,120})\}? (?:or|nor) \$?\{?[A-Z][A-Z0-9_]{2,120}\}? (?:is|are|was|were) (?:set|defined|given|provided)/,
  },
  {
    ...missing,
    id: 'configuration/key-fetch',
    needles: ['key not found'],
    pattern: /key not found: ["'](?<variable>[A-Z][A-Z0-9_]{1,120})["'](?: \(KeyError\))?/,
  },
  {
    ...missing,
    id: 'configuration/variable-not-present',
    needles: [
      'notpresent',
      'environment variable not found',
      'envy',
      'missing value for field',
      'missing field',
    ],
    pattern:
      /(?:\b(?<variable>[A-Z][A-Z0-9_]{2,120})\b.{0,60})?(?:\bNotPresent\b|environment variable not found)(?:.{0,10}["'`: ](?<variable2>[A-Z][A-Z0-9_]{2,120}))?|MissingValue\("?(?<variable3>\w{2,120})|missing value for field (?<variable4>\w{2,120})/,
  },
  {
    ...missing,
    id: 'configuration/key-missing',
    needles: ['config', 'setting', 'option', 'property', 'parameter', 'argument', 'key '],
    pattern:
      /(?:missing|required|mandatory|no|undefined|unset)(?: (?:the|required|mandatory|value for))* (?:config(?:uration)?|settings?|option|property|parameter|argument)(?: (?:key|value|option|item|entry|parameter|property|section|field|setting))?(?: for)?[: ]{1,3}["'`[]?(?<key>(?!(?:or|and|nor|in|at|on|of|is|are|was|by|from|to|that|which|with|as|yet)\b)[A-Za-z-][\w.:/-]{1,160})|(?:config(?:uration)?|settings?|option|property|parameter|argument)(?: (?:key|value|option|item|entry|parameter|property|section|field|setting))?:? ["'`[]?(?<key2>[A-Za-z-][\w.:/-]{1,160}?)["'`\]]? (?:is |was |has )?(?:not (?:set|found|defined|configured|specified|provided|been set)|does(?: not|n't) exist|missing|required|mandatory|must be (?:set|specified|provided|defined)|undefined|empty|(?:must|can)(?:not)? (?:not )?be (?:empty|blank|null))|(?:key|setting) ["'`[](?<key3>[A-Za-z][\w.:/-]{1,160})["'`\]] (?:is |was )?(?:not found|missing|required)(?: in (?:the )?config\w*)?/i,
  },
  {
    ...missing,
    weight: WEIGHT.vague + 1,
    confidence: 'likely',
    id: 'configuration/dotted-key',
    needles: ['is required', 'is missing', 'must be', 'must not be', 'not set', 'cannot be', 'no value'],
    pattern:
      /(?<![\w./-])["'`]?(?<key>[a-z][\w-]{0,60}(?:\.[a-z][\w-]{0,60}){1,8}(?<!\.(?:ya?ml|json|toml|conf|ini|properties|sql|csv|py|js|ts|go|rb|so|jar|com|net|org|io|local|svc)))["'`]? (?:is required|is missing|must be (?:set|specified|provided|defined|configured|given)|(?:must not|cannot|can't|may not) be (?:empty|blank|null|undefined)|is not set|has no value)/,
  },
  {
    ...missing,
    confidence: 'likely',
    id: 'configuration/argument-undefined',
    needles: ['undefined', 'must have a value', 'is required', 'is missing', 'not provided'],
    pattern:
      /["'`](?<key>\w{1,80})["'`] (?:\w+ (?:to \S{1,60} )?)?must be (?:a |an |of type )?(?:non-empty )?["']?string["']?[,.]? (?:but )?(?:got|[Rr]eceived) ["']?undefined|\b(?<key2>[a-z]{2,40}(?:Url|Uri|Host|Key|Secret|Token|Password|Dsn|Region|Endpoint))["'`]? (?:must have a value|is required|is missing|(?:was )?not provided)/,
  },
  {
    ...missing,
    confidence: 'likely',
    weight: WEIGHT.vague,
    id: 'configuration/must-specify',
    needles: ['you must '],
    pattern:
      /\b[Yy]ou must (?:specify|provide|supply|configure|define) (?:an? |the |at least one )?(?:valid )?["'`]?(?<key>[\w.-]{2,80})/,
  },
  {
    ...missing,
    weight: WEIGHT.decisive,
    id: 'configuration/schema-variable',
    needles: ['required', 'received undefined'],
    pattern:
      /(?:^|[\s{,"'])(?<variable>[A-Z][A-Z0-9_]{2,120})["']?: (?:\[ ?)?["'](?:Required|Invalid input: expected \w{1,20}, received undefined)/,
  },
  {
    ...missing,
    id: 'configuration/schema-path',
    needles: ['"message": "required', 'received undefined'],
    pattern: /^\s+"message": "(?:Required|Invalid input: expected \w{1,20}, received undefined)"/,
    near: /^\s+"(?:(?<variable>[A-Z][A-Z0-9_]{1,120})|(?<key>[a-z]\w{0,120}))",?$/,
  },
  {
    ...missing,
    id: 'configuration/schema-inspected',
    needles: ["message: 'required", 'received undefined'],
    pattern: /^\s+message: '(?:Required|Invalid input: expected \w{1,20}, received undefined)'/,
    near: /^\s+path: \[ '(?:(?<variable>[A-Z][A-Z0-9_]{1,120})|(?<key>\w{1,120}))' \]/,
  },
  {
    ...missing,
    weight: WEIGHT.vague,
    confidence: 'likely',
    id: 'configuration/invalid-environment',
    needles: ['environment variables', 'env vars', 'environment validation', 'env validation'],
    pattern:
      /\b[Ii]nvalid (?:environment|env) (?:variables|vars)\b|\b[Ee]nv(?:ironment)? validation (?:failed|error)/,
  },
  {
    ...missing,
    weight: WEIGHT.vague,
    confidence: 'likely',
    id: 'configuration/field-missing',
    needles: ['missing field', 'missing required', 'missing key', 'missing property', 'missing mandatory'],
    pattern:
      /^(?!(?!.*(?:[Cc]onfig|[Ss]ettings?\b|\benv)).* at line \d+ column).*?\b[Mm]issing (?:required |mandatory )?(?:field|key|property|attribute|section|entry)(?: named)?:? ["'`](?<key>[\w.:/-]{1,120})/,
  },
  {
    ...missing,
    id: 'configuration/listed',
    needles: ['missing', 'required', 'not set', 'undefined', 'unset', 'not provided'],
    pattern:
      /\b(?:missing|required|undefined|unset)\b.{0,40}\b(?:environment|env|envvars?|config\w*|settings?)\b.{0,40}:$|\b(?:environment|env|envvars?|config\w*|settings?)\b.{0,40}\b(?:missing|required|undefined|unset|not set|not provided)\b.{0,20}:$/i,
  },
  {
    ...missing,
    id: 'configuration/no-configuration',
    needles: ['no configuration', 'configuration file', 'config file', 'no config'],
    pattern:
      /\bconfig file "(?<key>[^"]{1,120})" not found in "\[(?<path2>\/[^\s\]"]{1,200})|\b(?:no (?:valid )?config(?:uration)?(?: file)?(?: was)? (?:found|provided|specified|given)|config(?:uration)? file (?:is )?(?:not found|missing|does not exist|not specified)|could not find (?:a |the )?config(?:uration)? file)(?:[^/]{0,60}(?<path>\/[\w./-]{1,200}))?/i,
  },
];
