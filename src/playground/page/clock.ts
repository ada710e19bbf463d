const CLOCK = new Intl.DateTimeFormat(undefined, { hour: '2-digit', minute: '2-digit' });
const FULL = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'medium' });

/** `14:02`, with the day and the seconds to be read on demand. */
export function clock(at: number): { readonly short: string; readonly full: string } {
  return { short: CLOCK.format(at), full: FULL.format(at) };
}

/** When a message was posted: its `ts` says so, in seconds. */
export function postedAt(ts: string): number {
  return Number(ts) * 1000;
}
