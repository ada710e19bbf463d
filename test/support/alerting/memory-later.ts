import type { Later } from '../../../src/incident-ports.ts';
import type { AlertSubject, InboxItem } from '../../../src/incidents/alert-news.ts';
import type { Trouble } from './trouble.ts';

export interface Told {
  readonly subject: AlertSubject;
  readonly item: InboxItem;
  /** When it is to be; as soon as it was told where absent. */
  readonly at?: number;
}

export interface MemoryLater extends Later {
  readonly told: readonly Told[];
  /** Channels whose storm is to be told, each call. */
  readonly storms: readonly string[];
  /** Takes out what is due at a time. */
  due(now: number): readonly Told[];
}

/** What is to be done later, in memory: the same for the same time is one. */
export function memoryLater(trouble: Trouble): MemoryLater {
  let told: Told[] = [];
  const storms: string[] = [];
  return {
    get told() {
      return told;
    },
    storms,
    tell: (subject, items, at) =>
      trouble.around('tell', () => {
        for (const item of items) {
          const one: Told = { subject, item, ...(at === undefined ? {} : { at }) };
          if (!told.some((known) => JSON.stringify(known) === JSON.stringify(one))) told.push(one);
        }
      }),
    tellStorm: (channel) => trouble.around('tellStorm', () => void storms.push(channel)),
    due(now) {
      const isDue = ({ at = 0 }: Told) => at <= now;
      const taken = told.filter(isDue);
      told = told.filter((one) => !isDue(one));
      return taken;
    },
  };
}
