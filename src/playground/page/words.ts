/** What should be words in what came over the wire; empty where it is something else. */
export function words(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
