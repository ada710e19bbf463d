import { describe, expect, it } from 'vitest';
import { readJson } from '../../../src/diagnosis/log/json-record.ts';
import { readKlog, readLogfmt } from '../../../src/diagnosis/log/structured.ts';

describe('a record of JSON', () => {
  it('says its message, its error and the lines of its stack', () => {
    const said = readJson(
      '{"level":50,"msg":"boot","err":{"name":"E","message":"no","port":80,"stack":"E: no\\n  at x"}}',
    );
    expect(said).toEqual({
      level: 'error',
      texts: ['boot: E: no', "  name: 'E'", "  port: '80'", 'E: no', '  at x'],
    });
  });

  it('may have nothing but an error or an error without words', () => {
    expect(readJson('{"error":"no tariff"}')).toEqual({ level: 'none', texts: ['no tariff'] });
    expect(readJson('{"msg":"boot","error":{"stack":"a"},"reason":""}')).toEqual({
      level: 'none',
      texts: ['boot: a'],
    });
    expect(readJson('{"msg":"boot","err":{"code":3}}')).toEqual({
      level: 'none',
      texts: ["boot:   code: '3'"],
    });
  });

  it('is none when it carries no message or isn’t JSON', () => {
    for (const text of ['{}', '{"a":1}', '{a}', '{"a":', '[1]', 'x']) expect(readJson(text)).toBeUndefined();
  });
});

describe('logfmt', () => {
  it('says message and error without the quotes', () => {
    expect(readLogfmt('level=error msg="a \\"b\\"\\nc\\td" err=no')).toEqual({
      level: 'error',
      texts: ['a "b"', 'c\td: no'],
    });
  });

  it('is none without a level or without a message', () => {
    expect(readLogfmt('msg="a"')).toBeUndefined();
    expect(readLogfmt('level=info n=3')).toBeUndefined();
  });
});

describe('klog', () => {
  it('says its text, with the error field where it has one', () => {
    expect(readKlog('W0401 10:00:00.000000       1 a.go:3] plain text')).toEqual({
      level: 'warning',
      texts: ['plain text'],
    });
    expect(readKlog('E0401 10:00:00.000000       1 a.go:3] "boot" err="no" n=1')).toEqual({
      level: 'error',
      texts: ['boot: no'],
    });
    expect(readKlog('boot')).toBeUndefined();
  });
});
