import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type BuiltPage, buildPage } from '../../../src/playground/build-page.ts';
import type { Completions, Done, PageProof, PageState } from '../../../src/playground/contract.ts';

const HEADERS = {
  'content-security-policy':
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
};
/** The smallest picture there is. */
const PIXEL = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

/** Made once for all the tests of a file. */
let page: Promise<BuiltPage> | undefined;

/** The server's side of the page, told what to say. */
export interface FakePageServer {
  readonly url: string;
  /** What the page asked for, as `say {"channel":…}`, `proofs/1`. */
  readonly asked: readonly string[];
  /** What requests are answered with from now on. */
  answerWith(answer: () => Promise<Done>): void;
  completeWith(lines: Completions['lines']): void;
  /** What is at every proof's address; undefined where it is no longer kept. */
  proveWith(proof: () => Promise<PageProof | undefined>): void;
  show(state: PageState): void;
  close(): Promise<void>;
}

export async function startFakePageServer(
  first: PageState,
  picture: Buffer = PIXEL,
): Promise<FakePageServer> {
  page ??= buildPage();
  const { html, js, css } = await page;
  const asked: string[] = [];
  const listeners = new Set<ServerResponse>();
  let [state, lines] = [first, [] as Completions['lines']];
  let answer = async (): Promise<Done> => ({ ok: true });
  let proof = async (): Promise<PageProof | undefined> => undefined;
  const tell = (response: ServerResponse) =>
    response.write(`event: state\ndata: ${JSON.stringify(state)}\n\n`);
  const server = createServer(async (request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://page');
    const send = (type: string, body: string | Buffer, status = 200) =>
      response.writeHead(status, { ...HEADERS, 'content-type': type }).end(body);
    if (pathname === '/') send('text/html', html);
    else if (pathname === '/page.js') send('text/javascript', js);
    else if (pathname === '/page.css') send('text/css', css);
    else if (pathname === '/api/complete') send('application/json', JSON.stringify({ lines }));
    else if (pathname.startsWith('/api/files/')) send('image/png', picture);
    else if (pathname.startsWith('/api/proofs/')) {
      asked.push(pathname.slice('/api/'.length));
      const found = await proof();
      send('application/json', JSON.stringify(found ?? { ok: false }), found ? 200 : 404);
    } else if (pathname === '/api/events') {
      response.writeHead(200, { ...HEADERS, 'content-type': 'text/event-stream' });
      listeners.add(response);
      tell(response);
    } else {
      const body = Buffer.concat(await request.toArray()).toString();
      asked.push(`${pathname.slice('/api/'.length)} ${body}`);
      send('application/json', JSON.stringify(await answer()));
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    asked,
    answerWith: (next) => {
      answer = next;
    },
    completeWith: (next) => {
      lines = next;
    },
    proveWith: (next) => {
      proof = next;
    },
    show(next) {
      state = next;
      for (const response of listeners) tell(response);
    },
    async close() {
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await closed;
    },
  };
}
