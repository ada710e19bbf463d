import { describe, expect, it } from 'vitest';
import { readJson } from '../../../src/diagnosis/log/json-record.ts';

describe('a record of JSON in the shape of a logger', () => {
  it.each([
    [
      '.NET',
      '{"LogLevel":"Critical","Message":"boot","Exception":"A.B: no    at A.C(D e) in /s.cs:line 3"}',
      'fatal',
    ],
    [
      'Serilog',
      '{"Level":"Fatal","MessageTemplate":"boot","Exception":"A.B: no\\n   at A.C(D e) in /s.cs:line 3"}',
      'fatal',
    ],
  ])('%s: the frames stand on lines of their own', (_, text, level) => {
    expect(readJson(text)).toEqual({ level, texts: ['boot: A.B: no', '   at A.C(D e) in /s.cs:line 3'] });
  });

  it('.NET: an inner exception stands on a line of its own', () => {
    expect(readJson('{"Message":"boot","Exception":"A: no ---> B: why"}')?.texts).toEqual([
      'boot: A: no',
      ' ---> B: why',
    ]);
  });

  it('Quarkus and logback: causes read as in a stack trace', () => {
    const quarkus =
      '{"message":"boot","exception":{"exceptionType":"A","message":"no","causedBy":{"exception":{"exceptionType":"B","message":"why"}}}}';
    const logback =
      '{"formattedMessage":"boot","throwable":{"className":"A","message":"no","cause":{"className":"B","message":"why"}}}';
    expect(readJson(quarkus)?.texts).toContain('Caused by: B: why');
    expect(readJson(logback)?.texts).toContain('Caused by: B: why');
  });

  it('Nest: a stack of several parts', () => {
    expect(readJson('{"message":"boot","stack":["E: no\\n    at a (/b.js:1:2)",3]}')?.texts).toEqual([
      'boot',
      'E: no',
      '    at a (/b.js:1:2)',
    ]);
    expect(readJson('{"message":"boot","stack":[3]}')?.texts).toEqual(['boot']);
  });

  it('loguru: the level has a name', () => {
    expect(readJson('{"text":"boot","record":{"level":{"name":"ERROR","no":40}}}')?.level).toBe('error');
  });

  it.each([
    [0, 'fatal'],
    [3, 'error'],
    [4, 'warning'],
    [6, 'info'],
    [9, 'none'],
  ])('GELF: level %i', (level, is) => {
    expect(readJson(`{"short_message":"boot","level":${level}}`)?.level).toBe(is);
  });

  it('an error among the fields that a caller added', () => {
    expect(readJson('{"msg":"boot","fields":{"error":"no","id":3}}')?.texts).toEqual(['boot: no']);
    expect(readJson('{"msg":"boot","data":["no"]}')?.texts).toEqual(['boot']);
  });

  it('letters alone mean different things', () => {
    expect(readJson('{"s":"E","msg":"boot"}')).toEqual({ level: 'error', texts: ['boot'] });
    expect(readJson('{"L":"ERROR","M":"boot","S":"main.main\\n\\t/a.go:3"}')).toEqual({
      level: 'error',
      texts: ['boot', 'main.main', '\t/a.go:3'],
    });
  });

  it('an endless chain is cut', () => {
    const chain = Array.from({ length: 9 }).reduce<string>(
      (inner, _, n) => `{"message":"m${n}","cause":${inner}}`,
      '{"message":"deepest"}',
    );
    const texts = readJson(`{"msg":"boot","err":${chain}}`)?.texts ?? [];
    expect(texts.join()).not.toContain('deepest');
  });
});
