import { describe, expect, it } from 'vitest';
import type { Slack } from '../../src/playground/slack/slack.ts';
import type { SlackOptions } from '../../src/playground/slack/start-slack.ts';
import { encodeAsk } from '../../src/slack/blocks/ask-value.ts';
import { type RunOptions, running, yamlReply } from './running-app.ts';

describe('buttons', () => {
  async function answered(options: RunOptions = {}, slackOptions: SlackOptions = {}, channel = 'C1') {
    const started = await running(options, slackOptions);
    await started.slack.user('U1').slash('/pod', 'yaml web-1', { channel });
    const job = await started.run.job();
    await started.run.delivery.deliver(job, yamlReply(job.ask));
    const message = await started.slack.message(channel, ({ shown }) => shown.includes('name: web-1'));
    return { ...started, message };
  }

  it('asks again in the clicker’s name, and edits the message', async () => {
    const { slack, run, message } = await answered();
    const seen = await slack.user('U2').click(message, 'pod_rerun');
    expect(seen.acked).toBe(true);
    const job = await run.job(1);
    expect(job).toMatchObject({ asker: { user: 'U2' }, ask: { verb: 'yaml', target: 'web-1' } });
    expect(job.replyTo).toMatchObject({ kind: 'message', ts: message.ts });
    expect(message.shown).toContain('Reading the YAML');
    await run.delivery.deliver(job, yamlReply(job.ask, 'kind: Other'));
    expect(message.shown).toContain('kind: Other');
  });

  it('is authorised for the one who clicks', async () => {
    const { slack, run, message } = await answered({
      authorise: ({ user }, ask) =>
        user === 'U1'
          ? { allowed: true, ask: { cluster: 'prod', ...ask } }
          : { allowed: false, message: 'Only ann may.' },
    });
    await slack.user('U2').click(message, 'pod_rerun');
    const said = await slack.message('C1', ({ shown }) => shown.includes('Only ann may'));
    expect(said.visibleTo).toBe('U2');
    expect(run.queue.jobs).toHaveLength(1);
    expect(message.shown).toContain('name: web-1');
  });

  it.each([
    'pod_logs',
    'pod_previous',
    'pod_events',
    'pod_yaml',
    'pod_diagnose',
  ])('answers %s in the thread', async (action) => {
    const { slack, run } = await running();
    const message = await withButton(
      slack,
      action,
      encodeAsk({ verb: 'logs', cluster: 'prod', target: 'pod/web-1' }) ?? '',
    );
    await slack.user('U2').click(message, action);
    expect((await run.job()).replyTo).toMatchObject({ kind: 'message', threadTs: message.ts });
    expect(slack.thread(message)).toHaveLength(1);
  });

  it('says of a button that it cannot read that it has expired', async () => {
    const { slack, run } = await running();
    const message = await withButton(slack, 'pod_rerun', '{"v":0}');
    await slack.user('U2').click(message, 'pod_rerun');
    const said = await slack.message('C1', ({ shown }) => shown.includes('has expired'));
    expect(said.visibleTo).toBe('U2');
    expect(run.queue.jobs).toEqual([]);
  });

  const elsewhere = { channels: [{ id: 'C9', name: 'elsewhere', bot: false }] };

  it('replaces the message that only the asker sees', async () => {
    const { slack, run, message } = await answered({}, elsewhere, 'C9');
    await slack.user('U1').click(message, 'pod_rerun');
    const job = await run.job(1);
    await run.delivery.deliver(job, yamlReply(job.ask, 'kind: Other'));
    expect(slack.user('U1').ephemerals('C9')).toHaveLength(1);
    expect(message.shown).toContain('kind: Other');
  });

  it('shares it with a channel that it is not in', async () => {
    const { slack, run, message } = await answered({}, elsewhere, 'C9');
    await slack.user('U1').click(message, 'pod_share');
    const job = await run.job(1);
    await run.delivery.deliver(job, yamlReply(job.ask));
    const shared = slack.messages('C9').filter(({ visibleTo }) => visibleTo === undefined);
    expect(shared).toHaveLength(1);
    expect(shared[0]?.shown).toContain('name: web-1');
    expect(message.shown).toContain('name: web-1');
  });

  it('takes the choice of a menu as the target', async () => {
    const { slack, run } = await running();
    await slack.user('U1').slash('/pod', 'why web', { channel: 'C1' });
    const job = await run.job();
    const near = ['web', 'web-canary'].map((name) => ({ kind: 'Deployment', namespace: 'shop', name }));
    await run.delivery.deliver(job, {
      kind: 'unresolved',
      ask: job.ask,
      code: 'ambiguous',
      message: '"web" fits more than one object.',
      near,
      elsewhere: [],
    });
    const [message] = slack.messages('C1');
    if (!message) throw new Error('no message');
    await slack.user('U2').select(message, 'pod_choose', 'Deployment/shop/web-canary');
    const next = await run.job(1);
    expect(next.ask).toMatchObject({ verb: 'why', target: 'deployment/web-canary', namespace: 'shop' });
    expect(next.replyTo).toMatchObject({ ts: message.ts });
  });

  async function withButton(slack: Slack, action: string, value: string) {
    const { chat } = new (await import('@slack/bolt')).webApi.WebClient(slack.botToken, {
      slackApiUrl: slack.url,
    });
    const elements = [
      {
        type: 'button' as const,
        text: { type: 'plain_text' as const, text: 'Go' },
        action_id: action,
        value,
      },
    ];
    await chat.postMessage({ channel: 'C1', text: 'x', blocks: [{ type: 'actions', elements }] });
    return slack.message('C1', ({ text }) => text === 'x');
  }
});

