import { isObject, listOf } from '../json.ts';
import { boolean, exactlyOne, list, oneOf, type Rule, shape, string, typed, url } from './schema.ts';

/** A text object that renders no markup. */
export function plainText(max: number, min = 1): Rule {
  return typed({ plain_text: shape({ text: string(max, min) }, { emoji: boolean }) });
}

export function mrkdwn(max: number): Rule {
  return typed({ mrkdwn: shape({ text: string(max) }, { verbatim: boolean }) });
}

/** A text object of either kind. */
export function text(max: number): Rule {
  return typed({
    plain_text: shape({ text: string(max) }, { emoji: boolean }),
    mrkdwn: shape({ text: string(max) }, { verbatim: boolean }),
  });
}

export const confirm: Rule = shape(
  { text: text(300) },
  {
    title: plainText(100),
    confirm: plainText(30),
    deny: plainText(30),
    style: oneOf('primary', 'danger'),
  },
);

const optionBase = { value: string(150), description: text(75) };

/** An option of a menu: no markup. */
export const plainOption: Rule = shape({ text: plainText(75), value: optionBase.value }, optionBase);

/** An option of radio buttons and checkboxes. */
export const richOption: Rule = shape({ text: text(75), value: optionBase.value }, optionBase);

export const overflowOption: Rule = shape(
  { text: plainText(75), value: optionBase.value },
  { ...optionBase, url: url() },
);

const optionGroup: Rule = shape({ label: plainText(75), options: list(plainOption, 100) });

/** The fields of a menu that brings its options along: flat or in groups, 100 of either. */
export const optionFields = { options: list(plainOption, 100), option_groups: list(optionGroup, 100) };

/** Options are given one way, and what is chosen from the start is one of them. */
export const optionSource: Rule = (value, pointer, report) => {
  exactlyOne('options', 'option_groups')(value, pointer, report);
  initialIsOffered(value, pointer, report);
};

export const initialIsOffered: Rule = (value, pointer, report) => {
  if (!isObject(value)) return;
  const groups = listOf(value.option_groups).flatMap((group) =>
    isObject(group) ? listOf(group.options) : [],
  );
  const offered = [...listOf(value.options), ...groups].map((option) => isObject(option) && option.value);
  const chosen = value.initial_option === undefined ? listOf(value.initial_options) : [value.initial_option];
  if (chosen.some((option) => isObject(option) && !offered.includes(option.value))) {
    report(pointer, 'initial option must be one of the options');
  }
};

const fileId: Rule = (value, pointer, report) => {
  // Slack's own words: "input must match regex pattern".
  if (typeof value !== 'string' || !/^[F][A-Z0-9]{8,}$/.test(value))
    report(pointer, 'input must match regex pattern: ^[F][A-Z0-9]{8,}$');
};

/** A file that Slack already has; whether it does is another question. */
const slackFile: Rule = shape({}, { id: fileId, url: url() }, exactlyOne('id', 'url'));

/** An image's place: a public address, or a file that Slack already has. */
export const imageSource: Rule = exactlyOne('image_url', 'slack_file');
export const imageFields = { image_url: url(), slack_file: slackFile };
