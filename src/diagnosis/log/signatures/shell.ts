import { type Signature, WEIGHT } from '../signature.ts';

const specific = { confidence: 'certain', weight: WEIGHT.specific, dying: true } as const;

/** Shells, init programs and the kernel's own words for how a program ended. */
export const SHELL: readonly Signature[] = [
  {
    ...specific,
    weight: WEIGHT.decisive + 1,
    id: 'exec/format-old',
    cause: 'exec-format-error',
    needles: ['exec user process caused'],
    pattern: /exec user process caused:? "?exec format error/,
  },
  {
    ...specific,
    weight: WEIGHT.decisive + 1,
    id: 'exec/missing-old',
    cause: 'command-not-found',
    needles: ['exec user process caused'],
    pattern: /exec user process caused:? "?no such file or directory/,
  },
  {
    ...specific,
    weight: WEIGHT.decisive,
    id: 'exec/format',
    cause: 'exec-format-error',
    needles: [
      'exec format error',
      'cannot execute binary file',
      'wrong elf class',
      'syntax error: unexpected word (expecting ")")',
    ],
    pattern:
      /(?:exec:? )?["']?(?<path>\/?[\w./-]{1,200})["']?: (?:line \d+: \S{1,200}: )?(?:exec format error|cannot execute binary file)|\bExec format error\b|cannot execute binary file/i,
  },
  {
    ...specific,
    weight: WEIGHT.decisive,
    id: 'exec/missing',
    cause: 'command-not-found',
    needles: ['exec ', 'exec:', 'bad interpreter', 'env:'],
    pattern:
      /^(?:\[FATAL tini \(\d+\)\] )?exec:? "?(?<command>[^\s":]{1,300})"?(?: failed)?: (?:no such file or directory|not found|stat .{1,200}: no such file or directory)|^(?:\/usr\/bin\/)?env: (?:can't execute )?['‘"]?(?<command2>[^\s'’":]{1,200})['’"]?: No such file or directory|(?<command3>\/[^\s:]{1,200}): (?:\S{1,200}: )?bad interpreter|can't execute '(?<command4>[^']{1,200})': No such file|exec (?<command5>\S{1,200}) failed: No such file/i,
  },
  {
    ...specific,
    id: 'shell/not-found',
    cause: 'command-not-found',
    needles: ['not found'],
    pattern:
      /^(?:[\w./-]{1,100}: )?(?:line )?\d{0,5}:? ?(?:exec: )?(?<command>[\w./@+-]{1,200}): (?:command )?not found$|^(?:ba|z|da|a|k)?sh: (?:\d+|line \d+)?:? ?(?<command2>[\w./@+-]{1,200}): (?:command )?not found$|command not found: (?<command3>[\w./@+-]{1,200})$/,
  },
  {
    ...specific,
    id: 'shell/file-missing',
    cause: 'command-not-found',
    needles: ['no such file or directory', "can't open"],
    pattern:
      /^(?:\/bin\/)?(?:ba|z|da|a|k)?sh: (?:\d+: |line \d+: )?(?:can't open '?|cannot open )?(?<command>\/?[\w./@+-]{1,200})'?: No such file(?: or directory)?$|^(?:\/bin\/)?(?:ba|z|da|a|k)?sh: \d+: (?:Can't|cannot) open (?<command2>\S{1,200})/,
  },
  {
    ...specific,
    id: 'shell/not-executable',
    cause: 'permission-denied',
    needles: ['permission denied'],
    pattern:
      /^(?:exec |(?:\/bin\/)?(?:ba|z|da|a|k)?sh: (?:\d+: |line \d+: )?(?:exec: )?|[\w./-]{1,100}: line \d+: |env: )['"]?(?<path>\/?[\w./@+-]{1,200})['"]?: Permission denied$/i,
  },
  {
    ...specific,
    id: 'shell/variable',
    cause: 'configuration-missing',
    needles: ['parameter null or not set', 'parameter not set', 'unbound variable'],
    pattern: /\b(?<variable>[A-Za-z_]\w{0,120}): (?:parameter (?:null or )?not set|unbound variable)/,
  },
  {
    ...specific,
    id: 'shell/variable-message',
    cause: 'configuration-missing',
    needles: ['sh: '],
    pattern:
      /^(?:ba|da|a)?sh: (?:line )?\d*:? ?(?<variable>[A-Z][A-Z0-9_]{1,120}): .{0,80}(?:required|must|set|missing)/,
  },
  {
    ...specific,
    id: 'shell/killed',
    cause: 'child-killed',
    needles: ['killed'],
    pattern: /^(?:[\w./-]{1,100}: )?(?:line \d+:?\s+)?(?:\d+ )?Killed\b(?:\s+(?<command>\S.{0,200}))?$/,
  },
  {
    ...specific,
    weight: WEIGHT.specific - 1,
    id: 'process/killed',
    cause: 'child-killed',
    needles: [
      'signal 9',
      'sigkill',
      'signal: 9',
      'oom-kill',
      'out of memory: kill',
      'killed by signal',
      'was killed',
      'oom killer',
    ],
    pattern:
      /(?:(?:process|worker|child|program|subprocess|server|backend|job)\b.{0,80})?(?:terminated|killed|exited|died|exit|ended|crashed|signaled|signalled|kill(?:ed)?) (?:by |on |with |due to |after )?(?:signal:? |\(?signal )?(?<signal>9\b|SIGKILL)|\(signal: 9, SIGKILL\)|Out of memory: Kill(?:ed)? process|(?:worker|child|process|subprocess)\b.{0,60} (?:was|got) (?:OOM-?)?killed|exited on signal 9|oom[-_]kill(?:er|ed)|signal=SIGKILL/i,
  },
  {
    ...specific,
    id: 'process/segmentation-fault',
    cause: 'segmentation-fault',
    needles: [
      'segmentation fault',
      'segfault',
      'sigsegv',
      'signal 11',
      'sigill',
      'illegal instruction',
      'bus error',
      'sigbus',
    ],
    pattern:
      /\b(?<signal>Segmentation fault)\b|\bsegfault (?:at|detected)\b|(?:received|caught|got|signal:? |by |with |on )\s?(?:fatal )?(?:signal )?(?<signal2>SIGSEGV|SIGBUS|SIGILL|11\b)|\bFatal Python error: (?<signal3>Segmentation fault)|^(?<signal4>Illegal instruction|Bus error)\b|\(core dumped\) .{0,100}SIGSEGV/i,
  },
  {
    ...specific,
    weight: WEIGHT.vague,
    id: 'process/native-abort',
    cause: 'application-error',
    needles: [
      'terminate called',
      'double free',
      'malloc():',
      'free():',
      'stack smashing',
      'pure virtual',
      'munmap_chunk',
      'corrupted size',
      'std::bad_alloc',
    ],
    pattern:
      /terminate called (?:after throwing an instance of '(?<exception>[^']{1,120})'|without an active exception|recursively)|(?<message>double free or corruption|malloc\(\): .{1,60}|free\(\): .{1,60}|stack smashing detected|pure virtual method called|corrupted size vs\. prev_size)|\b(?<exception2>std::bad_alloc)\b/,
  },
  {
    ...specific,
    id: 'process/limit',
    cause: 'application-error',
    needles: ['fork', 'pthread_create', 'new os thread'],
    pattern:
      /\b(?:fork: (?:retry: )?|can(?:no|')t fork: |fork failed: )Resource temporarily unavailable|pthread_create failed.{0,60}Resource temporarily unavailable|failed to create new OS thread/i,
  },
  {
    ...specific,
    id: 'process/processor',
    cause: 'application-error',
    needles: ['cpu does not support', 'cpu isa level'],
    pattern: /CPU does not support (?<processor>[\w.-]{1,60})|CPU ISA level is lower than required/,
  },
  {
    ...specific,
    id: 'shell/syntax',
    cause: 'application-error',
    needles: ['syntax error', 'unexpected end of file', 'unterminated quoted'],
    pattern:
      /^(?<file>[\w./-]{1,200}): (?:line )?(?<row>\d+): (?<message>(?:[Ss]yntax error|unexpected EOF|Unterminated quoted).{0,160})/,
  },
];
