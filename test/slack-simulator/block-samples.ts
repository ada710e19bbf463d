export const plain = (length: number) => ({ type: 'plain_text', text: 'x'.repeat(length) });
export const mrkdwn = (length: number) => ({ type: 'mrkdwn', text: 'x'.repeat(length) });
export const many = <T>(count: number, make: (index: number) => T) =>
  Array.from({ length: count }, (_, index) => make(index));
export const option = (index: number, text = 4, value = String(index)) => ({ text: plain(text), value });
export const button = (index: number, more: object = {}) => ({
  type: 'button',
  action_id: `a${index}`,
  text: plain(4),
  ...more,
});
export const actions = (...elements: object[]) => ({ type: 'actions', elements });
export const select = (more: object) => actions({ type: 'static_select', action_id: 's', ...more });
export const rich = (...elements: object[]) => ({ type: 'rich_text', elements });
export const preformatted = (...elements: object[]) => rich({ type: 'rich_text_preformatted', elements });
export const raw = { type: 'raw_text', text: 'x' };
