import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { makeRedactor, redact } from '../../../src/diagnosis/redact.ts';

const BODY = ['MIIEvQIBADANBgkqhkiG9w0BAQEF', 'AASCBKcwggSjAgEAAoIBAQC7VJTUt9Us8cKj'].join('');
const BEGIN = ['-----BEGIN RSA', ' PRIVATE KEY-----'].join('');
const END = ['-----END RSA', ' PRIVATE KEY-----'].join('');
const HEX = '0123456789abcdef'.repeat(2);

const telling = fc.constantFrom(
  ...[
    'password',
    'token',
    'api key',
    '--password',
    'Authorization',
    'Cookie',
    'name',
    'value',
    'DB_PASSWORD',
    'PWD',
  ],
  ...[
    '=',
    ': ',
    ':',
    '"',
    '\\"',
    "'",
    '{',
    '}',
    '[',
    ']',
    ',',
    ' ',
    '\n',
    '  ',
    '|',
    '>',
    '<',
    '\\',
    '/',
    '@',
    '://',
  ],
  ...[
    'Bearer ',
    'null',
    '[redacted]',
    'AKIA0123456789ABCDEF',
    'eyJhbGciOiJSUzI1NiIsIm',
    'a1B',
    'hunter2',
    '8',
    '$',
    '`',
  ],
  ...[
    BEGIN,
    END,
    BODY,
    'mysql -p',
    'curl -u a:',
    'PASSWORD ',
    'is',
    'auth',
    'secret',
    '?sig=',
    'x'.repeat(30),
  ],
);
const hostile = fc.array(telling, { maxLength: 14 }).map((pieces) => pieces.join(''));

describe('redact keeps what tells which kind it was', () => {
  test.each([
    ['password=hunter2 user=app', 'password=[redacted] user=app'],
    ['postgres://app:pw@db:5432/shop', 'postgres://app:[redacted]@db:5432/shop'],
    [['AKIA', 'IOSFODNN7EXAMPLE'].join(''), 'AKIA[redacted]'],
    ['Authorization: Bearer abc', 'Authorization: Bearer [redacted]'],
    ['Authorization: Basic null', 'Authorization: Basic null'],
    [
      'Authorization: Digest username="x", response="y1"',
      'Authorization: Digest [redacted]"x", response="y1"',
    ],
    ['"Authorization": "Digest a=b, c=d"', '"Authorization": "Digest [redacted]"'],
    ['Authorization:[Bearer abc] x', 'Authorization:[redacted] x'],
    ['authorization', 'authorization'],
    ['Cookie: a=b\nnext', 'Cookie: [redacted]\nnext'],
    ['session_cookie=abc123', 'session_cookie=[redacted]'],
    ['passphrase: correct horse battery staple', 'passphrase: [redacted]'],
    ['password: hunter user: app', 'password: [redacted] user: app'],
    ['with password: hunter', 'with password: [redacted]'],
    ['user=app, token: hunter, x=y', 'user=app, token: [redacted], x=y'],
    ['token: hunter user=app', 'token: [redacted] user=app'],
    ['"passwords": ["a", "b"], "x": 1', '"passwords": ["[redacted]"], "x": 1'],
    ['a:\n  password: |\n    one\n    two\n  user: app', 'a:\n  password: |\n    [redacted]\n  user: app'],
    ['password: >-\n  one', 'password: >-\n  [redacted]'],
    ['password: |\nuser: app', 'password: |\nuser: app'],
    ['password="cut off', 'password="[redacted]'],
    ['password="cut off\nnext', 'password="[redacted]\nnext'],
    ['password="a\\\\" user="x"', 'password="[redacted]" user="x"'],
    ['password="a\\"b" user="x"', 'password="[redacted]" user="x"'],
    ['password=a,user=b', 'password=[redacted],user=b'],
    ['password=a,b user=b', 'password=[redacted] user=b'],
    ['password=a\\nuser=b', 'password=[redacted]\\nuser=b'],
    ['f(password=a(b)c) x', 'f(password=[redacted]) x'],
    ['password=a)', 'password=[redacted])'],
    [`password=${'x'.repeat(5000)} y`, 'password=[redacted] y'],
    ['password={ x', 'password={ x'],
    [`token ${HEX}`, 'token [redacted]'],
    [`https://${HEX}@o1.example/1`, 'https://[redacted]@o1.example/1'],
    ['postgres://app:p/w@db/x', 'postgres://app:[redacted]@db/x'],
    ['PWD=hunter2', 'PWD=[redacted]'],
    ['mysql -p$PW', 'mysql -p$PW'],
    ['--token abc --x', '--token [redacted] --x'],
    ['--token "is"', '--token "[redacted]"'],
    ['--token', '--token'],
    ['--token --x', '--token --x'],
  ])('%s', (text, shown) => {
    expect(redact(text)).toBe(shown);
    expect(redact(shown)).toBe(shown);
  });
});

