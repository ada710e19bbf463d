import { readFileSync } from 'node:fs';

export interface Expectation {
  readonly recording: string;
  readonly target: string;
  readonly verdict: 'healthy' | 'unhealthy' | 'waiting';
  readonly cause: readonly string[];
  readonly must_name: readonly string[];
  readonly also_ok: readonly string[];
}

/** What the repository's recordings must be answered. */
export function expectations(): readonly Expectation[] {
  const text = readFileSync(new URL('../recordings/expect.jsonl', import.meta.url), 'utf8');
  return text
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
}

/** Whether one of the named playbooks is among those whose finding may come first. */
export function concerns(expectation: Expectation, playbooks: readonly string[]): boolean {
  return expectation.cause.some((cause) => playbooks.includes(cause.split('/')[0] as string));
}
