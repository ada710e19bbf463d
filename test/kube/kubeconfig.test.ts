import { delimiter, join } from 'node:path';
import nock from 'nock';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type ConnectOptions, connect } from '../../src/kube/cluster.ts';
import { connectTo, kubeconfigText, SERVER, scratch, writeScratch } from './support/scratch.ts';

beforeAll(() => nock.disableNetConnect());
afterEach(() => {
  nock.cleanAll();
});
afterAll(() => {
  nock.enableNetConnect();
  nock.restore();
});

const NODE = '/api/v1/nodes/a';

/** The Authorization header that a request carries, asserted to be let in. */
async function authorization(options: ConnectOptions): Promise<string | null> {
  let seen: string | null = null;
  const take = (value: string | null) => {
    seen = value;
    return true;
  };
  nock(SERVER, { reqheaders: { authorization: take } })
    .get(NODE)
    .reply(200, {});
  nock(SERVER, { badheaders: ['authorization'] })
    .get(NODE)
    .reply(200, {});
  const cluster = await connect({ environment: {}, ...options });
  expect(await cluster.read({ section: 'node', name: 'a' })).toMatchObject({ status: 'ok' });
  nock.cleanAll();
  return seen;
}

describe('the kubeconfig', () => {
  it('is the file named, else $KUBECONFIG, else the one in the home directory', async () => {
    const named = writeScratch(kubeconfigText({ name: 'named' }));
    const listed = writeScratch(kubeconfigText({ name: 'listed' }));
    const environment = { KUBECONFIG: listed, HOME: join(scratch, 'nobody') };
    expect((await connect({ kubeconfig: named, environment })).context).toBe('named');
    expect((await connect({ environment })).context).toBe('listed');
    await expect(connect({ environment: { HOME: environment.HOME } })).rejects.toMatchObject({
      code: 'no-kubeconfig',
      userMessage: expect.stringMatching(/There is no kubeconfig.*kubectl config view/),
    });
  });

  it('is merged from a list: missing files are skipped, the first entry of a name wins', async () => {
    const first = writeScratch(kubeconfigText({ name: 'one', user: { token: 'first' } }));
    const second = writeScratch(
      kubeconfigText({ name: 'one', user: { token: 'second' }, namespace: 'ignored' }),
    );
    const third = writeScratch(kubeconfigText({ name: 'two', user: { token: 'third' }, namespace: 'apps' }));
    const missing = join(scratch, 'missing');
    const environment = { KUBECONFIG: [missing, first, second, third].join(delimiter) };
    expect(await authorization({ environment })).toBe('Bearer first');
    expect(await authorization({ environment, context: 'two' })).toBe('Bearer third');
    const { context, server, namespace } = await connect({ environment, context: 'two' });
    expect({ context, server, namespace }).toEqual({ context: 'two', server: SERVER, namespace: 'apps' });
    await expect(connect({ environment: { KUBECONFIG: missing } })).rejects.toMatchObject({
      code: 'no-kubeconfig',
      userMessage: expect.stringContaining(missing),
    });
  });

  it.each([
    ['missing', undefined, /no such file/],
    ['empty', '', /it is empty/],
    ['not YAML', 'clusters: [', /cannot be read/],
    ['a plain text', 'hello', /no current context/],
    [
      'about a cluster it lacks',
      kubeconfigText().replace('"cluster":"test"', '"cluster":"gone"'),
      /cluster "gone"/,
    ],
    ['about a user it lacks', kubeconfigText().replace('"user":"test"', '"user":"gone"'), /user "gone"/],
    [
      'about a certificate that is gone',
      kubeconfigText({ user: { 'client-certificate': 'c.pem' } }),
      /c\.pem.*ENOENT/,
    ],
  ])('that is %s is refused with the reason', async (_, text, reason) => {
    const kubeconfig = text === undefined ? join(scratch, 'nowhere') : writeScratch(text);
    await expect(connect({ kubeconfig, environment: {} })).rejects.toMatchObject({
      code: expect.stringMatching(/kubeconfig-unreadable|context-unknown/),
      userMessage: expect.stringMatching(reason),
      retryable: false,
    });
  });

  it('without the context that is asked for names those it has', async () => {
    const kubeconfig = writeScratch(kubeconfigText({ name: 'prod' }));
    await expect(connect({ kubeconfig, context: 'stage', environment: {} })).rejects.toMatchObject({
      code: 'context-unknown',
      userMessage:
        'The kubeconfig has no context "stage". It has: prod. ' +
        'See `kubectl config get-contexts`, and choose one with --context.',
    });
  });

  it('may have no namespace and no user', async () => {
    const text = kubeconfigText().replace(',"user":"test","namespace":"shop"', '');
    const kubeconfig = writeScratch(text);
    expect((await connect({ kubeconfig, environment: {} })).namespace).toBe('default');
    expect(await authorization({ kubeconfig })).toBeNull();
  });
});

