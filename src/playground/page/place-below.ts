const GAP = 4;

/** Puts what has been opened under what opened it, or above where there is more room; within the window. */
export function placeBelow(opened: HTMLElement, opener: HTMLElement): void {
  const around = opener.getBoundingClientRect();
  const room = window.innerHeight - around.bottom - 2 * GAP;
  const isAbove = room < Math.min(opened.scrollHeight, 240) && around.top > room;
  opened.style.maxHeight = `${isAbove ? around.top - 2 * GAP : room}px`;
  const { width, height } = opened.getBoundingClientRect();
  const left = Math.min(around.left, window.innerWidth - width - GAP);
  opened.style.left = `${Math.max(GAP, left)}px`;
  opened.style.top = `${isAbove ? around.top - GAP - height : around.bottom + GAP}px`;
}
