import { describe, expect, it } from 'vitest';
import { readLog } from '../../../src/diagnosis/log/read-log.ts';

function read(...texts: readonly string[]) {
  return readLog(
    texts.map((text) => ({ text })),
    { exitCode: 1 },
  );
}

describe('everything that is missing is named', () => {
  it.each([
    ['one', ['ERROR MAIL_HOST is required'], 'MAIL_HOST'],
    ['in one line', ['FATAL missing environment variables: A_B, C_D and E_F'], ['A_B', 'C_D', 'E_F']],
    ['one by one', ['Error: "A_B" is required. "C_D" is required'], ['A_B', 'C_D']],
    ['twice the same', ['Error: A_B is required, A_B is required'], 'A_B'],
    ['in brackets', ['ERROR missing required environment variables: [A_B C_D]'], ['A_B', 'C_D']],
    [
      'below',
      ['Missing required environment variables:', '  - A_B (the broker)', '', '  - C_D'],
      ['A_B', 'C_D'],
    ],
    [
      'numbered',
      ['ERROR Missing required environment variables:', '1. A_B', '2. C_D', 'bye'],
      ['A_B', 'C_D'],
    ],
    [
      'on lines of their own kind',
      [
        "panic: Key: 'Config.Host' Error:Field validation for 'Host' failed on the 'required' tag",
        "Key: 'Config.Port' Error:Field validation for 'Port' failed on the 'required' tag",
      ],
      ['Config.Host', 'Config.Port'],
    ],
  ])('%s', (_, texts, names) => {
    const { variable, key } = read(...texts)?.params ?? {};
    expect(variable ?? key).toEqual(names);
  });

  it('as far as it is a list', () => {
    expect(read('Missing required environment variables:', 'see the manual')?.params).toEqual({
      message: expect.any(String),
    });
  });

  it('without making the excerpt long', () => {
    const causes = ['one', 'two', 'three', 'four'].map((name) => `Caused by: java.lang.Error: ${name}`);
    const reading = read(
      'INFO reading settings',
      'Exception in thread "main" java.lang.Error: boot',
      ...causes,
      'Caused by: java.lang.IllegalStateException: Missing required settings:',
      '  (in the environment)',
      '  mail.host',
      '  mail.port',
      '  mail.user',
      ...[1, 2, 3].map((row) => `\tat com.acme.Settings.check(Settings.java:${row})`),
    );
    expect(reading?.params.key).toEqual(['mail.host', 'mail.port', 'mail.user']);
    expect(reading?.excerpt).toHaveLength(12);
    expect(reading?.excerpt).toContain(reading?.line);
  });
});
