import { anything, boolean, integer, list, oneOf, type Rule, shape, string, typed, url } from './schema.ts';

// Slack names no limit on the number of elements; the message's total length is what stops them.
const MANY = 10_000;
const id = string(255);

const style: Rule = shape(
  {},
  Object.fromEntries(
    ['bold', 'italic', 'strike', 'code', 'underline', 'highlight', 'client_highlight', 'unlink'].map(
      (name) => [name, boolean],
    ),
  ),
);

const styled = { style };
const leaves: { readonly [type: string]: Rule } = {
  text: shape({ text: string(MANY * 4) }, styled),
  link: shape({ url: url() }, { ...styled, text: string(MANY * 4, 0), unsafe: boolean }),
  emoji: shape({ name: id }, { ...styled, unicode: id, skin_tone: integer(1, 6), url: url() }),
  user: shape({ user_id: id }, styled),
  usergroup: shape({ usergroup_id: id }, styled),
  channel: shape({ channel_id: id }, styled),
  team: shape({ team_id: id }, styled),
  broadcast: shape({ range: oneOf('here', 'channel', 'everyone') }, styled),
  color: shape({ value: id }, styled),
  date: shape({ timestamp: anything, format: id }, { ...styled, url: url(), fallback: string(3000) }),
};

const border = { border: integer(0, 1) };
const section = shape({ elements: list(typed(leaves), MANY, 0) });

/** The parts of a rich_text block. */
const parts: { readonly [type: string]: Rule } = {
  rich_text_section: section,
  rich_text_list: shape(
    { elements: list(typed({ rich_text_section: section }), MANY), style: oneOf('bullet', 'ordered') },
    { ...border, indent: integer(0, 8), offset: integer(0, MANY) },
  ),
  rich_text_quote: shape({ elements: list(typed(leaves), MANY, 0) }, border),
  rich_text_preformatted: shape(
    { elements: list(typed({ text: leaves.text ?? anything, link: leaves.link ?? anything }), MANY, 0) },
    { ...border, language: id },
  ),
};

export const richText: Rule = shape({ elements: list(typed(parts), MANY) }, { block_id: string(255) });
