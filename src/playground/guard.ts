import type { IncomingMessage } from 'node:http';
import { isIP } from 'node:net';

/** Where the page is served. */
export interface Place {
  readonly port: number;
  /** Bound to; loopback where absent. */
  readonly host?: string;
}

const LOOPBACK: ReadonlySet<string> = new Set(['localhost', '127.0.0.1', '[::1]']);

/**
 * Why a request is refused; undefined where it is the page's own. A page of another site can make a browser send us requests,
 * and with a name that it points at 127.0.0.1 it could even read the answers: so the name has to be one of ours, and whoever
 * wants something changed has to come from our page, in a form that no other site's page can send unasked.
 */
export function refusal(
  { method, headers, url }: Pick<IncomingMessage, 'method' | 'headers' | 'url'>,
  place: Place,
): string | undefined {
  const { host = '', origin } = headers;
  const fetchSite = headers['sec-fetch-site'];
  if (!isOurs(host, place)) return 'the Host header is not an address of this page';
  if (origin !== undefined && origin !== `http://${host}`) return 'the request comes from another origin';
  const isForeign = fetchSite !== undefined && fetchSite !== 'same-origin';
  if (method !== 'POST') {
    const isTyped = fetchSite === 'none';
    return isForeign && !isTyped && url?.startsWith('/api/')
      ? 'the request comes from another site'
      : undefined;
  }
  if (isForeign || (origin === undefined && fetchSite === undefined))
    return 'the request does not come from this page';
  const [type = ''] = (headers['content-type'] ?? '').split(';');
  return type.trim().toLowerCase() === 'application/json' ? undefined : 'the body is not application/json';
}

/** Bound to more than loopback, addresses are ours too, and the name that was bound to: a name of others never is. */
function isOurs(header: string, { port, host }: Place): boolean {
  const [, name = '', given = '80'] = /^(\[[^\]]+\]|[^:]+)(?::(\d+))?$/.exec(header.toLowerCase()) ?? [];
  if (Number(given) !== port) return false;
  if (LOOPBACK.has(name)) return true;
  if (host === undefined || LOOPBACK.has(host)) return false;
  return name === host.toLowerCase() || isIP(name.replace(/^\[|\]$/g, '')) !== 0;
}
