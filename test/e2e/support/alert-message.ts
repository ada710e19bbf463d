import type { Json } from '../../../src/playground/slack/json.ts';
import type { Message } from '../../../src/playground/slack/message.ts';
import type { OtherApp } from '../../../src/playground/slack/other-app.ts';
import { type MadeOwner, podsOf } from '../../../src/replay/made-cluster/made-owner.ts';
import {
  byAlertmanager,
  byGrafana,
  byOpsgenie,
  byPagerDuty,
  grafanaAlert,
} from '../../alerts/message/messages.ts';
import { botMessages } from './answers.ts';
import type { Bot } from './bot.ts';

type Status = 'firing' | 'resolved';
type Labels = Readonly<Record<string, string>>;

/** A tool that writes alerts in Slack. */
export interface Tool {
  /** As whom it posts. */
  readonly as: OtherApp;
  message(status: Status, labels: Labels): Json;
}

const TITLES = { firing: '[FIRING:1] KubePodCrashLooping', resolved: '[RESOLVED] KubePodCrashLooping' };

export const TOOLS = {
  alertmanager: {
    as: { as: 'webhook', username: 'AlertManager' },
    message: (status, labels) => byAlertmanager(TITLES[status], listed(labels, '• ', ': ')),
  },
  grafana: {
    as: { as: 'webhook', username: 'Grafana' },
    message: (status, labels) =>
      byGrafana(
        TITLES[status],
        `**${status === 'firing' ? 'Firing' : 'Resolved'}**\n${grafanaAlert(labels)}`,
      ),
  },
  pagerduty: {
    as: { as: 'app', username: 'PagerDuty' },
    // Its title stays as it was when the alert fired.
    message: (status, labels) =>
      byPagerDuty(status === 'firing' ? 'Triggered' : 'Resolved', TITLES.firing, [listed(labels, '', ': ')]),
  },
  opsgenie: {
    as: { as: 'webhook', username: 'Opsgenie for Alert Management' },
    message: (status, labels) =>
      byOpsgenie(
        status === 'firing' ? 'New alert:' : `ann closed alert #12 "${TITLES.firing}"`,
        TITLES.firing,
        `Alerts Firing:\nLabels:\n${listed(labels, ' - ', ' = ')}`,
      ),
  },
} as const satisfies Readonly<Record<string, Tool>>;

function listed(labels: Labels, before: string, between: string): string {
  return Object.entries(labels)
    .map(([name, value]) => `${before}${name}${between}${value}`)
    .join('\n');
}

/** The labels of an alert about the first pod of a Deployment. */
export function podLabels(owner: MadeOwner): Labels {
  const [pod] = podsOf(owner, new Date().toISOString());
  if (!pod) throw new Error('it has no pods');
  return { alertname: 'KubePodCrashLooping', namespace: owner.namespace, pod: pod.name, severity: 'warning' };
}

/** Another app tells of a Deployment's first pod in a channel: Alertmanager, where no other is named. */
export async function tell(
  { slack }: Bot,
  channel: string,
  owner: MadeOwner,
  options: {
    readonly status?: Status;
    readonly tool?: Tool;
    readonly labels?: Labels;
    readonly threadTs?: string;
  } = {},
): Promise<Message> {
  const { status = 'firing', tool = TOOLS.alertmanager, labels = podLabels(owner), threadTs } = options;
  const as = { ...tool.as, ...(threadTs === undefined ? {} : { threadTs }) };
  return (await slack.otherApp(channel, tool.message(status, labels), as)).message;
}

/** What the bot says below a message, oldest first. */
export function below(bot: Bot, { channel, ts }: Message): readonly Message[] {
  return botMessages(bot, channel).filter(({ threadTs }) => threadTs === ts);
}

/** The answer below a message once it says what fits. */
export async function answerBelow(bot: Bot, message: Message, text: RegExp | string): Promise<Message> {
  return await bot.slack.message(
    message.channel,
    ({ threadTs, shown }) => threadTs === message.ts && fits(shown, text),
    { timeoutMs: 15_000 },
  );
}

function fits(shown: string, text: RegExp | string): boolean {
  return typeof text === 'string' ? shown.includes(text) : text.test(shown);
}
