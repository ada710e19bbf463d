import type { DigestItem } from '../../digests/digest.ts';
import { kindWord } from '../kind-words.ts';

/** What `why` is asked about: the owner, or one of its pods where nobody can ask about its kind; undefined for none. */
export function whyTarget({
  kind,
  name,
  examples,
}: Pick<DigestItem, 'kind' | 'name' | 'examples'>): string | undefined {
  if (kindWord(kind) !== undefined) return `${kind.toLowerCase()}/${name}`;
  const [pod] = examples;
  return pod === undefined ? undefined : `pod/${pod}`;
}
