import type { Sample } from './sample.ts';

/** Files, disks and ports. */
export const FILES: readonly Sample[] = [
  {
    name: 'a shell that cannot write',
    cause: 'permission-denied',
    text: "sh: can't create /data/lock: Permission denied",
    params: { path: '/data/lock' },
  },
  {
    name: 'mkdir',
    cause: 'permission-denied',
    text: "mkdir: cannot create directory '/var/lib/app': Permission denied",
    params: { path: '/var/lib/app' },
  },
  {
    name: 'Python',
    cause: 'permission-denied',
    text: "PermissionError: [Errno 13] Permission denied: '/models/cache'",
    params: { path: '/models/cache' },
  },
  {
    name: 'a read-only root in Python',
    cause: 'permission-denied',
    text: "OSError: [Errno 30] Read-only file system: '/app/tmp'",
    params: { path: '/app/tmp' },
  },
  {
    name: 'Node',
    cause: 'permission-denied',
    text: "Error: EACCES: permission denied, mkdir '/app/uploads'\n    at Object.mkdirSync (node:fs:1371:26)",
    params: { path: '/app/uploads' },
  },
  {
    name: 'Node on a low port',
    cause: 'permission-denied',
    text: 'Error: listen EACCES: permission denied 0.0.0.0:443',
    params: { port: 443 },
  },
  {
    name: 'Go on a low port',
    cause: 'permission-denied',
    text: '2026/04/01 00:00:00 listen tcp :80: bind: permission denied',
    params: { port: 80 },
  },
  {
    name: 'Go',
    cause: 'permission-denied',
    text: 'level=error msg="cannot start" err="open /var/log/app.log: permission denied"',
    params: { path: '/var/log/app.log' },
  },
  {
    name: 'nginx as a plain user',
    cause: 'permission-denied',
    text: `2026/04/01 00:00:00 [warn] 1#1: the "user" directive makes sense only if the master process runs with super-user privileges
2026/04/01 00:00:00 [emerg] 1#1: mkdir() "/var/cache/nginx/client_temp" failed (13: Permission denied)
nginx: [emerg] mkdir() "/var/cache/nginx/client_temp" failed (13: Permission denied)`,
    params: { path: '/var/cache/nginx/client_temp' },
  },
  {
    name: 'nginx on a low port',
    cause: 'permission-denied',
    text: 'nginx: [emerg] bind() to 0.0.0.0:80 failed (13: Permission denied)',
    params: { port: 80 },
  },
  {
    name: 'the JVM',
    cause: 'permission-denied',
    text: 'Exception in thread "main" java.nio.file.AccessDeniedException: /srv/index\n\tat com.acme.Index.open(Index.java:9)',
    params: { path: '/srv/index' },
  },
  {
    name: '.NET',
    cause: 'permission-denied',
    text: "Unhandled exception. System.UnauthorizedAccessException: Access to the path '/keys' is denied.",
    params: { path: '/keys' },
  },
  {
    name: 'chown in an entry point',
    cause: 'permission-denied',
    text: "chown: changing ownership of '/var/lib/postgresql/data': Operation not permitted",
    params: { path: '/var/lib/postgresql/data' },
  },
  {
    name: 'a script that is not executable',
    cause: 'permission-denied',
    text: '/bin/sh: 1: /app/run.sh: Permission denied',
    params: { path: '/app/run.sh' },
  },
  {
    name: 'a full disk in Python',
    cause: 'disk-full',
    text: "OSError: [Errno 28] No space left on device: '/scratch/part-7'",
    params: { path: '/scratch/part-7' },
  },
  {
    name: 'a full disk in Go',
    cause: 'disk-full',
    text: 'panic: write /data/wal/0004: no space left on device',
    params: { path: '/data/wal/0004' },
  },
  {
    name: 'a full disk in Node',
    cause: 'disk-full',
    text: 'Error: ENOSPC: no space left on device, write',
    params: {},
  },
  {
    name: 'a full disk in Java',
    cause: 'disk-full',
    text: 'java.io.IOException: No space left on device\n\tat java.base/sun.nio.ch.FileDispatcherImpl.write0(Native Method)',
  },
  {
    name: 'a full disk in Postgres',
    cause: 'disk-full',
    text: '2026-04-01 00:00:00 UTC [1] FATAL:  could not write to file "pg_wal/xlogtemp.29": No space left on device',
  },
  {
    name: 'Go',
    cause: 'port-in-use',
    text: '2026/04/01 00:00:00 listen tcp :9090: bind: address already in use',
    params: { port: 9090 },
  },
  {
    name: 'Node',
    cause: 'port-in-use',
    text: "Error: listen EADDRINUSE: address already in use :::3000\n    at Server.setupListenHandle [as _listen2] (node:net:1898:16) {\n  code: 'EADDRINUSE',\n  port: 3000\n}",
    params: { port: 3000 },
  },
  {
    name: 'Spring',
    cause: 'port-in-use',
    text: 'Web server failed to start. Port 8081 was already in use.',
    params: { port: 8081 },
  },
  {
    name: 'the JVM',
    cause: 'port-in-use',
    text: 'Exception in thread "main" java.io.IOException: Failed to bind to address 0.0.0.0/0.0.0.0:7000\nCaused by: java.net.BindException: Address already in use',
    params: { port: 7000 },
  },
  {
    name: 'Python',
    cause: 'port-in-use',
    text: "OSError: [Errno 98] error while attempting to bind on address ('0.0.0.0', 8000): address already in use",
    params: { port: 8000 },
  },
  {
    name: 'gunicorn',
    cause: 'port-in-use',
    text: "[2026-04-01 00:00:00 +0000] [1] [ERROR] Connection in use: ('0.0.0.0', 8000)\n[2026-04-01 00:00:01 +0000] [1] [ERROR] Retrying in 1 second.\n[2026-04-01 00:00:06 +0000] [1] [ERROR] Can't connect to ('0.0.0.0', 8000)",
    params: { port: 8000 },
  },
  {
    name: '.NET',
    cause: 'port-in-use',
    text: 'Unhandled exception. System.IO.IOException: Failed to bind to address http://[::]:8080: address already in use.',
    params: { port: 8080 },
  },
  {
    name: 'nginx',
    cause: 'port-in-use',
    text: 'nginx: [emerg] bind() to 0.0.0.0:8080 failed (98: Address already in use)',
    params: { port: 8080 },
  },
  {
    name: 'Rust, port named a line before',
    cause: 'port-in-use',
    text: `INFO listening on 0.0.0.0:4000\nError: Os { code: 98, kind: AddrInUse, message: "Address already in use" }`,
    params: { port: 4000 },
  },
];
