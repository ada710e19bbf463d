import { describe, expect, it } from 'vitest';
import { readLog, readLogAll } from '../../../src/diagnosis/log/read-log.ts';

const failed = { exitCode: 1 };

function linesOf(...texts: readonly string[]) {
  return texts.map((text) => ({ text }));
}

const REFUSED = 'dial tcp 10.0.0.7:5432: connect: connection refused';
const CONSEQUENCES = {
  levelled: [
    'ERROR could not start engine',
    'ERROR scheduler not initialised',
    'ERROR failed to start application',
    'INFO shutting down',
    'WARN connection pool closed with 3 connections in use',
    'ERROR server stopped unexpectedly',
    'INFO exit 1',
  ],
  fatal: [
    'INFO stopping workers',
    'ERROR worker 1 aborted',
    'FATAL giving up',
    'FATAL process exited with code 1',
  ],
  exception: [
    'Exception in thread "main" java.lang.IllegalStateException: engine is not ready',
    '\tat com.acme.Main.main(Main.java:12)',
    'INFO HikariPool-1 - Shutdown initiated...',
    'ERROR pool is closed',
  ],
};

describe('the first error outranks what follows from it', () => {
  const levels = ['ERROR', 'FATAL', 'WARN', '[error]', 'error:'] as const;
  const pairs = levels.flatMap((level) =>
    Object.entries(CONSEQUENCES).map(([kind, after]) => [level, kind, after] as const),
  );

  it.each(pairs)('%s, before %s consequences', (level, _, after) => {
    const reading = readLog(linesOf('INFO starting', `${level} store: ${REFUSED}`, ...after), failed);
    expect(reading).toMatchObject({ cause: 'dependency-unreachable', index: 1, params: { port: 5432 } });
  });

  it('where both say no more than that something is wrong', () => {
    const readings = readLogAll(
      linesOf(
        'INFO starting',
        'ERROR ledger 4 is torn',
        'ERROR balance is unknown',
        'ERROR reports are late',
        'ERROR mail is late',
        'ERROR invoices are late',
        'ERROR queue is full',
        'INFO shutting down',
      ),
      failed,
    );
    expect(readings[0]?.index).toBe(1);
  });
});

describe('a warning right before a failure that gives no reason', () => {
  const failure = [
    'ERROR application run failed',
    'java.lang.IllegalStateException: could not make bean store',
    '\tat com.acme.Main.main(Main.java:12)',
  ];

  it('is the reason', () => {
    const reading = readLog(linesOf(`WARN store: ${REFUSED}`, ...failure), failed);
    expect(reading).toMatchObject({ cause: 'dependency-unreachable', index: 0 });
  });

  it('is none when it will be tried again, when work goes on, or when the failure has its own reason', () => {
    const retried = readLog(linesOf(`WARN store: ${REFUSED}, retrying in 2s`, ...failure), failed);
    const worked = readLog(
      linesOf(`WARN store: ${REFUSED}`, 'INFO loaded tariffs', 'INFO loaded zones', ...failure),
      failed,
    );
    const own = readLog(
      linesOf(`WARN store: ${REFUSED}`, "ERROR Error: Cannot find module 'pg'", 'INFO exit 1'),
      failed,
    );
    expect([retried?.cause, worked?.cause]).toEqual(['application-error', 'application-error']);
    expect(own?.cause).toBe('module-missing');
  });
});

describe('clients that only report', () => {
  it('do not end a program, unless nothing else does', () => {
    const metrics = `ERROR could not export metrics to otel-collector:4317: ${REFUSED}`;
    const other = readLog(linesOf(metrics, 'ERROR tariff 4 has two owners', 'INFO exit 1'), failed);
    expect(other?.line).toContain('tariff 4');
    expect(readLog(linesOf(metrics), failed)?.cause).toBe('dependency-unreachable');
  });
});
