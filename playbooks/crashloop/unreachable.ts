import type { ContainerView } from '../../src/diagnosis/containers.ts';
import { computed } from '../../src/diagnosis/evidence.ts';
import type { Params } from '../../src/diagnosis/finding.ts';
import { egressOf } from '../../src/diagnosis/network-policy.ts';
import type { View } from '../../src/diagnosis/playbook.ts';
import { hostSetting } from './host-setting.ts';
import type { Enrichment } from './missing-configuration.ts';
import { isLoopback } from './neighbours.ts';
import { type Place, placeOf, serviceBehind } from './service-behind.ts';
import { serviceOf } from './service-name.ts';

type UnreachableView = View<'services' | 'endpoint-slices' | 'network-policies'>;

/** What a command takes without a second look. */
const PLAIN_HOST = /^\w[\w.-]*$/;

/** What is known of the place that the program can't reach, and where to look: at the Service, the setting, the network. */
export function unreachable(view: UnreachableView, container: ContainerView, named: Params): Enrichment {
  const place = placeOf(named);
  if (!place || isLoopback(place.host)) return { params: {}, evidence: [] };
  const egress = egressTold(view, place);
  const behind = serviceBehind(view, place);
  const { missingService, nearServices = [], servicePorts = [] } = behind.params;
  const setting = hostSetting(view, container.spec, place, {
    ...(typeof missingService === 'string' ? { missing: missingService } : {}),
    near: nearServices as readonly string[],
    ports: servicePorts as readonly string[],
  });
  const more = behind.isExplained
    ? undefined
    : { ...networkTold(view, place, behind.isFound), ...egress.params };
  return {
    params: { ...behind.params, ...setting, ...aliasOf(view, place.host), ...more },
    evidence: [...behind.evidence, ...(more ? egress.evidence : [])],
  };
}

/** What kind of failure it is of a place that nothing in the cluster explains, and how to try it. */
function networkTold(view: View, { host, port, reason }: Place, isService: boolean): Params {
  const { status, spec } = view.pod;
  const { runAsNonRoot, runAsUser } = spec?.securityContext ?? {};
  const isUnknown = reason === 'unresolved';
  // An image that runs as root, as busybox does, is not started in such a pod; in one that has ended nothing is.
  const isOpen = status?.phase !== 'Failed' && !(runAsNonRoot && runAsUser === undefined);
  const isTried = PLAIN_HOST.test(host);
  return {
    checked: [host, port].filter((part) => part !== undefined).join(':'),
    refusing: reason === 'refused' && !isService ? host : undefined,
    mute: reason === 'timeout' ? host : undefined,
    unrouted: reason === 'unreachable' ? host : undefined,
    unknownHost: isUnknown && isTried ? host : undefined,
    tryHost: isTried ? host : undefined,
    tryPort: isUnknown ? undefined : port,
    debugPod: isOpen ? view.podName : undefined,
  };
}

/** Egress that a NetworkPolicy drops ends in a timeout, or in a name that nobody resolves. */
function egressTold(view: UnreachableView, { host, reason }: Place): Enrichment {
  const { namespace } = view;
  const isOutside = reason === 'unresolved' && !serviceOf(host, namespace);
  if (reason !== 'timeout' && !isOutside) return { params: {}, evidence: [] };
  const policies = view.get({ section: 'network-policies', namespace });
  if (policies.status !== 'ok') return { params: {}, evidence: [] };
  const holding = egressOf(policies.value, view.pod);
  const [first] = holding;
  if (first === undefined) return { params: { freeNamespace: namespace }, evidence: [] };
  const text = `NetworkPolicies that limit what it may send: ${holding.join(', ')}`;
  return {
    params: { egressPolicies: holding, egressPolicy: first },
    evidence: [computed(`pod/${view.podName}`, text)],
  };
}

function aliasOf({ pod }: View, host: string): Params {
  const alias = pod.spec?.hostAliases?.find(({ hostnames = [] }) => hostnames.includes(host));
  return alias ? { hostAliased: host, aliasAddress: alias.ip } : {};
}
