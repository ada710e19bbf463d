import type { ToldDigest } from '../../asks.ts';
import type { Gate } from '../../diagnosis/gate.ts';
import { placeOf } from '../../digests/digest-summary.ts';
import type { DigestSubscription } from '../../digests/subscription.ts';
import type { Message } from '../../ports.ts';
import { cutLine } from '../limits.ts';
import { bold, context, line, plain, rich } from './block-kit.ts';
import { type DigestFrame, renderDigest } from './digest.ts';
import { part } from './fit-blocks.ts';
import { message, type RenderedReply } from './rendered.ts';
import { footerText } from './words.ts';

/** Digests that nobody asked for, as Slack shows them. */
export interface DigestRendering {
  digest(
    told: ToldDigest,
    subscription: DigestSubscription,
    picture?: DigestFrame['picture'],
  ): Required<Pick<RenderedReply, 'message' | 'files'>>;
  /** Why there is none. */
  problem(text: string, subscription: DigestSubscription): Message;
}

export function digestRendering({ clean }: { readonly clean: Gate }): DigestRendering {
  return {
    digest(told, subscription, picture) {
      const frame = { clean, cluster: subscription.cluster, schedule: subscription };
      const { message: said, files = [] } = renderDigest(told, { ...frame, ...(picture ? { picture } : {}) });
      return { message: said, files };
    },
    problem(text, subscription) {
      const { id, when, timeZone, cluster } = subscription;
      const title = cutLine(`No digest of ${placeOf({ scope: subscription })}`, 300);
      const said = clean(text);
      return message(`⚠️ ${title}: ${said}`, [
        part(0, [rich(line(plain('⚠️ '), bold(title)), line(plain(said, 2000)))]),
        part(0, [context(footerText([`cluster ${cluster}`, `${when} (${timeZone}), schedule ${id}`]))]),
      ]);
    },
  };
}
