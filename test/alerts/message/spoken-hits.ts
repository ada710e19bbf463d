import { BULLETS, CRASH, FULL, type Hit, hit, WEB } from './hit.ts';
import { byAlertmanager, byApp, header, POD, section } from './messages.ts';

/** The same, in sentences and shapes of one’s own. */
export const SPOKEN: readonly Hit[] = [
  hit(
    'a sentence with the namespace and the pod',
    'alertmanager',
    byAlertmanager(
      `[FIRING:1] ${CRASH}`,
      `Pod shop/${POD} (app) is in waiting state (reason: "CrashLoopBackOff").`,
    ),
    ['firing', { alertname: CRASH, ...WEB }],
  ),
  hit(
    'a sentence for each alert, and a summary that says less',
    'alertmanager',
    byAlertmanager(
      `[FIRING:2] ${CRASH}`,
      'Pod web-1 restarts\nPod shop/web-1 (app) is in waiting state.\nPod pay/api-1 (app) is in waiting state.',
    ),
    ['firing', { alertname: CRASH, namespace: 'shop', pod: 'web-1' }],
    ['firing', { alertname: CRASH, namespace: 'pay', pod: 'api-1' }],
  ),
  hit(
    'a list of labels for each alert without a word more, as the documentation proposes',
    'alertmanager',
    byAlertmanager(`[FIRING:2] ${CRASH}`, `${BULLETS('shop', POD)}\n${BULLETS('shop', 'web-2')}`),
    ['firing', FULL],
    ['firing', { ...FULL, pod: 'web-2' }],
  ),
  hit(
    'a severity and a name, the one in the brackets of a status',
    'generic',
    { bot_id: 'B1', text: `:rotating_light: [CRITICAL] ${CRASH}\nNamespace: shop\nPod: ${POD}` },
    ['firing', { ...FULL, severity: 'critical' }],
  ),
  hit(
    'a status and a name in the title, and both in a heading',
    'generic',
    {
      bot_id: 'B1',
      attachments: [{ title: `Alert firing: ${CRASH}`, text: `\`pod\`: ${POD}\n\`namespace\`: shop` }],
    },
    ['firing', { alertname: CRASH, ...WEB }],
  ),
  hit(
    'a Deployment’s pod after its namespace, without another word',
    'generic',
    { bot_id: 'B1', text: `:red_circle: *${CRASH}*\n\`shop/${POD}\`` },
    ['firing', { alertname: CRASH, ...WEB }],
  ),
  hit(
    'a sentence that begins like a pair',
    'generic',
    { bot_id: 'B1', text: '[FIRING] PodDown\n&gt; *Pod:* `web-1` in namespace shop' },
    ['firing', { alertname: 'PodDown', namespace: 'shop', pod: 'web-1' }],
  ),
  hit(
    'all labels on one line',
    'alertmanager',
    byAlertmanager(
      `[FIRING:1] ${CRASH}`,
      `*Labels:* namespace=shop, pod=${POD}, team=payments, severity=warning`,
    ),
    ['firing', { ...FULL, team: 'payments' }],
  ),
  hit(
    'a sentence about a Deployment',
    'alertmanager',
    byAlertmanager(
      '[FIRING:1] KubeDeploymentReplicasMismatch',
      'Deployment shop/web has not matched the expected number of replicas for longer than 15 minutes.',
    ),
    ['firing', { alertname: 'KubeDeploymentReplicasMismatch', namespace: 'shop', deployment: 'web' }],
  ),
  hit(
    'a sentence about a claim',
    'alertmanager',
    byAlertmanager(
      '[FIRING:1] KubePersistentVolumeFillingUp',
      'The PersistentVolume claimed by data-db-0 in Namespace shop is only 2.1% free.',
    ),
    [
      'firing',
      { alertname: 'KubePersistentVolumeFillingUp', namespace: 'shop', persistentvolumeclaim: 'data-db-0' },
    ],
  ),
  hit(
    'a sentence about a Job that failed',
    'alertmanager',
    byAlertmanager('[FIRING:1] KubeJobFailed', 'Job shop/migrate-28 failed to complete.'),
    ['firing', { alertname: 'KubeJobFailed', namespace: 'shop', job_name: 'migrate-28' }],
  ),
  hit(
    'a sentence about throttling',
    'alertmanager',
    byAlertmanager(
      '[FIRING:1] CPUThrottlingHigh',
      `37.5% throttling of CPU in namespace shop for container app in pod ${POD}.`,
    ),
    ['firing', { alertname: 'CPUThrottlingHigh', ...WEB }],
  ),
  hit(
    'one line of pairs for each alert',
    'generic',
    { bot_id: 'B1', text: `[FIRING:2] ${CRASH}\n- namespace=shop pod=a-1\n- namespace=shop pod=b-1` },
    ['firing', { alertname: CRASH, namespace: 'shop', pod: 'a-1' }],
    ['firing', { alertname: CRASH, namespace: 'shop', pod: 'b-1' }],
  ),
  hit(
    'one line with bars between the pairs',
    'generic',
    {
      bot_id: 'B1',
      text: `:fire: *FIRING:* ${CRASH} | *Namespace:* shop | *Pod:* ${POD} | *Severity:* warning`,
    },
    ['firing', FULL],
  ),
  hit(
    'pairs with commas between',
    'generic',
    { bot_id: 'B1', text: `Alert: ${CRASH}\nNamespace: shop, Pod: ${POD}, Severity: warning` },
    ['firing', FULL],
  ),
  hit(
    'a title of one’s own, and green for resolved',
    'generic',
    {
      bot_id: 'B1',
      attachments: [{ color: 'good', title: CRASH, text: `Namespace: shop\nPod: ${POD}\nSeverity: warning` }],
    },
    ['resolved', FULL],
  ),
  hit(
    'a status and a count before the name',
    'generic',
    {
      bot_id: 'B1',
      text: `FIRING[1] ${CRASH} - Team payments\nnamespace: shop\npod: ${POD}\nseverity: warning`,
    },
    ['firing', FULL],
  ),
  hit(
    'a status of its own for each alert',
    'generic',
    {
      bot_id: 'B1',
      text:
        `*Alert name:* ${CRASH}\n*Status:* firing\n*Namespace:* shop\n*Pod:* a-1\n\n` +
        `*Alert name:* ${CRASH}\n*Status:* resolved\n*Namespace:* shop\n*Pod:* b-1\n`,
    },
    ['firing', { alertname: CRASH, namespace: 'shop', pod: 'a-1' }],
    ['resolved', { alertname: CRASH, namespace: 'shop', pod: 'b-1' }],
  ),
  hit(
    'fields of a section, each under its name',
    'generic',
    byApp('Alert bot', [
      header(`🔥 [FIRING] ${CRASH}`),
      section('The pod restarts.', ['*Namespace*\nshop', `*Pod*\n\`${POD}\``, '*Severity:*\nCritical']),
    ]),
    ['firing', { ...FULL, severity: 'critical' }],
  ),
  hit(
    'the parts of a rich text',
    'generic',
    byApp('Alert bot', [
      header('Alert firing'),
      {
        type: 'rich_text',
        elements: [
          {
            type: 'rich_text_section',
            elements: [
              { type: 'text', text: 'pod: ' },
              { type: 'text', text: POD, style: { code: true } },
              { type: 'text', text: '\nnamespace: shop' },
            ],
          },
        ],
      },
    ]),
    ['firing', WEB],
  ),
  hit(
    'an alert with its path and a link of its name, as cluster agents write',
    'generic',
    byApp('Cluster agent', [
      header('🔥 Prometheus Alert Firing 🔴 High'),
      section(`*Alert:* <https://platform.example.com/x|${CRASH}>`),
      section('📌 *Where:* `shop/Pod/web-1`'),
    ]),
    ['firing', { alertname: CRASH, namespace: 'shop', pod: 'web-1' }],
  ),
  hit(
    'a node',
    'alertmanager',
    byAlertmanager(
      '[FIRING:1] KubeNodeNotReady',
      '*Details:*\n• *alertname:* KubeNodeNotReady\n• *node:* worker-3',
    ),
    ['firing', { alertname: 'KubeNodeNotReady', node: 'worker-3' }],
  ),
  hit(
    'the namespace and the name in one',
    'generic',
    { bot_id: 'B1', text: `Alertname: ${CRASH}\nState: alerting\nPod: shop/${POD} (app)` },
    ['firing', { alertname: CRASH, ...WEB }],
  ),
  hit(
    'values that templates left empty',
    'alertmanager',
    byAlertmanager(
      `[FIRING:1] ${CRASH}`,
      `*Namespace:* shop\n*Pod:* ${POD}\n*Deployment:* &lt;no value&gt;\n*Container:* N/A\n*Cluster:* -`,
    ),
    ['firing', { alertname: CRASH, ...WEB }],
  ),
];
