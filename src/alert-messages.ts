import { setTimeout as pause } from 'node:timers/promises';
import { permits } from './access/policy.ts';
import { contextOf } from './alert-cluster.ts';
import type { AlertGroup } from './alerts/alert.ts';
import { countRead } from './alerts/count-read.ts';
import { readAlertMessage, readEditedMessage } from './alerts/message/read-alert-message.ts';
import { toNews } from './alerts/to-news.ts';
import type { AlertQueue } from './incident-ports.ts';
import type { AlertNews } from './incidents/alert-news.ts';
import type { Shared } from './shared.ts';
import type { AlertMessage } from './slack/front-door.ts';

/** Slack was answered before: nobody sends a message again because the queue was away. */
const PAUSES_MS = [1_000, 4_000, 15_000, 40_000];

/** Takes in the alerts that other apps write in channels, as far as the channel may see what they are about. */
export function takeAlertMessages(
  queue: Pick<AlertQueue, 'add'>,
  shared: Shared,
): (message: AlertMessage) => Promise<void> {
  const { config, clock, logger, metrics } = shared;
  const { readMessages, ignored, clusterLabels } = config.alerts;
  const isRead = (channel: string) =>
    typeof readMessages === 'boolean' ? readMessages : readMessages.includes(channel);

  return async (message) => {
    const { channel, ts, threadTs, eventId } = message;
    const group = isRead(channel) ? read(message) : undefined;
    if (!group) return;
    const { news, ...rest } = toNews(group, {
      ...config.channels[channel],
      ignored,
      clusterLabels,
      origin: { kind: 'message', channel, ts, ...(threadTs === undefined ? {} : { threadTs }) },
      receivedAt: clock.now(),
    });
    const visible = news.filter((one) => maySee(channel, one, shared));
    const denied = news.length - visible.length;
    if (visible.length > 0) await patiently(() => queue.add(visible, `message-${eventId}`));
    countRead(group, rest, metrics.count);
    for (let left = denied; left > 0; left -= 1) metrics.count({ name: 'dropped', reason: 'denied' });
    logger.info('alerts.read', { channel, source: group.source, accepted: visible.length, denied });
  };
}

function read({ message, previous }: AlertMessage): AlertGroup | undefined {
  return previous === undefined ? readAlertMessage(message) : readEditedMessage(message, previous);
}

/** Any app may write anything in a channel: it is told only what everybody may ask there. */
function maySee(
  channel: string,
  { cluster, namespace }: AlertNews,
  { access, config, clusters }: Shared,
): boolean {
  const who = {
    asker: { user: '', channel },
    memberships: { groups: new Set<string>(), unknown: new Set<string>() },
  };
  const wish = {
    verb: 'why',
    cluster: contextOf(cluster, config.alerts, clusters),
    ...(namespace === undefined ? {} : { namespace }),
  } as const;
  return permits(access, who, wish);
}

async function patiently(work: () => Promise<void>): Promise<void> {
  for (const ms of PAUSES_MS) {
    try {
      return await work();
    } catch {
      await pause(ms, undefined, { ref: false });
    }
  }
  await work();
}
