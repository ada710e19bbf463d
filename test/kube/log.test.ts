import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { connect } from '../../src/kube/cluster.ts';
import { parseLog } from '../../src/kube/log.ts';
import { kubeconfigText, writeScratch } from './support/scratch.ts';

let server: Server | undefined;
afterEach(() => {
  server?.closeAllConnections();
  server?.close();
});

type Handler = Parameters<typeof createServer>[1];

/** A log read from a server that behaves as told; the recorded paths of its requests. */
async function readFrom(handler: Handler, timeout = 2_000) {
  const paths: string[] = [];
  server = createServer((request, response) => {
    paths.push(request.url ?? '');
    handler?.(request, response as never);
  });
  await new Promise<void>((resolve) => server?.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const kubeconfig = writeScratch(kubeconfigText({ cluster: { server: `http://127.0.0.1:${port}` } }));
  const cluster = await connect({ kubeconfig, environment: {}, timeout });
  const ask = { section: 'log', namespace: 'shop', pod: 'web', container: 'app', previous: true } as const;
  const answer = await cluster.read(ask);
  await cluster.close();
  return { answer, paths };
}

function line(n: number): string {
  return `2026-03-01T10:00:00.${String(n).padStart(9, '0')}Z line ${n} ${'x'.repeat(100)}\n`;
}

describe('a log', () => {
  it('keeps its newest lines however long it is', async () => {
    const { answer } = await readFrom((_, response) => {
      for (let n = 0; n < 20_000; n++) response.write(line(n));
      response.end();
    });
    if (answer.status !== 'ok') throw new Error(answer.message);
    expect(answer.value.at(-1)?.text).toMatch(/^line 19999 x+$/);
    expect(answer.value.length).toBeGreaterThan(5_000);
    expect(answer.value.length).toBeLessThan(9_000);
    expect(answer.value.every(({ time, text }) => time && text.startsWith('line '))).toBe(true);
  });

  it('asks for so many bytes that the server cuts none of the newest lines off', async () => {
    const { paths } = await readFrom((_, response) => response.end());
    const query = new URL(paths[0] ?? '', 'http://x').searchParams;
    expect(query.get('tailLines')).toBe('500');
    expect(Number(query.get('limitBytes'))).toBeGreaterThan(500 * 16 * 1024);
    expect([query.get('previous'), query.get('timestamps'), query.get('container')]).toEqual([
      'true',
      'true',
      'app',
    ]);
  });

  it('that breaks off keeps what came, and says so', async () => {
    const { answer, paths } = await readFrom((_, response) => {
      response.writeHead(200, { 'content-length': 10_000 });
      response.write(`${line(1)}${line(2)}2026-03-01T10:00:00Z half a l`);
      setTimeout(() => response.destroy(), 20);
    });
    expect(paths).toHaveLength(2);
    expect(answer).toMatchObject({
      status: 'ok',
      value: [
        { text: expect.stringMatching(/^line 1 /) },
        { text: expect.stringMatching(/^line 2 /) },
        { text: expect.stringMatching(/^\[the log broke off here: /) },
      ],
    });
  });

  it('that never ends keeps what came in time', async () => {
    const { answer } = await readFrom((_, response) => void response.write(line(1)), 200);
    expect(answer).toMatchObject({
      status: 'ok',
      value: [{}, { text: expect.stringContaining('broke off') }],
    });
  });

  it('of a kubelet that cannot be reached is asked for once', async () => {
    const message =
      'Get "https://10.0.0.1:10250/containerLogs": dial tcp 10.0.0.1:10250: connect: connection refused';
    const { answer, paths } = await readFrom((_, response) => {
      response.statusCode = 500;
      response.end(JSON.stringify({ kind: 'Status', message, code: 500 }));
    });
    expect(answer).toEqual({ status: 'unavailable', reason: 'failed', message });
    expect(paths).toHaveLength(1);
  });

  it.each([
    [400, 'previous terminated container "app" in pod "web" not found', 'not-found'],
    [400, 'container "app" in pod "web" is waiting to start: ContainerCreating', 'not-found'],
    [400, 'container nope is not valid for pod web', 'not-found'],
    [400, 'a container name must be specified for pod web', 'failed'],
    [404, 'pods "web" not found', 'not-found'],
  ])('%i %s is %s', async (code, message, reason) => {
    const { answer } = await readFrom((_, response) => {
      response.statusCode = code;
      response.end(JSON.stringify({ kind: 'Status', message, code }));
    });
    expect(answer).toEqual({ status: 'unavailable', reason, message });
  });

  it("is not the kubelet's word that there is none", async () => {
    const { answer } = await readFrom((_, response) =>
      response.end('unable to retrieve container logs for containerd://0123abc'),
    );
    expect(answer).toMatchObject({ status: 'unavailable', reason: 'not-found' });
  });

  it('may be empty', async () => {
    const { answer } = await readFrom((_, response) => {
      response.statusCode = 204;
      response.end();
    });
    expect(answer).toEqual({ status: 'ok', value: [] });
  });
});

describe('a line', () => {
  const parse = (text: string) => parseLog({ body: Buffer.from(text) });

  it('may lack a time, an end, a text', () => {
    expect(parse('no time\n2026-03-01T10:00:00+02:00 text\r\n2026-03-01T10:00:00Z \nlast')).toEqual([
      { text: 'no time' },
      { time: '2026-03-01T10:00:00+02:00', text: 'text' },
      { time: '2026-03-01T10:00:00Z', text: '' },
      { text: 'last' },
    ]);
  });
});
