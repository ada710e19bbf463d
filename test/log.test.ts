import { describe, expect, it } from 'vitest';
import { redact } from '../src/diagnosis/redact.ts';
import { createLogger, type LogLevel } from '../src/log.ts';
import type { Logger } from '../src/ports.ts';

const secret = ['hunter2', 'hunter2'].join('-');

function logged(level: LogLevel, use: (log: Logger) => void): Record<string, unknown>[] {
  const lines: string[] = [];
  use(createLogger({ level, clock: { now: () => 0 }, redact, write: (line) => lines.push(line) }));
  return lines.map((line) => {
    expect(line.endsWith('\n') && !line.slice(0, -1).includes('\n')).toBe(true);
    return JSON.parse(line);
  });
}

describe('a log', () => {
  it('is one JSON line for each event', () => {
    const [line] = logged('info', (log) => log.info('started', { port: 3000, roles: ['bot'] }));
    expect(line).toEqual({
      time: '1970-01-01T00:00:00.000Z',
      level: 'info',
      event: 'started',
      port: 3000,
      roles: ['bot'],
    });
  });

  it('leaves out what is below its level, but never an audit line', () => {
    const lines = logged('error', (log) => {
      log.info('started');
      log.warn('slow');
      log.error('broken');
      log.info('audit', { user: 'U1' });
    });
    expect(lines.map(({ event }) => event)).toEqual(['broken', 'audit']);
  });

  it('holds no secret, in a text, under a telling name, or in an error', () => {
    const cause = new Error(`redis://:${secret}@queue:6379 refused`);
    const error = Object.assign(new Error(`password=${secret}`, { cause }), {
      config: { headers: secret },
      code: 'E1',
    });
    const lines = logged('info', (log) =>
      log.error('broken', {
        error,
        token: secret,
        nested: { dbPassword: secret, text: `postgres://a:${secret}@db/x` },
      }),
    );
    expect(JSON.stringify(lines)).not.toContain(secret);
    expect(lines[0]).toMatchObject({ error: { name: 'Error', code: 'E1', cause: { name: 'Error' } } });
  });

  it('cannot be forged by what it is given', () => {
    const [line] = logged('info', (log) =>
      log.info('audit', { event: 'other', level: 'error', text: 'a\n\u001b[31mb' }),
    );
    expect(line).toMatchObject({ event: 'audit', level: 'info', text: 'a\nb' });
  });

  it('survives whatever it is given', () => {
    const cycle: Record<string, unknown> = {};
    cycle.self = cycle;
    const looped = new Error('a');
    looped.cause = looped;
    const fields = {
      cycle,
      looped,
      big: 1n,
      call: () => 1,
      sign: Symbol('x'),
      date: new Date(Number.NaN),
      map: new Map([[1, 2]]),
    };
    const [line] = logged('info', (log) =>
      log.info('odd', { ...fields, long: 'x'.repeat(1e5), list: Array(1000).fill(1) }),
    );
    expect(String(line?.long).length).toBeLessThanOrEqual(2_000);
    expect(line?.list).toHaveLength(50);
  });
});
