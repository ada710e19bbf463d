import { createServer } from 'node:net';
import { App, HTTPReceiver, LogLevel, SocketModeReceiver } from '@slack/bolt';
import type { Slack } from '../../src/playground/slack/slack.ts';

/** A running app, and where it listens in HTTP mode. */
export interface BoltApp {
  readonly url: string;
  stop(): Promise<unknown>;
}

const button = {
  type: 'actions' as const,
  elements: [
    {
      type: 'button' as const,
      action_id: 'again',
      text: { type: 'plain_text' as const, text: 'Re-run' },
      value: 'web',
    },
    {
      type: 'external_select' as const,
      action_id: 'pick',
      placeholder: { type: 'plain_text' as const, text: 'Pod' },
    },
  ],
};

const modal = {
  type: 'modal' as const,
  callback_id: 'note',
  title: { type: 'plain_text' as const, text: 'Note' },
  submit: { type: 'plain_text' as const, text: 'Save' },
  blocks: [
    {
      type: 'input' as const,
      block_id: 'words',
      label: { type: 'plain_text' as const, text: 'Words' },
      element: { type: 'plain_text_input' as const, action_id: 'text' },
    },
  ],
};

/** A small app on the real Bolt, connected to the workspace one way or the other. */
export async function startBoltApp(slack: Slack, transport: 'socket' | 'http'): Promise<BoltApp> {
  const clientOptions = {
    slackApiUrl: slack.url,
    retryConfig: { retries: 3, minTimeout: 10 },
    timeout: 5000,
  };
  const quiet = { logLevel: LogLevel.ERROR };
  const receiver =
    transport === 'socket'
      ? new SocketModeReceiver({
          appToken: slack.appToken,
          installerOptions: { clientOptions },
          clientPingTimeout: 200,
          ...quiet,
        })
      : new HTTPReceiver({ signingSecret: slack.signingSecret, ...quiet });
  const app = new App({ token: slack.botToken, receiver, clientOptions, ...quiet });
  listen(app);
  const port = await freePort();
  const url = `http://127.0.0.1:${port}/slack/events`;
  await app.start(port);
  if (transport === 'http') slack.deliverTo(url);
  return { url, stop: () => app.stop() };
}

function listen(app: App): void {
  app.command('/pod', async ({ ack, command, client, respond, body }) => {
    if (command.text === 'silence') return;
    if (command.text === 'say') return await ack('said at once');
    await ack();
    if (command.text === 'post') {
      await client.chat.postMessage({ channel: command.channel_id, text: 'looking', blocks: [button] });
    } else if (command.text === 'note') await client.views.open({ trigger_id: body.trigger_id, view: modal });
    else await respond({ text: 'told', response_type: 'ephemeral' });
  });
  app.action('again', async ({ ack, client, body }) => {
    await ack();
    if (body.type !== 'block_actions' || !body.channel || !body.message) return;
    await client.chat.update({ channel: body.channel.id, ts: body.message.ts, text: 'done', blocks: [] });
  });
  app.options('pick', async ({ ack, options }) => {
    await ack({ options: [{ text: { type: 'plain_text', text: `web ${options.value}` }, value: 'web' }] });
  });
  app.action('pick', async ({ ack, respond, action }) => {
    await ack();
    if (action.type === 'external_select') await respond(`picked ${action.selected_option?.value}`);
  });
  app.shortcut('diagnose_pods', async ({ ack, shortcut, client }) => {
    await ack();
    if (shortcut.type !== 'message_action') return;
    await client.chat.postEphemeral({
      channel: shortcut.channel.id,
      user: shortcut.user.id,
      text: 'found web',
    });
  });
  app.view('note', async ({ ack, view }) => {
    const text = view.state.values.words?.text?.value;
    if (text === 'bad') await ack({ response_action: 'errors', errors: { words: 'no' } });
    else await ack();
  });
  app.event('app_mention', async ({ event, say }) => {
    await say({ text: 'here', thread_ts: event.thread_ts ?? event.ts });
  });
  app.message(async ({ message, say }) => {
    if (message.subtype === undefined) await say(`heard ${message.text}`);
  });
  app.event('app_home_opened', async ({ event, client }) => {
    const blocks = [{ type: 'divider' as const }];
    await client.views.publish({ user_id: event.user, view: { type: 'home', blocks } });
  });
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === 'string') throw new Error('no port');
  return address.port;
}
