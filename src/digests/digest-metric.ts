/**
 * What became of a digest that was due: `problem`: it was told why there is none, or none yet; `refused`: whoever
 * subscribed may not see it any more; `not-posted`: Slack took nothing, as where the bot is not in the channel.
 */
export const DIGEST_OUTCOMES = ['posted', 'problem', 'refused', 'not-posted'] as const;
export type DigestOutcome = (typeof DIGEST_OUTCOMES)[number];

/** Counts what became of a digest, and how long after it was due. */
export type CountDigest = (outcome: DigestOutcome, lateMs: number) => void;
