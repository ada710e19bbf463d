/** Why a container's process could not be started. */
export type StartFailure =
  | 'command-not-found'
  | 'command-not-executable'
  | 'exec-format-error'
  | 'working-directory-missing'
  | 'mount-path-conflict'
  | 'runtime-failure';

export interface StartError {
  readonly failure: StartFailure;
  /** The program that was to be started. */
  readonly command?: string;
  /** The working directory. */
  readonly directory?: string;
  /** Where something was to be mounted in the container. */
  readonly path?: string;
  /** The last clause of the runtime's words: what happened, without the chain of wrappers. */
  readonly clause: string;
  /** The file is there; what its first line names as interpreter, or the loader it was linked for, is not. */
  readonly interpreter?: 'missing';
}

/** Wrappers that containerd, CRI-O, runc, crun and docker put before the telling clause. */
const WRAPPERS =
  /^(?:rpc error: code = \w+ desc = |Error: |failed to create containerd (?:task|container): |failed to create shim(?: task)?: |failed to start container "[^"]*": |Error response from daemon: |OCI runtime (?:create failed|error): |runc create failed: |runc: |crun: |container create failed: |unable to start container process: |error during container init: |container_linux\.go:\d+: starting container process caused:? "?|starting container process caused:? |process_linux\.go:\d+: container init caused:? (?:\\?")?|rootfs_linux\.go:\d+: |time="[^"]*" level=error msg="|mount callback failed on \S+: |write container: )/;

/** What the message says once the wrappers are off. Bounded: every turn shortens the text. */
export function lastClause(message: string): string {
  let text = message.slice(0, 4000).replaceAll('\\"', '"').trim();
  for (let match = WRAPPERS.exec(text); match; match = WRAPPERS.exec(text))
    text = text.slice(match[0].length);
  const clause = text.replace(/: unknown$/, '');
  // A quote that closes what a wrapper has opened is not the clause's own.
  const isOpen = clause.split('"').length % 2 === 0;
  const whole = isOpen ? clause.replace(/[\\"]+$/, '') : clause.replace(/\\+$/, '');
  return whole.trim().replace(/\s*\n\s*/g, '; ') || message.trim();
}

/** First match wins: a mount error may end in "no such file or directory", a command's in "permission denied". */
const PATTERNS: readonly (readonly [StartFailure, RegExp])[] = [
  [
    'working-directory-missing',
    /chdir to cwd \(\\?"(?<directory>[^"\\]{1,500})|^mkdir (?<directory2>[^:]{1,500}): not a directory|chdir: No such file|(?:working|current) directory[^:]{0,200}(?<directory3>\/[^\s:"]{0,500})/i,
  ],
  [
    'mount-path-conflict',
    /(?:error )?mounting .{1,800}? to rootfs at \\?"(?<path>[^"\\]{1,500})|mount `[^`]{0,500}` to `(?<path2>[^`]{1,500})`|are you trying to mount a directory onto a file/i,
  ],
  ['exec-format-error', /exec format error/i],
  [
    'command-not-found',
    /\bexec(?:utable)?\b.{0,600}(?:not found|no such file or directory)|cannot find the (?:file|path)|no command specified/i,
  ],
  [
    'command-not-executable',
    /\bexec(?:utable)?\b.{0,600}(?:permission denied|is a directory|not executable)/i,
  ],
];

/** Forms in which runtimes name the program: `exec: "/app/x": …`, crun's `open executable: …`, CreateProcess of Windows. */
const COMMAND =
  /exec: \\?"(?<command>[^"\\]{1,500})|executable file `(?<command2>[^`]{1,500})`|(?:stat|exec) (?<command3>\/[^\s:]{1,500}):|commandLine=(?<command4>\S{1,500})/;

/** Reads the words of a runtime that could not start a container. */
export function readStartError(message: string): StartError {
  const clause = lastClause(message);
  for (const [failure, pattern] of PATTERNS) {
    const match = pattern.exec(clause);
    if (match) return { failure, ...named(COMMAND.exec(clause)), ...named(match), clause };
  }
  return { failure: 'runtime-failure', clause };
}

/** Named groups under their names without the digits that tell alternatives apart. */
function named(match: RegExpExecArray | null): Readonly<Record<string, string>> {
  const groups = Object.entries(match?.groups ?? {}) as [string, string | undefined][];
  return Object.fromEntries(
    groups
      .filter((group) => group[1] !== undefined)
      .map(([name, value]) => [name.replace(/\d$/, ''), value as string]),
  );
}

/** What only the log tells: runc started, and the kernel or a shell then refused the program. */
interface LogPattern {
  readonly failure: StartFailure;
  readonly pattern: RegExp;
  /** Exit codes that go with it; any where absent. */
  readonly codes?: readonly number[];
  readonly interpreter?: 'missing';
}

const NAME = `['"\`‘]?(?<command>[^\\t\\n :'"\`‘’]{1,300})['"\`’]?`;
const IN_LOG: readonly LogPattern[] = [
  {
    failure: 'exec-format-error',
    pattern: new RegExp(`^(?:.{0,80}: )?exec ${NAME}: exec format error`, 'i'),
  },
  { failure: 'exec-format-error', pattern: /exec user process caused:? "?exec format error/ },
  {
    failure: 'exec-format-error',
    pattern: new RegExp(
      `^.{0,120}?: ${NAME}: cannot execute(?: binary file)?: ?(?:Exec format error|required file)?`,
      'i',
    ),
    codes: [126],
  },
  { failure: 'exec-format-error', pattern: /exec format error/i, codes: [126] },
  {
    failure: 'command-not-found',
    pattern: new RegExp(`^exec ${NAME}: no such file or directory`),
    interpreter: 'missing',
  },
  {
    failure: 'command-not-found',
    pattern: /exec user process caused:? "?no such file/,
    interpreter: 'missing',
  },
  {
    failure: 'command-not-found',
    pattern: new RegExp(`: ${NAME}: bad interpreter: No such file`),
    codes: [126, 127],
    interpreter: 'missing',
  },
  {
    failure: 'command-not-found',
    pattern: new RegExp(`^(?:/usr/bin/)?env: (?:can't execute )?${NAME}: No such file`),
    codes: [127],
    interpreter: 'missing',
  },
  { failure: 'command-not-found', pattern: new RegExp(`: ${NAME}: (?:command )?not found$`), codes: [127] },
  { failure: 'command-not-found', pattern: /command not found: (?<command>\S{1,300})$/, codes: [127] },
  {
    failure: 'command-not-found',
    pattern: new RegExp(`(?:^|: )${NAME}: No such file or directory$`),
    codes: [127],
  },
  { failure: 'command-not-executable', pattern: new RegExp(`^exec ${NAME}: permission denied`) },
  {
    failure: 'command-not-executable',
    pattern: new RegExp(`(?:^|: )${NAME}: Permission denied$`, 'i'),
    codes: [126],
  },
];

export interface LoggedStartError extends StartError {
  /** Index of the line among those given. */
  readonly index: number;
}

/**
 * The last line of a log that says that the program could not be executed. Shells report it with the exit codes 126
 * and 127 only: the same words in the log of a program that ended otherwise are that program's affair.
 */
export function startErrorInLog(lines: readonly string[], exitCode: number): LoggedStartError | undefined {
  for (let index = lines.length - 1; index >= 0 && index >= lines.length - 20; index--) {
    // A \r stays in the name where a script with Windows line ends asks for an interpreter.
    const text = (lines[index] as string).slice(0, 1000).replace(/\r$/, '');
    for (const { failure, pattern, codes, interpreter } of IN_LOG) {
      const match = codes && !codes.includes(exitCode) ? null : pattern.exec(text);
      if (match)
        return { failure, ...named(match), clause: text, index, ...(interpreter ? { interpreter } : {}) };
    }
  }
  return undefined;
}
