import { element } from './element.ts';

/** `@ann`, `#alerts`: a name that Slack knows. */
export function mention(text: string): HTMLElement {
  return element('span', { class: 'mention' }, text);
}
