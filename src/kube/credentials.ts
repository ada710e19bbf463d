import { createHash } from 'node:crypto';
import http from 'node:http';
import https from 'node:https';
import { setTimeout as sleep } from 'node:timers/promises';
import { BotError } from '../errors.ts';
import { type ChosenContext, chooseContext } from './context.ts';
import { credentialError } from './credential-error.ts';
import { type Environment, loadKubeconfig } from './kubeconfig.ts';

/** What a request needs to be let in. */
export interface Connection {
  readonly agent: http.Agent;
  readonly headers: Readonly<Record<string, string>>;
  /** Basic authentication, `user:password`. */
  readonly auth?: string;
}

export interface Credentials {
  readonly context: string;
  readonly server: string;
  readonly namespace: string;
  /** @throws BotError kubeconfig-unreadable, credential-plugin-failed. */
  connection(): Promise<Connection>;
  /** After a 401: starts over, with a new run of the credential plugin. False where that can change nothing. */
  renew(): Promise<boolean>;
  close(): void;
}

export interface CredentialOptions {
  readonly kubeconfig?: string;
  readonly context?: string;
  readonly environment: Environment;
}

/** client-go rereads token files and certificates every minute; so does the client. */
const FRESH_MS = 60_000;
/** Long enough for a login in a browser. */
const PLUGIN_MS = 60_000;

/** @throws BotError no-kubeconfig, kubeconfig-unreadable, context-unknown. */
export async function loadCredentials(options: CredentialOptions): Promise<Credentials> {
  const load = async () =>
    chooseContext(await loadKubeconfig(options.kubeconfig, options.environment), options.context);
  let chosen = await load();
  const agents = createAgents(options.environment);
  let current: { readonly connection: Promise<Connection>; readonly until: number } | undefined;

  return {
    context: chosen.name,
    server: chosen.cluster.server,
    namespace: chosen.namespace,
    connection() {
      // One promise for all that wait: the client would start a credential plugin for each request.
      if (!current || current.until < performance.now()) {
        const connection = open(chosen, agents);
        current = { connection, until: performance.now() + FRESH_MS };
        connection.catch(() => {
          current = undefined;
        });
      }
      return current.connection;
    },
    async renew() {
      if (!chosen.user.exec && !chosen.user.authProvider) return false;
      chosen = await load();
      current = undefined;
      return true;
    },
    close: () => agents.close(),
  };
}

async function open(chosen: ChosenContext, agents: Agents): Promise<Connection> {
  const options: https.RequestOptions = {};
  try {
    await withinPluginTime(chosen.config.applyToHTTPSOptions(options));
  } catch (error) {
    throw error instanceof BotError ? error : credentialError(error, chosen.user);
  }
  const headers = Object.entries(options.headers ?? {}).map(
    // A token file may end in a newline, which a header must not.
    ([name, value]): [string, string] => [name, String(value).trim()],
  );
  return {
    agent: agents.agentFor(chosen, options),
    headers: Object.fromEntries(headers),
    ...(options.auth ? { auth: options.auth } : {}),
  };
}

async function withinPluginTime(credentials: Promise<void>): Promise<void> {
  const timer = new AbortController();
  const late = sleep(PLUGIN_MS, undefined, { signal: timer.signal, ref: false }).then(() => {
    throw new Error(`it did not answer within ${PLUGIN_MS / 1000} s`);
  });
  await Promise.race([credentials, late]).finally(() => timer.abort());
}

interface Agents {
  agentFor(chosen: ChosenContext, options: https.RequestOptions): http.Agent;
  close(): void;
}

/**
 * The client's own agents open a connection for each request. Ours keep it, and take $HTTPS_PROXY and $NO_PROXY from
 * the environment; a proxy-url (also socks5) of the kubeconfig stays with the client's.
 * @see https://nodejs.org/api/http.html#built-in-proxy-support
 */
function createAgents(environment: Environment): Agents {
  let made: { readonly agent: http.Agent; readonly material: string } | undefined;
  return {
    agentFor({ cluster }, options) {
      if (cluster.proxyUrl && options.agent instanceof http.Agent) return options.agent;
      const material = fingerprint(options);
      if (made?.material === material) return made.agent;
      made?.agent.destroy();
      const proxyEnv = environment as NodeJS.ProcessEnv;
      const { ca, cert, key, pfx, passphrase, servername, rejectUnauthorized } = options;
      const tls = { ca, cert, key, pfx, passphrase, servername, rejectUnauthorized };
      const agent = cluster.server.startsWith('http:')
        ? new http.Agent({ keepAlive: true, proxyEnv })
        : new https.Agent({ ...defined(tls), keepAlive: true, proxyEnv });
      made = { agent, material };
      return agent;
    },
    close: () => made?.agent.destroy(),
  };
}

function fingerprint({ ca, cert, key }: https.RequestOptions): string {
  return createHash('sha256').update([ca, cert, key].map(String).join('\n')).digest('hex');
}

/** An undefined `rejectUnauthorized` would switch verification off the way `false` does. */
function defined<T extends object>(options: T): Partial<T> {
  return Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined)) as Partial<T>;
}
