import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readLog, readLogAll } from '../../../src/diagnosis/log/read-log.ts';

function linesOf(...texts: readonly string[]) {
  return texts.map((text) => ({ text }));
}

const failed = { exitCode: 1 };

describe('a reading', () => {
  it('names the line as it was, without colours, and where it stands', () => {
    const reading = readLog(linesOf('INFO up', '\u001b[31mERROR tariff 4 has no owner\u001b[0m'), failed);
    expect(reading).toMatchObject({
      line: 'ERROR tariff 4 has no owner',
      index: 1,
      signature: 'generic/level',
    });
  });

  it('counts the lines of the same shape', () => {
    const reading = readLog(
      linesOf('ERROR order 17 lost', 'ERROR order 1f8a lost', 'INFO order 3 found'),
      failed,
    );
    expect(reading?.count).toBe(2);
  });

  it('has an excerpt of the decisive line with the first own frames and the root of the chain', () => {
    const frames = Array.from({ length: 40 }, (_, n) => `\tat com.acme.Deep.call${n}(Deep.java:${n})`);
    const reading = readLog(
      linesOf(
        'Exception in thread "main" java.lang.RuntimeException: boot',
        ...frames,
        'Caused by: java.lang.IllegalStateException: no tariff',
        '\tat com.acme.Tariff.load(Tariff.java:9)',
      ),
      failed,
    );
    expect(reading?.excerpt.length).toBeLessThanOrEqual(12);
    expect(reading?.excerpt[0]).toContain('boot');
    expect(reading?.excerpt).toContain('Caused by: java.lang.IllegalStateException: no tariff');
    expect(reading?.excerpt).toContain('\tat com.acme.Deep.call0(Deep.java:0)');
  });

  it('shows the line that named what the decisive one leaves out', () => {
    const reading = readLog(
      linesOf(
        'INFO connecting to redis cart-redis:6379',
        "nc: can't connect to remote host (10.0.0.7): Connection refused",
        'FATAL giving up',
      ),
      failed,
    );
    expect(reading?.params).toMatchObject({ host: 'cart-redis', port: 6379, address: '10.0.0.7' });
    expect(reading?.excerpt[0]).toBe('INFO connecting to redis cart-redis:6379');
  });

  it('does not borrow what the program listens on, nor another endpoint', () => {
    const reading = readLog(
      linesOf(
        'INFO listening on api:8080',
        'INFO connected to queue at mq:5672',
        'FATAL dial tcp 10.0.0.7:6379: connect: connection refused',
      ),
      failed,
    );
    expect(reading?.params).toMatchObject({ host: '10.0.0.7', port: 6379 });
  });

  it('is the first of several errors of the same weight', () => {
    const readings = readLogAll(linesOf('ERROR ledger 4 is torn', 'ERROR reports are late'), failed);
    expect(readings.map(({ index }) => index)).toEqual([0, 1]);
  });

  it('stands once for lines of one shape, and at most ten are given', () => {
    const many = Array.from({ length: 30 }, (_, n) => `ERROR ${'x'.repeat(n + 1)} is torn`);
    expect(readLogAll(linesOf(...many), failed)).toHaveLength(10);
    expect(readLogAll(linesOf('ERROR order 1 lost', 'ERROR order 2 lost'), failed)).toHaveLength(1);
  });

  it('needs less to speak of after a failure', () => {
    const hint = linesOf('import: row 7: bad date');
    expect(readLog(hint)).toBeUndefined();
    expect(readLog(hint, { exitCode: 0 })).toBeUndefined();
    expect(readLog(hint, failed)).toMatchObject({ cause: 'application-error', confidence: 'possible' });
  });

  it('is surer of a refusal that gives its reason than of one that gives none', () => {
    const [reason, none] = ['ERROR refusing to start: tariff 4 has two owners', 'ERROR refusing to start'];
    expect(readLog(linesOf(reason), failed)?.confidence).toBe('likely');
    expect(readLog(linesOf(none), failed)?.confidence).toBe('possible');
  });

  it('does not take the runtime’s excuse for a log', () => {
    expect(
      readLog(linesOf('unable to retrieve container logs for containerd://68e8'), failed),
    ).toBeUndefined();
  });

  it('is the same every time', () => {
    const lines = linesOf('WARN a:1 refused', 'ERROR b', 'panic: c', 'FATAL d');
    expect(readLogAll(lines, failed)).toEqual(readLogAll(lines, failed));
  });
});

