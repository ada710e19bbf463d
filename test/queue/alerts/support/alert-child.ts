import { type Child, startChild } from '../../support/child-process.ts';

export interface AlertChild extends Child {
  readonly sorting: number[];
  readonly looking: string[];
  readonly looked: string[];
}

export function startAlertChild(
  redisUrl: string,
  prefix: string,
  { sort = 0, look = 0 }: { readonly sort?: number; readonly look?: number },
): AlertChild {
  const told = { sorting: [] as number[], looking: [] as string[], looked: [] as string[] };
  const script = new URL('./alert-worker-process.ts', import.meta.url);
  const child = startChild<{ sorting?: number; looking?: string[]; looked?: string[] }>(
    script,
    [redisUrl, prefix, sort, look],
    ({ sorting, looking = [], looked = [] }) => {
      if (sorting !== undefined) told.sorting.push(sorting);
      told.looking.push(...looking);
      told.looked.push(...looked);
    },
  );
  return { ...told, ...child };
}
