import type { PagePerson } from './contract.ts';
import { identity } from './slack/workspace.ts';

/** Where things are said. */
export const CHANNELS = {
  shop: { id: 'C0SHOP', name: 'shop' },
  platform: { id: 'C0PLATFORM', name: 'platform' },
  alerts: { id: 'C0ALERTS', name: 'alerts' },
} as const;

/** The app's message shortcut, as the manifest has it. */
export const SHORTCUT = { name: 'Diagnose pods', callbackId: 'diagnose_pods' } as const;

/** Whoever looks at the page. */
export const YOU: PagePerson = { id: 'U0YOU', name: 'you', isBot: false };
export const BOT: PagePerson = { id: identity.botUser, name: identity.botName, isBot: true };
/** Others in the channels. */
export const COLLEAGUES: readonly PagePerson[] = [
  { id: 'U0ANN', name: 'ann', isBot: false },
  { id: 'U0BEN', name: 'ben', isBot: false },
];
/** As whom the simulator has webhooks post. */
export const ALERTMANAGER: PagePerson = { id: 'U0ALERT', name: 'Alertmanager', isBot: true };
