import { CRASH, DETAILS, FILTER, FULL, type Hit, hit, LISTED, WEB } from './hit.ts';
import { byAlertmanager, POD } from './messages.ts';

/** What people write into `slack_configs`. */
export const CUSTOM: readonly Hit[] = [
  hit('a list of details', 'alertmanager', byAlertmanager(`[FIRING:1] ${CRASH}`, DETAILS(POD)), [
    'firing',
    FULL,
  ]),
  hit(
    'a list of details for each alert',
    'alertmanager',
    byAlertmanager(`[FIRING:2] ${CRASH}`, `${DETAILS(POD)}\n${DETAILS('web-2')}`),
    ['firing', FULL],
    ['firing', { ...FULL, pod: 'web-2' }],
  ),
  hit(
    'details of different namespaces',
    'alertmanager',
    byAlertmanager(`[FIRING:2] ${CRASH}`, `${DETAILS(POD)}\n${DETAILS('api-1', 'pay')}`),
    ['firing', FULL],
    ['firing', { ...FULL, namespace: 'pay', pod: 'api-1' }],
  ),
  hit('Alertmanager’s list of text', 'alertmanager', byAlertmanager(`[FIRING:1] ${CRASH}`, LISTED(POD)), [
    'firing',
    { ...FULL, team: 'payments' },
  ]),
  hit(
    'lists under headings',
    'alertmanager',
    byAlertmanager(
      `[FIRING:1] ${CRASH}`,
      `Alerts Firing:\n${LISTED(POD)}\nAlerts Resolved:\n${LISTED('web-2')}`,
    ),
    ['firing', { ...FULL, team: 'payments' }],
    ['resolved', { ...FULL, pod: 'web-2', team: 'payments' }],
  ),
  hit(
    'short fields',
    'alertmanager',
    byAlertmanager(`[FIRING:1] ${CRASH}`, 'Pod is crash looping', {
      fields: [
        { title: 'Namespace', value: 'shop', short: true },
        { title: 'Pod', value: `\`${POD}\``, short: true },
        { title: 'Severity', value: 'Warning', short: true },
        { title: 'Environment', value: 'production', short: true },
      ],
    }),
    ['firing', FULL],
  ),
  hit(
    'a button that silences, with a filter',
    'alertmanager',
    byAlertmanager(`[FIRING:1] ${CRASH}`, 'Pod is crash looping', {
      actions: [
        {
          type: 'button',
          text: 'Silence',
          url: `https://alertmanager.example.com/#/silences/new?filter=${encodeURIComponent(FILTER)}`,
        },
      ],
    }),
    ['firing', { alertname: CRASH, ...WEB }],
  ),
  hit(
    'a link in the text, with a filter whose quotes are as they are',
    'alertmanager',
    byAlertmanager(
      `[FIRING:1] ${CRASH}`,
      `<https://alertmanager.example.com/#/alerts?silenced=false&amp;filter=%7Bnamespace%3D"shop"%2C%20pod%3D"${POD}"%7D|Look>`,
    ),
    ['firing', { alertname: CRASH, ...WEB }],
  ),
  hit(
    'labels in braces',
    'generic',
    { bot_id: 'B1', text: `[FIRING] ${CRASH} labels: {namespace="shop", pod="${POD}"}` },
    ['firing', { alertname: CRASH, ...WEB }],
  ),
  hit(
    'labels as Go prints them, in a description of the well known rules',
    'alertmanager',
    byAlertmanager(
      '[FIRING:1] KubernetesPodCrashLooping',
      `Pod ${POD} is crash looping\n  VALUE = 4\n  LABELS = map[container:app namespace:shop pod:${POD} severity:warning]`,
    ),
    ['firing', { alertname: 'KubernetesPodCrashLooping', container: 'app', ...WEB, severity: 'warning' }],
  ),
  hit(
    'labels in JSON',
    'generic',
    { bot_id: 'B1', text: `FIRING: ${CRASH}\n{"namespace":"shop","pod":"${POD}","severity":"warning"}` },
    ['firing', FULL],
  ),
];
