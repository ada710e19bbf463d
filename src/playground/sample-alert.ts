import type { BrokenPod } from './scene.ts';
import type { Json } from './slack/json.ts';

export type AlertStatus = 'firing' | 'resolved';

const COLORS = { firing: 'a30200', resolved: '2eb886' };

/** An alert about a pod as Alertmanager writes it in Slack where its template lists the labels. */
export function sampleAlert({ namespace, pod, alertname }: BrokenPod, status: AlertStatus): Json {
  const title = status === 'firing' ? `[FIRING:1] ${alertname}` : `[RESOLVED] ${alertname}`;
  const labels = { alertname, namespace, pod, severity: 'warning' };
  const text = Object.entries(labels).map(([name, value]) => `• ${name}: ${value}`);
  return {
    text: '',
    attachments: [
      { id: 1, fallback: title, color: COLORS[status], title, text: text.join('\n'), mrkdwn_in: ['text'] },
    ],
  };
}
