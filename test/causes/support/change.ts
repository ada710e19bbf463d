import type { Given, MadeObject } from './cause-case.ts';

type Change = NonNullable<Given['change']>;

/** The object that `pod/web-1` or `PersistentVolumeClaim/data` names, kinds in any case; throws where there is none. */
export function object(objects: readonly MadeObject[], named: string): MadeObject {
  const [kind = '', name = ''] = named.split('/');
  const found = objects.find(
    (one) => one.kind.toLowerCase() === kind.toLowerCase() && one.metadata.name === name,
  );
  if (!found) throw new Error(`there is no ${named}`);
  return found;
}

/**
 * Sets a field of one object: `set(objects, 'pod/web-1', 'spec.containers.0.image', 'web:2')`; undefined deletes it.
 * Throws where the path leads through nothing.
 */
export function set(objects: readonly MadeObject[], named: string, path: string, value: unknown): void {
  const names = path.split('.');
  const last = names.pop() ?? '';
  const holder = names.reduce((at, name) => at?.[name], object(objects, named));
  if (typeof holder !== 'object' || holder === null) throw new Error(`${named} has no ${names.join('.')}`);
  if (value === undefined) delete holder[last];
  else holder[last] = value;
}

/** Takes objects away: all of a kind (`Event`), or one (`configmap/web`). Throws where there is none. */
export function remove(objects: MadeObject[], named: string): void {
  const [kind = '', name] = named.toLowerCase().split('/');
  const stays = objects.filter(
    (one) => one.kind.toLowerCase() !== kind || (name !== undefined && one.metadata.name !== name),
  );
  if (stays.length === objects.length) throw new Error(`there is no ${named}`);
  objects.splice(0, objects.length, ...stays);
}

/** Replaces a text wherever it stands: in a status, in the events that repeat it. Throws where it stands nowhere. */
export function reword(objects: MadeObject[], from: string, to: string): void {
  let count = 0;
  const reworded = JSON.parse(JSON.stringify(objects), (_, value) => {
    if (typeof value !== 'string' || !value.includes(from)) return value;
    count++;
    return value.replaceAll(from, to);
  });
  if (count === 0) throw new Error(`nothing says: ${from}`);
  objects.splice(0, objects.length, ...reworded);
}

/** A change by which the cluster says `to` where it said `from`. */
export function saying(from: string, to: string): Change {
  return (objects) => reword(objects, from, to);
}
