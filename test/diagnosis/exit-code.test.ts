import { describe, expect, test } from 'vitest';
import { exitOf } from '../../src/diagnosis/exit-code.ts';

describe('exitOf', () => {
  test.each([
    [{ exitCode: 0 }, 'finished', /without an error/],
    [{ exitCode: 1 }, 'failed', undefined],
    [{ exitCode: 2 }, 'failed', /Go panic/],
    [{ exitCode: 126 }, 'failed', /could not execute/],
    [{ exitCode: 127 }, 'failed', /did not find/],
    [{ exitCode: 128, reason: 'StartError' }, 'not-started', /could not start/],
    [{ exitCode: 127, reason: 'ContainerCannotRun' }, 'not-started', /could not start/],
    [{ exitCode: 128 }, 'failed', undefined],
    [{ exitCode: 132 }, 'signal', /SIGILL: an instruction/],
    [{ exitCode: 134 }, 'signal', /SIGABRT/],
    [{ exitCode: 136 }, 'signal', /SIGFPE/],
    [{ exitCode: 137 }, 'signal', /SIGKILL/],
    [{ exitCode: 137, reason: 'ContainerStatusUnknown' }, 'lost', /made up/],
    [{ exitCode: 139 }, 'signal', /SIGSEGV/],
    [{ exitCode: 143 }, 'signal', /SIGTERM/],
    [{ exitCode: 200 }, 'failed', undefined],
    [{ exitCode: 255 }, 'failed', /exit -1/],
    [{ exitCode: -1 }, 'failed', /does not know/],
    [{ signal: 9 }, 'signal', /SIGKILL/],
    [{}, 'lost', undefined],
  ])('%o is %s', (run, kind, meaning) => {
    const exit = exitOf(run);
    expect(exit.kind).toBe(kind);
    if (meaning) expect(exit.meaning).toMatch(meaning);
    else expect(exit.meaning).toBeUndefined();
  });

  test('names the signal', () => {
    expect(exitOf({ exitCode: 143 }).signal).toBe('SIGTERM');
    expect(exitOf({ exitCode: 1 }).signal).toBeUndefined();
  });
});