describe('hostile logs', () => {
  it('never throw, whatever is in them', () => {
    const line = fc.oneof(
      fc.string({ maxLength: 300 }),
      fc.string({ unit: 'binary', maxLength: 300 }),
      fc.json(),
    );
    fc.assert(
      fc.property(
        fc.array(fc.record({ text: line }), { maxLength: 40 }),
        fc.option(fc.integer(), { nil: undefined }),
        (lines, exitCode) => {
          for (const reading of readLogAll(lines, exitCode === undefined ? {} : { exitCode })) {
            expect(reading.index).toBeLessThan(lines.length);
            expect(reading.excerpt).toContain(reading.line);
            expect(reading.excerpt.length).toBeLessThanOrEqual(12);
            expect(reading.count).toBeGreaterThan(0);
          }
        },
      ),
    );
  });

  it('never throw when they are put together from what real logs are made of', () => {
    const parts = fc.constantFrom(
      'Traceback (most recent call last):',
      '  File "/a.py", line 3, in x',
      "KeyError: 'X_Y'",
      '',
      'Caused by: a.B',
      '\tat a.B(C.java:3)',
      'panic: x',
      'goroutine 1 [running]:',
      "thread 'main' panicked at src/a.rs:1:2:",
      '{"level":"error","err":{"message":"x","stack":"a\\nb"}}',
      'level=error msg="x" err="y"',
      'E0401 00:00:00.000000       1 a.go:1] "m" err="e"',
      'During handling of the above exception, another exception occurred:',
      '/app/a.js:3',
      '  ^',
      'ERROR x',
      'INFO connected',
      'INFO shutting down',
      'Running migrations',
      '  - A_B',
      'Missing environment variables:',
      'dial tcp 1.2.3.4:5: connect: connection refused',
    );
    fc.assert(
      fc.property(fc.array(parts, { maxLength: 60 }), (texts) => {
        for (const reading of readLogAll(linesOf(...texts), failed))
          expect(reading.excerpt).toContain(reading.line);
      }),
    );
  });

  it('of ten thousand lines are read in well under a second', () => {
    const words = [
      'error',
      'connection',
      'open',
      'failed',
      'INFO',
      'config',
      '/etc/app.yaml:',
      'host:5432',
      'not',
      '"x"',
      'ms',
      '17',
    ];
    const lines = Array.from({ length: 10_000 }, (_, n) => ({
      text: Array.from({ length: 15 }, (_, m) => words[(n * 7 + m * m) % words.length]).join(' '),
    }));
    const started = performance.now();
    readLogAll(lines, failed);
    expect(performance.now() - started).toBeLessThan(15_000);
  });

  it('with lines of a megabyte are cut, at the end too', () => {
    const text = 'x'.repeat(1_000_000);
    const started = performance.now();
    const reading = readLog([{ text }, { text: `ERROR ${text}` }, { text: `{"msg":"${text}"}` }], failed);
    expect(performance.now() - started).toBeLessThan(10_000);
    expect(reading?.line).toHaveLength(4000);
  });

  it('longer than anyone reads are read from their end', () => {
    const lines = Array.from({ length: 60_000 }, () => ({ text: 'INFO fine' }));
    const reading = readLog([{ text: 'FATAL early' }, ...lines, { text: 'FATAL late' }], failed);
    expect(reading).toMatchObject({ line: 'FATAL late', index: 60_001 });
  });
});

describe('an exception while a migration runs', () => {
  const failure = [
    'Traceback (most recent call last):',
    '  File "/app/m.py", line 3, in <module>',
    'ValueError: no owner',
  ];

  it('is a failed migration, whatever is said after it', () => {
    const reading = readLog(
      linesOf(
        'INFO Running migrations',
        '  Applying deals.0041_owner...',
        ...failure,
        'INFO migrations done',
      ),
      failed,
    );
    expect(reading).toMatchObject({ cause: 'migration-failed', params: { migration: 'deals.0041_owner' } });
  });

  it('is none once the migrations are done or other work has begun', () => {
    const done = linesOf('INFO Running migrations', 'INFO migrations complete', ...failure);
    const busy = linesOf(
      'INFO Running migrations',
      ...Array.from({ length: 6 }, (_, n) => `INFO job ${n}`),
      ...failure,
    );
    expect(readLog(done, failed)?.cause).toBe('application-error');
    expect(readLog(busy, failed)?.cause).toBe('application-error');
  });
});

describe('a stack trace', () => {
  it('belongs to a warning that speaks of the failure, not to one that happens to stand above it', () => {
    const trace = [
      'Traceback (most recent call last):',
      '  File "/app/m.py", line 3, in <module>',
      'ValueError: no owner',
    ];
    expect(readLog(linesOf('WARNING could not load plugin', ...trace), failed)?.confidence).toBe('likely');
    expect(readLog(linesOf('WARNING low on coffee', ...trace), failed)?.confidence).toBe('certain');
  });

  it('may end with the log', () => {
    expect(readLog(linesOf('ERROR boot', ''), failed)?.line).toBe('ERROR boot');
  });
});
