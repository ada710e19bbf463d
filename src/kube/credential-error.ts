import type { User } from '@kubernetes/client-node/dist/config_types.js';
import { BotError } from '../errors.ts';

/** Why the kubeconfig's user gives no credentials. */
export function credentialError(error: unknown, user: User): BotError {
  const failure: { code?: string; path?: string; message: string } =
    error instanceof Error ? error : new Error(String(error));
  const command: string | undefined = user.exec?.command ?? user.authProvider?.config?.['cmd-path'];
  if (command !== undefined) {
    return new BotError('credential-plugin-failed', pluginMessage(command, user, failure), { cause: error });
  }
  if (failure.code && failure.path) {
    const message = `The kubeconfig's user "${user.name}" names the file ${failure.path}, which cannot be read`;
    const text = `${message} (${failure.code}). Check it with \`kubectl config view\`.`;
    return new BotError('kubeconfig-unreadable', text, { cause: error });
  }
  const message = `The credentials of the kubeconfig's user "${user.name}" cannot be used: ${failure.message}.`;
  const next = 'Log in again, then check with `kubectl auth whoami`.';
  return new BotError('credential-plugin-failed', `${message} ${next}`, { cause: error });
}

function pluginMessage(command: string, user: User, failure: { code?: string; message: string }): string {
  if (failure.code === 'ENOENT') {
    const hint = user.exec?.installHint ? ` ${String(user.exec.installHint).trim()}` : ' Install it.';
    return `The kubeconfig's credential plugin "${command}" is not installed or not in PATH.${hint}`;
  }
  const line = [command, ...(user.exec?.args ?? [])].join(' ');
  const said = reasonOf(failure.message);
  return `The kubeconfig's credential plugin "${command}" failed: ${said}. Run it by hand: \`${line}\`.`;
}

/** The last line of what the plugin wrote: what is above it is usually a stack trace. */
function reasonOf(message: string): string {
  const lines = message
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean);
  const last = (lines.at(-1) ?? 'it said nothing').slice(0, 300).replace(/\.$/, '');
  return /is not valid JSON|Unexpected end of JSON|Cannot read properties/.test(last)
    ? 'its answer is not an ExecCredential'
    : last;
}
