import type { Ask, IncidentLink, ToldDigest } from '../../../src/asks.ts';
import { cleanText } from '../../../src/diagnosis/gate.ts';
import type { Digest, DigestChanges, DigestItem } from '../../../src/digests/digest.ts';
import type { Message } from '../../../src/ports.ts';
import { type DigestFrame, renderDigest } from '../../../src/slack/blocks/digest.ts';
import type { RenderedReply } from '../../../src/slack/blocks/rendered.ts';
import { madeDigest, madeItem } from '../../support/made-digest.ts';
import { expectGoodReply } from './checks.ts';

export const DIGEST_ASK: Ask = { verb: 'digest', cluster: 'prod', namespace: 'shop' };
export const SCHEDULE = { id: 'shop-9k2f', when: 'weekdays 09:00', timeZone: 'Europe/Berlin' };
export const INCIDENT: IncidentLink = {
  openedAt: Date.parse('2026-11-22T05:12:00Z'),
  channel: 'C1',
  threadTs: '1.2',
  url: 'https://acme.slack.com/archives/C1/p1',
};
export const CHART = {
  png: Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
  altText: 'Unhealthy pods, shop: 3 yesterday, 14 today',
};

/** Nothing but what is said has changed since the day before. */
export function changed(differs: Partial<DigestChanges> = {}): { readonly changes: DigestChanges } {
  const changes = { since: '2026-11-21T09:00:00Z', new: [], ongoing: [], flapping: [], recovered: [] };
  return { changes: { ...changes, ...differs } };
}

/** Rendered as one that was asked for, and known to be a message that Slack takes. */
export function rendered(
  items: readonly DigestItem[],
  differs: Partial<Digest> = {},
  told: Partial<ToldDigest> = {},
  frame: Partial<DigestFrame> = {},
): RenderedReply {
  const reply = renderDigest(
    { digest: madeDigest(items, differs), id: 'dg-1', ...told },
    { clean: cleanText, cluster: 'prod', ask: DIGEST_ASK, requestedBy: 'U0ANN', ...frame },
  );
  expectGoodReply(reply);
  return reply;
}

/** Many causes in many namespaces, the first third critical. */
export function many(count: number): readonly DigestItem[] {
  return Array.from({ length: count }, (_, index) =>
    madeItem({
      namespace: `team-${index % 7}`,
      name: `service-${index}`,
      cause: `playbook/cause-${index % 12}`,
      title: `service-${index} was killed at its memory limit of ${index}Mi`,
      severity: index % 12 < 4 ? 'critical' : 'warning',
    }),
  );
}

interface Element {
  readonly type: string;
  readonly text?: string | { readonly text: string };
  readonly elements?: readonly Element[];
  readonly accessory?: Element;
  readonly alt_text?: string;
}

/** A message as people read it, a line each: `[Why]` is a button, `<here>` a link. */
export function linesOf({ blocks = [] }: Message): readonly string[] {
  return (blocks as readonly Element[]).flatMap((block) => lineOf(block).split('\n'));
}

function lineOf({ type, text, elements = [], accessory, alt_text: altText }: Element): string {
  if (type === 'image') return `(picture: ${altText})`;
  if (type === 'rich_text') return elements.map(lineOf).join('\n');
  if (type === 'rich_text_list') return elements.map((one) => `- ${lineOf(one)}`).join('\n');
  if (type === 'link') return `<${String(text)}>`;
  if (type === 'actions') return elements.map(lineOf).join(' ');
  const said = typeof text === 'object' ? text.text : (text ?? elements.map(lineOf).join(''));
  if (type === 'button') return `[${said}]`;
  return accessory ? `${said} ${lineOf(accessory)}` : said;
}

export const WEB = madeItem();
export const CART = madeItem({ name: 'cart', unwell: 1, pods: 2, restarts: 4 });
export const MAIL = madeItem({ kind: 'StatefulSet', name: 'mail' });

export function linesWith(
  items: readonly DigestItem[],
  ...more: [object?, object?, object?]
): readonly string[] {
  return linesOf(rendered(items, ...more).message);
}
