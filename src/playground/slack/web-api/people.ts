import { isOn } from '../content.ts';
import { type Json, stringOf } from '../json.ts';
import { Refusal } from '../refusal.ts';
import { identity, type UserSeed } from '../workspace.ts';
import type { Call, Method } from './call.ts';

function userJson(user: UserSeed): Json {
  const isBot = user.id === identity.botUser;
  return {
    id: user.id,
    team_id: identity.team,
    name: user.name,
    real_name: user.name,
    deleted: false,
    is_bot: isBot,
    tz: user.timeZone ?? 'Etc/UTC',
    profile: { display_name: user.name, real_name: user.name },
  };
}

function userInfo(call: Call): Json {
  const needed = 'users:read';
  if (!call.scopes.has(needed))
    throw new Refusal('missing_scope', { needed, provided: [...call.scopes].join() });
  const user = call.workspace.users.get(stringOf(call.args.user) ?? '');
  if (!user) throw new Refusal('user_not_found');
  return { user: userJson(user) };
}

function groupList(call: Call): Json {
  const groups = [...call.workspace.userGroups.values()].map((group) => ({
    id: group.id,
    team_id: identity.team,
    is_usergroup: true,
    name: group.handle,
    handle: group.handle,
    user_count: group.users.length,
    ...(isOn(call.args.include_users) ? { users: group.users } : {}),
  }));
  return { usergroups: groups };
}

function groupUsers(call: Call): Json {
  const group = call.workspace.userGroups.get(stringOf(call.args.usergroup) ?? '');
  if (!group) throw new Refusal('no_such_subteam');
  return { users: group.users };
}

function authTest(): Json {
  return {
    url: `https://${identity.teamDomain}.slack.com/`,
    team: identity.teamDomain,
    user: identity.botName,
    team_id: identity.team,
    user_id: identity.botUser,
    bot_id: identity.bot,
    is_enterprise_install: false,
  };
}

export const people: { readonly [method: string]: Method } = {
  'auth.test': authTest,
  'users.info': userInfo,
  'usergroups.list': groupList,
  'usergroups.users.list': groupUsers,
};
