import { type Signature, WEIGHT } from '../signature.ts';

const dying = { confidence: 'certain', dying: true } as const;

/** Go's runtime. Its nil dereference prints SIGSEGV, but is caught by the runtime: an error of the program. */
export const GO: readonly Signature[] = [
  {
    ...dying,
    weight: WEIGHT.specific,
    id: 'go/nil-pointer',
    cause: 'application-error',
    needles: ['nil pointer dereference'],
    pattern: /(?<message>invalid memory address or nil pointer dereference)/,
    params: { runtime: 'go' },
  },
  {
    ...dying,
    weight: WEIGHT.decisive,
    id: 'go/out-of-memory',
    cause: 'runtime-heap-exhausted',
    needles: ['runtime: out of memory', 'cannot allocate memory', 'fatal error: out of memory'],
    pattern:
      /(?:fatal error: )?runtime: (?:out of memory|cannot allocate memory)|^fatal error: out of memory/,
    params: { runtime: 'go' },
  },
  {
    ...dying,
    weight: WEIGHT.vague,
    id: 'go/fatal-error',
    cause: 'application-error',
    needles: ['fatal error: '],
    pattern:
      /^(?:fatal error|runtime): (?<message>(?:concurrent map|all goroutines are asleep|stack overflow|sync: |unexpected signal|goroutine stack exceeds|too many concurrent|morestack|newosproc|failed to create new OS thread).{0,200})/,
    params: { runtime: 'go' },
  },
  {
    ...dying,
    weight: WEIGHT.exception,
    id: 'go/panic',
    cause: 'application-error',
    needles: ['panic: ', 'panic serving '],
    pattern: /^(?:http: |\s*)?panic(?: serving [^:]{1,60}:\d+)?: (?:runtime error: )?(?<message>.{1,300})/,
    params: { runtime: 'go' },
  },
  {
    ...dying,
    confidence: 'certain',
    weight: WEIGHT.specific,
    id: 'go/file-missing',
    cause: 'configuration-missing',
    needles: ['no such file or directory', 'pattern matches no files'],
    pattern:
      /pattern matches no files: `(?<path2>[^`]{1,300})`|\b(?:open|stat|lstat|read|readdirent|chdir) (?<path>[^\s:]{1,300}): no such file or directory/,
    dying: false,
  },
  {
    ...dying,
    weight: WEIGHT.specific,
    id: 'go/executable-missing',
    cause: 'command-not-found',
    needles: ['executable file not found'],
    pattern: /exec: "?(?<command>[^\s":]{1,200})"?: executable file not found in \$PATH/,
    dying: false,
  },
  {
    ...dying,
    weight: WEIGHT.specific,
    id: 'go/child-killed',
    cause: 'child-killed',
    needles: ['signal: killed'],
    pattern: /\bsignal: (?<signal>killed)\b/,
    dying: false,
  },
  {
    ...dying,
    weight: WEIGHT.specific,
    id: 'go/flag',
    cause: 'application-error',
    needles: [
      'flag provided but not defined',
      'unknown flag',
      'unknown shorthand flag',
      'unknown command',
      'invalid value',
      'required flag(s)',
      'flag needs an argument',
    ],
    pattern:
      /flag provided but not defined: (?<option>\S{1,120})|unknown (?:shorthand )?flag: '?(?<option2>[^\s']{1,120})|unknown command "(?<option3>[^"]{1,120})"|required flag\(s\) (?<option4>"[^"]{1,120}")|flag needs an argument: (?<option5>\S{1,120})|invalid value "[^"]{0,120}" for flag (?<option6>\S{1,120})/,
  },
  {
    ...dying,
    weight: WEIGHT.specific,
    id: 'go/library-missing',
    cause: 'module-missing',
    needles: [
      'error while loading shared libraries',
      'error loading shared library',
      'version `glibc',
      'cannot open shared object file',
    ],
    pattern:
      /error while loading shared libraries: (?<module>[^\s:]{1,120})|Error loading shared library (?<module2>[^\s:]{1,120})|version `(?<module3>GLIBC\w*_[\d.]+)' not found|(?<module4>[\w.+-]{1,120}\.so[.\d]{0,20}): cannot open shared object file/,
  },
  {
    ...dying,
    // musl names every symbol of the library that it didn't find
    weight: WEIGHT.specific - 1,
    dying: false,
    id: 'go/symbol-missing',
    cause: 'module-missing',
    needles: ['error relocating'],
    pattern: /Error relocating [^\s:]{1,200}: (?<module>\S{1,120}): symbol not found/,
  },
  {
    ...dying,
    dying: false,
    weight: WEIGHT.specific,
    id: 'go/validator-required',
    cause: 'configuration-missing',
    needles: ["failed on the 'required"],
    pattern:
      /Key: '(?<key>\w{0,60}(?:[Cc]onf|[Cc]fg|[Ss]etting|[Oo]ption|[Ee]nv)[\w.[\]]{0,160})' Error:Field validation for '\w{1,80}' failed on the 'required/,
  },
  {
    ...dying,
    dying: false,
    weight: WEIGHT.vague,
    id: 'go/validator',
    cause: 'application-error',
    needles: ['error:field validation for '],
    pattern:
      /Key: '(?<key>[\w.[\]]{1,200})' Error:(?<message>Field validation for '\w{1,80}' failed on the '\w{1,60}' tag)/,
  },
];
