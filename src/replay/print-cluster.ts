import { ageOf } from './age.ts';
import { joined, labelsText } from './cell-text.ts';
import { at, entriesAt, listAt, numberAt, textAt } from './json-path.ts';
import { columns, type Printer } from './printer.ts';
import type { KubeObject } from './recording.ts';

/** The columns of nodes. */
export const nodePrinter: Printer = {
  columns: columns(
    ...['Name', 'Status', 'Roles', 'Age', 'Version'],
    ...['[Internal-IP]', '[External-IP]', '[OS-Image]', '[Kernel-Version]', '[Container-Runtime]'],
  ),
  cells: (node, now) => {
    const info = (field: string) => textAt(node, 'status', 'nodeInfo', field);
    return [
      node.metadata.name,
      nodeStatus(node),
      nodeRoles(node),
      ageOf(node.metadata.creationTimestamp, now),
      info('kubeletVersion'),
      nodeAddress(node, 'InternalIP'),
      nodeAddress(node, 'ExternalIP'),
      info('osImage') || '<unknown>',
      info('kernelVersion') || '<unknown>',
      info('containerRuntimeVersion') || '<unknown>',
    ];
  },
};

function nodeStatus(node: KubeObject): string {
  const ready = listAt(node, 'status', 'conditions').find(
    (condition) => textAt(condition, 'type') === 'Ready',
  );
  const state = ready === undefined ? 'Unknown' : textAt(ready, 'status') === 'True' ? 'Ready' : 'NotReady';
  return at(node, 'spec', 'unschedulable') === true ? `${state},SchedulingDisabled` : state;
}

function nodeRoles(node: KubeObject): string {
  const prefix = 'node-role.kubernetes.io/';
  const roles = entriesAt(node.metadata.labels).flatMap(([key, value]) => {
    if (key.startsWith(prefix)) return [key.slice(prefix.length)];
    return key === 'kubernetes.io/role' ? [String(value)] : [];
  });
  return joined(roles.filter(Boolean).toSorted()) || '<none>';
}

function nodeAddress(node: KubeObject, type: string): string {
  const found = listAt(node, 'status', 'addresses').find((address) => textAt(address, 'type') === type);
  return textAt(found, 'address') || '<none>';
}

/** The columns of events, the one kind that doesn't begin with the name. */
export const eventPrinter: Printer = {
  columns: columns(
    ...['Last Seen', 'Type', 'Reason', 'Object', '[Subobject]', '[Source]', 'Message'],
    ...['[First Seen]', '[Count#]', '[Name]'],
  ),
  cells: (event, now) => {
    const first = at(event, 'firstTimestamp') ?? at(event, 'eventTime');
    const last = at(event, 'series', 'lastObservedTime') ?? at(event, 'lastTimestamp') ?? first;
    const count = numberAt(event, 'series', 'count') || numberAt(event, 'count') || 1;
    return [
      ageOf(last, now),
      textAt(event, 'type'),
      textAt(event, 'reason'),
      involvedObject(event),
      textAt(event, 'involvedObject', 'fieldPath'),
      eventSource(event),
      textAt(event, 'message').trim(),
      ageOf(first, now),
      count,
      event.metadata.name,
    ];
  },
};

function involvedObject(event: KubeObject): string {
  const kind = textAt(event, 'involvedObject', 'kind').toLowerCase();
  const name = textAt(event, 'involvedObject', 'name');
  return name === '' ? kind : `${kind}/${name}`;
}

function eventSource(event: KubeObject): string {
  const component = textAt(event, 'source', 'component') || textAt(event, 'reportingComponent');
  const host = textAt(event, 'source', 'host') || textAt(event, 'reportingInstance');
  return host === '' ? component : `${component}, ${host}`;
}

/** The columns of services. */
export const servicePrinter: Printer = {
  columns: columns('Name', 'Type', 'Cluster-IP', 'External-IP', 'Port(s)', 'Age', '[Selector]'),
  cells: (service, now) => [
    service.metadata.name,
    textAt(service, 'spec', 'type'),
    textAt(service, 'spec', 'clusterIP') || '<none>',
    externalAddress(service),
    joined(listAt(service, 'spec', 'ports').map(servicePort)) || '<none>',
    ageOf(service.metadata.creationTimestamp, now),
    labelsText(at(service, 'spec', 'selector')),
  ],
};

function externalAddress(service: KubeObject): string {
  const type = textAt(service, 'spec', 'type');
  if (type === 'ExternalName') return textAt(service, 'spec', 'externalName');
  const given = listAt(service, 'spec', 'externalIPs').map(String);
  if (type !== 'LoadBalancer') return joined(given) || '<none>';
  const balancers = listAt(service, 'status', 'loadBalancer', 'ingress').map(
    (one) => textAt(one, 'ip') || textAt(one, 'hostname'),
  );
  return joined([...balancers, ...given]) || '<pending>';
}

function servicePort(port: unknown): string {
  const nodePort = numberAt(port, 'nodePort');
  const outer = nodePort === 0 ? '' : `:${nodePort}`;
  return `${numberAt(port, 'port')}${outer}/${textAt(port, 'protocol')}`;
}
