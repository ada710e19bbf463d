import type { Sample } from './sample.ts';

const error = { cause: 'application-error' } as const;

export const APPLICATION_MORE: readonly Sample[] = [
  {
    ...error,
    name: 'an argument in Python',
    text: 'usage: run.py [-h] --month MONTH\nrun.py: error: the following arguments are required: --month',
    params: { option: '--month' },
  },
  {
    ...error,
    name: 'an option of the JVM',
    text: "Unrecognized VM option 'UseConcMarkSweepGC'\nError: Could not create the Java Virtual Machine.\nError: A fatal exception has occurred. Program will exit.",
    params: { option: 'UseConcMarkSweepGC' },
  },
  {
    ...error,
    name: 'a configuration of nginx',
    text: 'nginx: [emerg] invalid number of arguments in "listen" directive in /etc/nginx/nginx.conf:9',
    params: { file: '/etc/nginx/nginx.conf', row: 9 },
  },
  {
    ...error,
    name: 'YAML',
    text: 'level=fatal msg="yaml: line 14: did not find expected key"',
    params: { row: 14 },
  },
  {
    ...error,
    name: 'JSON in Node',
    text: 'SyntaxError: Unexpected token } in JSON at position 120\n    at JSON.parse (<anonymous>)\n    at load (/app/conf.js:5:15)',
    params: { file: '/app/conf.js', row: 5 },
  },
  {
    ...error,
    name: 'a data folder of another Postgres',
    text: 'FATAL:  database files are incompatible with server\nDETAIL:  The data directory was initialized by PostgreSQL version 14, which is not compatible with this version 16.2.',
    params: { found: '14', wanted: '16.2', service: 'postgres' },
    line: 'initialized by PostgreSQL version 14',
  },
  {
    ...error,
    name: 'a message at the level of an error',
    text: '2026-04-01T00:00:00Z INFO ready\n2026-04-01T00:00:09Z ERROR ledger 12 and ledger 13 overlap',
    params: { message: 'ledger 12 and ledger 13 overlap' },
  },
  { ...error, name: 'a row of the input', text: 'import: row 1201: bad checksum', params: { row: 1201 } },
  {
    ...error,
    name: 'a file and its line',
    text: 'ERROR refusing rule in /etc/rules/eu.rules line 88',
    params: { file: '/etc/rules/eu.rules', row: 88 },
  },
  {
    ...error,
    name: 'C++',
    text: "terminate called after throwing an instance of 'std::out_of_range'\n  what():  vector::_M_range_check",
    params: { exception: 'std::out_of_range' },
  },
  {
    ...error,
    name: 'a lost lease',
    text: 'E0401 00:00:00.000000       1 leaderelection.go:332] error retrieving resource lock\nF0401 00:00:01.000000       1 main.go:80] leader election lost',
    params: { reason: 'leader-election-lost' },
  },
  {
    ...error,
    name: 'a resource definition that is missing',
    text: 'no matches for kind "Tenant" in version "acme.io/v1"',
    params: { resource: 'Tenant' },
  },
  {
    ...error,
    name: 'a table that is missing',
    text: 'panic: ERROR: relation "invoices" does not exist (SQLSTATE 42P01)',
    params: { table: 'invoices' },
  },
  {
    ...error,
    name: 'a telling line ahead of thirty lines of shutdown',
    text: `INFO starting
ERROR catalogue 7 refers to itself
${Array.from({ length: 30 }, (_, n) => `INFO closing connection ${n}`).join('\n')}
INFO bye`,
    line: 'refers to itself',
  },
  {
    ...error,
    name: 'a fatal line after a warning that was survived',
    text: `WARN cache: dial tcp 10.0.0.1:6379: connect: connection refused, retrying
INFO cache: connected
INFO serving on :8080
FATAL invariant broken: negative stock for sku 4`,
    line: 'negative stock',
  },
  {
    ...error,
    name: 'the failure at the end of a long run',
    text: `ERROR dial tcp 10.0.0.1:5432: connect: connection refused
${Array.from({ length: 40 }, (_, n) => `INFO handled order ${n}`).join('\n')}
ERROR ledger closed twice`,
    line: 'closed twice',
  },
];
