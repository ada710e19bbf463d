import type { AlertSource } from '../../../src/alerts/alert.ts';
import { POD } from './messages.ts';

type Labels = Readonly<Record<string, string>>;

export interface Hit {
  readonly what: string;
  readonly message: unknown;
  readonly source: AlertSource;
  /** One for each alert: whether it fires, and all its labels. */
  readonly alerts: readonly (readonly ['firing' | 'resolved', Labels])[];
}

export const CRASH = 'KubePodCrashLooping';
export const SCRAPED = '10.1.2.3:8080 kube-state-metrics';
export const WEB = { namespace: 'shop', pod: POD };
export const FULL = { alertname: CRASH, ...WEB, severity: 'warning' };
export const GRAFANA = { alertname: 'Pod restarts', container: 'app', grafana_folder: 'Shop', ...WEB };
export const FILTER = `{namespace="shop", pod="${POD}", alertname="${CRASH}"}`;

export function hit(
  what: string,
  source: AlertSource,
  message: unknown,
  ...alerts: Hit['alerts'][number][]
): Hit {
  return { what, source, message, alerts };
}

export const DETAILS = (pod: string, namespace = 'shop') =>
  `*Alert:* Pod is crash looping. - \`warning\`\n*Description:* Pod ${namespace}/${pod} (app) is in waiting state.\n` +
  `*Details:*\n • *alertname:* \`${CRASH}\`\n • *namespace:* \`${namespace}\`\n • *pod:* \`${pod}\`\n • *severity:* \`warning\`\n`;

export const BULLETS = (namespace: string, pod: string) =>
  `• alertname: \`${CRASH}\`\n• namespace: \`${namespace}\`\n• pod: \`${pod}\`\n• severity: \`warning\`\n• uid: \`1\`\n`;

export const LISTED = (pod: string) =>
  `Labels:\n - alertname = ${CRASH}\n - namespace = shop\n - pod = ${pod}\n - severity = warning\n - team = payments\n` +
  `Annotations:\n - summary = Pod other/x-1 is not it\nSource: <https://prometheus.example.com/graph?g0.expr=x>\n`;
