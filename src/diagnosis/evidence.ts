import { eventContainer, eventCount, eventTime } from './events.ts';
import type { Evidence } from './finding.ts';
import type { KubeEvent } from './objects/meta.ts';
import { kubectlName } from './owner.ts';

/** An event as it was. */
export function fromEvent(event: KubeEvent): Evidence {
  const time = eventTime(event);
  const container = eventContainer(event);
  return {
    kind: 'event',
    object: kubectlName(event.involvedObject?.kind ?? 'Object', event.involvedObject?.name ?? '?'),
    ...(container === undefined ? {} : { container }),
    type: event.type ?? 'Normal',
    reason: event.reason ?? '',
    message: event.message ?? '',
    count: eventCount(event),
    lastSeen: time ? new Date(time).toISOString() : '',
  };
}

/** A field of the pod's or one container's status, as the API gave it. */
export function fromStatus(pod: string, field: string, text: string, container?: string): Evidence {
  return field_('status', `pod/${pod}`, field, text, container);
}

/** A field of the pod's or one container's spec. */
export function fromSpec(pod: string, field: string, text: string, container?: string): Evidence {
  return field_('spec', `pod/${pod}`, field, text, container);
}

export function fromNode(node: string, field: string, text: string): Evidence {
  return field_('node', `node/${node}`, field, text);
}

/** A field of any other object: `fromObject('PersistentVolumeClaim', 'data', 'status.phase', 'Pending')`. */
export function fromObject(kind: string, name: string, field: string, text: string): Evidence {
  return field_('object', kubectlName(kind, name), field, text);
}

/** Worked out from several objects. */
export function computed(object: string, text: string, container?: string): Evidence {
  return { kind: 'computed', object, text, ...(container === undefined ? {} : { container }) };
}

export function fromLog(
  pod: string,
  container: string,
  run: 'current' | 'previous',
  lines: readonly string[],
): Evidence {
  return { kind: 'log', object: `pod/${pod}`, container, run, lines };
}

function field_(
  kind: 'status' | 'spec' | 'node' | 'object',
  object: string,
  field: string,
  text: string,
  container?: string,
): Evidence {
  return { kind, object, field, text, ...(container === undefined ? {} : { container }) };
}
