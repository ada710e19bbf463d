import { optionsOf, placedIn } from './find-element.ts';
import { gestureOf, perform, type Seen, type Stage } from './gestures.ts';
import { isObject, type Json, objectsOf } from './json.ts';
import { viewClosed, viewSubmission } from './payloads.ts';
import type { View } from './views.ts';
import type { UserSeed } from './workspace.ts';

type Values = { readonly [block: string]: { readonly [action: string]: string } };

/** Sends the modal on top, and does with it what the app answers. */
export async function submitView(stage: Stage, user: UserSeed, values: Values): Promise<Seen> {
  const view = topOf(stage, user);
  const gesture = gestureOf(stage, user, undefined);
  const payload = viewSubmission(gesture, view, stateOf(view, values));
  const seen = await perform(stage, 'interactive', payload, gesture);
  if (!seen.acked) return seen;
  try {
    follow(stage, view, isObject(seen.response) ? seen.response : {});
    return seen;
  } catch (error) {
    return { ...seen, problem: error instanceof Error ? error.message : String(error) };
  }
}

export async function closeView(stage: Stage, user: UserSeed): Promise<Seen> {
  const view = topOf(stage, user);
  stage.views.close(user.id, false);
  if (view.json.notify_on_close !== true) return { acked: true };
  return await perform(stage, 'interactive', viewClosed(user, view));
}

function topOf(stage: Stage, user: UserSeed): View {
  const view = stage.views.top(user.id);
  if (!view) throw new Error(`${user.id} has no modal open`);
  return view;
}

/** An empty answer closes the modal. */
function follow(stage: Stage, view: View, answer: Json): void {
  if (answer.response_action === 'errors') return;
  if (answer.response_action === 'update') stage.views.update(view, answer.view);
  else if (answer.response_action === 'push') stage.views.push(view.user, answer.view);
  else stage.views.close(view.user, answer.response_action === 'clear');
}

function stateOf(view: View, values: Values): Json {
  const inputs = placedIn(objectsOf(view.json.blocks)).filter(({ element }) => element.type !== 'button');
  return Object.fromEntries(
    inputs.map(({ element, blockId, actionId }) => {
      const given = values[blockId]?.[actionId];
      return [blockId, { [actionId]: { type: element.type, ...filled(element, given) } }];
    }),
  );
}

function filled(element: Json, given: string | undefined): Json {
  if (!String(element.type).endsWith('_select') && element.type !== 'radio_buttons') {
    return { value: given ?? element.initial_value ?? null };
  }
  const option = optionsOf(element).find((one) => one.value === given);
  if (given !== undefined && !option) throw new Error(`no option "${given}" to choose`);
  return { selected_option: option ?? element.initial_option ?? null };
}
