import type { IncomingMessage } from 'node:http';
import type { Done } from './contract.ts';
import type { Playground } from './create-playground.ts';
import { parsed } from './page-bodies.ts';
import { isPng } from './page-state.ts';

/** The page as a browser gets it. */
export interface Page {
  readonly html: string;
  readonly js: string;
  readonly css: string;
}

/** What a request is answered with. */
export interface Answer {
  readonly status: number;
  readonly type: string;
  readonly body: string | Buffer;
}

interface Behind {
  readonly page: Page;
  readonly playground: Playground;
}

const MOST_BYTES = 64 * 1024;
const PROOF_PATH = /^\/api\/proofs\/(\d+)$/;
const FILE_PATH = /^\/api\/files\/(\w+)$/;

/** Answers every request but the one for events. */
export async function answerTo(request: IncomingMessage, url: URL, behind: Behind): Promise<Answer> {
  if (request.method === 'POST') return post(url.pathname, request, behind.playground);
  if (request.method === 'GET' || request.method === 'HEAD') return get(url, behind);
  return failed(405, 'only GET and POST are known here');
}

export function failed(status: number, problem: string): Answer {
  return json(status, { ok: false, problem });
}

function get({ pathname, searchParams }: URL, { page, playground }: Behind): Answer {
  switch (pathname) {
    case '/':
      return { status: 200, type: 'text/html; charset=utf-8', body: page.html };
    case '/page.js':
      return { status: 200, type: 'text/javascript; charset=utf-8', body: page.js };
    case '/page.css':
      return { status: 200, type: 'text/css; charset=utf-8', body: page.css };
    case '/api/state':
      return json(200, playground.state());
    case '/api/complete':
      return json(200, playground.complete(searchParams.get('text') ?? ''));
    default:
      return proof(pathname, playground) ?? file(pathname, playground);
  }
}

/** How an answer came about, whole. */
function proof(pathname: string, playground: Playground): Answer | undefined {
  const [, id] = PROOF_PATH.exec(pathname) ?? [];
  const found = id === undefined ? undefined : playground.proof(id);
  return found && json(200, found);
}

/** Whatever a file holds, it is shown as a picture or as text, never as a page of ours. */
function file(pathname: string, playground: Playground): Answer {
  const [, id] = FILE_PATH.exec(pathname) ?? [];
  const found = id === undefined ? undefined : playground.file(id);
  if (!found) return failed(404, 'there is no such page');
  const type = isPng(found.bytes) ? 'image/png' : 'text/plain; charset=utf-8';
  return { status: 200, type, body: found.bytes };
}

async function post(pathname: string, request: IncomingMessage, playground: Playground): Promise<Answer> {
  const body = await readJson(request);
  const run = body === undefined ? undefined : doing(pathname, body.json, playground);
  return run ? json(200, await run()) : failed(400, 'the request is not one that the page makes');
}

function doing(pathname: string, body: unknown, playground: Playground): (() => Promise<Done>) | undefined {
  const say = pathname === '/api/say' ? parsed('say', body) : undefined;
  if (say) return () => playground.say(say);
  const act = pathname === '/api/act' ? parsed('act', body) : undefined;
  if (act) return () => playground.act(act);
  const shortcut = pathname === '/api/shortcut' ? parsed('shortcut', body) : undefined;
  if (shortcut) return () => playground.shortcut(shortcut);
  const scene = pathname === '/api/scene' ? parsed('scene', body) : undefined;
  if (scene) return () => playground.scene(scene);
  const without = { '/api/alert': 'alert', '/api/digest': 'digest', '/api/home': 'openHome' } as const;
  return pathname in without ? playground[without[pathname as keyof typeof without]] : undefined;
}

async function readJson(request: IncomingMessage): Promise<{ readonly json: unknown } | undefined> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    size += chunk.length;
    if (size > MOST_BYTES) return undefined;
    chunks.push(chunk);
  }
  const text = Buffer.concat(chunks).toString('utf8');
  try {
    return { json: text === '' ? {} : JSON.parse(text) };
  } catch {
    return undefined;
  }
}

function json(status: number, body: unknown): Answer {
  return { status, type: 'application/json; charset=utf-8', body: JSON.stringify(body) };
}
