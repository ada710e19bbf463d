import { element, pressable } from './element.ts';
import { reachScrollers } from './reach-scrollers.ts';

const COPIED_MS = 4000;
const MISSING = 'This can no longer be had: only the latest answers are kept. Ask again to see it.';

/** JSON that is fetched when it is first opened; where that fails, when it is opened again. */
export function foldedJson(
  title: string,
  key: string,
  load: () => Promise<object | undefined>,
): HTMLDetailsElement {
  const said = element('span', { role: 'status', class: 'muted' });
  const text = element('pre', { role: 'group', 'aria-label': title, hidden: true });
  const attributes = { class: 'control', hidden: true, 'aria-label': `Copy: ${title}` };
  const copy = pressable('Copy', attributes, () => void copyOf(text, said));
  const head = element('div', { class: 'json-head' }, copy, said);
  const summary = element('summary', { 'data-key': `summary ${key}` }, title);
  const fold = element('details', { class: 'json', 'data-key': key }, summary, head, text);
  async function fill(): Promise<void> {
    said.textContent = 'Loading…';
    const json = await load();
    said.textContent = json === undefined ? MISSING : '';
    if (json === undefined) return;
    text.textContent = JSON.stringify(json, null, 2);
    copy.hidden = false;
    text.hidden = false;
    reachScrollers();
  }
  fold.addEventListener('toggle', () => {
    if (fold.open && text.hidden) void fill();
  });
  return fold;
}

/** A browser has a clipboard only on the machine itself and over HTTPS: elsewhere the text is selected. */
async function copyOf(text: HTMLElement, said: HTMLElement): Promise<void> {
  try {
    await navigator.clipboard.writeText(text.textContent);
    said.textContent = 'Copied';
  } catch {
    window.getSelection()?.selectAllChildren(text);
    said.textContent = 'Selected: copy it with the keyboard.';
  }
  setTimeout(() => {
    said.textContent = '';
  }, COPIED_MS);
}
