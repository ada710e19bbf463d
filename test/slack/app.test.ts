import { afterEach, describe, expect, it } from 'vitest';
import { BotError } from '../../src/errors.ts';
import type { Slack } from '../../src/playground/slack/slack.ts';
import { type SlackOptions, startSlack } from '../../src/playground/slack/start-slack.ts';
import { encodeAsk } from '../../src/slack/blocks/ask-value.ts';
import { type Running, type RunOptions, runApp, yamlReply } from './running-app.ts';

const open: (() => Promise<void>)[] = [];

async function running(
  options: RunOptions = {},
  slackOptions: SlackOptions = {},
): Promise<{ slack: Slack; run: Running }> {
  const slack = await startSlack(slackOptions);
  open.push(() => slack.close());
  const run = await runApp(slack, options);
  open.push(() => run.stop());
  return { slack, run };
}

afterEach(async () => {
  for (const close of open.splice(0).reverse()) await close();
});

describe('the slash command', () => {
  it('acknowledges at once, puts a placeholder up and queues a reference to it', async () => {
    const { slack, run } = await running();
    const seen = await slack.user('U1').slash('/pod', 'why web -n shop', { channel: 'C1' });
    expect(seen.acked).toBe(true);
    expect(seen.latencyMs).toBeLessThan(1000);
    const job = await run.job();
    const [placeholder] = slack.messages('C1');
    expect(placeholder?.shown).toContain('Looking at');
    expect(job).toMatchObject({
      ask: { verb: 'why', cluster: 'prod', namespace: 'shop', target: 'web' },
      asker: { user: 'U1', channel: 'C1', team: expect.any(String) },
      replyTo: { kind: 'message', channel: 'C1', ts: placeholder?.ts },
    });
    expect(job.id).toBe(`command-${seen.triggerId}`);
  });

  it('puts the answer in the place of the placeholder, once, and leaves an audit line', async () => {
    const { slack, run } = await running();
    await slack.user('U1').slash('/pod', 'yaml web-1', { channel: 'C1' });
    const job = await run.job();
    await run.delivery.deliver(job, yamlReply(job.ask));
    const [message, ...more] = slack.messages('C1').filter(({ threadTs }) => threadTs === undefined);
    expect(more).toEqual([]);
    expect(message?.shown).toContain('name: web-1');
    expect(run.audit).toEqual([
      expect.objectContaining({ id: job.id, user: 'U1', channel: 'C1', verb: 'yaml', outcome: 'answered' }),
    ]);
  });

  it.each([
    ['help', 'What /pod can be asked'],
    ['', 'What /pod can be asked'],
    ['lgos web', 'Did you mean "logs"?'],
    ['logs web --tail many', '--tail takes a number'],
  ])('answers "%s" to the asker alone, without the queue', async (text, shown) => {
    const { slack, run } = await running();
    const seen = await slack.user('U1').slash('/pod', text, { channel: 'C1' });
    expect(seen.problem).toBeUndefined();
    expect(seen.reply?.visibleTo).toBe('U1');
    expect(seen.reply?.shown).toContain(shown);
    expect(run.queue.jobs).toEqual([]);
    expect(slack.journal.requests('chat.postMessage')).toEqual([]);
  });

  it('says a refusal in words to the asker alone', async () => {
    const { slack, run } = await running({
      authorise: () => ({ allowed: false, message: 'You may not ask about prod here.' }),
    });
    await slack.user('U1').slash('/pod', 'why web', { channel: 'C1' });
    const said = await slack.message('C1', ({ shown }) => shown.includes('may not ask'));
    expect(said.visibleTo).toBe('U1');
    expect(run.queue.jobs).toEqual([]);
    expect(run.audit).toEqual([
      expect.objectContaining({ outcome: 'refused', verdict: 'denied', target: 'web' }),
    ]);
  });

  it.each([
    ['digest -n shop,pay', 'shop,pay'],
    ['digest -A', '*'],
    ['digest shop', 'shop'],
  ])('names in its audit line where "%s" was to look', async (text, namespace) => {
    const { slack, run } = await running({ authorise: () => ({ allowed: false, message: 'You may not.' }) });
    await slack.user('U1').slash('/pod', text, { channel: 'C1' });
    await slack.message('C1', ({ shown }) => shown.includes('You may not.'));
    expect(run.audit).toEqual([expect.objectContaining({ verb: 'digest', namespace, outcome: 'refused' })]);
  });

  it('answers the asker alone where the bot is not in the channel', async () => {
    const { slack, run } = await running({}, { channels: [{ id: 'C9', name: 'elsewhere', bot: false }] });
    await slack.user('U1').slash('/pod', 'yaml web-1', { channel: 'C9' });
    const job = await run.job();
    expect(job.replyTo.kind).toBe('response-url');
    await run.delivery.deliver(job, yamlReply(job.ask));
    const own = slack.user('U1').ephemerals('C9');
    expect(own).toHaveLength(1);
    expect(own[0]?.shown).toContain('name: web-1');
  });

  it('answers the asker alone rather than late where Slack limits the channel', async () => {
    const { slack, run } = await running();
    slack.faults.add({ method: 'chat.postMessage', kind: 'ratelimited', retryAfter: 30 });
    await slack.user('U1').slash('/pod', 'why web', { channel: 'C1' });
    expect((await run.job()).replyTo.kind).toBe('response-url');
    expect(slack.user('U1').ephemerals('C1')).toHaveLength(1);
  });

  it('tells the person within 3 s, in the placeholder, that the queue is away', async () => {
    const { slack, run } = await running();
    run.queue.broken = new BotError('queue-unavailable', 'The queue does not answer. Ask again in a minute.');
    const start = performance.now();
    await slack.user('U1').slash('/pod', 'why web', { channel: 'C1' });
    const told = await slack.message('C1', ({ shown }) => shown.includes('queue does not answer'));
    expect(performance.now() - start).toBeLessThan(3000);
    expect(told.versions[0].text).toContain('Looking at');
    await slack.settled();
    expect(run.audit).toEqual([expect.objectContaining({ outcome: 'failed', verdict: 'queue-unavailable' })]);
  });

  it('is done once however often Slack delivers it', async () => {
    const { slack, run } = await running();
    const seen = await slack.user('U1').slash('/pod', 'why web', { channel: 'C1' });
    await run.job();
    expect((await slack.redeliver(seen)).acked).toBe(true);
    await slack.settled();
    expect(run.queue.jobs).toHaveLength(1);
    expect(slack.messages('C1')).toHaveLength(1);
  });

  it('says in its placeholder that another process has taken the same request', async () => {
    const { slack, run } = await running();
    run.queue.add = async () => ({ joined: true, known: true });
    await slack.user('U1').slash('/pod', 'why web', { channel: 'C1' });
    await slack.message('C1', ({ shown }) => shown.includes('delivered this request twice'));
  });

  it.each([
    'socket',
    'http',
  ] as const)('acknowledges a burst first, and then does all of it, over %s', async (mode) => {
    const slack = await startSlack();
    open.push(() => slack.close());
    const { signingSecret } = slack;
    const run = await runApp(slack, mode === 'http' ? { transport: { mode, signingSecret }, port: 0 } : {});
    open.push(() => run.stop());
    if (mode === 'http') slack.deliverTo(`http://127.0.0.1:${run.app.port()}/slack/events`);
    const asked = Array.from({ length: 200 }, (_, index) =>
      slack.user('U1').slash('/pod', `why web-${index}`, { channel: 'C1' }),
    );
    expect((await Promise.all(asked)).filter(({ acked }) => !acked)).toEqual([]);
    expect(slack.journal.ackLatencies().at(-1)).toBeLessThan(1500);
    await run.job(199);
    await slack.settled();
    expect(new Set(run.queue.jobs.map(({ ask }) => ask.target)).size).toBe(200);
    expect(slack.messages('C1')).toHaveLength(200);
  });

  it('lets no mention, link or channel call out of what was typed', async () => {
    const { slack, run } = await running();
    await slack.user('U1').slash('/pod', 'lgos <!channel> @here <@U2>', { channel: 'C1' });
    await slack.user('U1').slash('/pod', 'why "<!channel>&lt;!here&gt;"', { channel: 'C1' });
    await run.job();
    for (const message of slack.messages('C1')) {
      expect(message.mentions.filter((target) => target !== 'U1')).toEqual([]);
      expect(message.unfurls).toEqual([]);
    }
  });
});

