import type { Params } from '../../src/diagnosis/finding.ts';
import type { View } from '../../src/diagnosis/playbook.ts';

/** Who was refused what, and the names of a Role and a binding that would allow it. */
export function apiAccess(view: View, named: Params): Params {
  const resource = named.resource === undefined ? undefined : inGroup(String(named.resource), named.apiGroup);
  const verb = /^[a-z]+$/.test(String(named.verb)) ? named.verb : undefined;
  const isClusterWide = /at the cluster scope/.test(String(named.message));
  const isToken = named.reason === 'no-token' || named.reason === 'credentials';
  return {
    ...accountOf(view, named),
    verb,
    resource,
    verbs: ['get', 'list', 'watch'].includes(String(verb)) ? 'get,list,watch' : verb,
    accessNamespace: isClusterWide ? undefined : (named.namespace ?? view.namespace),
    token: isToken ? named.reason : undefined,
    [isClusterWide ? 'clusterRole' : 'role']: `${view.owner?.name ?? view.podName}-api`,
  };
}

/** A ServiceAccount, the pod's own where the log names none, or another user. */
function accountOf(view: View, { account, accountNamespace }: Params): Params {
  if (account !== undefined && accountNamespace === undefined)
    return { who: `user ${account}`, user: account };
  const name = account ?? view.pod.spec?.serviceAccountName ?? 'default';
  return { who: `ServiceAccount ${name}`, binding: `${accountNamespace ?? view.namespace}:${name}` };
}

/** As `kubectl create role` wants it: `deployments.apps/scale`. */
function inGroup(resource: string, group: Params[string]): string {
  const [name, ...sub] = resource.split('/');
  return [group ? `${name}.${group}` : name, ...sub].join('/');
}