describe('credentials', () => {
  it('may be a password', async () => {
    const user = { token: undefined, username: 'ada', password: 'pw' };
    const basic = `Basic ${Buffer.from('ada:pw').toString('base64')}`;
    expect(await authorization({ kubeconfig: writeScratch(kubeconfigText({ user })) })).toBe(basic);
  });

  it('may be a token file, relative to the kubeconfig, which outranks a token', async () => {
    writeScratch('from-file\n', 'token.txt');
    const user = { token: 'outranked', tokenFile: 'token.txt' };
    expect(await authorization({ kubeconfig: writeScratch(kubeconfigText({ user })) })).toBe(
      'Bearer from-file',
    );
  });
});

describe('a credential plugin', () => {
  const runs = join(scratch, 'runs');
  const script = `#!/bin/sh
echo run >> ${runs}
n=$(wc -l < ${runs} | tr -d ' ')
echo "$KUBERNETES_EXEC_INFO" > ${join(scratch, 'info')}
echo "{\\"kind\\":\\"ExecCredential\\",\\"status\\":{\\"token\\":\\"run-$n-$EXTRA\\"}}"
`;
  const exec = (command: string, more: object = {}) => ({
    user: { token: undefined, exec: { apiVersion: 'client.authentication.k8s.io/v1', command, ...more } },
  });

  it('is run once for all requests, with its environment and in the version it is to answer in', async () => {
    const command = writeScratch(script, 'plugin', 0o700);
    nock(SERVER).get(/.*/).times(3).reply(200, {});
    const env = [{ name: 'EXTRA', value: 'x' }];
    const cluster = await connectTo(exec(command, { env, provideClusterInfo: true }));
    await Promise.all(['a', 'b', 'c'].map((name) => cluster.read({ section: 'node', name })));
    const { readFileSync } = await import('node:fs');
    expect(readFileSync(runs, 'utf8')).toBe('run\n');
    expect(JSON.parse(readFileSync(join(scratch, 'info'), 'utf8'))).toEqual({
      apiVersion: 'client.authentication.k8s.io/v1',
      kind: 'ExecCredential',
      spec: { interactive: false, cluster: { server: SERVER } },
    });
  });

  it('is run again, once, when its token is refused', async () => {
    const command = writeScratch(script, 'plugin', 0o700);
    const seen: unknown[] = [];
    const take = (value: string | null) => seen.push(value) > 0;
    nock(SERVER, { reqheaders: { authorization: take } })
      .get(NODE)
      .reply(401)
      .get(NODE)
      .reply(200, {});
    const cluster = await connectTo(exec(command));
    expect(await cluster.read({ section: 'node', name: 'a' })).toMatchObject({ status: 'ok' });
    expect(new Set(seen).size).toBe(2);
    expect(cluster.cost().requests).toBe(2);
  });

  it.each([
    ['is missing', () => 'no-such-plugin', {}, /"no-such-plugin" is not installed or not in PATH/],
    [
      'is missing, with a hint',
      () => 'no-such-plugin',
      { installHint: 'Install it with brew.' },
      /not in PATH\. Install it with brew\./,
    ],
    [
      'fails',
      () =>
        writeScratch('#!/bin/sh\necho trace >&2\necho "token has expired" >&2\nexit 1\n', 'failing', 0o700),
      { args: ['get-token'] },
      /failing" failed: token has expired\. Run it by hand: `.*failing get-token`/,
    ],
    ['says nothing', () => writeScratch('#!/bin/sh\nexit 0\n', 'silent', 0o700), {}, /not an ExecCredential/],
    [
      'says something else',
      () => writeScratch('#!/bin/sh\necho {}\n', 'odd', 0o700),
      {},
      /not an ExecCredential/,
    ],
  ])('that %s says so', async (_, command, more, message) => {
    await expect(connectTo(exec(command(), more))).rejects.toMatchObject({
      code: 'credential-plugin-failed',
      userMessage: expect.stringMatching(message),
    });
  });
});
