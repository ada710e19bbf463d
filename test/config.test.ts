import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { type Config, loadConfig, type Role } from '../src/config.ts';
import type { BotError } from '../src/errors.ts';

const tokens = { SLACK_BOT_TOKEN: 'xoxb-1', SLACK_APP_TOKEN: 'xapp-1' };
const noFile = (): string => {
  throw new Error('no file is read');
};

function problemsOf(
  env: Record<string, string>,
  { file, role }: { file?: string; role?: Role } = {},
): string {
  try {
    loadConfig(
      file === undefined ? env : { CONFIG_FILE: 'podwhy.yaml', ...env },
      () => file ?? noFile(),
      role,
    );
  } catch (error) {
    expect(error).toMatchObject({ code: 'config-invalid' });
    return (error as BotError).userMessage;
  }
  return '';
}

function withFile(file: string): Config {
  return loadConfig({ ...tokens, CONFIG_FILE: 'podwhy.yaml' }, () => file);
}

describe('the environment', () => {
  it('needs two tokens and nothing else', () => {
    expect(loadConfig(tokens, noFile)).toEqual({
      slack: { botToken: 'xoxb-1', transport: { mode: 'socket', appToken: 'xapp-1' } },
      port: 3000,
      kubernetes: { contexts: [], timeout: 5000, requestsPerSecond: 20 },
      logs: true,
      logLevel: 'info',
      channels: {},
      alerts: expect.objectContaining({ routes: [], stormAt: 10 }),
      digests: {
        graceMs: 120_000,
        keepMs: 7_776_000_000,
        mostOwners: 50,
        ignore: {},
        schedules: [],
      },
      webhooks: { tokens: [] },
      redact: [],
      limits: { asksPerMinute: 20, answersPerSecond: 1, answersAtOnce: 10, runs: 8, runsOnOneCluster: 8 },
      watch: { firstMs: 5000, mostMs: 30_000, totalMs: 900_000 },
    });
  });

  it('takes all there is', () => {
    const config = loadConfig(
      {
        ...tokens,
        SLACK_API_URL: 'http://127.0.0.1:9/api/',
        PORT: '8080',
        REDIS_URL: 'redis://queue:6379',
        KUBECONFIG: '/kube/config',
        CLUSTERS: 'prod, staging,',
        DEFAULT_NAMESPACE: 'shop',
        LOGS: 'off',
        LOG_LEVEL: 'warn',
        REQUEST_TIMEOUT: '10',
        REQUESTS_PER_SECOND: '50',
        HOME: '/root',
      },
      noFile,
    );
    expect(config).toMatchObject({
      slack: { apiUrl: 'http://127.0.0.1:9/api/' },
      port: 8080,
      redisUrl: 'redis://queue:6379',
      kubernetes: {
        kubeconfig: '/kube/config',
        contexts: ['prod', 'staging'],
        defaultNamespace: 'shop',
        timeout: 10_000,
        requestsPerSecond: 50,
      },
      logs: false,
      logLevel: 'warn',
    });
  });

  it.each([
    [
      { SLACK_SIGNING_SECRET: 's', SLACK_APP_TOKEN: '' },
      { mode: 'http', signingSecret: 's' },
    ],
    [{ SLACK_SIGNING_SECRET: 's' }, { mode: 'socket', appToken: 'xapp-1' }],
    [
      { SLACK_SIGNING_SECRET: 's', SLACK_MODE: 'http' },
      { mode: 'http', signingSecret: 's' },
    ],
  ])('%j chooses how Slack calls', (env, transport) => {
    expect(loadConfig({ ...tokens, ...env }, noFile).slack.transport).toEqual(transport);
  });

  it('of a worker needs no way in', () => {
    const env = { SLACK_BOT_TOKEN: 'xoxb-1', REDIS_URL: 'redis://queue' };
    expect(loadConfig(env, noFile, 'worker').slack.transport).toEqual({ mode: 'none' });
  });

  it.each(['bot', 'worker'] as const)('of a %s needs the queue where the others are', (role) => {
    expect(problemsOf(tokens, { role })).toMatch(/REDIS_URL is not set.*`podwhy serve` needs none/);
  });

  it('is told all its problems at once, by name and with what to do, and no value', () => {
    const secret = ['not', 'a', 'token'].join('-');
    const said = problemsOf({
      SLACK_BOT_TOKEN: secret,
      PORT: '70000',
      REDIS_URL: `http://:${secret}@queue`,
      LOGS: 'nope',
      LOG_LEVEL: 'loud',
      REQUEST_TIMEOUT: 'soon',
      DEFAULT_NAMESPACE: 'Shop!',
      CONFIG_FILE: '/nosuch.yaml',
    });
    expect(said).toContain('The configuration has 9 problems:');
    for (const name of [
      'SLACK_BOT_TOKEN does not begin with xoxb-: copy it from',
      'SLACK_APP_TOKEN is not set: make one',
      'PORT is not between 0 and 65535',
      'REDIS_URL is not a URL that begins with redis:// or rediss://',
      'LOGS is none of on, off',
      'LOG_LEVEL is none of info, warn, error',
      'REQUEST_TIMEOUT is not a whole number',
      'DEFAULT_NAMESPACE cannot be the name of a namespace',
      'CONFIG_FILE /nosuch.yaml cannot be read',
    ])
      expect(said).toContain(name);
    expect(said).not.toContain(secret);
    expect(said).toContain('docs/configuration.md');
  });

  it('that is empty is told of the tokens alone', () => {
    expect(problemsOf({ SLACK_BOT_TOKEN: '', REDIS_URL: ' ' })).toMatch(/2 problems/);
  });
});

