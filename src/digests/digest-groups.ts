import type { Severity } from '../diagnosis/finding.ts';
import { sanitize } from '../diagnosis/sanitize.ts';
import type { Digest, DigestItem } from './digest.ts';
import { isSameOwner } from './owner-place.ts';

/** What an item is against the digest before. */
export type Mark = 'new' | 'new cause' | 'flapping';

export interface MarkedItem {
  readonly item: DigestItem;
  readonly mark?: Mark;
}

/** Owners that share a cause. */
export interface DigestGroup {
  readonly severity: Severity;
  readonly cause: string;
  /** In one line: the title of all, or its words that are the same in all, with `…` for the others. */
  readonly title: string;
  /** The items' titles differ: each has to be shown. */
  readonly differ: boolean;
  /** What is new first. */
  readonly items: readonly MarkedItem[];
}

/** UTF-16 units of a title: it may quote a log. */
const MOST_IN_TITLE = 300;
/** Fewer words in common say nothing: the cause's name does. */
const LEAST_WORDS = 3;

/** A digest's items by severity and cause, the worst first, in the digest's order. */
export function groupsOf(digest: Digest): readonly DigestGroup[] {
  const groups = new Map<string, MarkedItem[]>();
  for (const item of digest.items) {
    // The titles of what is not explained are unrelated words of the cluster.
    const key = JSON.stringify([item.severity, item.cause, item.cause.includes('/') ? '' : item.title]);
    const mark = markOf(item, digest);
    const group = groups.get(key) ?? [];
    group.push({ item, ...(mark ? { mark } : {}) });
    groups.set(key, group);
  }
  return [...groups.values()].flatMap(groupOf);
}

function groupOf(marked: readonly MarkedItem[]): readonly DigestGroup[] {
  const [first] = marked;
  if (!first) return [];
  const { severity, cause } = first.item;
  const titles = [...new Set(marked.map(({ item }) => titleOf(item)))];
  const title = sharedWords(titles) ?? inWords(cause);
  const items = [...marked.filter(({ mark }) => mark), ...marked.filter(({ mark }) => !mark)];
  return [{ severity, cause, title, differ: titles.length > 1, items }];
}

/** The title of an item in one line. */
export function titleOf({ title }: Pick<DigestItem, 'title'>): string {
  return sanitize(title, { maxLength: MOST_IN_TITLE });
}

function markOf({ key, ...item }: DigestItem, { changes }: Digest): Mark | undefined {
  if (changes?.flapping.includes(key)) return 'flapping';
  if (!changes?.new.includes(key)) return undefined;
  return changes.recovered.some((before) => isSameOwner(before, item)) ? 'new cause' : 'new';
}

/**
 * `… was killed at its memory limit of …`: the words that are the same in all titles. Undefined where too few are, or where
 * the titles are not built alike.
 */
function sharedWords(titles: readonly string[]): string | undefined {
  const [first = [], ...others] = titles.map((title) => title.split(' '));
  const shared = first.map((word, place) =>
    others.every((other) => other.length === first.length && other[place] === word) ? word : '…',
  );
  const kept = shared.filter((word) => word !== '…');
  if (others.length > 0 && kept.length < LEAST_WORDS) return undefined;
  return shared.filter((word, place) => word !== '…' || shared[place - 1] !== '…').join(' ');
}

/** `Out of memory` for `crashloop/out-of-memory`. */
function inWords(cause: string): string {
  const words = cause.slice(cause.indexOf('/') + 1).replaceAll('-', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}
