import { describe, expect, it } from 'vitest';
import { ENVIRONMENT } from '../../../src/config/environment.ts';

const LONG = 'a-token-of-some-length';

function problemOf(env: Record<string, string>): string | undefined {
  return ENVIRONMENT.safeParse(env)
    .error?.issues.map(({ message }) => message)
    .join();
}

describe('the variables of the webhooks', () => {
  it('are read: one token or several', () => {
    expect(ENVIRONMENT.parse({ ALERTS_TOKEN: LONG }).ALERTS_TOKEN).toEqual([LONG]);
    expect(ENVIRONMENT.parse({ ALERTS_TOKEN: ` ${LONG} , ${LONG}2 ` }).ALERTS_TOKEN).toEqual([
      LONG,
      `${LONG}2`,
    ]);
    const others = { ALERTS_BASIC_AUTH: 'alerts:pass:word', PAGERDUTY_SIGNING_SECRET: 's' };
    expect(ENVIRONMENT.parse(others)).toEqual(others);
    expect(ENVIRONMENT.parse({})).toEqual({});
  });

  it.each([
    'short',
    `${LONG},short`,
    `${LONG},`,
    ',',
    `${LONG} ${LONG}`,
    `${LONG}ä`,
  ])('are refused where a token is too short, or cannot stand in a header: %s', (token) => {
    const problem = problemOf({ ALERTS_TOKEN: token });
    expect(problem).toContain('at least 16 characters');
    expect(problem).not.toContain(LONG);
  });

  it.each([
    'alerts',
    'alerts:',
    ':password',
    'alerts:short',
  ])('are refused where there is no user or no password: %s', (basic) => {
    expect(problemOf({ ALERTS_BASIC_AUTH: basic })).toContain('user:password');
  });
});
