import { onTestFinished } from 'vitest';
import { parseFault } from '../../src/replay/faults.ts';
import { type Replay, type ReplayOptions, startReplay } from '../../src/replay/server.ts';
import { shopRecording } from './shop-recording.ts';

/** A parsed response. */
export interface Got {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  /** The body as JSON; undefined where it is none. */
  // biome-ignore lint/suspicious/noExplicitAny: a test reads whatever the API would hold there
  readonly json: any;
}

/** A replay of the shop that ends with the test. */
export async function serveShop(
  options: Partial<ReplayOptions> & { flags?: readonly string[] } = {},
): Promise<Replay> {
  const { flags = [], ...rest } = options;
  const replay = await startReplay({ recordings: [shopRecording()], faults: flags.map(parseFault), ...rest });
  onTestFinished(() => replay.close());
  return replay;
}

export async function get(replay: Replay, path: string, headers: Record<string, string> = {}): Promise<Got> {
  return read(await fetch(`${replay.url}${path}`, { headers }));
}

export async function post(replay: Replay, path: string, body: unknown): Promise<Got> {
  const headers = { 'content-type': 'application/json' };
  return read(await fetch(`${replay.url}${path}`, { method: 'POST', headers, body: JSON.stringify(body) }));
}

async function read(response: Response): Promise<Got> {
  const text = await response.text();
  const isJson = response.headers.get('content-type')?.startsWith('application/json') === true;
  const json = isJson && !text.trim().includes('\n') ? JSON.parse(text) : undefined;
  return { status: response.status, headers: response.headers, text, json };
}

/** The names of a list's items. */
export function namesOf(got: Got): string[] {
  return got.json.items.map((item: { metadata: { name: string } }) => item.metadata.name);
}
