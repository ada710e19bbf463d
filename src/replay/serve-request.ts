import type { IncomingMessage, ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Answer, answerError } from './answer.ts';
import { deliver } from './deliver.ts';
import { faultAnswer, type Trouble } from './fault-plan.ts';
import { type OpenEntry, openEntry } from './journal.ts';
import { readBody } from './request-body.ts';
import { respond, type Served } from './respond.ts';
import { type RequestInfo, routeOf } from './route.ts';
import { ApiError, failure } from './status.ts';

/** What every request of one server is handled with. */
export interface Serving {
  readonly served: Served;
  readonly journal: OpenEntry[];
  readonly latencyMs: number;
  readonly token: string | undefined;
  /** Ends waiting when the server closes. */
  readonly closing: AbortSignal;
}

/** Writes a request down, lets it meet its faults, and answers it. Rejects when the server closes meanwhile. */
export async function serveRequest(
  request: IncomingMessage,
  response: ServerResponse,
  serving: Serving,
): Promise<void> {
  const { served } = serving;
  const method = request.method ?? 'GET';
  const url = urlOf(request.url ?? '/');
  const entry = openEntry(method, url, request.headers.accept);
  serving.journal.push(entry);
  const cameAt = performance.now();
  response.once('close', () => {
    entry.ms = performance.now() - cameAt;
  });
  const info = routeOf(method, url, served.state.types);
  const { delayMs, fault } = served.plan().meet(info);
  const delay = delayMs + serving.latencyMs;
  if (delay > 0) await sleep(delay, undefined, { signal: serving.closing });
  if (fault?.kind === 'hang') return;
  const answer = await answerTo(request, { url, info, fault }, serving).catch(answerError);
  // A client that went away meanwhile would never end what a watch starts.
  if (response.destroyed) return;
  deliver(answer, { response, entry, now: served.clock.now(), cut: fault?.kind === 'cut' });
}

interface Met {
  readonly url: URL;
  readonly info: RequestInfo;
  readonly fault: Trouble['fault'];
}

async function answerTo(request: IncomingMessage, met: Met, { served, token }: Serving): Promise<Answer> {
  const { url, info, fault } = met;
  const { accept, authorization } = request.headers;
  if (token !== undefined && authorization !== `Bearer ${token}`)
    throw new ApiError(failure('Unauthorized', 'Unauthorized'));
  if (fault?.kind === 'status') return faultAnswer(fault, info);
  return respond({ info, query: url.searchParams, accept, body: await readBody(request) }, served);
}

/** The URL of a request line, which may begin with two slashes that a URL would read as a host. */
function urlOf(target: string): URL {
  return new URL(target.replace(/^\/+/, '/'), 'http://127.0.0.1');
}
