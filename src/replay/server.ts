import { createServer, type Server } from 'node:http';
import { startClock } from './clock.ts';
import { createClusterState, type ObjectRef } from './cluster-state.ts';
import { createFaultPlan } from './fault-plan.ts';
import type { Fault } from './faults.ts';
import type { JournalEntry, OpenEntry } from './journal.ts';
import { kubeconfigOf } from './kubeconfig.ts';
import type { KubeObject, RecordedLogs, Recording } from './recording.ts';
import type { Served } from './respond.ts';
import { serveRequest } from './serve-request.ts';

/** What a replay serves, and how badly. */
export interface ReplayOptions {
  /** Served as one cluster; at least one. */
  readonly recordings: readonly Recording[];
  /** On 127.0.0.1; 0 or missing: a free one. */
  readonly port?: number;
  readonly faults?: readonly Fault[];
  /** Added to every request. */
  readonly latencyMs?: number;
  /**
   * The bearer token that every request must have; missing: none is asked for. kubectl and client-go send none over plain
   * HTTP, so this is for other clients.
   */
  readonly token?: string;
  /** The clock stays at the recording's time, so that the same question always has the same answer. */
  readonly stoppedClock?: boolean;
}

/** A running replay. */
export interface Replay {
  /** Without a trailing slash, e.g. `http://127.0.0.1:8001`. */
  readonly url: string;
  readonly port: number;
  /** Every request since the start, oldest first. */
  readonly journal: readonly JournalEntry[];
  /** Replaces all faults, and counts from zero again. */
  setFaults(faults: readonly Fault[]): void;
  /** Creates or replaces an object; watches see it. */
  update(object: KubeObject): void;
  /** Deletes an object; watches see it. False if there is none. */
  remove(ref: ObjectRef): boolean;
  /** Sets both logs of a container: `namespace/pod/container`, as in a recording. */
  setLogs(key: string, logs: RecordedLogs): void;
  /** A kubeconfig whose only context, `replay`, leads here. */
  kubeconfig(): string;
  /** Ends the server with all its connections at once. */
  close(): Promise<void>;
}

/**
 * Serves recordings as a read-only Kubernetes API on 127.0.0.1.
 * @throws Error if there is no recording or the port is taken.
 */
export async function startReplay(options: ReplayOptions): Promise<Replay> {
  const { recordings, token } = options;
  const [first] = recordings;
  if (first === undefined) throw new Error('a replay needs at least one recording');
  const state = createClusterState(recordings);
  const clock = startClock(recordings, options.stoppedClock);
  const journal: OpenEntry[] = [];
  const closing = new AbortController();
  let plan = createFaultPlan(options.faults ?? []);
  const served: Served = { state, clock, kubernetesVersion: first.kubernetesVersion, plan: () => plan };

  const serving = { served, journal, latencyMs: options.latencyMs ?? 0, token, closing: closing.signal };
  const server = createServer((request, response) => {
    // Only the end of the server or of the connection breaks a request off, and then nobody waits for an answer.
    serveRequest(request, response, serving).catch(() => response.destroy());
  });
  const port = await listen(server, options.port ?? 0);
  const url = `http://127.0.0.1:${port}`;
  return {
    url,
    port,
    journal,
    setFaults: (faults) => {
      plan = createFaultPlan(faults);
    },
    update: state.update,
    remove: state.remove,
    setLogs: state.setLogs,
    kubeconfig: () =>
      kubeconfigOf({ url, namespace: first.namespace, ...(token !== undefined && { token }) }),
    close: () => {
      closing.abort();
      return close(server);
    },
  };
}

function listen(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => {
      server.off('error', reject);
      const address = server.address();
      resolve(typeof address === 'object' && address !== null ? address.port : port);
    });
  });
}

function close(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}
