import type { MadeObject } from './cause-case.ts';

/** One more event, made after the first of that reason: fields given replace. */
export function alsoTold(objects: MadeObject[], reason: string, made: object): void {
  const first = objects.find((one) => one.kind === 'Event' && one.reason === reason);
  if (!first) throw new Error(`no event says ${reason}`);
  objects.push({ ...structuredClone(first), metadata: { ...first.metadata, name: 'also' }, ...made });
}
