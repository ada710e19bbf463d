/** Asks of a cluster that are under way at a time, each of which may be several requests. */
const AT_A_TIME = 4;

/** Does work for each, a few at a time; the results in the order of what they are of. */
export async function fewAtATime<T, R>(
  all: readonly T[],
  work: (one: T) => Promise<R>,
): Promise<readonly R[]> {
  const results: R[] = [];
  const left = all.entries();
  async function take(): Promise<void> {
    // One iterator is shared by all: each is taken once.
    for (const [place, one] of left) results[place] = await work(one);
  }
  await Promise.all(Array.from({ length: AT_A_TIME }, take));
  return results;
}
