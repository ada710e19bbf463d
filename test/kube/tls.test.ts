import { execFileSync, spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createServer as createProxy } from 'node:http';
import { createServer, type Server } from 'node:https';
import { type AddressInfo, connect as connectSocket } from 'node:net';
import { join } from 'node:path';
import type { TLSSocket } from 'node:tls';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { connect } from '../../src/kube/cluster.ts';
import { kubeconfigText, scratch, writeScratch } from './support/scratch.ts';

const withoutOpenssl = spawnSync('openssl', ['version']).status !== 0;

/** A certificate authority, and certificates of it. */
function openssl(...args: readonly string[]): void {
  execFileSync('openssl', [...args], { cwd: scratch, stdio: 'pipe' });
}

function makeAuthority(name: string): void {
  const subject = ['-subj', `/CN=${name}`, '-days', '2', '-nodes', '-newkey', 'ec', '-pkeyopt'];
  openssl(
    'req',
    '-x509',
    '-keyout',
    `${name}.key`,
    '-out',
    `${name}.crt`,
    ...subject,
    'ec_paramgen_curve:P-256',
  );
}

function makeCertificate(name: string, authority: string): void {
  writeScratch(`subjectAltName=DNS:${name}\n`, `${name}.ext`);
  const key = ['-nodes', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-keyout', `${name}.key`];
  openssl('req', '-new', '-subj', `/CN=${name}`, ...key, '-out', `${name}.csr`);
  const signer = ['-CA', `${authority}.crt`, '-CAkey', `${authority}.key`, '-CAcreateserial', '-days', '2'];
  openssl('x509', '-req', '-in', `${name}.csr`, '-out', `${name}.crt`, ...signer, '-extfile', `${name}.ext`);
}

function base64(file: string): string {
  return readFileSync(join(scratch, file)).toString('base64');
}

describe.skipIf(withoutOpenssl)('over TLS', () => {
  let server: Server;
  let port: number;
  let connections = 0;
  const users: unknown[] = [];

  beforeAll(async () => {
    makeAuthority('ours');
    makeAuthority('theirs');
    makeCertificate('kube.internal', 'ours');
    makeCertificate('ada', 'ours');
    const pem = (file: string) => readFileSync(join(scratch, file));
    const tls = { key: pem('kube.internal.key'), cert: pem('kube.internal.crt'), ca: pem('ours.crt') };
    const options = { ...tls, requestCert: true, rejectUnauthorized: false };
    server = createServer(options, (request, response) => {
      users.push(
        (request.socket as TLSSocket).getPeerCertificate().subject?.CN ?? request.headers.authorization,
      );
      response.end('{"metadata":{"name":"a"}}');
    });
    server.on('secureConnection', () => {
      connections += 1;
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    port = (server.address() as AddressInfo).port;
  });
  afterAll(() => {
    server.closeAllConnections();
    server.close();
  });

  function open(cluster: object, user: object = {}, environment: Record<string, string> = {}) {
    const address = { server: `https://127.0.0.1:${port}`, ...cluster };
    return connect({ kubeconfig: writeScratch(kubeconfigText({ cluster: address, user })), environment });
  }

  const trusted = () => ({ 'certificate-authority': 'ours.crt', 'tls-server-name': 'kube.internal' });
  const ask = (name: string) => ({ section: 'node', name }) as const;

  it('sends a client certificate, and keeps its connection', async () => {
    const cluster = await open(trusted(), {
      token: undefined,
      'client-certificate-data': base64('ada.crt'),
      'client-key': 'ada.key',
    });
    connections = 0;
    for (const name of ['a', 'b', 'c']) expect(await cluster.read(ask(name))).toMatchObject({ status: 'ok' });
    expect(users.slice(-3)).toEqual(['ada', 'ada', 'ada']);
    expect(connections).toBe(1);
    await cluster.close();
  });

  it('takes the authority as data too', async () => {
    const authority = {
      'certificate-authority-data': base64('ours.crt'),
      'tls-server-name': 'kube.internal',
    };
    const cluster = await open(authority);
    expect(await cluster.read(ask('a'))).toMatchObject({ status: 'ok' });
    expect(users.at(-1)).toBe('Bearer secret-token');
    await cluster.close();
  });

  it.each([
    ['of another authority', { 'certificate-authority': 'theirs.crt' }, /not signed by the kubeconfig's CA/],
    ['of an unknown authority', {}, /not signed by the kubeconfig's CA/],
    ['for another name', { 'certificate-authority': 'ours.crt' }, /for another host name/],
  ])('refuses a certificate %s', async (_, authority, reason) => {
    const cluster = await open(authority);
    await expect(cluster.resolve({ text: 'pod/web' })).rejects.toMatchObject({
      code: 'cluster-unreachable',
      userMessage: expect.stringMatching(reason),
    });
  });

  it('takes any certificate only where the kubeconfig says so', async () => {
    const cluster = await open({ 'insecure-skip-tls-verify': true });
    expect(await cluster.read(ask('a'))).toMatchObject({ status: 'ok' });
    await cluster.close();
  });

  it('goes through the proxy of the kubeconfig or of the environment, but not past NO_PROXY', async () => {
    const through: string[] = [];
    const proxy = createProxy().on('connect', (request, client, head) => {
      through.push(request.url ?? '');
      const upstream = connectSocket(port, '127.0.0.1', () => {
        client.write('HTTP/1.1 200 Connection established\r\n\r\n');
        upstream.write(head);
        upstream.pipe(client).pipe(upstream);
      });
      for (const socket of [client, upstream]) socket.on('error', () => socket.destroy());
    });
    await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
    const url = `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`;
    const far = { ...trusted(), server: 'https://kube.example:6443' };
    for (const cluster of [
      await open({ ...far, 'proxy-url': url }),
      await open(far, {}, { HTTPS_PROXY: url }),
      await open(trusted(), {}, { HTTPS_PROXY: url, NO_PROXY: '127.0.0.1' }),
    ]) {
      expect(await cluster.read(ask('a'))).toMatchObject({ status: 'ok' });
      await cluster.close();
    }
    expect(through).toEqual(['kube.example:6443', 'kube.example:6443']);
    proxy.closeAllConnections();
    proxy.close();
  });
});
