import { type Signature, WEIGHT } from '../signature.ts';

const specific = { confidence: 'certain', weight: WEIGHT.specific } as const;

/** Python and what serves it. */
export const PYTHON: readonly Signature[] = [
  {
    ...specific,
    id: 'python/environ',
    cause: 'configuration-missing',
    needles: ['keyerror'],
    pattern: /^KeyError: ['"](?<variable>[\w.-]{1,120})['"]/,
    near: /environ|getenv|\benv\b/i,
  },
  {
    ...specific,
    confidence: 'likely',
    id: 'python/key-like-variable',
    cause: 'configuration-missing',
    needles: ['keyerror'],
    pattern: /^KeyError: ['"](?<variable>[A-Z][A-Z0-9]*_[A-Z0-9_]{1,100})['"]/,
  },
  {
    ...specific,
    id: 'python/improperly-configured',
    cause: 'configuration-missing',
    needles: ['improperlyconfigured', 'undefinedvalueerror', 'environerror', 'envvalidationerror'],
    pattern:
      /(?:Set the (?<variable>\w{2,120}) environment variable|UndefinedValueError: (?<variable2>\w{2,120}) not found|The (?<variable3>[A-Z][A-Z0-9_]{2,120}) (?:setting|environment variable) must|Environment variable "(?<variable4>\w{2,120})" not set)/,
  },
  {
    ...specific,
    id: 'pydantic/settings',
    cause: 'configuration-missing',
    needles: ['validation error for', 'validation errors for'],
    pattern: /\d+ validation errors? for (?<service>\w*(?:Settings|Config|Configuration|Env)\w*)/,
  },
  {
    ...specific,
    id: 'python/module-missing',
    cause: 'module-missing',
    needles: ['modulenotfounderror', 'no module named', 'importerror'],
    pattern:
      /No module named ['"]?(?<module>[\w.-]{1,160})|ImportError: cannot import name ['"](?<module2>\w{1,120})['"]|ImportError: (?<module3>[\w.+-]{1,120}\.so[.\d]*): cannot open shared object/,
  },
  {
    ...specific,
    weight: WEIGHT.decisive,
    id: 'python/memory-error',
    cause: 'runtime-heap-exhausted',
    needles: ['memoryerror'],
    pattern: /^(?:[\w.]{1,80}\.)?_?(?:Array)?MemoryError(?:: (?<limit>.{1,200}))?$/,
    params: { runtime: 'python' },
  },
  {
    ...specific,
    weight: WEIGHT.decisive,
    id: 'python/script-missing',
    cause: 'module-missing',
    needles: ["can't open file", "can't find '__main__'"],
    pattern:
      /can't open file '(?<module>[^']{1,300})'|can't find '__main__' module in '(?<module2>[^']{1,300})'/,
    dying: true,
  },
  {
    ...specific,
    id: 'python/file-missing',
    cause: 'configuration-missing',
    needles: ['filenotfounderror', '[errno 2]'],
    pattern: /\[Errno 2\] No such file or directory: ['"](?<path>[^'"]{1,300})['"]/,
  },
  {
    ...specific,
    id: 'python/gunicorn-configuration',
    cause: 'configuration-missing',
    needles: ["doesn't exist"],
    pattern: /^Error: '(?<path>\/[^']{1,300})' doesn't exist$/,
    dying: true,
  },
  {
    ...specific,
    id: 'python/errno-permission',
    cause: 'permission-denied',
    needles: ['[errno 13]', '[errno 1]', '[errno 30]'],
    pattern:
      /\[Errno (?:13|1|30)\] (?:Permission denied|Operation not permitted|Read-only file system|error while attempting to bind on address)(?:: ['"](?<path>[^'"]{1,300})['"])?/,
  },
  {
    ...specific,
    id: 'python/errno-in-use',
    cause: 'port-in-use',
    needles: ['[errno 98]'],
    pattern:
      /\[Errno 98\] (?:error while attempting to bind on address \('[^']{0,80}', (?<port>\d+)\)|Address already in use)/,
  },
  {
    ...specific,
    id: 'python/gunicorn-in-use',
    cause: 'port-in-use',
    needles: ['connection in use'],
    pattern: /Connection in use: \('[^']{0,80}', (?<port>\d+)\)/,
  },
  {
    ...specific,
    id: 'python/gunicorn-app-missing',
    cause: 'module-missing',
    needles: [
      'failed to find attribute',
      'failed to parse',
      'could not import module',
      'unable to load app',
      'error loading asgi app',
      'no python application found',
      'the module ',
      'not found in module',
    ],
    pattern:
      /Failed to find attribute '(?<module>[^']{1,120})' in '[^']{1,120}'|Could not import module "(?<module2>[^"]{1,160})"|The module (?<module3>[\w.]{1,160}) was not found|no python application found|Attribute "(?<module4>[^"]{1,120})" not found in module "[^"]{1,160}"/,
  },
  {
    ...specific,
    id: 'python/child-killed',
    cause: 'child-killed',
    needles: [
      'was sent sigkill',
      'sigkill',
      'signal 9',
      'workerlosterror',
      'was terminated due to signal',
      'terminated abruptly',
    ],
    pattern:
      /Worker \(pid: ?(?<pid>\d+)\) was sent (?<signal>SIGKILL)|WorkerLostError.{0,120}(?:signal 9 \((?<signal2>SIGKILL)\)|exitcode -?9)|DAMN ! worker \d+ \(pid: (?<pid2>\d+)\) died, killed by signal (?<signal3>9)|Worker \(pid:(?<pid3>\d+)\) was terminated due to signal (?<signal4>9)|A process in the process pool was terminated abruptly|DataLoader worker \(pid\(?s?\)? ?(?<pid4>\d+)\)? (?:is killed by signal: Killed|exited unexpectedly)/,
    dying: true,
  },
  {
    ...specific,
    weight: WEIGHT.exception,
    id: 'python/exception',
    cause: 'application-error',
    needles: [''],
    pattern: /^(?<exception>[A-Za-z_][\w.]{1,160})(?:: (?<message>.{1,300}))?$/,
    near: /^\s+File "/,
  },
  {
    ...specific,
    id: 'python/syntax',
    cause: 'application-error',
    needles: ['syntaxerror', 'indentationerror', 'taberror'],
    pattern: /^(?<exception>SyntaxError|IndentationError|TabError): (?<message>.{1,300})/,
    near: /^\s+File "/,
  },
];
