import { CRASH, FULL, GRAFANA, type Hit, hit, LISTED, SCRAPED, WEB } from './hit.ts';
import { byGrafana, byOpsgenie, byPagerDuty, grafanaAlert, POD } from './messages.ts';

const TWO = `**Firing**\n${grafanaAlert(GRAFANA)}\n\n**Resolved**\n${grafanaAlert({ ...GRAFANA, pod: 'web-2' })}`;

export const TOOLS: readonly Hit[] = [
  hit(
    'Grafana’s list',
    'grafana',
    byGrafana(`[FIRING:1] Pod restarts Shop (app shop ${POD})`, `**Firing**\n${grafanaAlert(GRAFANA)}`),
    ['firing', GRAFANA],
  ),
  hit(
    'Grafana’s list, resolved',
    'grafana',
    byGrafana(`[RESOLVED] Pod restarts Shop (app shop ${POD})`, `**Resolved**\n${grafanaAlert(GRAFANA)}`),
    ['resolved', GRAFANA],
  ),
  hit(
    'Grafana’s lists of both',
    'grafana',
    byGrafana('[FIRING:1, RESOLVED:1] Pod restarts Shop (app shop)', TWO),
    ['firing', GRAFANA],
    ['resolved', { ...GRAFANA, pod: 'web-2' }],
  ),
  hit(
    'Grafana’s link to a silence, under a text of one’s own',
    'grafana',
    byGrafana(
      '[FIRING:1] PodRestarts Shop',
      `It restarts. <https://grafana.example.com/alerting/silence/new?alertmanager=grafana&amp;matcher=alertname%3DPodRestarts&amp;matcher=namespace%3Dshop&amp;matcher=pod%3D${POD}|Silence>`,
    ),
    ['firing', { alertname: 'PodRestarts', ...WEB }],
  ),
  hit(
    'PagerDuty’s incident',
    'pagerduty',
    byPagerDuty('Triggered', `[FIRING:1] ${CRASH} (app http ${SCRAPED} shop ${POD} warning)`),
    ['firing', FULL],
  ),
  hit(
    'PagerDuty’s incident that somebody has taken',
    'pagerduty',
    byPagerDuty('Acknowledged', `[FIRING:1] ${CRASH} (app http ${SCRAPED} shop ${POD} warning)`),
    ['firing', FULL],
  ),
  hit(
    'PagerDuty’s incident that is over, under the title it began with',
    'pagerduty',
    byPagerDuty('Resolved', `[FIRING:1] ${CRASH} (app http ${SCRAPED} shop ${POD} warning)`),
    ['resolved', FULL],
  ),
  hit(
    'PagerDuty’s incident with details',
    'pagerduty',
    byPagerDuty('Triggered', 'Pods of the shop restart', [`*namespace:* shop\n*pod:* ${POD}`]),
    ['firing', WEB],
  ),
  hit(
    'Opsgenie’s alert',
    'opsgenie',
    byOpsgenie('New alert:', `[FIRING:1] ${CRASH} (app http ${SCRAPED} shop ${POD} warning)`),
    ['firing', FULL],
  ),
  hit(
    'Opsgenie’s alert that was closed',
    'opsgenie',
    byOpsgenie(
      `ann closed alert #12 "[FIRING:1] ${CRASH}"`,
      `[FIRING:1] ${CRASH} (app http ${SCRAPED} shop ${POD} warning)`,
    ),
    ['resolved', FULL],
  ),
  hit(
    'Opsgenie’s alert with a description',
    'opsgenie',
    byOpsgenie('New alert:', `[FIRING:1] ${CRASH}`, `Alerts Firing:\n${LISTED(POD)}`),
    ['firing', { ...FULL, team: 'payments' }],
  ),
];
