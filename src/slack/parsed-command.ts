import type { Ask, Verb } from '../asks.ts';

/** An ask before the access policy has filled in the cluster and the namespace. */
export type AskDraft = Omit<Ask, 'cluster'> & { readonly cluster?: string };

export type ParsedCommand =
  | { readonly kind: 'ask'; readonly ask: AskDraft }
  | { readonly kind: 'help'; readonly verb?: Verb }
  /** Plain text, not escaped: it may hold what the person typed. */
  | { readonly kind: 'problem'; readonly message: string; readonly usage: string };
