import {
  confirm,
  imageFields,
  imageSource,
  initialIsOffered,
  optionFields,
  optionSource,
  overflowOption,
  plainOption,
  plainText,
  richOption,
} from './composition.ts';
import { anything, boolean, integer, list, oneOf, type Rule, shape, string, url } from './schema.ts';

const actionable = { action_id: string(255) };
const focusable = { focus_on_load: boolean };
const menu = { ...actionable, ...focusable, confirm, placeholder: plainText(150) };
const several = { max_selected_items: integer(1, 100) };
const typing = {
  ...actionable,
  ...focusable,
  placeholder: plainText(150),
  dispatch_action_config: anything,
};

const button = shape(
  { text: plainText(75) },
  {
    ...actionable,
    confirm,
    value: string(2000, 0),
    url: url(),
    style: oneOf('primary', 'danger'),
    accessibility_label: string(75),
  },
);

const iconButton = shape(
  { icon: string(255), text: plainText(75) },
  {
    ...actionable,
    confirm,
    value: string(2000, 0),
    accessibility_label: string(75),
    visible_to_user_ids: anything,
  },
);

const feedback = shape(
  { text: plainText(75), value: string(2000) },
  { accessibility_label: string(75), type: anything },
);

const choices = {
  ...actionable,
  ...focusable,
  confirm,
  initial_option: richOption,
  initial_options: list(richOption, 10),
};

/** Menus over the workspace's own things differ in the name of what is chosen from the start. */
function workspaceMenus(what: string): { readonly [type: string]: Rule } {
  const filters = {
    default_to_current_conversation: boolean,
    filter: anything,
    response_url_enabled: boolean,
  };
  return {
    [`${what}s_select`]: shape({}, { ...menu, ...filters, [`initial_${what}`]: string(255) }),
    [`multi_${what}s_select`]: shape(
      {},
      { ...menu, ...several, ...filters, [`initial_${what}s`]: list(string(255), 100) },
    ),
  };
}

/** Slack's limits on what people click, choose and type, by `type`. */
export const elements: { readonly [type: string]: Rule } = {
  button,
  icon_button: iconButton,
  feedback_buttons: shape({ positive_button: feedback, negative_button: feedback }, actionable),
  workflow_button: shape({ text: plainText(75), workflow: anything }, { ...actionable, style: anything }),
  image: shape({ alt_text: string(2000) }, imageFields, imageSource),
  overflow: shape({ options: list(overflowOption, 5) }, { ...actionable, confirm }),
  checkboxes: shape({ options: list(richOption, 10) }, choices, initialIsOffered),
  radio_buttons: shape({ options: list(richOption, 10) }, choices, initialIsOffered),
  static_select: shape({}, { ...menu, ...optionFields, initial_option: plainOption }, optionSource),
  multi_static_select: shape(
    {},
    { ...menu, ...several, ...optionFields, initial_options: list(plainOption, 100) },
    optionSource,
  ),
  external_select: shape({}, { ...menu, min_query_length: integer(0, 3000), initial_option: plainOption }),
  multi_external_select: shape(
    {},
    { ...menu, ...several, min_query_length: integer(0, 3000), initial_options: list(plainOption, 100) },
  ),
  ...workspaceMenus('user'),
  ...workspaceMenus('channel'),
  ...workspaceMenus('conversation'),
  datepicker: shape({}, { ...menu, initial_date: string(10) }),
  datetimepicker: shape({}, { ...actionable, ...focusable, confirm, initial_date_time: anything }),
  timepicker: shape({}, { ...menu, initial_time: string(5), timezone: string(255) }),
  plain_text_input: shape(
    {},
    {
      ...typing,
      multiline: boolean,
      initial_value: string(3000, 0),
      min_length: integer(0, 3000),
      max_length: integer(1, 3000),
    },
  ),
  rich_text_input: shape({}, { ...typing, initial_value: anything, max_lines: integer(1, 100) }),
  email_text_input: shape({}, { ...typing, initial_value: string(3000) }),
  url_text_input: shape({}, { ...typing, initial_value: string(3000) }),
  number_input: shape(
    { is_decimal_allowed: boolean },
    { ...typing, initial_value: string(255), min_value: string(255), max_value: string(255) },
  ),
  file_input: shape({}, { ...actionable, filetypes: list(string(255), 100), max_files: integer(1, 10) }),
};

export const inSection = [
  'button',
  'checkboxes',
  'datepicker',
  'image',
  'overflow',
  'radio_buttons',
  'timepicker',
  'workflow_button',
  ...Object.keys(elements).filter((type) => type.endsWith('_select')),
];

export const inActions = [
  ...inSection.filter((type) => type !== 'image'),
  'datetimepicker',
  'rich_text_input',
];

export const inInput = Object.keys(elements).filter(
  (type) =>
    !['button', 'icon_button', 'feedback_buttons', 'workflow_button', 'image', 'overflow'].includes(type),
);
