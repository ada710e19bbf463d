import { type Signature, WEIGHT } from '../signature.ts';

const specific = { confidence: 'certain', weight: WEIGHT.specific } as const;

/** Node.js and its package managers. */
export const NODE: readonly Signature[] = [
  {
    ...specific,
    weight: WEIGHT.decisive,
    id: 'node/heap',
    cause: 'runtime-heap-exhausted',
    needles: [
      'heap out of memory',
      'reached heap limit',
      'ineffective mark-compacts',
      'err_worker_out_of_memory',
    ],
    pattern:
      /(?:Reached heap limit|Ineffective mark-compacts|CALL_AND_RETRY_LAST|invalid array length|Zone).{0,80}|JavaScript heap out of memory|ERR_WORKER_OUT_OF_MEMORY/,
    params: { runtime: 'node' },
    dying: true,
  },
  {
    ...specific,
    id: 'node/module-missing',
    cause: 'module-missing',
    needles: ['cannot find module', 'cannot find package', 'err_module_not_found', 'failed to resolve entry'],
    pattern: /Cannot find (?:module|package) ['"](?<module>[^'"]{1,300})['"]/,
  },
  {
    ...specific,
    id: 'node/native-addon',
    cause: 'module-missing',
    needles: [
      'err_dlopen_failed',
      'error loading shared library',
      'invalid elf header',
      'was compiled against a different node.js version',
      'could not load the "sharp"',
      'the query engine',
    ],
    pattern:
      /Error loading shared library (?<module>[\w.+-]{1,120})|(?<module2>[\w./@-]{1,200}): invalid ELF header|The module '(?<module3>[^']{1,200})'|Could not load the "(?<module4>\w{1,80})" module|could not locate the Query Engine(?: for runtime "(?<module5>[\w.-]{1,80})")?/i,
  },
  {
    ...specific,
    id: 'node/engine',
    cause: 'application-error',
    needles: [
      'unsupported engine',
      'bad option',
      'err_require_esm',
      'err_unknown_file_extension',
      'cannot use import statement',
    ],
    pattern:
      /(?:node: )?bad option: (?<option>\S{1,120})|Unsupported engine|ERR_REQUIRE_ESM|Unknown file extension "(?<option2>[^"]{1,20})"|Cannot use import statement outside a module/,
  },
  {
    ...specific,
    id: 'npm/script-missing',
    cause: 'command-not-found',
    needles: ['missing script', 'err_pnpm_no_script'],
    pattern: /[Mm]issing script: ?["']?(?<command>[\w:.-]{1,120})/,
    dying: true,
  },
  {
    ...specific,
    id: 'npm/package-json-missing',
    cause: 'configuration-missing',
    needles: ['package.json'],
    pattern:
      /(?:ENOENT|Could not read package\.json|Couldn't find a package\.json|No package\.json).{0,160}?(?<path>\/[\w./-]{0,200}package\.json|package\.json)/,
    dying: true,
  },
  {
    ...specific,
    id: 'node/in-use',
    cause: 'port-in-use',
    needles: ['eaddrinuse'],
    pattern:
      /EADDRINUSE(?:: address already in use)?(?: [^\s:]{0,80}| \[?[0-9a-f:]{2,45}\]?|):(?<port>\d{1,5})|EADDRINUSE/,
  },
  {
    ...specific,
    id: 'node/file-missing',
    cause: 'configuration-missing',
    needles: ['enoent'],
    pattern:
      /ENOENT: no such file or directory, (?!(?:mkdir|rename|unlink|rmdir) )\w+ ['"](?<path>[^'"]{1,300})['"]/,
  },
  {
    ...specific,
    id: 'node/spawn-missing',
    cause: 'command-not-found',
    needles: ['enoent'],
    pattern: /\bspawn (?<command>\S{1,200}) ENOENT/,
  },
  {
    ...specific,
    id: 'node/permission',
    cause: 'permission-denied',
    needles: ['eacces', 'eperm', 'erofs'],
    pattern:
      /\b(?:EACCES|EPERM|EROFS): [a-z -]{3,40}, \w+ ['"](?<path>[^'"]{1,300})['"]|\blisten (?:EACCES|EPERM)[^\d]{0,60}?(?:[\d.]{7,15}|::|\[::\])?:(?<port>\d{1,5})|\blisten (?:EACCES|EPERM): permission denied (?<path3>\/[^\s]{1,200})|\bspawn (?<path2>\S{1,200}) (?:EACCES|EPERM)|\b(?:EACCES|EPERM|EROFS)\b/,
  },
  {
    ...specific,
    id: 'node/disk-full',
    cause: 'disk-full',
    needles: ['enospc', 'edquot'],
    pattern:
      /\b(?:ENOSPC|EDQUOT)\b(?!: System limit for number of file watchers)(?:: [a-z -]{3,60}, \w+(?: ['"](?<path>[^'"]{1,300})['"])?)?/,
  },
  {
    ...specific,
    id: 'node/file-watchers',
    cause: 'application-error',
    needles: ['file watchers reached', 'emfile', 'enfile', 'too many open files'],
    pattern:
      /System limit for number of (?<limit>file watchers) reached|\bEM?N?FILE\b: (?<limit2>too many open files)|[Tt]oo many (?<limit3>open files)/,
  },
  {
    ...specific,
    id: 'next/build-missing',
    cause: 'configuration-missing',
    needles: ['could not find a production build'],
    pattern: /Could not find a production build in the '(?<path>[^']{1,200})' directory/,
  },
  {
    ...specific,
    id: 'prisma/environment',
    cause: 'configuration-missing',
    needles: ['environment variable not found', 'error validating datasource'],
    pattern: /Environment variable not found: (?<variable>\w{1,120})/,
  },
  {
    ...specific,
    weight: WEIGHT.exception,
    id: 'node/unhandled-rejection',
    cause: 'application-error',
    needles: [
      'unhandled promise rejection',
      'unhandledrejection',
      'unhandledpromiserejection',
      'uncaughtexception',
    ],
    pattern:
      /(?:^|[:[(\s])(?:(?:Unhandled ?Promise ?Rejection\w*|unhandledRejection|uncaughtException)(?:[:\]]+|(?<=^\w{1,30})$)|(?:UnhandledPromiseRejection\w*|ERR_UNHANDLED_REJECTION)\b)\s*(?<message>.{0,300})/i,
    dying: true,
  },
];
