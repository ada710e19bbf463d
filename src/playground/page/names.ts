import type { PageState } from '../contract.ts';

/** What Slack's ids are called. */
export interface Names {
  person(id: string): string;
  channel(id: string): string;
}

/** The names in a state; an id that it does not know is its own name. */
export function namesOf({ you, bot, people, channels }: PageState): Names {
  const persons = new Map([...people, bot, you].map(({ id, name }) => [id, name]));
  const places = new Map(channels.map(({ id, name }) => [id, name]));
  return {
    person: (id) => persons.get(id) ?? id,
    channel: (id) => places.get(id) ?? id,
  };
}
