import { describe, expect, it, onTestFinished } from 'vitest';
import type { Slack } from '../../src/playground/slack/slack.ts';
import { startSlack } from '../../src/playground/slack/start-slack.ts';
import { type Running, runApp, running } from './running-app.ts';

async function overHttp(): Promise<{ slack: Slack; run: Running; url: string }> {
  const started = await running((slack) => ({
    transport: { mode: 'http', signingSecret: slack.signingSecret },
    port: 0,
    routes: [
      { path: '/healthz', method: 'GET', handler: (_, response) => void response.end('fine') },
      { path: '/broken', method: 'GET', handler: () => Promise.reject(new Error('no')) },
    ],
  }));
  return { ...started, url: `http://127.0.0.1:${started.run.app.port()}` };
}

describe('Socket Mode', () => {
  it('keeps two connections and says that it is connected', async () => {
    const { slack, run } = await running();
    expect(slack.sockets.connections).toBe(2);
    expect(run.app.connected()).toBe(true);
    await run.stop();
    expect(run.app.connected()).toBe(false);
  });

  it('answers while Slack renews a connection, and is back on two', async () => {
    const { slack, run } = await running();
    slack.sockets.disconnect('refresh_requested', 1);
    const seen = await slack.user('U1').slash('/pod', 'why web', { channel: 'C1' });
    expect(seen.acked).toBe(true);
    await slack.until(() => (slack.journal.sockets('open').length >= 3 ? true : undefined));
    await slack.until(() => (slack.sockets.connections === 2 ? true : undefined));
    expect(run.app.connected()).toBe(true);
  });

  it('comes back after all connections were cut, though Slack lets nobody in for a while', async () => {
    const { slack, run } = await running();
    slack.faults.add({ method: 'apps.connections.open', kind: 'status', status: 503, times: 2 });
    slack.sockets.drop();
    await slack.until(() => (run.app.connected() ? undefined : true));
    await slack.until(() => (slack.sockets.connections === 2 ? true : undefined), { timeoutMs: 8000 });
    expect((await slack.user('U1').slash('/pod', 'why web', { channel: 'C1' })).acked).toBe(true);
  });

  it('keeps trying even where Slack says that the token is wrong', async () => {
    const { slack, run } = await running();
    slack.faults.add({ method: 'apps.connections.open', kind: 'error', error: 'invalid_auth', times: 2 });
    slack.sockets.drop();
    await slack.until(() => (slack.sockets.connections === 2 ? true : undefined), { timeoutMs: 8000 });
    expect(run.log.filter(({ event }) => event === 'slack.reconnect-failed')).toHaveLength(2);
  });

  it('starts only with an app token that Slack takes', async () => {
    const slack = await startSlack();
    onTestFinished(() => slack.close());
    const transport = { mode: 'socket', appToken: 'xapp-wrong' } as const;
    await expect(runApp(slack, { transport })).rejects.toMatchObject({ code: 'config-invalid' });
  });

  it('says at once that the bot token is wrong', async () => {
    const slack = await startSlack();
    onTestFinished(() => slack.close());
    slack.faults.add({ method: 'auth.test', kind: 'error', error: 'invalid_auth' });
    await expect(runApp(slack)).rejects.toMatchObject({
      code: 'config-invalid',
      userMessage: expect.stringContaining('SLACK_BOT_TOKEN'),
    });
  });

  it('serves the routes on a port of their own', async () => {
    const { run } = await running(() => ({
      port: 0,
      routes: [{ path: '/healthz', method: 'GET', handler: (_, response) => void response.end('fine') }],
    }));
    const url = `http://127.0.0.1:${run.app.port()}`;
    expect(await (await fetch(`${url}/healthz?x=1`)).text()).toBe('fine');
    expect((await fetch(`${url}/other`)).status).toBe(404);
  });
});

describe('HTTP', () => {
  it('takes commands, events and clicks that Slack has signed', async () => {
    const { slack, run, url } = await overHttp();
    const http = slack.deliverTo(`${url}/slack/events`);
    expect((await http.verifyUrl('abc')).body).toContain('abc');
    expect((await http.sslCheck()).status).toBe(200);
    const person = slack.user('U1');
    const seen = await person.slash('/pod', 'why web', { channel: 'C1' });
    expect(seen.acked).toBe(true);
    const job = await run.job();
    await run.delivery.deliver(job, { kind: 'failed', ask: job.ask, code: 'timeout', message: 'Too slow.' });
    const [message] = slack.messages('C1');
    if (!message) throw new Error('no message');
    expect((await person.click(message, 'pod_rerun')).acked).toBe(true);
    await run.job(1);
    expect((await person.mention('C1', 'why web')).acked).toBe(true);
    await run.job(2);
    const help = await person.slash('/pod', 'help', { channel: 'C1' });
    expect(help.reply?.shown).toContain('What /pod can be asked');
  });

  it.each([
    ['a wrong signature', { 'x-slack-signature': 'v0=00' }, 401],
    ['an old timestamp', { 'x-slack-request-timestamp': '1' }, 401],
  ])('turns %s away', async (_, headers, status) => {
    const { slack, run, url } = await overHttp();
    const http = slack.deliverTo(`${url}/slack/events`);
    const answer = await http.post(commandBody(), 'application/x-www-form-urlencoded', headers);
    expect(answer.status).toBe(status);
    expect(run.queue.jobs).toEqual([]);
  });

  it('does a signed request once, even where nothing but its signature tells it apart', async () => {
    const { slack, run, url } = await overHttp();
    const http = slack.deliverTo(`${url}/slack/events`);
    const headers = { 'x-slack-request-timestamp': String(Math.floor(Date.now() / 1000)) };
    for (let times = 0; times < 3; times++)
      expect((await http.post(commandBody(), 'application/x-www-form-urlencoded', headers)).status).toBe(200);
    await run.job();
    await slack.settled();
    expect(run.queue.jobs).toHaveLength(1);
    expect(slack.messages('C1')).toHaveLength(1);
  });

  it('turns bodies away that are larger than anything Slack sends', async () => {
    const { slack, url } = await overHttp();
    const http = slack.deliverTo(`${url}/slack/events`);
    const answer = await http.post(`text=${'x'.repeat(2_000_000)}`, 'application/x-www-form-urlencoded', {});
    expect(answer.status).toBe(413);
  });

  it('serves the routes beside, and survives one that fails', async () => {
    const { url } = await overHttp();
    expect(await (await fetch(`${url}/healthz`)).text()).toBe('fine');
    expect((await fetch(`${url}/broken`)).status).toBe(500);
    expect((await fetch(`${url}/other`)).status).toBe(404);
  });

  it('says that its port is taken', async () => {
    const { slack, run } = await overHttp();
    const transport = { mode: 'http', signingSecret: 'x' } as const;
    const again = runApp(slack, { transport, port: run.app.port() ?? 0 });
    await expect(again).rejects.toMatchObject({ code: 'port-taken' });
  });

  function commandBody(): string {
    const fields = {
      command: '/pod',
      text: 'why web',
      channel_id: 'C1',
      user_id: 'U1',
      team_id: 'T1',
      response_url: 'http://127.0.0.1:1/x',
      trigger_id: '1.2.3',
    };
    return new URLSearchParams(fields).toString();
  }
});
