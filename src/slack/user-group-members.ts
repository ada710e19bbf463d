import type { Logger } from '../ports.ts';
import { createWebClient } from './messenger.ts';
import { patiently } from './patient-call.ts';

const CALL_MS = 2_000;
/** A person waits for it. */
const PATIENCE_MS = 2_500;

/**
 * Who is in a user group, as Slack knows it; needs the scope `usergroups:read`.
 * @throws BotError slack-unavailable, slack-rejected.
 */
export function createMembersOf(options: {
  readonly token: string;
  readonly apiUrl?: string;
  readonly logger: Logger;
}): (group: string) => Promise<readonly string[]> {
  const client = createWebClient(options, CALL_MS);
  return async (group) => {
    const call = () => client.usergroups.users.list({ usergroup: group });
    return (await patiently(call, { withinMs: PATIENCE_MS })).users ?? [];
  };
}
