import { CRASH, FULL, type Hit, hit, SCRAPED } from './hit.ts';
import { byAlertmanager, POD } from './messages.ts';

/** Alertmanager's own title, which has the labels' values alone. */
export const TITLES: readonly Hit[] = [
  hit(
    'the pod and its namespace after the scrape’s job',
    'alertmanager',
    byAlertmanager(
      `[FIRING:1] ${CRASH} (app http ${SCRAPED} shop ${POD} monitoring/k8s CrashLoopBackOff monitoring-kube-state-metrics warning)`,
    ),
    ['firing', FULL],
  ),
  hit(
    'the same resolved',
    'alertmanager',
    byAlertmanager(
      `[RESOLVED] ${CRASH} (app http ${SCRAPED} shop ${POD} monitoring/k8s CrashLoopBackOff monitoring-kube-state-metrics warning)`,
    ),
    ['resolved', FULL],
  ),
  hit(
    'the namespace that alerts are grouped by, where no other value can be one',
    'alertmanager',
    byAlertmanager(`[FIRING:1] ${CRASH} shop (app http ${SCRAPED} ${POD} monitoring/k8s warning)`),
    ['firing', FULL],
  ),
  hit(
    'a group by namespace alone, with the alert’s name among the common labels',
    'alertmanager',
    byAlertmanager(`[FIRING:1] shop (${CRASH} app http ${SCRAPED} ${POD} monitoring/k8s warning)`),
    ['firing', FULL],
  ),
  hit(
    'a group by job, as charts have it',
    'alertmanager',
    byAlertmanager(`[FIRING:1] kube-state-metrics (${CRASH} app http ${SCRAPED} shop ${POD} critical)`),
    ['firing', { ...FULL, severity: 'critical' }],
  ),
  hit(
    'the mixin’s alert that is summed up by namespace and pod',
    'alertmanager',
    byAlertmanager(`[FIRING:1] KubePodNotReady (shop ${POD} warning)`),
    ['firing', { ...FULL, alertname: 'KubePodNotReady' }],
  ),
  hit(
    'no namespace where a cluster may stand there',
    'alertmanager',
    byAlertmanager(`[FIRING:1] CPUThrottlingHigh (app shop ${POD} info)`),
    ['firing', { alertname: 'CPUThrottlingHigh', pod: POD, severity: 'info' }],
  ),
  hit(
    'no namespace where a node may be what stands before the pod',
    'alertmanager',
    byAlertmanager(`[FIRING:1] ${CRASH} (app http ${SCRAPED} shop worker-3 ${POD} warning)`),
    ['firing', { alertname: CRASH, pod: POD, severity: 'warning' }],
  ),
  hit(
    'no namespace where a cluster is grouped by and a node may stand before the pod',
    'alertmanager',
    byAlertmanager(`[FIRING:1] ${CRASH} prod (app http ${SCRAPED} shop ${POD} warning)`),
    ['firing', { alertname: CRASH, pod: POD, severity: 'warning' }],
  ),
  hit(
    'no namespace of an alert of one’s own',
    'alertmanager',
    byAlertmanager(`[FIRING:1] CheckoutSlow (prod ${POD} page)`),
    ['firing', { alertname: 'CheckoutSlow', pod: POD, severity: 'page' }],
  ),
  hit(
    'a StatefulSet’s pod by its place',
    'alertmanager',
    byAlertmanager(`[FIRING:1] ${CRASH} (db http ${SCRAPED} shop db-0 monitoring/k8s warning)`),
    ['firing', { ...FULL, pod: 'db-0' }],
  ),
  hit(
    'a DaemonSet’s pod by its place',
    'alertmanager',
    byAlertmanager(`[FIRING:1] ${CRASH} (agent http ${SCRAPED} ops agent-x7k2p monitoring/k8s warning)`),
    ['firing', { ...FULL, namespace: 'ops', pod: 'agent-x7k2p' }],
  ),
  hit(
    'not the exporter’s own pod',
    'alertmanager',
    byAlertmanager(`[FIRING:1] ${CRASH} (${POD} ${SCRAPED} kube-state-metrics-6d9f8c7b5c-x2x4z warning)`),
    ['firing', { alertname: CRASH, pod: POD, severity: 'warning' }],
  ),
  hit(
    'a group by namespace and pod',
    'alertmanager',
    byAlertmanager(`[FIRING:1] ${CRASH} shop ${POD} (app http ${SCRAPED} monitoring/k8s warning)`),
    ['firing', FULL],
  ),
];
