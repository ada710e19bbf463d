import type { Params } from '../../src/diagnosis/finding.ts';
import type { View } from '../../src/diagnosis/playbook.ts';

interface Cloud {
  readonly name: string;
  /** The annotation that ties a ServiceAccount to an identity there. */
  readonly annotation: string;
}

/**
 * Clouds by the service that a reading names (https://docs.aws.amazon.com/eks/latest/userguide/associate-service-account-role.html,
 * https://cloud.google.com/kubernetes-engine/docs/how-to/workload-identity, https://azure.github.io/azure-workload-identity/docs/).
 */
const CLOUDS: Readonly<Record<string, Cloud>> = {
  aws: { name: 'AWS', annotation: 'eks.amazonaws.com/role-arn' },
  google: { name: 'Google Cloud', annotation: 'iam.gke.io/gcp-service-account' },
  azure: { name: 'Azure', annotation: 'azure.workload.identity/client-id' },
};

/** What wants a name in texts: the place, the cloud, the kind of service. */
export function targetOf({ host, port, service }: Params = {}): string {
  const cloud = cloudOf(service);
  if (cloud) return cloud.name;
  if (host === undefined) return service === undefined ? 'a service that it needs' : `its ${service}`;
  return port === undefined ? String(host) : `${host}:${port}`;
}

function cloudOf(service: Params[string]): Cloud | undefined {
  return CLOUDS[String(service)];
}

/** Which of the two turned the other away, and over what: a certificate, the credentials of a cloud, anything else. */
export function rejection(view: View, named: Params): Params {
  const target = targetOf(named);
  const cloud = cloudOf(named.service);
  switch (named.reason) {
    case 'certificate-expired':
      return { certificateOf: target, expiredOf: target };
    case 'certificate-untrusted':
      return { certificateOf: target, untrustedOf: target };
    case 'certificate-name':
      return { certificateOf: target, misnamedOf: target };
    default:
      return {
        turnedAwayBy: target,
        ...(cloud && {
          cloud: cloud.name,
          annotation: cloud.annotation,
          serviceAccount: view.pod.spec?.serviceAccountName ?? 'default',
        }),
      };
  }
}
