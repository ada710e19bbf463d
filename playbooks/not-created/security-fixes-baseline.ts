import type { Container, Probe } from '../../src/diagnosis/objects/container.ts';
import type { PodSpec } from '../../src/diagnosis/objects/pod.ts';
import { forContainers, type SecurityFix, type Template } from './security-fix.ts';

/** What the level `baseline` forbids, by the check's words. */
export const BASELINE_FIXES: readonly (readonly [
  check: RegExp,
  fix: (template: Template) => SecurityFix | undefined,
])[] = [
  [/^host namespaces/, hostNamespaces],
  [/^privileged$/, privileged],
  [/^non-default capabilities/, capabilities],
  [/^hostPath volumes/, hostPaths],
  [/^hostPort/, hostPorts],
  [/^procMount/, procMount],
  [/^seLinuxOptions/, seLinux],
  [/^forbidden sysctls/, sysctls],
  [/AppArmor/, appArmor],
  [/^hostProcess/, hostProcess],
  [/^probe or lifecycle host/, probeHosts],
];

const HOST_FIELDS = ['hostNetwork', 'hostPID', 'hostIPC'] as const;

function hostNamespaces({ template }: Template): SecurityFix {
  const set = HOST_FIELDS.filter((field) => template?.spec?.[field]);
  return {
    pod: Object.fromEntries(set.map((field) => [field, null])),
    shown: `no ${set.join(', ') || 'host namespaces'}`,
    taken: set.join(', ') || 'the host’s namespaces',
  };
}

function privileged(template: Template): SecurityFix | undefined {
  const meant = forContainers(
    template,
    ({ securityContext }) => securityContext?.privileged === true,
    () => ({ securityContext: { privileged: null } }),
  );
  return (
    meant && {
      ...meant,
      shown: `no securityContext.privileged (${meant.names})`,
      taken: `privileged mode of ${meant.names}`,
    }
  );
}

/** What a container runtime gives by itself, and what may be added therefore. */
const DEFAULT_CAPABILITIES =
  'AUDIT_WRITE CHOWN DAC_OVERRIDE FOWNER FSETID KILL MKNOD NET_BIND_SERVICE SETFCAP SETGID SETPCAP SETUID SYS_CHROOT'.split(
    ' ',
  );

function capabilities(template: Template): SecurityFix | undefined {
  const addedBy = ({ securityContext }: Container) => securityContext?.capabilities?.add ?? [];
  const isDefault = (name: string) => DEFAULT_CAPABILITIES.includes(name);
  const meant = forContainers(
    template,
    (one) => !addedBy(one).every(isDefault),
    (one) => ({ securityContext: { capabilities: { add: addedBy(one).filter(isDefault) } } }),
  );
  const names = [...new Set(template.containers.flatMap(addedBy))].filter((name) => !isDefault(name));
  return (
    meant && {
      ...meant,
      shown: `no ${names.join(', ')} in securityContext.capabilities.add (${meant.names})`,
      taken: `capabilities ${names.join(', ')}`,
    }
  );
}

function hostPaths({ template }: Template): SecurityFix {
  const volumes = (template?.spec?.volumes ?? []).flatMap(({ name, hostPath }) =>
    hostPath ? [`volume ${name} (hostPath ${hostPath.path})`] : [],
  );
  return {
    shown: `a PersistentVolumeClaim, emptyDir or configMap in place of ${volumes.join(', ') || 'the hostPath volumes'}`,
    byHand: true,
  };
}

/** A strategic merge patch finds a port by its containerPort, which must be there once for that. */
function hostPorts(template: Template): SecurityFix | undefined {
  const portsOf = ({ ports = [] }: Container) => ports.filter(({ hostPort }) => hostPort);
  const meant = forContainers(
    template,
    (one) => portsOf(one).length > 0,
    (one) => ({ ports: portsOf(one).map(({ containerPort }) => ({ containerPort, hostPort: null })) }),
  );
  if (!meant) return undefined;
  const open = template.containers.flatMap(portsOf).map(({ hostPort }) => String(hostPort));
  const shown = `no hostPort ${open.join(', ')} (${meant.names}): a Service makes ports reachable`;
  if (template.containers.some(hasTwice)) return { shown, byHand: true };
  return { ...meant, shown, taken: `hostPort ${open.join(', ')}` };
}

function hasTwice({ ports = [] }: Container): boolean {
  return new Set(ports.map(({ containerPort }) => containerPort)).size < ports.length;
}

function procMount(template: Template): SecurityFix | undefined {
  const meant = forContainers(
    template,
    ({ securityContext }) => (securityContext?.procMount ?? 'Default') !== 'Default',
    () => ({ securityContext: { procMount: null } }),
  );
  return (
    meant && {
      ...meant,
      shown: `no securityContext.procMount (${meant.names})`,
      taken: `the unmasked /proc of ${meant.names}`,
    }
  );
}

