import type { ContainerStateTerminated } from './objects/container.ts';

/**
 * How a run ended, as far as its status can tell. `lost`: the kubelet did not see the end and made the code up;
 * `not-started`: the runtime could not start the process at all; `signal`: 128 + the signal's number, which a program
 * or a shell that reports its child's end may also use as a plain exit code.
 */
export type ExitKind = 'finished' | 'failed' | 'signal' | 'not-started' | 'lost';

export interface Exit {
  readonly code: number;
  readonly kind: ExitKind;
  /** `SIGKILL`; only where the code stands for one. */
  readonly signal?: string;
  /** What the code means, to stand in brackets behind it; absent where it says nothing beyond "failed". */
  readonly meaning?: string;
}

/** Linux signal numbers (https://man7.org/linux/man-pages/man7/signal.7.html) and what each means for a container. */
const SIGNALS: Readonly<Record<number, readonly [name: string, meaning: string]>> = {
  1: ['SIGHUP', 'hang-up'],
  2: ['SIGINT', 'interrupted'],
  3: ['SIGQUIT', 'quit'],
  4: ['SIGILL', 'an instruction that this CPU does not have'],
  5: ['SIGTRAP', 'a trap'],
  6: ['SIGABRT', 'the program aborted itself'],
  7: ['SIGBUS', 'a bad memory access, often a full /dev/shm'],
  8: ['SIGFPE', 'an arithmetic error such as a division by zero'],
  9: ['SIGKILL', 'killed from outside'],
  11: ['SIGSEGV', 'a segmentation fault'],
  13: ['SIGPIPE', 'a broken pipe'],
  15: ['SIGTERM', 'asked to stop'],
  24: ['SIGXCPU', 'CPU time limit exceeded'],
  25: ['SIGXFSZ', 'file size limit exceeded'],
  31: ['SIGSYS', 'a system call that seccomp forbids'],
};

const MEANINGS: Readonly<Record<number, string>> = {
  2: 'wrong use of a command, or a Go panic',
  126: 'a shell found the command but could not execute it',
  127: 'a shell did not find the command',
  255: 'exit -1, or the state was lost when the node restarted',
  [-1]: 'the runtime does not know the exit code',
};

/** Reasons that the kubelet gives a run that the runtime could not start (docker: ContainerCannotRun). */
const NOT_STARTED = new Set([
  'StartError',
  'ContainerCannotRun',
  'RunContainerError',
  'CreateContainerError',
]);

/** CRI-O's word for a code that it does not know. */
const UNKNOWN = -1;

/** What a run's exit code, signal and reason mean. */
export function exitOf(run: ContainerStateTerminated): Exit {
  const code = run.exitCode ?? (run.signal ? 128 + run.signal : UNKNOWN);
  // The kubelet invents 137 for a container it can no longer find: pkg/kubelet/status/status_manager.go.
  if (run.reason === 'ContainerStatusUnknown') {
    return { code, kind: 'lost', meaning: 'made up: the kubelet lost the container' };
  }
  if (NOT_STARTED.has(run.reason ?? '')) {
    return { code, kind: 'not-started', meaning: 'the runtime could not start it' };
  }
  if (code === UNKNOWN && run.exitCode !== UNKNOWN) return { code, kind: 'lost' };
  if (code === 0) return { code, kind: 'finished', meaning: 'it ended by itself, without an error' };
  const signal = SIGNALS[code - 128];
  if (signal) return { code, kind: 'signal', signal: signal[0], meaning: `${signal[0]}: ${signal[1]}` };
  const meaning = MEANINGS[code];
  return { code, kind: 'failed', ...(meaning === undefined ? {} : { meaning }) };
}
