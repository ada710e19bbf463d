import type { Quiet } from './sample.ts';

const many = (count: number, line: (n: number) => string) =>
  Array.from({ length: count }, (_, n) => line(n)).join('\n');

/** Logs without a reason to die in them. */
export const QUIET: readonly Quiet[] = [
  { name: 'nothing at all', text: '' },
  { name: 'blank lines', text: '\n\n \n' },
  { name: 'a count of no errors', text: 'INFO sync done: 0 errors, 0 warnings' },
  { name: 'errors=0', text: 'level=info msg="batch done" errors=0 failed=0' },
  { name: 'no error', text: 'level=info msg="no error"' },
  { name: 'error handling', text: 'error handling enabled' },
  { name: 'an error page', text: 'INFO registered error handler for 404 and 500' },
  {
    name: 'a null error in JSON',
    text: '{"level":"info","msg":"request completed","error":null,"status":200}',
  },
  {
    name: 'a server that is up',
    text: 'INFO listening on :8080\nINFO connected to redis://cache:6379\nINFO ready',
  },
  {
    name: 'a warning that was survived',
    text: 'WARN connect to db:5432: connection refused, retrying in 1s\nINFO connected to db:5432\nINFO serving',
  },
  {
    name: 'an error that was survived',
    text: `ERROR dial tcp 10.0.0.1:5432: connect: connection refused\nINFO connected\n${many(20, (n) => `INFO handled ${n}`)}`,
  },
  {
    name: 'a proxy full of upstream errors',
    text: many(60, (n) => `2026-04-01T00:00:00Z ERROR upstream timed out (110) request_id=${n} path=/cart`),
  },
  {
    name: 'the access log of a server',
    text: many(30, (n) => `10.0.0.${n} - - [01/Apr/2026:00:00:00 +0000] "GET /cart HTTP/1.1" 502 157`),
  },
  {
    name: 'nginx whose upstream refuses now and then',
    text: many(
      12,
      (n) =>
        `2026/04/01 00:00:${n} [error] 29#29: *${n} connect() failed (111: Connection refused) while connecting to upstream, client: 10.0.0.${n}, server: _, request: "GET / HTTP/1.1", upstream: "http://10.1.1.1:80/"`,
    ),
  },
  { name: 'a deprecation', text: 'DeprecationWarning: Error constructors without new are deprecated' },
  { name: 'a progress bar', text: 'cache warm-up: 8 MiB loaded\ncache warm-up: 16 MiB loaded' },
  { name: 'a variable that falls back', text: 'INFO CACHE_URL is not set, using memory' },
  { name: 'a debug line', text: 'DEBUG open /etc/app/extra.yaml: no such file or directory' },
  { name: 'migrations that have run', text: 'INFO Running migrations\nINFO migrations complete\nINFO ready' },
  { name: 'binary', text: '\u0000\u0001\u0002\uffff\ud800 \u001b[31m' },
  { name: 'a file named after errors', text: 'INFO loaded module error-codes from /app/errors.js' },
  { name: 'a job that fails over', text: 'INFO failover standby ready, 3 replicas' },
  { name: 'health checks', text: many(20, () => 'INFO GET /healthz 200 1ms') },
];
