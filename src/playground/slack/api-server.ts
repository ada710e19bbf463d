import type { IncomingMessage, ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Fault, Faults } from './faults.ts';
import type { Files } from './files.ts';
import type { Journal, RequestEntry } from './journal.ts';
import { isObject, type Json, stringOf } from './json.ts';
import type { RateLimits } from './rate-limits.ts';
import { readArgs, readBytes, readUpload } from './read-body.ts';
import { Refusal } from './refusal.ts';
import type { ResponseUrls } from './response-urls.ts';
import type { Call } from './web-api/call.ts';
import { appMethods, botMethods } from './web-api/methods.ts';

export interface Tokens {
  readonly bot: string;
  readonly app: string;
}

/** What the server answers with, and what it asks before. */
export interface Backend {
  readonly tokens: Tokens;
  readonly journal: Journal;
  readonly faults: Faults;
  readonly rateLimits: RateLimits;
  readonly files: Files;
  readonly responseUrls: ResponseUrls;
  /** Milliseconds before every answer. */
  readonly latency: { readonly ms: number };
  call(args: Json): Call;
}

interface Answer {
  readonly status: number;
  readonly body: Json | string;
  readonly retryAfter?: number;
}

/** Answers one request of the app: the Web API, an upload, or a post to a response_url. */
export async function serve(
  backend: Backend,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const startedAt = performance.now();
  const url = new URL(request.url ?? '', 'http://slack');
  const bytes = await readBytes(request);
  const { entry, run } = await plan(backend, request, url, bytes);
  backend.journal.add(entry);
  const fault = backend.faults.strike(entry.method, entry.args.channel ?? entry.args.channel_id);
  const latencyMs = backend.latency.ms + (fault?.kind === 'slow' ? (fault.ms ?? 1000) : 0);
  if (latencyMs > 0) await sleep(latencyMs);
  const answer = answerOf(fault, run);
  if (fault) entry.fault = fault.kind;
  if (fault?.kind === 'reset' || fault?.kind === 'lost') request.socket.destroy();
  if (answer === undefined || request.socket.destroyed) return backend.journal.touch();
  entry.status = answer.status;
  const refusal = isObject(answer.body) ? stringOf(answer.body.error) : undefined;
  if (refusal !== undefined) entry.error = refusal;
  entry.ms = performance.now() - startedAt;
  response.writeHead(answer.status, {
    'content-type': typeof answer.body === 'string' ? 'text/plain' : 'application/json; charset=utf-8',
    ...(answer.retryAfter === undefined ? {} : { 'retry-after': String(answer.retryAfter) }),
  });
  response.end(typeof answer.body === 'string' ? answer.body : JSON.stringify(answer.body));
  backend.journal.touch();
}

/** Undefined where there is to be no answer. */
function answerOf(fault: Fault | undefined, run: () => Answer): Answer | undefined {
  if (fault?.kind === 'hang' || fault?.kind === 'reset') return undefined;
  if (fault?.kind === 'mute') return void run();
  if (fault?.kind === 'ratelimited') return tooMany(fault.retryAfter ?? 1);
  if (fault?.kind === 'status') return { status: fault.status ?? 500, body: 'upstream connect error' };
  if (fault?.kind === 'error') {
    return { status: 200, body: { ok: false, error: fault.error ?? 'internal_error' } };
  }
  return run();
}

function tooMany(retryAfter: number): Answer {
  return { status: 429, body: { ok: false, error: 'ratelimited' }, retryAfter };
}

interface Plan {
  readonly entry: RequestEntry;
  readonly run: () => Answer;
}

async function plan(backend: Backend, request: IncomingMessage, url: URL, bytes: Buffer): Promise<Plan> {
  const contentType = request.headers['content-type'] ?? '';
  const base = { kind: 'request', at: Date.now(), token: 'none', status: 0, args: {} } as const;
  if (url.pathname.startsWith('/upload/v1/')) {
    const content = await readUpload(bytes, contentType);
    const id = url.pathname.split('/').at(-1) ?? '';
    const run = (): Answer =>
      backend.files.receive(id, content)
        ? { status: 200, body: `OK - ${content.length}` }
        : { status: 400, body: 'invalid upload' };
    return { entry: { ...base, method: 'upload' }, run };
  }
  const read = readSafely(bytes, contentType, url);
  const args = read instanceof Refusal ? {} : read;
  if (url.pathname.startsWith('/commands/')) {
    const run = () => respond(backend, url.pathname, read);
    return { entry: { ...base, method: 'response_url', args }, run };
  }
  const method = url.pathname.replace(/^\/api\//, '');
  const token = tokenIn(request, contentType, args);
  const entry = { ...base, method, args, token: kindOf(backend.tokens, token) };
  return { entry, run: () => callMethod(backend, entry, token, read) };
}

function readSafely(bytes: Buffer, contentType: string, url: URL): Json | Refusal {
  try {
    return readArgs(bytes, contentType, url.searchParams);
  } catch (error) {
    if (error instanceof Refusal) return error;
    throw error;
  }
}

/** JSON bodies may not carry the token; forms may. */
function tokenIn(request: IncomingMessage, contentType: string, args: Json): string | undefined {
  const header = /^Bearer (.+)$/.exec(request.headers.authorization ?? '')?.[1];
  return header ?? (contentType.startsWith('application/json') ? undefined : stringOf(args.token));
}

function kindOf(tokens: Tokens, token: string | undefined): RequestEntry['token'] {
  if (token === tokens.bot) return 'bot';
  return token === tokens.app ? 'app' : 'none';
}

function callMethod(
  backend: Backend,
  entry: Pick<RequestEntry, 'method' | 'token'>,
  token: string | undefined,
  args: Json | Refusal,
): Answer {
  const { method } = entry;
  return refusable(200, () => {
    const ofApp = Object.hasOwn(appMethods, method);
    const run = ofApp
      ? appMethods[method]
      : Object.hasOwn(botMethods, method)
        ? botMethods[method]
        : undefined;
    if (!run) throw new Refusal('unknown_method', { req_method: method });
    if (token === undefined) throw new Refusal('not_authed');
    if (entry.token === 'none') throw new Refusal('invalid_auth');
    if ((entry.token === 'app') !== ofApp) throw new Refusal('not_allowed_token_type');
    if (args instanceof Refusal) throw args;
    const retryAfter = backend.rateLimits.retryAfter(method, args.channel);
    if (retryAfter !== undefined) return tooMany(retryAfter);
    return { status: 200, body: { ok: true, ...run(backend.call(args)) } };
  });
}

function respond(backend: Backend, path: string, args: Json | Refusal): Answer {
  return refusable(400, () => {
    if (args instanceof Refusal) throw new Refusal('invalid_payload');
    backend.responseUrls.use(path, args);
    return { status: 200, body: 'ok' };
  });
}

/** The Web API says no with status 200; a response_url with 404 when it is spent and 400 otherwise. */
function refusable(status: number, run: () => Answer): Answer {
  try {
    return run();
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    const spent = error.code === 'expired_url' || error.code === 'used_url';
    return { status: spent ? 404 : status, body: { ok: false, error: error.code, ...error.details } };
  }
}
