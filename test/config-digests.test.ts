import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { type Config, loadConfig } from '../src/config.ts';
import type { BotError } from '../src/errors.ts';

const tokens = { SLACK_BOT_TOKEN: 'xoxb-1', SLACK_APP_TOKEN: 'xapp-1', CONFIG_FILE: 'podwhy.yaml' };

function configOf(file: string, env = {}): Config {
  return loadConfig({ ...tokens, ...env }, () => file);
}

function digestsOf(section: string): Config['digests'] {
  return configOf(`digests: ${section}`).digests;
}

function problemOf(section: string, env = {}): string {
  try {
    configOf(`digests: ${section}`, env);
  } catch (error) {
    return (error as BotError).userMessage;
  }
  return '';
}

const SCHEDULE = 'name: mornings, channel: C0SHOP, when: weekdays 9am';

describe('the section digests', () => {
  it('may be left out, or empty', () => {
    const settings = {
      graceMs: 120_000,
      keepMs: 90 * 86_400_000,
      mostOwners: 50,
      ignore: {},
      schedules: [],
    };
    expect(configOf('').digests).toEqual(settings);
    expect(digestsOf('{}')).toEqual(settings);
  });

  it('says what is in a digest', () => {
    expect(
      digestsOf(
        '{ timeZone: Europe/Zurich, graceMinutes: 0.5, historyDays: 7, mostOwners: 9, ' +
          "ignore: { namespaces: [a-*], owners: ['*/canary'], labels: { tier: '*' }, causes: [unexplained] } }",
      ),
    ).toEqual({
      timeZone: 'Europe/Zurich',
      graceMs: 30_000,
      keepMs: 7 * 86_400_000,
      mostOwners: 9,
      ignore: { namespaces: ['a-*'], owners: ['*/canary'], labels: { tier: '*' }, causes: ['unexplained'] },
      schedules: [],
    });
  });

  it('has digests posted as the example says', () => {
    const example = readFileSync(new URL('../podwhy.example.yaml', import.meta.url), 'utf8');
    const { digests, channels } = configOf(example);
    expect(digests.schedules).toEqual([
      {
        id: 'payments-mornings',
        channel: 'C0PAYMENTS',
        when: { words: 'weekdays 08:30', pattern: '30 8 * * 1-5' },
        namespaces: ['payments', 'payments-eu'],
      },
      {
        id: 'staging-mondays',
        channel: 'C0STAGING',
        when: { words: 'mondays 09:00', pattern: '0 9 * * 1' },
        timeZone: 'America/New_York',
        cluster: 'staging',
        ignore: { owners: ['pod/*'] },
      },
      {
        id: 'night-shift',
        channel: 'C0ALERTS',
        when: { words: 'weekdays 00:00, 04:00 and 20:00', pattern: '0 0,4,20 * * 1-5' },
        cluster: 'production',
      },
    ]);
    expect(digests).toMatchObject({ timeZone: 'Europe/Zurich', ignore: { labels: { tier: 'batch' } } });
    expect(channels.C0PAYMENTS?.timeZone).toBe('Europe/Zurich');
  });

  it.each([
    ['{ timeZone: +02:00 }', 'digests.timeZone: is not the name of a time zone'],
    ['{ timeZone: Europe/Zuerich }', 'digests.timeZone: is not the name of a time zone'],
    ['{ graceMinutes: -1 }', 'digests.graceMinutes'],
    ['{ historyDays: 0 }', 'digests.historyDays'],
    ['{ mostOwners: 1.5 }', 'digests.mostOwners'],
    ['{ ignore: { owner: [a] } }', 'digests.ignore'],
    ['{ ignore: { causes: ["a b"] } }', 'digests.ignore.causes[0]: is not a name or a pattern with *'],
    [
      '{ schedules: [{ name: Mornings, channel: C0SHOP, when: daily }] }',
      'digests.schedules[0].name: is not made of',
    ],
    ['{ schedules: [{ channel: C0SHOP, when: daily }] }', 'digests.schedules[0].name'],
    ['{ schedules: [{ name: a, when: daily }] }', 'digests.schedules[0].channel'],
    [
      '{ schedules: [{ name: a, channel: "#shop", when: daily }] }',
      'digests.schedules[0].channel: is not the id',
    ],
    ['{ schedules: [{ name: a, channel: C0SHOP }] }', 'digests.schedules[0].when'],
    [
      '{ schedules: [{ name: a, channel: C0SHOP, when: sometimes }] }',
      'digests.schedules[0].when: cannot be used: "sometimes" is not understood. Write it like "weekdays 09:00"',
    ],
    [
      '{ schedules: [{ name: a, channel: C0SHOP, when: "*/5 * * * *" }] }',
      'digests.schedules[0].when: cannot be used: That is too often',
    ],
    [`{ schedules: [{ ${SCHEDULE}, timeZone: here }] }`, 'digests.schedules[0].timeZone: is not the name'],
    [`{ schedules: [{ ${SCHEDULE}, namespaces: [] }] }`, 'digests.schedules[0].namespaces: is empty'],
    [
      `{ schedules: [{ ${SCHEDULE}, namespaces: ["shop-*"] }] }`,
      'digests.schedules[0].namespaces[0]: cannot be',
    ],
    [
      `{ schedules: [{ ${SCHEDULE} }, { name: b, channel: C0SHOP, when: daily }, { ${SCHEDULE} }] }`,
      'digests.schedules[2].name: is taken: there is a mornings before',
    ],
  ])('%s is refused', (section, said) => {
    expect(problemOf(section)).toContain(said);
  });

  it('is told all its problems at once', () => {
    const said = problemOf(
      '{ timeZone: x, schedules: [{ name: A, channel: C0SHOP, when: never }, { name: b, channel: C0SHOP, when: "25:00" }] }',
    );
    expect(said).toContain('The configuration has 4 problems');
  });

  it('may only name clusters that there are', () => {
    const section = `{ schedules: [{ ${SCHEDULE}, cluster: prod }, { name: b, channel: C0SHOP, when: daily, cluster: stagin }] }`;
    expect(problemOf(section, { CLUSTERS: 'prod,staging' })).toContain(
      'CONFIG_FILE: digests.schedules[1].cluster: stagin is not in CLUSTERS (prod, staging).',
    );
    expect(problemOf(section, { CLUSTERS: 'prod,stagin' })).toBe('');
    expect(problemOf(section)).toBe('');
  });
});

describe('the time zone of a channel', () => {
  it('is a name', () => {
    expect(() => configOf('channels: { C0SHOP: { timeZone: Mars/Base } }')).toThrow(
      /channels.C0SHOP.timeZone/,
    );
    expect(configOf('channels: { C0SHOP: { timeZone: Asia/Kolkata } }').channels.C0SHOP).toEqual({
      timeZone: 'Asia/Kolkata',
    });
  });
});
