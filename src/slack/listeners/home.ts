import type { App, webApi } from '@slack/bolt';
import type { Asker, Unwell } from '../../asks.ts';
import { ACTION_IDS } from '../blocks/action-ids.ts';
import { homeView } from '../blocks/home.ts';
import type { Door } from '../front-door.ts';
import { clickedOf } from './clicked.ts';

/** App Home: what is unwell where the person may look, published when they open it and when they press Refresh. */
export function registerHome(app: App, door: Door): void {
  const publishing = new Set<string>();

  /** Who opens it again while it is being made gets the one under way. */
  async function publish(asker: Asker, client: webApi.WebClient): Promise<void> {
    if (publishing.has(asker.user)) return;
    publishing.add(asker.user);
    try {
      const { workloads, ...rest } = await look(asker, door);
      const options = { clean: door.clean, now: door.clock.now(), user: asker.user, ...rest };
      await client.views.publish({ user_id: asker.user, view: homeView(workloads, options) });
    } catch (error) {
      door.logger.warn('slack.home-not-published', { user: asker.user, problem: String(error) });
    } finally {
      publishing.delete(asker.user);
    }
  }

  app.event('app_home_opened', async ({ event, body, client }) => {
    if (event.tab !== 'home') return;
    const team = body.team_id ? { team: body.team_id } : {};
    await publish({ user: event.user, channel: '', ...team }, client);
  });
  app.action(ACTION_IDS.refreshHome, async ({ ack, body, client }) => {
    await ack();
    const clicked = clickedOf(body);
    if (clicked !== undefined) await publish({ ...clicked.asker, channel: '' }, client);
  });
}

async function look(asker: Asker, { unhealthyWorkloads, logger }: Door): Promise<Unwell> {
  try {
    return await unhealthyWorkloads(asker);
  } catch (error) {
    logger.warn('slack.home-not-looked', { user: asker.user, problem: String(error) });
    return { workloads: [], places: [], problems: ['The clusters could not be looked at just now.'] };
  }
}
