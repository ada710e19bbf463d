import { element, part, pressable } from './element.ts';

const EXAMPLES = [
  { text: '/pod why checkout', about: 'the cause, the proof and the fix' },
  { text: '/pod digest -A', about: 'all that is broken, by cause' },
  { text: '/pod list --unhealthy', about: 'the pods that are unwell' },
] as const;

/** What stands in a channel before anything does. */
export function createWelcome(say: (text: string) => void): (isEmpty: boolean, cluster: string) => void {
  const root = part('welcome', HTMLElement);
  const where = element('p', { class: 'muted' });
  const examples = EXAMPLES.map(({ text, about }) => {
    const button = pressable('', { class: 'example' }, () => say(text));
    button.append(element('code', {}, text), element('span', { class: 'muted' }, about));
    return element('li', {}, button);
  });
  root.append(
    element('h3', { class: 'header' }, 'Ask why a pod fails'),
    where,
    element('ul', {}, ...examples),
    element('p', { class: 'muted' }, 'Or type below: Tab completes commands and names.'),
  );
  return (isEmpty, cluster) => {
    root.hidden = !isEmpty;
    where.textContent = `This looks like Slack, and behind it the real bot answers from ${cluster}.`;
  };
}
