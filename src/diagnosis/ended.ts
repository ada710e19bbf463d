/** With a full stop, unless it ends as a sentence does: what a cluster or a network says may do either. */
export function ended(text: string): string {
  return /[.?!…]$/.test(text) ? text : `${text}.`;
}