describe('mentions and direct messages', () => {
  it('answers in the thread of the message', async () => {
    const { slack, run } = await running();
    const { message } = await slack.user('U1').mention('C1', 'why is checkout failing?');
    const job = await run.job();
    expect(job.ask).toMatchObject({ verb: 'why', target: 'checkout' });
    expect(job.replyTo).toMatchObject({ kind: 'message', threadTs: message.ts });
    expect(slack.thread(message)).toHaveLength(1);
  });

  it('stays in the thread that it was called in', async () => {
    const { slack, run } = await running();
    const alert = await slack.alert('C1', { text: 'web is down' });
    await slack.user('U1').mention('C1', 'logs of web-1 in shop please', { threadTs: alert.ts });
    expect((await run.job()).replyTo).toMatchObject({ threadTs: alert.ts });
  });

  it('answers direct messages, and with help to what is no question', async () => {
    const { slack, run } = await running();
    const person = slack.user('U1');
    await person.dm('hello');
    const im = slack.workspace.im('U1').id;
    await slack.message(im, ({ shown }) => shown.includes('What /pod can be asked'));
    await person.dm('what’s wrong with deploy/web in shop');
    expect((await run.job()).ask).toMatchObject({ verb: 'why', target: 'deploy/web', namespace: 'shop' });
    expect(run.queue.jobs).toHaveLength(1);
  });

  it('is patient with Slack, having no other way to answer', async () => {
    const { slack, run } = await running();
    slack.faults.add({ method: 'chat.postMessage', kind: 'ratelimited', retryAfter: 1, times: 1 });
    slack.faults.add({ method: 'chat.postMessage', kind: 'status', status: 500, times: 1 });
    const { message } = await slack.user('U1').mention('C1', 'why web');
    await run.job();
    expect(slack.thread(message)).toHaveLength(1);
  });

  it('leaves an audit line even where nothing can be said', async () => {
    const { slack, run } = await running();
    slack.faults.add({ method: 'chat.postMessage', kind: 'error', error: 'restricted_action' });
    await slack.user('U1').mention('C1', 'why web');
    await slack.settled();
    expect(run.audit).toEqual([
      expect.objectContaining({ outcome: 'failed', verdict: 'slack-not-in-channel', target: 'web' }),
    ]);
  });

  it('does an event once, though it is delivered again', async () => {
    const { slack, run } = await running();
    const seen = await slack.user('U1').mention('C1', 'why web');
    await run.job();
    await slack.redeliver(seen);
    await slack.settled();
    expect(run.queue.jobs).toHaveLength(1);
  });
});

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
      unhealthyWorkloads: async () => ({ workloads: [web], places: ['shop on prod'] }),
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
