import { type Child, startChild } from '../../support/child-process.ts';

export interface DigestChild extends Child {
  readonly posting: string[];
  readonly posted: string[];
}

export function startDigestChild(redisUrl: string, prefix: string, postMs: number): DigestChild {
  const told = { posting: [] as string[], posted: [] as string[] };
  const script = new URL('./digest-worker-process.ts', import.meta.url);
  const child = startChild<{ posting?: string; posted?: string }>(
    script,
    [redisUrl, prefix, postMs],
    ({ posting, posted }) => {
      if (posting !== undefined) told.posting.push(posting);
      if (posted !== undefined) told.posted.push(posted);
    },
  );
  return { ...told, ...child };
}
