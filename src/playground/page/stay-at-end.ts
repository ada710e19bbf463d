const NEAR = 48;

/**
 * Keeps a list at its end while it grows, until somebody scrolls up. Of a last entry that is taller than the window the
 * beginning is shown, until somebody scrolls down. Gives a function that goes there.
 */
export function stayAtEnd(scroller: HTMLElement, list: HTMLElement): () => void {
  let stays = true;
  let isNew = true;
  let newest: string | undefined;
  let put = 0;
  const go = () => {
    const last = list.lastElementChild;
    if (!stays || list.hidden || !(last instanceof HTMLElement)) return;
    if (last.dataset.ts !== newest) isNew = true;
    newest = last.dataset.ts;
    const end = scroller.scrollHeight - scroller.clientHeight;
    scroller.scrollTop = isNew ? Math.min(end, last.offsetTop - list.offsetTop) : end;
    put = scroller.scrollTop;
  };
  scroller.addEventListener('scroll', () => {
    if (Math.abs(scroller.scrollTop - put) < 2) return;
    put = scroller.scrollTop;
    stays = scroller.scrollHeight - scroller.clientHeight - put < NEAR;
    isNew = false;
  });
  const watching = new ResizeObserver(go);
  watching.observe(list);
  watching.observe(scroller);
  return () => {
    stays = true;
    isNew = true;
    go();
  };
}
