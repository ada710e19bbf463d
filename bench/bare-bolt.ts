/** The floor: Bolt and nothing else. Acknowledges a command, then posts one message. Run by slack-burst.ts. */
import { App, HTTPReceiver, LogLevel, SocketModeReceiver } from '@slack/bolt';

const { SLACK_BOT_TOKEN = '', SLACK_APP_TOKEN = '', SLACK_API_URL = '', SLACK_SIGNING_SECRET } = process.env;
const clientOptions = { slackApiUrl: SLACK_API_URL };
const http =
  SLACK_SIGNING_SECRET === undefined
    ? undefined
    : new HTTPReceiver({ signingSecret: SLACK_SIGNING_SECRET, logLevel: LogLevel.ERROR });
const receiver =
  http ??
  new SocketModeReceiver({
    appToken: SLACK_APP_TOKEN,
    logLevel: LogLevel.ERROR,
    installerOptions: { clientOptions },
  });
const app = new App({ token: SLACK_BOT_TOKEN, receiver, clientOptions, logLevel: LogLevel.ERROR });
app.command('/pod', async ({ ack, command, client }) => {
  await ack();
  await client.chat.postMessage({ channel: command.channel_id, text: `asked by <@${command.user_id}>` });
});
const server = await app.start(0);
const address = http && 'address' in (server as object) ? (server as { address(): unknown }).address() : null;
const port = typeof address === 'object' && address !== null && 'port' in address ? address.port : undefined;
console.log(JSON.stringify({ event: 'service.started', port }));
process.once('SIGTERM', () => process.exit(0));
