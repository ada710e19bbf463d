import { type Child, startChild } from './child-process.ts';

export interface ChildWorker extends Child {
  readonly ran: string[];
  readonly delivered: string[];
}

export function startChildWorker(redisUrl: string, prefix: string, runMs: number): ChildWorker {
  const told = { ran: [] as string[], delivered: [] as string[] };
  const script = new URL('./worker-process.ts', import.meta.url);
  const child = startChild<{ ran?: string; delivered?: string }>(
    script,
    [redisUrl, prefix, runMs],
    ({ ran, delivered }) => {
      if (ran !== undefined) told.ran.push(ran);
      if (delivered !== undefined) told.delivered.push(delivered);
    },
  );
  return { ...told, ...child };
}
