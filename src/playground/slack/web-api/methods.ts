import type { Method } from './call.ts';
import { chat } from './chat.ts';
import { conversations } from './conversations.ts';
import { files } from './files.ts';
import { people } from './people.ts';
import { views } from './views.ts';

/** Methods that take the bot's token. */
export const botMethods: { readonly [method: string]: Method } = {
  ...chat,
  ...files,
  ...conversations,
  ...people,
  ...views,
};

/** Methods that take the app-level token. */
export const appMethods: { readonly [method: string]: Method } = {
  'apps.connections.open': (call) => ({ url: call.socketUrl() }),
};
