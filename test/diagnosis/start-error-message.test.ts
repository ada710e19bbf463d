import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { lastClause, readStartError, startErrorInLog } from '../../src/diagnosis/start-error-message.ts';

const CONTAINERD =
  'failed to create containerd task: failed to create shim task: OCI runtime create failed: runc create failed: unable to start container process: ';

describe('readStartError', () => {
  test.each([
    [
      'containerd, not in PATH',
      `${CONTAINERD}exec: "serve": executable file not found in $PATH: unknown`,
      'command-not-found',
      { command: 'serve' },
    ],
    [
      'containerd, no such file',
      `${CONTAINERD}exec: "/app/x": stat /app/x: no such file or directory: unknown`,
      'command-not-found',
      { command: '/app/x' },
    ],
    [
      'docker',
      'OCI runtime create failed: container_linux.go:380: starting container process caused: exec: "serve": executable file not found in $PATH: unknown',
      'command-not-found',
      { command: 'serve' },
    ],
    [
      'docker, quoted',
      'oci runtime error: container_linux.go:247: starting container process caused "exec: \\"serve\\": executable file not found in $PATH"',
      'command-not-found',
      { command: 'serve' },
    ],
    [
      'CRI-O with crun',
      'container create failed: executable file `/app/x` not found: No such file or directory',
      'command-not-found',
      { command: '/app/x' },
    ],
    [
      'CRI-O with runc',
      'container create failed: time="2026-01-01T00:00:00Z" level=error msg="runc create failed: unable to start container process: exec: \\"x\\": executable file not found in $PATH"\n',
      'command-not-found',
      { command: 'x' },
    ],
    [
      'permission',
      `${CONTAINERD}exec: "/app/e.sh": permission denied: unknown`,
      'command-not-executable',
      { command: '/app/e.sh' },
    ],
    [
      'directory',
      `${CONTAINERD}exec: "/app": is a directory: unknown`,
      'command-not-executable',
      { command: '/app' },
    ],
    ['format', `${CONTAINERD}exec /app/x: exec format error`, 'exec-format-error', { command: '/app/x' }],
    [
      'working directory',
      `${CONTAINERD}error during container init: mkdir /app/server: not a directory: unknown`,
      'working-directory-missing',
      { directory: '/app/server' },
    ],
    [
      'chdir',
      `${CONTAINERD}chdir to cwd ("/srv") set in config.json failed: permission denied: unknown`,
      'working-directory-missing',
      { directory: '/srv' },
    ],
    [
      'mount',
      `${CONTAINERD}error during container init: error mounting "/var/lib/kubelet/x" to rootfs at "/www": mount x: not a directory: unknown`,
      'mount-path-conflict',
      { path: '/www' },
    ],
    [
      'mount, crun',
      'mount `/var/lib/x` to `/etc/app.conf`: Not a directory',
      'mount-path-conflict',
      { path: '/etc/app.conf' },
    ],
    [
      'user',
      'failed to create containerd container: mount callback failed on /var/lib/containerd/tmp: no users found',
      'runtime-failure',
      { clause: 'no users found' },
    ],
    [
      'host path',
      'failed to generate container "1" spec: failed to stat "/data": stat /data: no such file or directory',
      'runtime-failure',
      {},
    ],
    ['slow', 'context deadline exceeded', 'runtime-failure', { clause: 'context deadline exceeded' }],
    ['nothing', '', 'runtime-failure', { clause: '' }],
  ])('%s', (_, message, failure, named) => {
    expect(readStartError(message)).toMatchObject({ failure, ...named });
  });

  test.each([
    ['name "a" is reserved for "9f2c"', 'name "a" is reserved for "9f2c"'],
    [
      'container_linux.go:380: starting container process caused: "exec: \\"x\\": not found"',
      'exec: "x": not found',
    ],
    ['read \\\\', 'read'],
    [
      'OCI runtime create failed: hook: exit status 1\n  nvidia-container-cli: no driver',
      'hook: exit status 1; nvidia-container-cli: no driver',
    ],
  ])('is one line with its own quotes: %j', (message, clause) => {
    expect(lastClause(message)).toBe(clause);
  });

  test('a message that is nothing but wrappers stays as it is', () => {
    expect(lastClause('runc create failed: ')).toBe('runc create failed:');
    expect(lastClause('Error: : unknown')).toBe('Error: : unknown');
  });

  test('arbitrary text neither throws nor hangs', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 5000 }), fc.integer({ min: -1, max: 300 }), (text, code) => {
        expect(readStartError(text).failure).toBeTypeOf('string');
        startErrorInLog(text.split('\n'), code);
      }),
    );
  });
});

describe('startErrorInLog', () => {
  test.each([
    ['exec /app/poller: exec format error', 1, 'exec-format-error', '/app/poller'],
    [
      'standard_init_linux.go:228: exec user process caused: exec format error',
      1,
      'exec-format-error',
      undefined,
    ],
    [
      '/entry.sh: line 2: /app/x: cannot execute binary file: Exec format error',
      126,
      'exec-format-error',
      '/app/x',
    ],
    ['exec /app/start: no such file or directory', 1, 'command-not-found', '/app/start'],
    [
      'standard_init_linux.go:228: exec user process caused: no such file or directory',
      1,
      'command-not-found',
      undefined,
    ],
    ['sh: 1: servr: not found', 127, 'command-not-found', 'servr'],
    ['/entry.sh: line 3: servr: command not found', 127, 'command-not-found', 'servr'],
    ['zsh: command not found: servr', 127, 'command-not-found', 'servr'],
    ['bash: /app/x: No such file or directory', 127, 'command-not-found', '/app/x'],
    [
      'bash: /app/x: /bin/perl: bad interpreter: No such file or directory',
      126,
      'command-not-found',
      '/bin/perl',
    ],
    ["env: can't execute 'bash': No such file or directory", 127, 'command-not-found', 'bash'],
    ["/usr/bin/env: 'python\r': No such file or directory", 127, 'command-not-found', 'python\r'],
    ['/usr/bin/env: ‘node’: No such file or directory', 127, 'command-not-found', 'node'],
    ['exec /app/x: permission denied', 1, 'command-not-executable', '/app/x'],
    ['sh: /app/x: Permission denied', 126, 'command-not-executable', '/app/x'],
  ])('%s with exit code %i', (line, code, failure, command) => {
    expect(startErrorInLog(['starting', line], code)).toMatchObject({
      failure,
      index: 1,
      ...(command ? { command } : {}),
    });
  });

  test.each([
    ['sh: servr: not found', 1],
    ['GET /favicon.ico: not found', 0],
    ['open /etc/app.yaml: no such file or directory', 1],
    ['cat: /data: Permission denied', 1],
  ])('%s with exit code %i is the affair of the program', (line, code) => {
    expect(startErrorInLog([line], code)).toBeUndefined();
  });

  test('only the last lines count', () => {
    expect(startErrorInLog(['sh: x: not found', ...Array(30).fill('later')], 127)).toBeUndefined();
  });
});
