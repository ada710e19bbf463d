import { imageFields, imageSource, mrkdwn, plainText, text } from './composition.ts';
import { elements, inActions, inInput, inSection } from './elements.ts';
import { richText } from './rich-text.ts';
import {
  anything,
  atLeastOne,
  boolean,
  integer,
  list,
  oneOf,
  only,
  type Rule,
  type Surface,
  shape,
  string,
  typed,
  url,
} from './schema.ts';

const common = { block_id: string(255) };

const section: Rule = shape(
  {},
  {
    ...common,
    text: text(3000),
    fields: list(text(2000), 10),
    accessory: typed(only(elements, ...inSection)),
    expand: boolean,
  },
  atLeastOne('text', 'fields'),
);

const context: Rule = shape(
  {
    elements: list(
      typed({
        image: elements.image ?? anything,
        plain_text: plainText(3000),
        mrkdwn: mrkdwn(3000),
      }),
      10,
    ),
  },
  common,
);

const input: Rule = shape(
  { label: plainText(2000), element: typed(only(elements, ...inInput)) },
  { ...common, hint: plainText(2000), optional: boolean, dispatch_action: boolean },
);

const cell: Rule = (value, pointer, report) =>
  typed({
    raw_text: shape({ text: string(3000) }),
    raw_number: shape({ value: anything, text: string(3000) }),
    rich_text: richText,
  })(value, pointer, report);

const columnSetting: Rule = (value, pointer, report) => {
  if (value === null) return;
  shape({}, { align: oneOf('left', 'center', 'right'), is_wrapped: boolean })(value, pointer, report);
};

const table: Rule = shape(
  { rows: list(list(cell, 20), 100) },
  { ...common, column_settings: list(columnSetting, 20) },
);

const card: Rule = shape(
  {},
  {
    ...common,
    hero_image: typed(only(elements, 'image')),
    icon: typed(only(elements, 'image')),
    title: mrkdwn(150),
    subtitle: mrkdwn(150),
    body: mrkdwn(200),
    actions: list(typed(only(elements, 'button')), 3),
  },
  atLeastOne('hero_image', 'title', 'actions', 'body'),
);

const taskCard: Rule = shape(
  { task_id: string(255), title: string(3000), status: oneOf('pending', 'in_progress', 'complete', 'error') },
  {
    ...common,
    details: typed({ rich_text: richText }),
    output: typed({ rich_text: richText }),
    sources: list(anything, 100, 0),
  },
);

const everywhere: { readonly [type: string]: Rule } = {
  section,
  header: shape({ text: plainText(150) }, common),
  divider: shape({}, common),
  context,
  actions: shape({ elements: list(typed(only(elements, ...inActions)), 25) }, common),
  image: shape(
    { alt_text: string(2000) },
    { ...common, ...imageFields, title: plainText(2000) },
    imageSource,
  ),
  input,
  rich_text: richText,
  video: shape(
    { video_url: url(), thumbnail_url: url(), alt_text: string(2000), title: plainText(199) },
    {
      ...common,
      title_url: url(),
      author_name: string(49),
      provider_name: string(255),
      provider_icon_url: url(),
      description: plainText(3000),
    },
  ),
};

const inMessages: { readonly [type: string]: Rule } = {
  markdown: shape({ text: string(12_000) }, common),
  table,
  data_table: shape(
    { rows: list(list(cell, 20), 101, 2), caption: string(3000) },
    { ...common, page_size: integer(1, 100), row_header_column_index: integer(0, 19) },
  ),
  data_visualization: shape({ title: string(50) }, { ...common, chart: anything, data: anything }),
  card,
  carousel: shape({ elements: list(typed({ card }), 10) }, common),
  container: shape(
    { child_blocks: list(typed({ ...everywhere, table }), 10) },
    {
      ...common,
      title: plainText(150),
      rich_text_title: typed({ rich_text: richText }),
      subtitle: text(150),
      width: oneOf('narrow', 'standard', 'wide', 'full'),
      icon: typed(only(elements, 'image')),
      is_collapsible: boolean,
      default_collapsed: boolean,
      has_header_divider: boolean,
    },
    atLeastOne('title', 'rich_text_title'),
  ),
  context_actions: shape(
    { elements: list(typed(only(elements, 'feedback_buttons', 'icon_button')), 5) },
    common,
  ),
  task_card: taskCard,
  plan: shape({ title: string(3000) }, { ...common, tasks: list(typed({ task_card: taskCard }), 50, 0) }),
};

// Sources disagree on where an alert may stand: refused in messages until Slack itself says yes.
const inModals: { readonly [type: string]: Rule } = {
  alert: shape(
    { text: text(200) },
    { ...common, level: oneOf('default', 'info', 'warning', 'error', 'success') },
  ),
};

/** The rule for one block of a surface. */
export const blockOf: { readonly [S in Surface]: Rule } = {
  message: typed({ ...everywhere, ...inMessages }),
  modal: typed({ ...everywhere, ...inModals }),
  home: typed(everywhere),
};
