const GAP = 4;

/** Has a popover open under what opens it, or above where there is more room. Until it is there it is not seen. */
export function placeBelow(opened: HTMLElement, opener: HTMLElement): void {
  opened.addEventListener('beforetoggle', () => {
    opened.style.visibility = 'hidden';
  });
  opened.addEventListener('toggle', ({ newState }) => {
    if (newState !== 'open') return;
    place(opened, opener.getBoundingClientRect());
    opened.style.visibility = 'visible';
  });
}

function place(opened: HTMLElement, around: DOMRect): void {
  const room = window.innerHeight - around.bottom - 2 * GAP;
  const isAbove = room < Math.min(opened.scrollHeight, 240) && around.top > room;
  opened.style.maxHeight = `${isAbove ? around.top - 2 * GAP : room}px`;
  const { width, height } = opened.getBoundingClientRect();
  const left = around.left + width + GAP > window.innerWidth ? around.right - width : around.left;
  opened.style.left = `${Math.max(GAP, left)}px`;
  opened.style.top = `${isAbove ? around.top - GAP - height : around.bottom + GAP}px`;
}
