import type { Ask, Verb } from '../asks.ts';

/** An ask before the access policy has filled in the cluster and the namespace. */
export type AskDraft = Omit<Ask, 'cluster'> & { readonly cluster?: string };

/** What is to be done about the digests that are posted in a channel at set times. */
export type ScheduleCommand =
  | {
      readonly act: 'subscribe';
      /** As typed: `weekdays 09:00`. */
      readonly when: string;
      readonly timeZone?: string;
      readonly ask: AskDraft;
    }
  | { readonly act: 'list' }
  | { readonly act: 'pause' | 'resume' | 'remove'; readonly id: string };

export type ParsedCommand =
  | { readonly kind: 'ask'; readonly ask: AskDraft }
  | { readonly kind: 'schedule'; readonly command: ScheduleCommand }
  | { readonly kind: 'help'; readonly verb?: Verb }
  /** Nothing was asked. */
  | { readonly kind: 'thanks' }
  /** Plain text, not escaped: it may hold what the person typed. */
  | { readonly kind: 'problem'; readonly message: string; readonly usage: string };
