import { describe, expect, it } from 'vitest';
import { readLog } from '../../../src/diagnosis/log/read-log.ts';
import { SIGNATURES } from '../../../src/diagnosis/log/signatures/index.ts';
import { APPLICATION } from './samples/application.ts';
import { APPLICATION_MORE } from './samples/application-more.ts';
import { BEAM_AND_PERL } from './samples/beam-and-perl.ts';
import { COMMANDS } from './samples/commands.ts';
import { CONFIGURATION } from './samples/configuration.ts';
import { CONTROLLERS } from './samples/controllers.ts';
import { CREDENTIALS } from './samples/credentials.ts';
import { DATA_SERVERS } from './samples/data-servers.ts';
import { DECOYS } from './samples/decoys.ts';
import { DEPENDENCIES } from './samples/dependencies.ts';
import { DOTNET_RUBY_RUST } from './samples/dotnet-ruby-rust.ts';
import { FILES } from './samples/files.ts';
import { FORMATS } from './samples/formats.ts';
import { FURTHER } from './samples/further.ts';
import { GO } from './samples/go.ts';
import { JVM } from './samples/jvm.ts';
import { MIGRATIONS } from './samples/migrations.ts';
import { MORE } from './samples/more.ts';
import { NETWORK } from './samples/network.ts';
import { NODE } from './samples/node.ts';
import { OTHERS } from './samples/others.ts';
import { OWN_WORDS } from './samples/own-words.ts';
import { PROXIES } from './samples/proxies.ts';
import { PYTHON } from './samples/python.ts';
import { QUIET } from './samples/quiet.ts';
import { QUIET_SERVERS } from './samples/quiet-servers.ts';
import { RARE_LANGUAGES } from './samples/rare-languages.ts';
import { REJECTED } from './samples/rejected.ts';
import { REPORTS } from './samples/reports.ts';
import { RESOLUTION } from './samples/resolution.ts';
import { RIGHTS } from './samples/rights.ts';
import type { Sample } from './samples/sample.ts';
import { SCRIPTS } from './samples/scripts.ts';
import { SERVERS } from './samples/servers.ts';
import { SURVIVED } from './samples/survived.ts';
import { SYSTEM } from './samples/system.ts';
import { TOOLS } from './samples/tools.ts';
import { TRAPS } from './samples/traps.ts';
import { WEB_LANGUAGES } from './samples/web-languages.ts';

function linesOf(text: string) {
  return text.split('\n').map((line) => ({ text: line }));
}

const samples: readonly Sample[] = [
  ...NETWORK,
  ...REJECTED,
  ...CONFIGURATION,
  ...SYSTEM,
  ...APPLICATION,
  ...MORE,
  ...APPLICATION_MORE,
  ...MIGRATIONS,
  ...FILES,
  ...COMMANDS,
  ...DEPENDENCIES,
  ...RESOLUTION,
  ...JVM,
  ...PYTHON,
  ...NODE,
  ...GO,
  ...DOTNET_RUBY_RUST,
  ...SERVERS,
  ...SCRIPTS,
  ...DECOYS,
  ...OTHERS,
  ...FURTHER,
  ...PROXIES,
  ...RIGHTS,
  ...OWN_WORDS,
  ...RARE_LANGUAGES,
  ...FORMATS,
  ...TOOLS,
  ...WEB_LANGUAGES,
  ...REPORTS,
  ...CONTROLLERS,
  ...TRAPS,
  ...DATA_SERVERS,
  ...CREDENTIALS,
  ...BEAM_AND_PERL,
];

describe('a failed run is read by the line that says why', () => {
  it.each(
    samples.map((sample) => [`${sample.cause}: ${sample.name}`, sample] as const),
  )('%s', (_, sample) => {
    const reading = readLog(linesOf(sample.text), { exitCode: 1 });
    expect(reading?.cause).toBe(sample.cause);
    expect(reading?.params).toMatchObject(sample.params ?? {});
    expect(reading?.line).toContain(sample.line ?? '');
  });
});

const healthy = {
  spring: Array.from(
    { length: 40 },
    (_, n) =>
      `2026-11-22T10:00:00.000Z  ${n % 5 ? 'INFO' : 'WARN'} 1 --- [app] [main] c.a.App : Mapped error page ${n}`,
  ),
  json: Array.from(
    { length: 40 },
    (_, n) => `{"level":${n % 5 ? 30 : 40},"msg":"request completed","ms":${n},"url":"/cart"}`,
  ),
  logfmt: Array.from(
    { length: 40 },
    (_, n) => `level=${n % 3 ? 'info' : 'warning'} msg="synced cache" errors=0 n=${n}`,
  ),
};
const ends = {
  shutdown: [
    'INFO shutting down',
    ...Array.from({ length: 25 }, (_, n) => `INFO publishing final metrics batch ${n}/25`),
    'INFO bye',
  ],
  tool: ['npm ERR! code 1', 'npm ERR! path /app', 'Process exited with code 1'],
  errors: ['ERROR server stopped', 'INFO closing pool', 'INFO exit 1'],
};
const surroundings = Object.entries(healthy).flatMap(([before, head]) =>
  Object.entries(ends).map(([after, tail]) => [before, after, head, tail] as const),
);

describe('the line is found between healthy lines and what a program says on its way down', () => {
  it.each(surroundings)('%s before, %s after', (_before, _after, head, tail) => {
    for (const sample of samples) {
      const alone = readLog(linesOf(sample.text), { exitCode: 1 });
      const within = readLog(linesOf([...head, sample.text, ...tail].join('\n')), { exitCode: 1 });
      expect([sample.name, within?.cause, within?.line]).toEqual([sample.name, sample.cause, alone?.line]);
    }
  });
});

describe('a log without a reason to die gives nothing, or no more than a possibility', () => {
  it.each(
    [...QUIET, ...QUIET_SERVERS, ...SURVIVED].map((quiet) => [quiet.name, quiet] as const),
  )('%s', (_, quiet) => {
    expect(['possible', undefined]).toContain(readLog(linesOf(quiet.text))?.confidence);
  });
});

describe('the tables', () => {
  it('have an id of their own for every row', () => {
    expect(new Set(SIGNATURES.map(({ id }) => id)).size).toBe(SIGNATURES.length);
  });

  it('have needles in lower case', () => {
    for (const { needles } of SIGNATURES) {
      for (const needle of needles) expect(needle).toBe(needle.toLowerCase());
    }
  });

  it('have patterns without a state of their own', () => {
    for (const { pattern } of SIGNATURES) expect(pattern.flags).toMatch(/^i?$/);
  });

  /** Lines that make a pattern with nested repetition explode. */
  const hostile = [
    'a',
    'a ',
    'a.',
    ' ',
    '/a',
    '/',
    'a:',
    '"a" ',
    "'",
    'A_',
    '-',
    '1.',
    'error ',
    'failed to ',
    'config ',
    'env variable ',
    'not ',
    'connection ',
    'open /a: ',
    '(',
    '[a] ',
    'migration ',
    'no such file ',
  ];

  it.each(
    SIGNATURES.map((signature) => [signature.id, signature] as const),
  )('%s stays quick on hostile lines', (_, { pattern, needles }) => {
    for (const unit of hostile) {
      const line = unit.repeat(Math.floor(4000 / unit.length));
      const started = performance.now();
      for (const needle of needles.slice(0, 3)) pattern.exec(needle + line + needle);
      expect(performance.now() - started).toBeLessThan(2_000);
    }
  });
});
