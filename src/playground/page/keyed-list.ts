/** One entry of a list that is shown again and again. */
export interface Entry {
  readonly key: string;
  /** All that it is made of: the entry stays as it is on the page while this is the same. */
  readonly shows: string;
  make(): HTMLElement;
}

interface Shown {
  readonly shows: string;
  readonly node: HTMLElement;
}

const shownIn = new WeakMap<HTMLElement, Map<string, Shown>>();

/** Brings a list up to date and leaves alone what has not changed: its focus, its selection, where it was scrolled to. */
export function showList(list: HTMLElement, entries: readonly Entry[]): void {
  const before = shownIn.get(list) ?? new Map<string, Shown>();
  const after = new Map(entries.map((entry) => [entry.key, upToDate(entry, before.get(entry.key))]));
  for (const [key, { node }] of before) if (!after.has(key)) node.remove();
  let place = list.firstElementChild;
  for (const { node } of after.values()) {
    if (node === place) place = place.nextElementSibling;
    else list.insertBefore(node, place);
  }
  shownIn.set(list, after);
}

function upToDate({ shows, make }: Entry, before: Shown | undefined): Shown {
  if (before?.shows === shows) return before;
  const node = make();
  if (before) replaceKeeping(before.node, node);
  return { shows, node };
}

/** What was open stays open, and what had the focus has it still: both are known by their `data-key`. */
function replaceKeeping(old: HTMLElement, fresh: HTMLElement): void {
  const active = document.activeElement;
  const focused = old.contains(active) ? active?.getAttribute('data-key') : undefined;
  for (const open of old.querySelectorAll('details[open][data-key]')) {
    byKey(fresh, open.getAttribute('data-key'))?.setAttribute('open', '');
  }
  old.replaceWith(fresh);
  byKey(fresh, focused)?.focus({ preventScroll: true });
}

function byKey(root: HTMLElement, key: string | null | undefined): HTMLElement | undefined {
  if (key === null || key === undefined) return undefined;
  return root.querySelector<HTMLElement>(`[data-key="${CSS.escape(key)}"]`) ?? undefined;
}
