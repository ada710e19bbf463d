import { describe, expect, it } from 'vitest';
import { readLog } from '../../../src/diagnosis/log/read-log.ts';
import type { Whole } from './samples/sample.ts';
import { WHOLE_DOTNET } from './samples/whole/dotnet.ts';
import { WHOLE_GO } from './samples/whole/go.ts';
import { WHOLE_JVM } from './samples/whole/jvm.ts';
import { WHOLE_NODE } from './samples/whole/node.ts';
import { WHOLE_PLAIN } from './samples/whole/plain.ts';
import { WHOLE_PYTHON } from './samples/whole/python.ts';
import { WHOLE_QUIET } from './samples/whole/quiet.ts';
import { WHOLE_RECORDS } from './samples/whole/records.ts';

function linesOf(text: string) {
  return text.split('\n').map((line) => ({ text: line }));
}

const wholes: readonly Whole[] = [
  ...WHOLE_JVM,
  ...WHOLE_PYTHON,
  ...WHOLE_NODE,
  ...WHOLE_GO,
  ...WHOLE_DOTNET,
  ...WHOLE_RECORDS,
  ...WHOLE_PLAIN,
];

describe('a whole log is read by the line that says why', () => {
  it.each(wholes.map((whole) => [whole.name, whole] as const))('%s', (_, {
    text,
    cause,
    params,
    line,
    names,
  }) => {
    const reading = readLog(linesOf(text), { exitCode: 1 });
    expect(reading?.cause).toBe(cause);
    expect(reading?.params).toMatchObject(params ?? {});
    expect(reading?.line).toContain(line ?? '');
    const said = [...(reading?.excerpt ?? []), ...Object.values(reading?.params ?? {})].join('\n');
    for (const name of names ?? []) expect(said).toContain(name);
  });

  it('however much healthy work stands before it', () => {
    const work = Array.from(
      { length: 60 },
      (_, n) => `2026-03-02 08:00:00,001 ${n % 4 ? 'INFO' : 'WARNING'} app.work batch ${n} took ${n * 7} ms`,
    );
    for (const { name, text, cause } of wholes) {
      const alone = readLog(linesOf(text), { exitCode: 1 });
      const within = readLog(linesOf([...work, text].join('\n')), { exitCode: 1 });
      expect([name, within?.cause, within?.line]).toEqual([name, cause, alone?.line]);
    }
  });
});

describe('a whole log of a program that works gives nothing, or no more than a possibility', () => {
  it.each(WHOLE_QUIET.map((quiet) => [quiet.name, quiet] as const))('%s', (_, { text }) => {
    for (const exitCode of [undefined, 0, 143]) {
      const reading = readLog(linesOf(text), exitCode === undefined ? {} : { exitCode });
      expect(['possible', undefined]).toContain(reading?.confidence);
    }
  });
});
