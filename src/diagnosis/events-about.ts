import type { ObjectMeta } from './objects/meta.ts';
import type { Read } from './snapshot.ts';

/** Asks for the events about an object: by its UID too where that is known, so that a namesake's do not count. */
export function eventsAbout(
  kind: string,
  { name = '', namespace, uid }: Pick<ObjectMeta, 'name' | 'namespace' | 'uid'>,
): Read<'events'> {
  return {
    section: 'events',
    kind,
    name,
    ...(namespace ? { namespace } : {}),
    ...(uid ? { uid } : {}),
  };
}
