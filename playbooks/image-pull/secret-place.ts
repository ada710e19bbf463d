import type { Params } from '../../src/diagnosis/finding.ts';
import type { ServiceAccount } from '../../src/diagnosis/objects/workload.ts';
import type { View } from '../../src/diagnosis/playbook.ts';
import { isStatic, keepsPods, restartable, staleJob, templateOf, templatePatch } from './place.ts';

/**
 * How a pull secret is named: in the workload's template, whose list is merged by name, else in the service account,
 * whose list a patch replaces as a whole: there it holds what the account names already. Nothing where that isn't
 * known.
 */
export function secretPlace(
  view: View<never>,
  add: string,
  drop: readonly string[],
  account: ServiceAccount | undefined,
  atAccount = templateOf(view) === undefined,
): Params {
  // A static pod can't use Secrets: the kubelet makes it without the API.
  if (isStatic(view.pod)) return {};
  if (!atAccount) {
    const secrets = [{ name: add }, ...drop.map((name) => ({ $patch: 'delete', name }))];
    return {
      secretTarget: templateOf(view),
      secretPatch: templatePatch(view, { imagePullSecrets: secrets }),
      renewedPod: keepsPods(view) ? view.podName : undefined,
      renewedJob: staleJob(view),
    };
  }
  const name = account?.metadata?.name;
  if (name === undefined) return {};
  const kept = accountSecrets(account).filter((secret) => secret !== add && !drop.includes(secret));
  return {
    secretTarget: `serviceaccount/${name}`,
    secretPatch: JSON.stringify({ imagePullSecrets: [...kept, add].map((secret) => ({ name: secret })) }),
    viaAccount: name,
    ...renewal(view),
  };
}

/** How the pods are made anew that were made without a secret. */
export function renewal(view: View<never>): Params {
  const restartTarget = restartable(view);
  return { restartTarget, renewedPod: view.owner && restartTarget === undefined ? view.podName : undefined };
}

export function accountName(view: View<never>): string {
  return view.pod.spec?.serviceAccountName || 'default';
}

export function accountSecrets(account: ServiceAccount | undefined): readonly string[] {
  return (account?.imagePullSecrets ?? []).flatMap(({ name }) => name || []);
}
