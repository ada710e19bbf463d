import { parse } from 'yaml';
import type { z } from 'zod';
import { ENVIRONMENT, type Environment } from './config/environment.ts';
import { CONFIG_FILE, type ConfigFile } from './config/file.ts';
import { makeRedactor } from './diagnosis/redact.ts';
import { BotError } from './errors.ts';

export type Role = 'serve' | 'bot' | 'worker';

/** How Slack's requests come in. A worker gets none. */
export type SlackTransport =
  | { readonly mode: 'socket'; readonly appToken: string }
  | { readonly mode: 'http'; readonly signingSecret: string }
  | { readonly mode: 'none' };

/** What the process was told, checked. Paths are as given; nothing was connected to. */
export interface Config {
  readonly slack: {
    readonly botToken: string;
    readonly transport: SlackTransport;
    /** Slack's own where absent. */
    readonly apiUrl?: string;
  };
  /** Absent for a worker that was given none. */
  readonly port?: number;
  /** Absent: the embedded queue. */
  readonly redisUrl?: string;
  readonly kubernetes: {
    readonly kubeconfig?: string;
    /** The default first; empty: the current context, or the pod's own account. */
    readonly contexts: readonly string[];
    readonly defaultNamespace?: string;
    /** Milliseconds for one question. */
    readonly timeout: number;
    readonly requestsPerSecond: number;
  };
  /** A folder of the site's own playbooks. */
  readonly playbooks?: string;
  /** False: no log line is read or shown. */
  readonly logs: boolean;
  readonly logLevel: 'info' | 'warn' | 'error';
  /** Absent: everybody may ask everything. */
  readonly access?: ConfigFile['access'];
  readonly channels: ConfigFile['channels'];
  readonly alerts: ConfigFile['alerts'];
  readonly digests: ConfigFile['digests'];
  /** Who may send alerts: nobody where there is neither. */
  readonly webhooks: {
    /** Bearer tokens. */
    readonly tokens: readonly string[];
    /** `user:password` */
    readonly basic?: string;
    readonly pagerDutySecret?: string;
  };
  /** Regular expressions that compile. */
  readonly redact: readonly string[];
  readonly limits: ConfigFile['limits'];
  /** Milliseconds. */
  readonly watch: { readonly firstMs: number; readonly mostMs: number; readonly totalMs: number };
}

type Variables = Readonly<Record<string, string | undefined>>;

/**
 * Reads the environment and the file that CONFIG_FILE names.
 * @throws BotError config-invalid that tells all problems at once, each with the variable's name and what to do.
 */
export function loadConfig(env: Variables, readFile: (path: string) => string, role: Role = 'serve'): Config {
  const problems: string[] = [];
  const variables = readVariables(env, problems);
  const file = readConfigFile(variables.CONFIG_FILE, readFile, problems);
  const contexts = (variables.CLUSTERS ?? '')
    .split(',')
    .map((name) => name.trim())
    .filter(Boolean);
  problems.push(...missing(variables, env, role), ...unknownClusters(file, contexts));
  if (problems.length > 0) throw new BotError('config-invalid', told(problems));
  const { SLACK_API_URL, REDIS_URL, KUBECONFIG, DEFAULT_NAMESPACE } = variables;
  return {
    slack: {
      botToken: variables.SLACK_BOT_TOKEN ?? '',
      transport: transportOf(variables, role),
      ...(SLACK_API_URL === undefined ? {} : { apiUrl: SLACK_API_URL }),
    },
    ...portOf(variables, role),
    ...(REDIS_URL === undefined ? {} : { redisUrl: REDIS_URL }),
    kubernetes: {
      ...(KUBECONFIG === undefined ? {} : { kubeconfig: KUBECONFIG }),
      contexts,
      ...(DEFAULT_NAMESPACE === undefined ? {} : { defaultNamespace: DEFAULT_NAMESPACE }),
      timeout: (variables.REQUEST_TIMEOUT ?? 5) * 1000,
      requestsPerSecond: variables.REQUESTS_PER_SECOND ?? 20,
    },
    ...(variables.PLAYBOOKS_DIR === undefined ? {} : { playbooks: variables.PLAYBOOKS_DIR }),
    logs: variables.LOGS !== 'off',
    logLevel: variables.LOG_LEVEL ?? 'info',
    ...(file.access === undefined ? {} : { access: file.access }),
    channels: file.channels,
    alerts: file.alerts,
    digests: file.digests,
    webhooks: webhooksOf(variables),
    redact: file.redact,
    limits: file.limits,
    watch: {
      firstMs: file.watch.firstSeconds * 1000,
      mostMs: file.watch.mostSeconds * 1000,
      totalMs: file.watch.totalMinutes * 60_000,
    },
  };
}

function readVariables(env: Variables, problems: string[]): Environment {
  const given = Object.entries(env).filter(([name, value]) => name in ENVIRONMENT.shape && value?.trim());
  const read = ENVIRONMENT.safeParse(Object.fromEntries(given));
  if (read.success) return read.data;
  // Values are never repeated: some are secrets.
  problems.push(...read.error.issues.map(({ path, message }) => `${path.join('.')} ${message}.`));
  // What is well-formed is still needed to tell what else is missing.
  const bad = new Set(read.error.issues.map(({ path }) => path[0]));
  return ENVIRONMENT.parse(Object.fromEntries(given.filter(([name]) => !bad.has(name))));
}

