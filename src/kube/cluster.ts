import { type Collected, type Read, readKey, type SectionName } from '../diagnosis/snapshot.ts';
import type { Cluster, RequestRecord } from '../ports.ts';
import { type ApiClient, createApiClient } from './api-client.ts';
import { collect } from './collectors.ts';
import { loadCredentials } from './credentials.ts';
import type { Environment } from './kubeconfig.ts';
import { podPages } from './pod-pages.ts';
import { createRateLimiter, type RateLimit } from './rate-limit.ts';
import { resolveTarget } from './resolve.ts';

export interface ConnectOptions {
  /** A kubeconfig file; what kubectl would take where absent. */
  readonly kubeconfig?: string;
  readonly context?: string;
  /** Milliseconds that one question may take. */
  readonly timeout?: number;
  readonly rateLimit?: RateLimit;
  /** Where $KUBECONFIG, $HOME and the proxy variables come from: empty where absent. */
  readonly environment?: Environment;
  /** Called with every request once it is over. */
  readonly onRequest?: (request: RequestRecord) => void;
}

const TIMEOUT_MS = 5_000;
/** Above a diagnosis's needs; a bot that diagnoses many at once is slowed down rather than the cluster. */
const RATE_LIMIT: RateLimit = { perSecond: 20, burst: 40 };

/**
 * Connects to a cluster, read-only. Sends nothing yet, but runs the credential plugin where there is one.
 * @throws BotError no-kubeconfig, kubeconfig-unreadable, context-unknown, credential-plugin-failed.
 */
export async function connect(options: ConnectOptions = {}): Promise<Cluster> {
  const { kubeconfig, context, timeout = TIMEOUT_MS, rateLimit = RATE_LIMIT, onRequest } = options;
  const credentials = await loadCredentials({
    ...(kubeconfig === undefined ? {} : { kubeconfig }),
    ...(context === undefined ? {} : { context }),
    environment: options.environment ?? {},
  });
  await credentials.connection();
  const limiter = createRateLimiter(rateLimit);
  const inFlight = new Map<string, Promise<Collected<unknown>>>();

  /** Sessions share the connection, the limit and the questions in flight; each counts its own requests. */
  function session(close: Cluster['close']): Cluster {
    const api = createApiClient({ credentials, limiter, timeout, ...(onRequest ? { onRequest } : {}) });
    return {
      context: credentials.context,
      server: credentials.server,
      namespace: credentials.namespace,
      resolve: (query) => resolveTarget(api, credentials, query),
      read: (ask) => read(api, ask),
      podPages: (query) => podPages(api, credentials.server, query),
      now: api.serverTime,
      cost: api.cost,
      requests: api.requests,
      session: () => session(async () => undefined),
      close,
    };
  }

  function read<S extends SectionName>(api: ApiClient, ask: Read<S>): ReturnType<typeof collect<S>> {
    const key = readKey(ask as Read);
    const shared = inFlight.get(key);
    // Equal questions have equal sections, hence answers of one type.
    if (shared) return shared as ReturnType<typeof collect<S>>;
    const answer = collect(api, ask)
      .catch(asFailure)
      .finally(() => inFlight.delete(key));
    inFlight.set(key, answer);
    return answer;
  }

  return session(async () => credentials.close());
}

/** A fault of ours must not sink the other findings either. */
function asFailure(error: unknown): Collected<never> {
  const message = error instanceof Error ? error.message : String(error);
  return { status: 'unavailable', reason: 'failed', message };
}
