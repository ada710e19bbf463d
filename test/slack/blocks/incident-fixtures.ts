import type { AlertSubject } from '../../../src/incidents/alert-news.ts';
import type { Incident, IncidentAlert, IncidentNote, Storm } from '../../../src/incidents/incident.ts';
import { createIncidentRendering } from '../../../src/slack/blocks/incident-rendering.ts';
import { OPTIONS } from './replies.ts';

const MINUTE = 60_000;
export const NOW = Date.parse('2026-11-22T14:17:00Z');
export const OPENED = NOW - 12 * MINUTE;

export const rendering = createIncidentRendering({ clean: OPTIONS.clean, logs: true, now: () => NOW });

export function alert(alertname: string, more: Partial<IncidentAlert> = {}): IncidentAlert {
  return { fingerprint: alertname, alertname, status: 'firing', severity: 'warning', labels: {}, ...more };
}

const SUBJECT: AlertSubject = { cluster: 'prod', namespace: 'shop', kind: 'Deployment', name: 'web' };
const UNWELL = ['web-1', 'web-2', 'web-3'];

export const OPEN: Incident = {
  id: '01JD9ZK6Q3',
  subject: SUBJECT,
  template: 'abc',
  cause: 'crashloop/oom-killed',
  title: 'app was killed at its memory limit of 64Mi',
  fix: {
    text: 'Raise the memory limit of app',
    command: 'kubectl -n shop set resources deployment/web -c app --limits=memory=128Mi',
    changes: true,
  },
  verdict: 'unhealthy',
  unwell: UNWELL,
  pods: 5,
  state: 'open',
  openedAt: OPENED,
  lookedAt: NOW,
  alerts: [
    alert('KubePodCrashLooping', { severity: 'critical' }),
    alert('KubePodNotReady'),
    alert('KubeDeploymentReplicasMismatch'),
  ],
  flaps: 0,
};

const ONE = [alert('KubePodCrashLooping', { severity: 'critical' })];
const RESOLVED = [alert('KubePodCrashLooping', { severity: 'critical', status: 'resolved' })];
const { fix: _, ...withoutFix } = OPEN;
const POD: Incident = {
  ...withoutFix,
  subject: { cluster: 'prod', namespace: 'shop', kind: 'Pod', name: 'web-1' },
  unwell: [],
  pods: 0,
  verdict: 'unknown',
  alerts: ONE,
};

/** An incident in every state that a card shows. */
export const STATES: Readonly<Record<string, Incident>> = {
  open: OPEN,
  mentioning: { ...OPEN, mention: 'S0ONCALL' },
  acknowledged: { ...OPEN, acknowledged: { user: 'U0ANN', at: NOW - 10 * MINUTE } },
  snoozed: { ...OPEN, snoozed: { user: 'U0BEN', until: NOW + 18 * 60 * MINUTE } },
  recovered: { ...OPEN, state: 'recovered', unwell: [], verdict: 'healthy', alerts: ONE },
  closed: {
    ...OPEN,
    ...{ state: 'closed', unwell: [], verdict: 'healthy', closedAt: NOW + 2 * MINUTE, alerts: RESOLVED },
    acknowledged: { user: 'U0ANN', at: NOW - 10 * MINUTE },
  },
  gone: {
    ...OPEN,
    state: 'closed',
    unwell: [],
    pods: 0,
    verdict: 'unknown',
    closedAt: NOW,
    alerts: RESOLVED,
  },
  'resolved-but-unwell': { ...OPEN, unwell: UNWELL.slice(1), alerts: RESOLVED },
  flapped: { ...OPEN, flaps: 2, openedAt: NOW - 70 * MINUTE },
  'well-all-along': {
    ...withoutFix,
    cause: 'none',
    title: 'well',
    verdict: 'healthy',
    unwell: [],
    pods: 3,
    alerts: ONE,
  },
  unexplained: {
    ...withoutFix,
    cause: 'unexplained',
    title: 'unwell, and nothing that was found says why',
    alerts: ONE,
  },
  question: {
    ...POD,
    subject: { cluster: 'prod', kind: 'Pod', name: 'web-1' },
    cause: 'question',
    title: "Which namespace? The alert's labels name none.",
  },
  'not-found': { ...POD, cause: 'not-found', title: 'There is no pod web-1 in shop' },
  ambiguous: {
    ...POD,
    subject: { cluster: 'prod', namespace: 'shop', kind: 'Pod', name: 'web' },
    cause: 'ambiguous',
    title: 'web is more than one thing in shop',
  },
  unanswered: { ...POD, cause: 'unanswered', title: 'The cluster prod did not answer within 10 s' },
  node: {
    ...OPEN,
    subject: { cluster: 'prod', kind: 'Node', name: 'worker-3' },
    cause: 'node/not-ready',
    title: 'the kubelet has not reported for 6 min',
    fix: { text: 'Look at the machine: nothing in the cluster can restart its kubelet' },
    unwell: ['web-1', 'api-2'],
    pods: 31,
  },
};

export const NOTES: readonly IncidentNote[] = [
  { kind: 'cause-changed', from: 'image cannot be pulled', to: 'app crashes with exit code 1' },
  { kind: 'spread', from: 2, to: 4, pods: 5 },
  { kind: 'spread', from: 4, to: 1, pods: 5 },
  { kind: 'recovered', pods: 5, afterMs: 12 * MINUTE },
  { kind: 'closed', pods: 5, afterMs: 14 * MINUTE },
  { kind: 'gone', afterMs: 14 * MINUTE },
  { kind: 'replaced', afterMs: 130 * MINUTE },
  { kind: 'still-unwell', unwell: 2, pods: 5 },
  { kind: 'snooze-over' },
  { kind: 'cause-changed', to: 'image not found' },
  { kind: 'replaced', afterMs: 720_000, by: 'image not found' },
  { kind: 'again', afterMs: 3 * 3_600_000 },
  { kind: 'critical' },
];

/** A storm of `count` incidents, small ones first. */
export function stormOf(count: number, over = false): { storm: Storm; incidents: readonly Incident[] } {
  const incidents = Array.from({ length: count }, (_, index): Incident => {
    const name = `service-${index}`;
    const pods = 1 + (index % 9);
    const unwell = Array.from({ length: Math.ceil(pods / 2) }, (_unused, pod) => `${name}-${pod}`);
    return {
      ...OPEN,
      id: `incident-${index}`,
      subject: { ...SUBJECT, namespace: `team-${index % 7}`, name },
      openedAt: OPENED + index * 1000,
      ...(over && index >= 12
        ? { state: 'closed', closedAt: NOW, unwell: [], verdict: 'healthy' }
        : { unwell }),
      pods,
    };
  });
  const storm: Storm = {
    ...{ id: 'storm-1', channel: 'C1', over, mention: 'S0ONCALL' },
    beganAt: OPENED,
    lastAt: OPENED + 3 * MINUTE,
    incidents: incidents.map(({ id }) => id),
  };
  return { storm, incidents };
}
