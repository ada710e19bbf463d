import type { SayBody } from '../contract.ts';
import { createCompletions } from './completions.ts';
import { part } from './element.ts';
import { post } from './server.ts';
import { toastProblem } from './toast.ts';

export interface Composer {
  readonly input: HTMLInputElement;
  say(text: string): Promise<void>;
}

export interface ComposerOptions {
  where(): Omit<SayBody, 'text'> | undefined;
  /** Before something is sent. */
  onSay?(): void;
  onSaid(): void;
}

/** Where something is typed: `say` names its elements. Completes, sends, and gives back what could not be sent. */
export function createComposer(id: 'say' | 'answer', { where, onSay, onSaid }: ComposerOptions): Composer {
  const input = part(id, HTMLInputElement);
  const completions = createCompletions(input, part(`${id}-list`, HTMLElement), () => where()?.channel);
  let last = '';
  async function say(text: string): Promise<void> {
    const place = where();
    if (place === undefined) return;
    last = text;
    onSay?.();
    const done = await post('say', { ...place, text });
    toastProblem(done);
    if (done.ok) onSaid();
    else if (input.value === '') input.value = text;
  }
  function send(): void {
    const text = input.value.trim();
    completions.close();
    if (text === '') return;
    input.value = '';
    void say(text);
  }
  input.addEventListener('keydown', (event) => {
    if (event.isComposing || completions.take(event)) return;
    if (event.key === 'Enter') send();
    if (event.key === 'ArrowUp' && input.value === '') input.value = last;
  });
  part(`${id}-send`, HTMLButtonElement).addEventListener('click', () => {
    send();
    input.focus();
  });
  return { input, say };
}