function seLinux(template: Template): SecurityFix {
  const off = { securityContext: { seLinuxOptions: { user: null, role: null, type: null } } };
  const set = forContainers(
    template,
    ({ securityContext }) => securityContext?.seLinuxOptions !== undefined,
    () => off,
  );
  return {
    ...(template.template?.spec?.securityContext?.seLinuxOptions ? { pod: off } : {}),
    ...(set ? { containers: set.containers } : {}),
    shown: 'no user, role or own type in securityContext.seLinuxOptions',
    taken: 'its SELinux options',
  };
}

/** Those that concern the pod's own namespaces alone. */
const SAFE_SYSCTLS =
  'kernel.shm_rmid_forced net.ipv4.ip_local_port_range net.ipv4.tcp_syncookies net.ipv4.ping_group_range net.ipv4.ip_unprivileged_port_start net.ipv4.ip_local_reserved_ports net.ipv4.tcp_keepalive_time net.ipv4.tcp_fin_timeout net.ipv4.tcp_keepalive_intvl net.ipv4.tcp_keepalive_probes'.split(
    ' ',
  );

function sysctls({ template }: Template): SecurityFix {
  const all = template?.spec?.securityContext?.sysctls ?? [];
  const unsafe = all.filter(({ name }) => !SAFE_SYSCTLS.includes(name)).map(({ name }) => name);
  const kept = all.filter(({ name }) => SAFE_SYSCTLS.includes(name));
  return {
    pod: { securityContext: { sysctls: kept.length > 0 ? kept : null } },
    shown: `no sysctl ${unsafe.join(', ')}`,
    taken: `sysctl ${unsafe.join(', ')}`,
  };
}

const APP_ARMOR = 'container.apparmor.security.beta.kubernetes.io/';

function appArmor(template: Template): SecurityFix {
  const { metadata, spec } = template.template ?? {};
  const annotations = Object.entries(metadata?.annotations ?? {})
    .filter(([key, value]) => key.startsWith(APP_ARMOR) && value === 'unconfined')
    .map(([key]) => [key, null] as const);
  const off = { securityContext: { appArmorProfile: null } };
  const isOff = (context: PodSpec['securityContext']) => context?.appArmorProfile?.type === 'Unconfined';
  const set = forContainers(
    template,
    ({ securityContext }) => isOff(securityContext),
    () => off,
  );
  return {
    ...(annotations.length > 0 ? { metadata: { annotations: Object.fromEntries(annotations) } } : {}),
    ...(isOff(spec?.securityContext) ? { pod: off } : {}),
    ...(set ? { containers: set.containers } : {}),
    shown: 'no unconfined AppArmor profile',
    taken: 'running without AppArmor',
  };
}

function hostProcess(template: Template): SecurityFix {
  const off = { securityContext: { windowsOptions: { hostProcess: null } } };
  const set = forContainers(
    template,
    ({ securityContext }) => securityContext?.windowsOptions?.hostProcess === true,
    () => off,
  );
  return {
    ...(template.template?.spec?.securityContext?.windowsOptions?.hostProcess ? { pod: off } : {}),
    ...(set ? { containers: set.containers } : {}),
    shown: 'no securityContext.windowsOptions.hostProcess',
    taken: 'running as a process of the host',
  };
}

const PROBES = ['livenessProbe', 'readinessProbe', 'startupProbe'] as const;

/** Without a host a probe asks the pod, which is what nearly all are for. */
function probeHosts(template: Template): SecurityFix | undefined {
  const hooks = ({ lifecycle }: Container) => ({
    postStart: lifecycle?.postStart,
    preStop: lifecycle?.preStop,
  });
  const partOf = (one: Container): object => {
    const probes = PROBES.flatMap((field) =>
      hostless(one[field]) ? [[field, hostless(one[field])] as const] : [],
    );
    const after = Object.entries(hooks(one)).flatMap(([name, hook]) =>
      hostless(hook) ? [[name, hostless(hook)] as const] : [],
    );
    return {
      ...Object.fromEntries(probes),
      ...(after.length > 0 ? { lifecycle: Object.fromEntries(after) } : {}),
    };
  };
  const meant = forContainers(template, (one) => Object.keys(partOf(one)).length > 0, partOf);
  return meant && { ...meant, shown: `no host in probes and hooks (${meant.names}): they then ask the pod` };
}

function hostless(probe: Probe | undefined): object | undefined {
  if (probe?.httpGet?.host) return { httpGet: { host: null } };
  return probe?.tcpSocket?.host ? { tcpSocket: { host: null } } : undefined;
}
