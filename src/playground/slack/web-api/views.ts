import { type Json, stringOf } from '../json.ts';
import { Refusal } from '../refusal.ts';
import { viewJson } from '../views.ts';
import type { Call, Method } from './call.ts';

function open(call: Call): Json {
  const user = call.triggers.exchange(call.args.trigger_id);
  return { view: viewJson(call.views.open(user, call.args.view)) };
}

function push(call: Call): Json {
  const user = call.triggers.exchange(call.args.trigger_id);
  return { view: viewJson(call.views.push(user, call.args.view)) };
}

function update(call: Call): Json {
  const view = call.views.find(call.args.view_id ?? call.args.external_id);
  if (!view) throw new Refusal('not_found');
  return { view: viewJson(call.views.update(view, call.args.view, call.args.hash)) };
}

function publish(call: Call): Json {
  const user = stringOf(call.args.user_id);
  if (user === undefined || !call.workspace.users.has(user)) throw new Refusal('user_not_found');
  return { view: viewJson(call.views.publish(user, call.args.view, call.args.hash)) };
}

export const views: { readonly [method: string]: Method } = {
  'views.open': open,
  'views.push': push,
  'views.update': update,
  'views.publish': publish,
};
