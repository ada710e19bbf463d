import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';

const text = (least: number, most: number) => z.string().min(least).max(most);
const names = z.array(text(1, 50));

/** Slack's schema, as far as the manifest uses it: https://github.com/slackapi/manifest-schema */
const SCHEMA = z.strictObject({
  _metadata: z.strictObject({ major_version: z.literal([1, 2]), minor_version: z.int() }),
  display_information: z.strictObject({
    name: text(1, 35),
    description: text(1, 140),
    long_description: text(175, 4000),
    background_color: z.string().regex(/^#[0-9a-f]{6}$/i),
  }),
  features: z.strictObject({
    app_home: z.strictObject({
      home_tab_enabled: z.boolean(),
      messages_tab_enabled: z.boolean(),
      messages_tab_read_only_enabled: z.boolean(),
    }),
    bot_user: z.strictObject({ display_name: text(1, 80), always_online: z.boolean() }),
    shortcuts: z
      .array(
        z.strictObject({
          name: text(1, 24),
          type: z.literal(['message', 'global']),
          callback_id: text(1, 255),
          description: text(1, 150),
        }),
      )
      .max(10),
    slash_commands: z
      .array(
        z.strictObject({
          command: text(2, 32).startsWith('/'),
          description: text(1, 2000),
          usage_hint: text(1, 1000),
          should_escape: z.boolean(),
        }),
      )
      .max(50),
  }),
  oauth_config: z.strictObject({ scopes: z.strictObject({ bot: names }) }),
  settings: z.strictObject({
    event_subscriptions: z.strictObject({ bot_events: names.max(100) }),
    interactivity: z.strictObject({ is_enabled: z.boolean() }),
    org_deploy_enabled: z.boolean(),
    socket_mode_enabled: z.boolean(),
    token_rotation_enabled: z.boolean(),
  }),
});

/** What each thing that the code does needs: the methods it calls, the events and gestures it listens to. */
const NEEDS: readonly (readonly [RegExp, string])[] = [
  [/\.chat\.(postMessage|update|postEphemeral)\(/, 'chat:write'],
  [/\.filesUploadV2\(/, 'files:write'],
  [/\.(command|shortcut)\(/, 'commands'],
  [/\.event\('app_mention'/, 'app_mentions:read'],
  [/channel_type === 'im'/, 'im:history'],
  [/CHANNELS\b[^;]*'channel'/, 'channels:history'],
  [/CHANNELS\b[^;]*'group'/, 'groups:history'],
  [/\.conversations\.(history|replies)\(/, 'channels:history'],
  [/\.conversations\.(history|replies)\(/, 'groups:history'],
];
/** The events of messages that each of these scopes is for. */
const MESSAGES: Readonly<Record<string, string>> = {
  'im:history': 'message.im',
  'channels:history': 'message.channels',
  'groups:history': 'message.groups',
};
/** The same scopes as the events of messages. */
const HISTORY = ['conversations.history', 'conversations.replies'];
/** Need no scope of the bot, or one that the manifest only speaks of. */
const FREE = ['auth.test', 'chat.getPermalink', 'views.publish', 'usergroups.users.list', 'users.info'];

const manifest = SCHEMA.parse(parse(readFileSync('slack-manifest.yaml', 'utf8')));
const code = readdirSync('src/slack', { recursive: true, encoding: 'utf8' })
  .filter((path) => path.endsWith('.ts'))
  .map((path) => readFileSync(`src/slack/${path}`, 'utf8'))
  .join('\n');

describe('the manifest', () => {
  it('asks for the scopes that the code needs, and for none besides', () => {
    const needed = NEEDS.filter(([pattern]) => pattern.test(code)).map(([, scope]) => scope);
    expect([...manifest.oauth_config.scopes.bot].sort()).toEqual([...new Set(needed)].sort());
  });

  it('knows of every method of the Web API that the code calls', () => {
    const called = [...code.matchAll(/(?:client|slack)\.((?:[a-z]+\.){1,2}[a-zA-Z]+)\(/g)].map(
      ([, method]) => method,
    );
    const known = ['chat.postMessage', 'chat.update', 'chat.postEphemeral', ...HISTORY, ...FREE];
    expect(called.filter((method) => method && !known.includes(method))).toEqual([]);
    expect(called.length).toBeGreaterThan(4);
  });

  it('subscribes to the events that the code listens to, and to none besides', () => {
    const others = [...code.matchAll(/\.event\('([a-z_]+)'/g)].flatMap(([, event]) =>
      event === undefined || event === 'message' ? [] : [event],
    );
    const messages = new Set(
      NEEDS.flatMap(([pattern, scope]) => (pattern.test(code) ? (MESSAGES[scope] ?? []) : [])),
    );
    expect(messages.size).toBe(3);
    expect([...manifest.settings.event_subscriptions.bot_events].sort()).toEqual(
      [...others, ...messages].sort(),
    );
  });

  it('has the commands and shortcuts that the code listens to', () => {
    const commands = [...code.matchAll(/\.command\('([^']+)'/g)].map(([, command]) => command);
    const shortcuts = [...code.matchAll(/callback_id: '([^']+)', type: 'message_action'/g)].map(
      ([, id]) => id,
    );
    expect(manifest.features.slash_commands.map(({ command }) => command)).toEqual(commands);
    expect(manifest.features.shortcuts.map(({ callback_id }) => callback_id)).toEqual(shortcuts);
  });

  it('switches on what the code relies on', () => {
    const { features, settings } = manifest;
    expect(settings).toMatchObject({ socket_mode_enabled: true, interactivity: { is_enabled: true } });
    // A plain bot token is used: with rotation it would stop working after twelve hours.
    expect(settings.token_rotation_enabled).toBe(false);
    expect(features.app_home).toEqual({
      home_tab_enabled: true,
      messages_tab_enabled: true,
      messages_tab_read_only_enabled: false,
    });
  });
});
