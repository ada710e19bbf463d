import type { Message } from '../../../src/playground/slack/message.ts';
import { changeOwner, madeCluster } from '../../../src/replay/made-cluster/made-cluster.ts';
import type { MadeOwner } from '../../../src/replay/made-cluster/made-owner.ts';
import {
  type Alertmanager,
  type AlertmanagerOptions,
  type PostedAlert,
  startAlertmanager,
} from './alertmanager.ts';
import { botMessages, eventually, quiet } from './answers.ts';
import { type Bot, type BotOptions, startBot } from './bot.ts';
import { ownerAlert, podAlerts } from './made-alerts.ts';

/** Where everything is told. */
export const CHANNEL = 'C0ALERTS';
const TOKEN = 'token-of-the-alert-senders';
/** Longer than two messages in one channel are apart. */
const QUIET_MS = 1600;

/** A made cluster, the bot that looks at it, and Alertmanagers that tell the bot of it. */
export interface Alerting {
  readonly bot: Bot;
  readonly senders: readonly Alertmanager[];
  /** The first one of them. @throws Error where there is none. */
  readonly sender: Alertmanager;
  /** Where alerts go. */
  readonly url: string;
  /** What fires for a Deployment's broken pods. */
  podAlerts(owner: MadeOwner): readonly PostedAlert[];
  ownerAlert(owner: MadeOwner): PostedAlert;
  /** From now on the cluster has another Deployment in the place of this one. */
  change(before: MadeOwner, after: MadeOwner): void;
  /** Sends a webhook by hand; returns the status. */
  hook(body: unknown, token?: string): Promise<number>;
  /** What a scrape gives for a series, 0 where it has none: `podwhy_alerts_dropped_total{reason="ignored"}`. */
  metric(series: string): Promise<number>;
  /** The bot's messages in the channel that are in no thread, oldest first. */
  parents(): readonly Message[];
  /** The same once there are so many, and nothing happens any more. */
  settledParents(count: number): Promise<readonly Message[]>;
  stop(): Promise<void>;
}

export interface AlertingOptions {
  readonly owners: readonly MadeOwner[];
  /** One for each Alertmanager; they know nothing of each other. One where absent; none where the test sends by hand. */
  readonly senders?: readonly Partial<Omit<AlertmanagerOptions, 'url'>>[];
  readonly bot?: BotOptions;
}

export async function startAlerting(options: AlertingOptions): Promise<Alerting> {
  // The alerts begin now: so the cluster's clock has to be right.
  const takenAt = new Date().toISOString().replace(/\.\d+Z$/, 'Z');
  const bot = await startBot({
    recordings: [madeCluster(options.owners, takenAt)],
    file: `alerts: {channel: ${CHANNEL}}\n`,
    ...options.bot,
    slack: {
      ...options.bot?.slack,
      channels: [{ id: CHANNEL, name: 'alerts' }, ...(options.bot?.slack?.channels ?? [])],
    },
    role: 'none',
    env: { ALERTS_TOKEN: TOKEN, ...options.bot?.env },
  });
  const { port } = await bot.start('serve');
  const origin = `http://127.0.0.1:${port()}`;
  const url = `${origin}/webhooks/alertmanager`;
  const senders = await Promise.all(
    (options.senders ?? [{}]).map((one) => startAlertmanager({ url, token: TOKEN, ...one })),
  );
  const parents = () => botMessages(bot, CHANNEL).filter(({ threadTs }) => threadTs === undefined);
  return {
    bot,
    senders,
    get sender() {
      const [first] = senders;
      if (!first) throw new Error('there is no Alertmanager');
      return first;
    },
    url,
    podAlerts: (owner) => podAlerts(owner, takenAt),
    ownerAlert,
    change: (before, after) => changeOwner(bot.replay, before, after, takenAt),
    async hook(body, token = TOKEN) {
      const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
      return (await fetch(url, { method: 'POST', headers, body: JSON.stringify(body) })).status;
    },
    async metric(series) {
      const text = await (await fetch(`${origin}/metrics`)).text();
      const line = text.split('\n').find((one) => one.startsWith(`${series} `));
      return Number(line?.slice(series.length) ?? 0);
    },
    parents,
    async settledParents(count) {
      await eventually(() => parents().length >= count);
      await quiet(bot, CHANNEL, QUIET_MS);
      return parents();
    },
    async stop() {
      await Promise.all(senders.map((one) => one.stop()));
      await bot.stop();
    },
  };
}
