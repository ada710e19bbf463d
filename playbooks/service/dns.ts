import { type ContainerView, lastEndedRun, stateOf } from '../../src/diagnosis/containers.ts';
import { fromLog, fromObject, fromSpec } from '../../src/diagnosis/evidence.ts';
import type { Found, Params } from '../../src/diagnosis/finding.ts';
import { type LogReading, readLogAll } from '../../src/diagnosis/log/read-log.ts';
import { nameOf } from '../../src/diagnosis/name-of.ts';
import type { PodSpec } from '../../src/diagnosis/objects/pod.ts';
import type { Service } from '../../src/diagnosis/objects/traffic.ts';
import type { View } from '../../src/diagnosis/playbook.ts';
import { isReady } from '../../src/diagnosis/pod-status.ts';
import { templatePatch } from '../../src/diagnosis/template-patch.ts';

type DnsView = View<'log' | 'services'>;

/** How a pod comes by other name servers than the cluster's own. */
type Detour = 'own-servers' | 'host-network' | 'node-servers';

const MOST_LOGS = 2;
const RECENT_MILLISECONDS = 15 * 60 * 1000;
/** The name of a Service, with or without its namespace and what comes behind it. */
const OF_CLUSTER = /^[a-z0-9-]+$|\.svc(?:\.|$)|\.cluster\.local\.?$/i;
/** Somebody has answered, and knows no such name: of a name outside that is no fault of the servers. */
const ANSWERED =
  /ENOTFOUND|ENODATA|NXDOMAIN|no such host|name or service not known|does not resolve|nodename nor servname|no address associated/i;

/** A pod that asks other name servers than the cluster's, and whose log says that names don't resolve. */
export function judgeDns(view: DnsView): Found<'dns-misconfigured'> | undefined {
  const { spec = {} } = view.pod;
  const detour = detourOf(spec);
  if (!detour || !isAsked(view, detour)) return undefined;
  for (const container of view.containers.slice(0, MOST_LOGS)) {
    const said = unresolvedIn(view, container);
    if (said) return judgeSaid(view, { ...said, spec, detour, container: container.name });
  }
  return undefined;
}

/** https://kubernetes.io/docs/concepts/services-networking/dns-pod-service/#pod-s-dns-policy */
function detourOf({ dnsPolicy = 'ClusterFirst', dnsConfig, hostNetwork }: PodSpec): Detour | undefined {
  const { nameservers = [] } = dnsConfig ?? {};
  if (dnsPolicy === 'None')
    return nameservers.length > 0 && !nameservers.some(isCache) ? 'own-servers' : undefined;
  if (dnsPolicy === 'Default') return 'node-servers';
  return hostNetwork && dnsPolicy === 'ClusterFirst' ? 'host-network' : undefined;
}

/** The cluster's DNS as a cache on each node, https://kubernetes.io/docs/tasks/administer-cluster/nodelocaldns/. */
function isCache(server: string): boolean {
  return server.startsWith('169.254.');
}

/**
 * Whether the log is worth a request. Of ready pods only those are asked that are likely to want the names of Services:
 * not what serves its node, nor the cluster's DNS itself.
 */
function isAsked({ owner, pod }: DnsView, detour: Detour): boolean {
  if (pod.status?.phase === 'Succeeded') return false;
  if (!isReady(pod) || detour === 'own-servers') return true;
  return detour === 'host-network' && owner !== undefined && owner.kind !== 'DaemonSet';
}

interface Said {
  readonly reading: LogReading;
  readonly run: 'current' | 'previous';
}

/** The newest word of the log that a name did not resolve. */
function unresolvedIn(view: DnsView, { name, status }: ContainerView): Said | undefined {
  const run = stateOf(status) === 'running' ? 'current' : lastEndedRun(status)?.log;
  if (!run) return undefined;
  const { namespace, podName: pod } = view;
  const log = view.get({ section: 'log', namespace, pod, container: name, previous: run === 'previous' });
  if (log.status !== 'ok') return undefined;
  const readings = readLogAll(log.value).filter(({ params }) => params.reason === 'unresolved');
  const reading = readings.find(({ index }) => {
    const time = log.value[index]?.time;
    return !isReady(view.pod) || time === undefined || view.now - Date.parse(time) < RECENT_MILLISECONDS;
  });
  return reading && { reading, run };
}

interface Unresolved extends Said {
  readonly container: string;
  readonly spec: PodSpec;
  readonly detour: Detour;
}

function judgeSaid(view: DnsView, unresolved: Unresolved): Found<'dns-misconfigured'> | undefined {
  const { reading, run, container, spec, detour } = unresolved;
  const { host } = reading.params;
  const isOfCluster = typeof host === 'string' && OF_CLUSTER.test(host);
  // The node's own servers know the names outside: what they can't know are Services.
  if (!isOfCluster && (detour !== 'own-servers' || ANSWERED.test(reading.line))) return undefined;
  const servers = spec.dnsConfig?.nameservers ?? [];
  const cluster = detour === 'own-servers' ? clusterDns(view) : undefined;
  if (cluster && servers.includes(cluster.spec?.clusterIP ?? '')) return undefined;
  const { dnsPolicy = 'ClusterFirst', hostNetwork } = spec;
  const asks = `dnsPolicy: ${dnsPolicy}, hostNetwork: ${Boolean(hostNetwork)}, nameservers: ${servers.join(', ') || 'none'}`;
  return {
    cause: 'dns-misconfigured',
    confidence: detour === 'own-servers' && !cluster ? 'possible' : 'likely',
    container,
    params: { ...paramsOf(view, unresolved, servers), host, line: reading.line, ...clusterParams(cluster) },
    evidence: [
      fromSpec(view.podName, 'spec.dnsPolicy', asks),
      fromLog(view.podName, container, run, reading.excerpt),
      ...(cluster
        ? [fromObject('Service', nameOf(cluster), 'spec.clusterIP', cluster.spec?.clusterIP ?? 'none')]
        : []),
    ],
  };
}

function paramsOf(view: DnsView, { detour, spec }: Unresolved, servers: readonly string[]): Params {
  switch (detour) {
    case 'own-servers': {
      const patch = templatePatch(view, { dnsPolicy: 'ClusterFirst', dnsConfig: { nameservers: null } });
      return { servers, policy: 'ClusterFirst', patch };
    }
    case 'host-network': {
      const patch = templatePatch(view, { dnsPolicy: 'ClusterFirstWithHostNet' });
      return { hostNetwork: 'ClusterFirst', policy: 'ClusterFirstWithHostNet', patch };
    }
    case 'node-servers': {
      const policy = spec.hostNetwork ? 'ClusterFirstWithHostNet' : 'ClusterFirst';
      return { nodeServers: 'Default', policy, patch: templatePatch(view, { dnsPolicy: policy }) };
    }
  }
}

const NAMES: readonly (string | undefined)[] = ['kube-dns', 'coredns'];

/** The Service of the cluster's DNS, known by its label or name. */
function clusterDns(view: DnsView): Service | undefined {
  const services = view.get({ section: 'services', namespace: 'kube-system' });
  if (services.status !== 'ok') return undefined;
  return services.value.find(
    ({ metadata }) => metadata?.labels?.['k8s-app'] === 'kube-dns' || NAMES.includes(metadata?.name),
  );
}

function clusterParams(cluster: Service | undefined): Params {
  return { clusterDns: cluster?.metadata?.name, clusterIP: cluster?.spec?.clusterIP };
}
