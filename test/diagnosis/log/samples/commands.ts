import type { Sample } from './sample.ts';

/** Commands that can't be run. */
export const COMMANDS: readonly Sample[] = [
  {
    name: 'a shell',
    cause: 'command-not-found',
    text: '/entrypoint.sh: line 4: gosu: command not found',
    params: { command: 'gosu' },
  },
  {
    name: 'dash',
    cause: 'command-not-found',
    text: '/bin/sh: 1: uvicron: not found',
    params: { command: 'uvicron' },
  },
  {
    name: 'busybox',
    cause: 'command-not-found',
    text: 'sh: bundel: not found',
    params: { command: 'bundel' },
  },
  {
    name: 'env',
    cause: 'command-not-found',
    text: "/usr/bin/env: 'python': No such file or directory",
    params: { command: 'python' },
  },
  {
    name: 'npm',
    cause: 'command-not-found',
    text: 'npm error Missing script: "strat"\nnpm error\nnpm error To see a list of scripts, run:\nnpm error   npm run',
    params: { command: 'strat' },
  },
  {
    name: 'Go that looks in the path',
    cause: 'command-not-found',
    text: 'panic: exec: "pg_dump": executable file not found in $PATH',
    params: { command: 'pg_dump' },
  },
  {
    name: 'the runtime',
    cause: 'command-not-found',
    text: 'exec /docker-entrypoint.sh: no such file or directory',
    params: { command: '/docker-entrypoint.sh' },
  },
  {
    name: 'the wrong architecture',
    cause: 'exec-format-error',
    text: 'exec /usr/local/bin/app: exec format error',
    params: { path: '/usr/local/bin/app' },
  },
  {
    name: 'the wrong architecture in a shell',
    cause: 'exec-format-error',
    text: '/app/start.sh: line 3: /app/server: cannot execute binary file: Exec format error',
  },
];
