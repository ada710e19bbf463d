import type { Message } from '../ports.ts';
import { SlackRefusal } from './slack-failure.ts';

/** A response_url is good for 30 minutes. */
export const RESPONSE_URL_MS = 30 * 60_000;

/**
 * Posts through a response_url, once. Bolt's own `respond()` has neither a time limit nor a host check.
 * @throws SlackRefusal for Slack's no, or the error of the connection.
 */
export async function postToResponseUrl(
  url: string,
  message: Message,
  options: { readonly replaceOriginal: boolean; readonly inChannel?: boolean; readonly timeoutMs: number },
): Promise<void> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      ...message,
      replace_original: options.replaceOriginal,
      ...(options.replaceOriginal
        ? {}
        : { response_type: options.inChannel === true ? 'in_channel' : 'ephemeral' }),
      parse: 'none',
      link_names: false,
      unfurl_links: false,
      unfurl_media: false,
    }),
    redirect: 'error',
    signal: AbortSignal.timeout(options.timeoutMs),
  });
  const body = (await response.text()).slice(0, 2_000);
  if (response.status === 429) throw new SlackRefusal('ratelimited', retryAfterOf(response));
  if (response.status >= 500) throw new Error(`response_url answered HTTP ${response.status}`);
  const refusal = errorIn(body) ?? (response.ok ? undefined : `http_${response.status}`);
  if (refusal !== undefined) throw new SlackRefusal(refusal);
}

/** A URL that came out of the queue's store must not make us call anybody but Slack. */
export function isResponseUrl(url: string, apiUrl: string | undefined): boolean {
  if (!URL.canParse(url)) return false;
  const { protocol, hostname } = new URL(url);
  if (apiUrl !== undefined && hostname === new URL(apiUrl).hostname) return true;
  return protocol === 'https:' && /(^|\.)slack(-gov)?\.com$/.test(hostname);
}

function retryAfterOf(response: Response): number {
  const seconds = Number(response.headers.get('retry-after') ?? '1');
  return Number.isFinite(seconds) && seconds >= 0 ? seconds * 1000 : 1000;
}

/** `ok`, `{"ok":true}`, `{"ok":false,"error":"expired_url"}`, or a bare `expired_url`. */
function errorIn(body: string): string | undefined {
  try {
    const read: unknown = JSON.parse(body);
    if (typeof read !== 'object' || read === null || !('ok' in read) || read.ok !== false) return undefined;
    return 'error' in read ? String(read.error).slice(0, 80) : 'unknown_error';
  } catch {
    return /^[a-z]+_[a-z_]{1,60}$/.test(body) ? body : undefined;
  }
}
