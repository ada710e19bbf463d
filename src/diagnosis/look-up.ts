import type { View } from './playbook.ts';
import { type Collected, type Facts, type Read, readKey } from './snapshot.ts';

/** Answers from the facts that there are, and notes in `asked` what was asked for. */
export function lookUp(facts: Facts, asked: Map<string, Read>): View['get'] {
  return (read) => {
    const key = readKey(read as Read);
    asked.set(key, read as Read);
    return (facts.get(key) ?? NOT_COLLECTED) as Collected<never>;
  };
}

const NOT_COLLECTED: Collected<never> = {
  status: 'unavailable',
  reason: 'not-collected',
  message: 'not read',
};
