import type { Reply } from '../../asks.ts';
import type { Pod } from '../../diagnosis/objects/pod.ts';
import { kubectlName, ownerOf } from '../../diagnosis/owner.ts';
import { podStatus, readyColumn, restarts } from '../../diagnosis/pod-status.ts';
import { redactObjectWith } from '../../diagnosis/redact/object.ts';
import { cleanDeep } from '../../diagnosis/sanitize.ts';
import { answerParts, whyButton } from './answer.ts';
import { containerLines } from './describe-container.ts';
import { eventLines } from './events.ts';
import { closerPart, lookState } from './fix.ts';
import { gapsPart } from './gaps.ts';
import { longText } from './long-text.ts';
import { message, type RenderedReply, type RenderOptions } from './rendered.ts';
import { ageOf } from './words.ts';

type Describe = Extract<Reply, { kind: 'describe' }>;

const MOST_EVENTS = 10;

/** A pod as `kubectl describe` shows it, without what is seldom asked for. */
export function renderDescribe(reply: Describe, options: RenderOptions): RenderedReply {
  const { ask, takenAt, events } = reply;
  // Values that are secret by their names (`DB_PASSWORD`) are known only while the object is one.
  const pod = redactObjectWith(reply.pod, options.clean) as Pod;
  const { name = '-', namespace = reply.target.namespace } = pod.metadata ?? {};
  const title = `Pod ${namespace}/${name}`;
  const why = whyButton({ verb: 'why', cluster: ask.cluster, namespace, target: `pod/${name}` });
  const frame = answerParts(ask, title, options, why);
  const recent = options.clean.lines(eventLines(events, takenAt, options.clean).slice(-MOST_EVENTS));
  const lines = [
    ...overview(pod, takenAt),
    ...containerLines(pod, takenAt, options.logs),
    ...conditionLines(pod),
    ...volumeLines(pod),
    ...(recent.length > 0 ? ['', 'Events', ...recent.map((one) => `  ${one}`)] : []),
  ];
  const text = longText({ lines, fileName: `${name}-describe.txt`, title, keep: 'start' }, options);
  const first = pod.spec?.containers?.[0];
  const port = first?.ports?.[0]?.containerPort;
  const look = {
    namespace,
    pod: name,
    ...(first ? { container: first.name } : {}),
    state: lookState(podStatus(pod)),
    ...(port === undefined ? {} : { port }),
  };
  const gaps = gapsPart(cleanDeep(reply.gaps, options.clean));
  const parts = [...frame.before, ...text.parts, ...gaps, closerPart(look, 3), ...frame.after];
  return { message: message(`${title}: ${podStatus(pod)}`, parts), files: text.files };
}

function overview(pod: Pod, takenAt: string): readonly string[] {
  const { metadata, spec, status } = pod;
  const owner = ownerOf(pod);
  const restarted = restarts(pod);
  return [
    row(
      'Status',
      `${podStatus(pod)}, ${readyColumn(pod)} ready${restarted > 0 ? `, ${restarted} restarts` : ''}`,
    ),
    row('Age', ageOf(metadata?.creationTimestamp, takenAt)),
    row('Node', [spec?.nodeName, status?.hostIP].filter(Boolean).join(', ')),
    row('IP', status?.podIP),
    row('Owner', owner && kubectlName(owner.kind, owner.name)),
    row('Account', spec?.serviceAccountName),
    row('QoS', status?.qosClass),
    row('Priority', spec?.priorityClassName),
    row('Labels', pairs(metadata?.labels)),
    row('Selector', pairs(spec?.nodeSelector)),
    row('Message', [status?.reason, status?.message].filter(Boolean).join(': ')),
  ].flat();
}

function row(label: string, value: string | undefined): readonly string[] {
  return value ? [`${label.padEnd(10)}${value.replace(/\s+/g, ' ')}`] : [];
}

function pairs(map: Readonly<Record<string, string>> | undefined): string {
  return Object.entries(map ?? {})
    .map(([key, value]) => `${key}=${value}`)
    .join(', ');
}

function conditionLines({ status }: Pod): readonly string[] {
  const conditions = (status?.conditions ?? []).map(({ type, status: value, reason, message: said }) => {
    const why = [reason, said].filter(Boolean).join(': ').replace(/\s+/g, ' ');
    return `  ${type.padEnd(26)} ${value}${why ? `  ${why}` : ''}`;
  });
  return conditions.length > 0 ? ['', 'Conditions', ...conditions] : [];
}

function volumeLines({ spec }: Pod): readonly string[] {
  const volumes = (spec?.volumes ?? []).map(({ name, persistentVolumeClaim, configMap, secret, ...rest }) => {
    if (persistentVolumeClaim) return `  ${name}: claim ${persistentVolumeClaim.claimName}`;
    if (configMap) return `  ${name}: ConfigMap ${configMap.name ?? '-'}`;
    if (secret) return `  ${name}: Secret ${secret.secretName ?? '-'}`;
    return `  ${name}: ${Object.keys(rest)[0] ?? '-'}`;
  });
  return volumes.length > 0 ? ['', 'Volumes', ...volumes] : [];
}
