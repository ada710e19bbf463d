import { element } from './element.ts';
import { complete } from './server.ts';

export interface CompletionList {
  /** Whether the key was meant for the list. */
  take(event: KeyboardEvent): boolean;
  close(): void;
}

/** What the text may become, above its field: arrows choose, Tab takes the chosen or the first, Enter the chosen. */
export function createCompletions(
  input: HTMLInputElement,
  list: HTMLElement,
  channel: () => string | undefined,
): CompletionList {
  let texts: readonly string[] = [];
  let chosen = -1;
  let asking = new AbortController();

  function choose(index: number): void {
    chosen = index;
    [...list.children].forEach((option, at) => {
      option.setAttribute('aria-selected', String(at === index));
    });
    const option = list.children[index];
    option?.scrollIntoView({ block: 'nearest' });
    if (option) input.setAttribute('aria-activedescendant', option.id);
    else input.removeAttribute('aria-activedescendant');
  }

  function show(lines: Awaited<ReturnType<typeof complete>>): void {
    const others = lines.filter(({ text }) => text !== input.value);
    texts = others.map(({ text }) => text);
    const options = others.map(({ text, about }, index) => {
      const said = about === undefined ? undefined : element('span', { class: 'muted' }, about);
      const option = element(
        'div',
        { role: 'option', id: `${list.id}-${index}` },
        element('span', {}, text),
        said,
      );
      // A press would take the focus from the field.
      option.addEventListener('mousedown', (event) => event.preventDefault());
      option.addEventListener('click', () => accept(text));
      return option;
    });
    list.replaceChildren(...options);
    list.hidden = options.length === 0;
    input.setAttribute('aria-expanded', String(!list.hidden));
    choose(-1);
  }

  function close(): void {
    asking.abort();
    show([]);
  }

  function accept(text: string): void {
    input.value = text;
    input.setSelectionRange(text.length, text.length);
    // Until the next list is here, Enter sends what is typed and takes nothing of the old one.
    show([]);
    void ask();
  }

  async function ask(): Promise<void> {
    asking.abort();
    asking = new AbortController();
    const { signal } = asking;
    const place = channel();
    const lines = place === undefined || input.value === '' ? [] : await complete(place, input.value, signal);
    if (!signal.aborted) show(lines);
  }

  function take(event: KeyboardEvent): boolean {
    if (list.hidden) return false;
    const count = texts.length;
    const taken = texts[event.key === 'Tab' ? Math.max(chosen, 0) : chosen];
    const isTaking = (event.key === 'Tab' && !event.shiftKey) || event.key === 'Enter';
    if (event.key === 'ArrowDown') choose((chosen + 1) % count);
    else if (event.key === 'ArrowUp') choose((Math.max(chosen, 0) + count - 1) % count);
    else if (event.key === 'Escape') close();
    else if (isTaking && taken !== undefined) accept(taken);
    else return false;
    event.preventDefault();
    return true;
  }

  input.addEventListener('input', () => void ask());
  input.addEventListener('blur', close);
  return { take, close };
}