describe('the file', () => {
  it('that comes as an example is a good one', () => {
    const config = withFile(readFileSync(new URL('../podwhy.example.yaml', import.meta.url), 'utf8'));
    expect(config.access?.rules.map(({ effect }) => effect)).toEqual(['allow', 'allow', 'allow', 'deny']);
    expect(config.channels.C0PAYMENTS).toEqual({
      cluster: 'production',
      namespace: 'payments',
      timeZone: 'Europe/Zurich',
    });
    expect(config.redact).toHaveLength(2);
    expect(config.watch.totalMs).toBe(900_000);
  });

  it('may be empty', () => {
    expect(withFile('# nothing yet\n')).toEqual(loadConfig(tokens, noFile));
  });

  it('with a policy and no rules refuses everything', () => {
    expect(withFile('access: {}').access).toEqual({ default: 'deny', rules: [] });
  });

  it('is told all its problems at once, each with its place', () => {
    const said = problemsOf(tokens, {
      file: `
acces: {}
access:
  rules:
    - name: a
      verbs: [wyh]
      channels: ['#payments']
    - effect: forbid
      namespaces: []
redact: ['(a+)+', '[']
watch: { totalMinutes: 0 }
`,
    });
    for (const place of [
      'acces',
      'access.rules[0].verbs[0]',
      'access.rules[0].channels[0]: is not the id of a channel',
      'access.rules[1].name',
      'access.rules[1].effect',
      'access.rules[1].namespaces: is empty: leave it out to mean all',
      'watch.totalMinutes',
    ])
      expect(said).toContain(place);
  });

  it('is told of patterns that cannot be used', () => {
    const said = problemsOf(tokens, { file: "redact: ['(a+)+', '[', 'fine']" });
    expect(said).toMatch(/2 problems/);
    expect(said).toContain('redact: (a+)+ cannot be used');
  });

  it('that is not YAML is told in words', () => {
    expect(problemsOf(tokens, { file: 'access: [' })).toMatch(/CONFIG_FILE podwhy.yaml cannot be read/);
  });

  it('may only name clusters that there are', () => {
    const said = problemsOf(
      { ...tokens, CLUSTERS: 'prod' },
      { file: 'channels: { C0123: { cluster: staging } }' },
    );
    expect(said).toContain('channels.C0123.cluster: staging is not in CLUSTERS (prod)');
  });
});
