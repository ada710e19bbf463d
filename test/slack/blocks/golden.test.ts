import { expect, test } from 'vitest';
import { expectGoodReply } from './checks.ts';
import { renderedOn } from './replies.ts';

/** One of each kind of answer; `vitest -u` writes them anew. */
const GOLDEN = [
  ['r-feed-timeline', 'deploy/timeline'],
  ['r-fleet-2-telemetry', 'deploy/telemetry'],
  ['r-auctions-3-bidder', 'deploy/bidder'],
] as const;

for (const [recording, target] of GOLDEN) {
  test(`the message about ${target} of ${recording} is as it was`, async () => {
    const rendered = renderedOn(recording, target);
    expectGoodReply(rendered);
    await expect(`${JSON.stringify(rendered, null, 1)}\n`).toMatchFileSnapshot(`golden/${recording}.txt`);
  });
}
