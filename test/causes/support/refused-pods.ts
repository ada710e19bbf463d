import type { Given } from './cause-case.ts';
import { reword } from './change.ts';

/** A recording in which a ResourceQuota keeps the third of three pods out. */
export const NO_ROOM = { target: 'deploy/builder', recording: 'r-build-builder' } as const;

const SAYS =
  'exceeded quota: compute, requested: requests.memory=128Mi, used: requests.memory=256Mi, limited: requests.memory=256Mi';

/** The same Deployment refused in other words, in its conditions and its ReplicaSet's events. */
export function refusedWith(words: string): Given {
  return { ...NO_ROOM, change: (objects) => reword(objects, SAYS, words) };
}

/** The same, where the API's words don't begin with what was to be made. */
export function failingWith(words: string): Given {
  return {
    ...NO_ROOM,
    change: (objects) => {
      for (const object of objects) {
        if (object.message?.includes(SAYS)) object.message = `Error creating: ${words}`;
        for (const condition of object.status?.conditions ?? [])
          if (condition.message?.includes(SAYS)) condition.message = words;
      }
    },
  };
}

/** A quota of pods that is full, as the API writes that it is. */
export const FULL = 'exceeded quota: compute, requested: pods=1, used: pods=2, limited: pods=2';
