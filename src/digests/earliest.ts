/** The earliest of some times (RFC 3339); those that are none, and the epoch that runc leaves, do not count. */
export function earliest(times: readonly (string | undefined)[]): string | undefined {
  let first: { readonly time: string; readonly at: number } | undefined;
  for (const time of times) {
    const at = Date.parse(time ?? '');
    if (time !== undefined && at > 0 && (!first || at < first.at)) first = { time, at };
  }
  return first?.time;
}