function readConfigFile(
  path: string | undefined,
  read: (path: string) => string,
  problems: string[],
): ConfigFile {
  const empty = CONFIG_FILE.parse({});
  if (path === undefined) return empty;
  let content: unknown;
  try {
    content = parse(read(path)) ?? {};
  } catch (error) {
    const [reason] = (error as Error).message.split('\n');
    problems.push(`CONFIG_FILE ${path} cannot be read: ${reason}. Check the path and the YAML.`);
    return empty;
  }
  const parsed = CONFIG_FILE.safeParse(content);
  const bad = parsed.success ? badPatterns(parsed.data) : parsed.error.issues.map(inWords);
  problems.push(...bad.map((problem) => `CONFIG_FILE ${path}: ${problem}`));
  return parsed.success ? parsed.data : empty;
}

function badPatterns({ redact }: ConfigFile): readonly string[] {
  const { problems } = makeRedactor({ patterns: redact });
  return problems.map(({ pattern, problem }) => `redact: ${pattern} cannot be used: ${problem}.`);
}

function inWords({ path, message }: z.core.$ZodIssue): string {
  const where = path.map((part) => (typeof part === 'number' ? `[${part}]` : `.${String(part)}`)).join('');
  return `${where.replace(/^\./, '') || 'the file'}: ${message}.`;
}

/** What the role cannot do without. One that is there but malformed was told of already. */
function missing(variables: Environment, env: Variables, role: Role): readonly string[] {
  const absent = (name: keyof Environment): boolean => variables[name] === undefined && !env[name]?.trim();
  const { mode } = transportOf(variables, role);
  return [
    ...(absent('SLACK_BOT_TOKEN')
      ? ['SLACK_BOT_TOKEN is not set: copy it from "OAuth & Permissions" in your app\'s settings.']
      : []),
    ...(mode === 'socket' && absent('SLACK_APP_TOKEN')
      ? [
          'SLACK_APP_TOKEN is not set: make one with connections:write under "Basic Information", "App-Level Tokens"; ' +
            'or set SLACK_SIGNING_SECRET to be called over HTTP.',
        ]
      : []),
    ...(mode === 'http' && absent('SLACK_SIGNING_SECRET')
      ? [
          'SLACK_SIGNING_SECRET is not set: copy it from "Basic Information"; or leave SLACK_MODE out for Socket Mode.',
        ]
      : []),
    ...(role !== 'serve' && absent('REDIS_URL')
      ? [
          `REDIS_URL is not set: \`podwhy ${role}\` meets the other processes there; \`podwhy serve\` needs none.`,
        ]
      : []),
  ];
}

function transportOf(variables: Environment, role: Role): SlackTransport {
  const { SLACK_MODE, SLACK_APP_TOKEN: appToken = '', SLACK_SIGNING_SECRET: signingSecret = '' } = variables;
  if (role === 'worker') return { mode: 'none' };
  const http = SLACK_MODE === 'http' || (SLACK_MODE === undefined && signingSecret !== '' && appToken === '');
  return http ? { mode: 'http', signingSecret } : { mode: 'socket', appToken };
}

function webhooksOf(variables: Environment): Config['webhooks'] {
  const { ALERTS_TOKEN: tokens = [], ALERTS_BASIC_AUTH: basic, PAGERDUTY_SIGNING_SECRET: secret } = variables;
  return {
    tokens,
    ...(basic === undefined ? {} : { basic }),
    ...(secret === undefined ? {} : { pagerDutySecret: secret }),
  };
}

/** A worker may share its machine with a bot: it serves its health and metrics only where it is told. */
function portOf({ PORT: port }: Environment, role: Role): Pick<Config, 'port'> {
  if (port === undefined && role === 'worker') return {};
  return { port: port ?? 3000 };
}

/** Every cluster that the file names must be one that may be asked, where those are listed. */
function unknownClusters(
  { channels, alerts, digests }: ConfigFile,
  contexts: readonly string[],
): readonly string[] {
  if (contexts.length === 0) return [];
  const ofChannels = Object.entries(channels).map(
    ([channel, { cluster }]) => [`channels.${channel}.cluster`, cluster] as const,
  );
  const ofAlerts = Object.entries(alerts.clusters).map(
    ([label, cluster]) => [`alerts.clusters.${label}`, cluster] as const,
  );
  const ofSchedules = digests.schedules.map(
    ({ cluster }, index) => [`digests.schedules[${index}].cluster`, cluster] as const,
  );
  return [...ofChannels, ...ofAlerts, ...ofSchedules].flatMap(([place, cluster]) =>
    cluster === undefined || contexts.includes(cluster)
      ? []
      : [`CONFIG_FILE: ${place}: ${cluster} is not in CLUSTERS (${contexts.join(', ')}).`],
  );
}

function told(problems: readonly string[]): string {
  const count = problems.length === 1 ? 'one problem' : `${problems.length} problems`;
  return `The configuration has ${count}:\n${problems.map((problem) => `  - ${problem}`).join('\n')}\nAll settings: docs/configuration.md.`;
}
