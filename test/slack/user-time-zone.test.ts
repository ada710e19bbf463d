import { afterEach, describe, expect, it } from 'vitest';
import type { Slack } from '../../src/playground/slack/slack.ts';
import { type SlackOptions, startSlack } from '../../src/playground/slack/start-slack.ts';
import { createUserTimeZone } from '../../src/slack/user-time-zone.ts';
import { loggerTo, type Running } from './running-app.ts';

const open: (() => Promise<void>)[] = [];

afterEach(async () => {
  for (const close of open.splice(0).reverse()) await close();
});

async function asking(options: SlackOptions = {}) {
  const users = [{ id: 'U1', name: 'ann', timeZone: 'Europe/Zurich' }];
  const slack: Slack = await startSlack({ users, ...options });
  open.push(() => slack.close());
  const log: Running['log'] = [];
  const time = { now: 0 };
  const ask = createUserTimeZone({
    token: slack.botToken,
    apiUrl: slack.url,
    logger: loggerTo(log),
    clock: { now: () => time.now },
  });
  const asked = () => slack.journal.requests('users.info').length;
  return { slack, ask, asked, log, time };
}

describe('the time zone of a person', () => {
  it('is what they have set in Slack, asked once an hour', async () => {
    const { slack, ask, asked, time } = await asking();
    expect(await ask('U1')).toBe('Europe/Zurich');
    slack.workspace.users.set('U1', { id: 'U1', name: 'ann', timeZone: 'Asia/Tokyo' });
    time.now = 60 * 60_000 - 1;
    expect(await ask('U1')).toBe('Europe/Zurich');
    expect(asked()).toBe(1);
    time.now++;
    expect(await ask('U1')).toBe('Asia/Tokyo');
    expect(asked()).toBe(2);
  });

  it('is not known without the scope, and that is remembered too', async () => {
    const { ask, asked, log } = await asking({ scopes: [] });
    expect(await ask('U1')).toBeUndefined();
    expect(await ask('U1')).toBeUndefined();
    expect(asked()).toBe(1);
    expect(log).toMatchObject([{ event: 'slack.no-time-zone' }]);
  });

  it('is not known while Slack is away, and asked again', async () => {
    const { slack, ask } = await asking();
    const restored = slack.faults.add({ method: 'users.info', kind: 'status', status: 500 });
    expect(await ask('U1')).toBeUndefined();
    restored();
    expect(await ask('U1')).toBe('Europe/Zurich');
  });

  it('is not known of a stranger', async () => {
    const { ask } = await asking();
    expect(await ask('U9')).toBeUndefined();
  });
});