describe('private keys', () => {
  test.each([
    ['whole', `x\n${BEGIN}\n${BODY}\nAbc=\n${END}\nnext`, `x\n${BEGIN}[redacted]${END}\nnext`],
    ['on one line', `"${BEGIN}\\n${BODY}\\n${END}\\n"`, `"${BEGIN}[redacted]${END}\\n"`],
    ['the end cut off', `${BEGIN}\n${BODY}\nAbc`, `${BEGIN}[redacted]`],
    ['the end missing', `${BEGIN}\n${BODY}\nINFO next one`, `${BEGIN}[redacted]\nINFO next one`],
    ['the end missing on one line', `"${BEGIN}\\n${BODY}", "x"`, `"${BEGIN}[redacted]", "x"`],
    ['the beginning cut off', `${BODY}\n${BODY}\nAbc=\n${END}\nnext`, `[redacted]${END}\nnext`],
    ['the beginning missing', `started up now\n${BODY}\n${END}`, `started up now\n[redacted]${END}`],
    [
      'two, the first unfinished',
      `${BEGIN}\n${BODY}\n${BEGIN}\n${BODY}\n${END}`,
      `${BEGIN}[redacted]\n${BEGIN}[redacted]${END}`,
    ],
    [
      'one and the end of another',
      `${BEGIN}${BODY}${END}\n${BODY}\n${END}`,
      `${BEGIN}[redacted]${END}\n[redacted]${END}`,
    ],
    ['empty', `${BEGIN}\n${END}`, `${BEGIN}\n${END}`],
    ['only a mention', 'no PRIVATE KEY found', 'no PRIVATE KEY found'],
  ])('%s', (_, text, shown) => {
    expect(redact(text)).toBe(shown);
    expect(redact(shown)).toBe(shown);
  });
});

describe('redact on any text', () => {
  test('never throws, and a second time changes nothing', () => {
    fc.assert(
      fc.property(fc.oneof(hostile, fc.string({ unit: 'binary' })), (text) => {
        const once = redact(text);
        expect(redact(once)).toBe(once);
      }),
      { numRuns: 3000 },
    );
  });

  test('takes linear time on long hostile texts', () => {
    fc.assert(
      fc.property(fc.array(telling, { minLength: 1, maxLength: 3 }), (pieces) => {
        const seed = pieces.join('');
        const started = performance.now();
        redact(seed.repeat(Math.ceil(200_000 / seed.length)));
        // Quadratic time would be minutes; the bound is wide because machines that run tests are busy.
        expect(performance.now() - started).toBeLessThan(8_000);
      }),
      { numRuns: 30 },
    );
  });
});

describe("the user's own patterns", () => {
  test('hide the whole match, or the first group', () => {
    const own = makeRedactor({ patterns: ['ACME-\\d+', 'order (\\w+)', 'card ?(\\d*)'] });
    expect(own.problems).toEqual([]);
    const shown = own.redact('ACME-12 order abc password=x card 12 card');
    expect(shown).toBe('[redacted] order [redacted] password=[redacted] card [redacted] card');
    expect(own.redact(shown)).toBe(shown);
  });

  test('of no use are reported and left out', () => {
    const own = makeRedactor({
      patterns: ['(', 'x*', '(a+)+b', '((a|b)c)*d', '[(+)]+\\(x', '(abc)+', '(a|b)c', 'a)'],
    });
    expect(own.problems.map(({ pattern }) => pattern)).toEqual(['(', 'x*', '(a+)+b', '((a|b)c)*d', 'a)']);
    expect(own.redact('(abc)')).toBe('([redacted])');
  });

  test('none', () => {
    expect(makeRedactor().redact('password=x')).toBe('password=[redacted]');
  });
});
