import { describe, expect, it } from 'vitest';
import { BotError } from '../../src/errors.ts';
import { running, yamlReply } from './running-app.ts';

describe('the slash command', () => {
  it('acknowledges at once, puts a placeholder up and queues a reference to it', async () => {
    const { slack, run } = await running();
    const seen = await slack.user('U1').slash('/pod', 'why web -n shop', { channel: 'C1' });
    expect(seen.acked).toBe(true);
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
    const { slack, run } = await running(({ signingSecret }) =>
      mode === 'http' ? { transport: { mode, signingSecret }, port: 0 } : {},
    );
    if (mode === 'http') slack.deliverTo(`http://127.0.0.1:${run.app.port()}/slack/events`);
    const asked = Array.from({ length: 200 }, (_, index) =>
      slack.user('U1').slash('/pod', `why web-${index}`, { channel: 'C1' }),
    );
    expect((await Promise.all(asked)).filter(({ acked }) => !acked)).toEqual([]);
    expect(slack.journal.ackLatencies().at(-1)).toBeLessThan(3000);
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

  it('answers thanks in a few words, in a channel to the one who said it alone', async () => {
    const { slack, run } = await running();
    await slack.user('U1').mention('C1', 'thanks! 👍');
    const said = await slack.message('C1', ({ shown }) => shown.includes('Any time.'));
    expect(said.visibleTo).toBe('U1');
    expect(said.shown).not.toContain('What /pod can be asked');
    expect(run.queue.jobs).toEqual([]);
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