describe('the shortcut', () => {
  it('diagnoses what a message names, in its thread', async () => {
    const { slack, run } = await running();
    const alert = await slack.alert('C1', {
      text: '',
      attachments: [
        {
          fallback: 'firing',
          text: 'Pod shop/web-7dc8c9f7d4-5tcrt is crash looping\nDeployment pay/api is not ready',
        },
      ],
    });
    await slack.user('U1').shortcut('diagnose_pods', alert);
    await run.job(1);
    expect(run.queue.jobs.map(({ ask }) => [ask.namespace, ask.target])).toEqual([
      ['shop', 'web-7dc8c9f7d4-5tcrt'],
      ['pay', 'deploy/api'],
    ]);
    expect(slack.thread(alert)).toHaveLength(2);
  });

  it('says where nothing is named', async () => {
    const { slack, run } = await running();
    const message = await slack.user('U1').say('C1', 'good morning');
    await slack.user('U1').shortcut('diagnose_pods', message);
    const said = await slack.message('C1', ({ shown }) => shown.includes('No pod or workload is named'));
    expect(said.visibleTo).toBe('U1');
    expect(run.queue.jobs).toEqual([]);
  });
});

describe('App Home', () => {
  it('shows what is unwell and answers its buttons in the direct messages', async () => {
    const web = {
      cluster: 'prod',
      namespace: 'shop',
      kind: 'Deployment',
      name: 'web',
      status: 'CrashLoopBackOff',
      unwell: 1,
      pods: 2,
    };
    const { slack, run } = await running({
      unhealthyWorkloads: async () => ({
        workloads: [web],
        places: [{ cluster: 'prod', namespace: 'shop' }],
      }),
    });
    const ann = slack.user('U1');
    await ann.openHome();
    const home = await slack.until(() => ann.home);
    expect(JSON.stringify(home.json)).toContain('CrashLoopBackOff');
    await ann.click(home, 'pod_diagnose');
    const job = await run.job();
    expect(job.ask).toMatchObject({ verb: 'why', namespace: 'shop', target: 'deployment/web' });
    expect(job.asker).toMatchObject({ user: 'U1', channel: '' });
    expect(job.replyTo).toMatchObject({ channel: slack.workspace.im('U1').id });
  });

  it('says that the clusters could not be looked at', async () => {
    const { slack } = await running({ unhealthyWorkloads: () => Promise.reject(new Error('down')) });
    await slack.user('U1').openHome();
    const home = await slack.until(() => slack.user('U1').home);
    expect(JSON.stringify(home.json)).toContain('could not be looked at');
  });
});
