import { element } from './element.ts';

/** A link to another site opens beside this page, which tells it nothing. Any other scheme stays text. */
export function outwardLink(url: string, label: string): HTMLElement {
  if (!/^(https?|mailto):/i.test(url)) return element('span', {}, label);
  return element('a', { href: url, target: '_blank', rel: 'noreferrer noopener' }, label);
}

export interface MessagePlace {
  readonly channel: string;
  readonly ts: string;
  readonly threadTs?: string;
}

/** The message that a permalink of Slack's names: it is on this page. */
export function messagePlace(url: string): MessagePlace | undefined {
  if (!URL.canParse(url)) return undefined;
  const { hostname, pathname, searchParams } = new URL(url);
  const [, channel, seconds, micros] = /^\/archives\/(\w+)\/p(\d+)(\d{6})$/.exec(pathname) ?? [];
  if (!hostname.endsWith('.slack.com') || channel === undefined) return undefined;
  const threadTs = searchParams.get('thread_ts');
  return { channel, ts: `${seconds}.${micros}`, ...(threadTs === null ? {} : { threadTs }) };
}
