import { byAlertmanager, byApp, byGrafana, byPagerDuty, header, POD, section } from './messages.ts';

const bot = (text: string) => ({ bot_id: 'B1', text });

/** What is no alert about anything in Kubernetes, however much it looks like one. */
export const NEAR_MISSES: readonly (readonly [string, unknown])[] = [
  ['nothing', {}],
  ['no object', 'text'],
  ['a greeting', bot('good morning')],
  ['a question', bot(`anyone looking at ${POD} in namespace shop?`)],
  ['talk of an alert', bot(`KubePodCrashLooping fired again for web, pod: ${POD}, but I have muted it`)],
  [
    'a deployment',
    bot('Deployed shop/web v1.2.3 :rocket:\nNamespace: shop\nDeployment: web\nStatus: succeeded'),
  ],
  [
    'a deployment that failed',
    bot('Deployment failed\n*Namespace:* shop\n*Deployment:* web\n*Status:* failed'),
  ],
  [
    'a rollout in red',
    { bot_id: 'B1', attachments: [{ color: 'danger', title: 'Rollout failed', text: `pod: ${POD}` }] },
  ],
  [
    'a rollout in green',
    { bot_id: 'B1', attachments: [{ color: 'good', title: 'Rolled out', text: 'deployment: web' }] },
  ],
  ['a synchronisation', bot('Application web is now Degraded.\nSync status: OutOfSync\nNamespace: shop')],
  [
    'a reconciliation',
    bot('kustomization/apps.flux-system\nReconciliation failed: deployment/web in namespace shop'),
  ],
  ['a build', bot('build failed for web #123 on main\nJob: build-web\nStage: test')],
  ['a pipeline that is well again', bot('[FIXED] web #124\nJob: test-web\nNode: runner-3')],
  [
    'a pull request',
    bot('[acme/web] Pull request resolved by ann: #12 Fix pod restarts\nbranch: pod-restarts'),
  ],
  ['an issue that is closed', bot('Resolved #123: crash of web-1\nnamespace: shop\npod: web-1')],
  ['a status page', bot('[Resolved] API errors\nComponent: checkout\nImpact: minor')],
  ['a status page of more words', bot('Resolved - This incident has been resolved. Service: pods')],
  [
    'an error tracker',
    bot('[shop] NullPointerException in CheckoutController\nenvironment: prod\npod: web-1'),
  ],
  [
    'an error tracker’s alert',
    bot('Alert: NullPointerException in web\nenvironment: production\nrelease: 1.2.3'),
  ],
  ['an alert about a host', byAlertmanager('[FIRING:1] HostOutOfMemory (10.1.2.3:9100 node warning)')],
  ['an alert about an address', byAlertmanager('[FIRING:1] InstanceDown (10.1.2.3:9100 blackbox critical)')],
  [
    'an alert about a site',
    byAlertmanager('[FIRING:1] SiteDown', '*instance:* <https://example.com>\n*job:* blackbox'),
  ],
  [
    'an alert about a database',
    byAlertmanager('[FIRING:1] PostgresDown', 'Labels:\n - alertname = PostgresDown\n - db = orders'),
  ],
  ['a watchdog', byAlertmanager('[FIRING:1] Watchdog (monitoring/k8s none)')],
  [
    'a title without the pod',
    byAlertmanager('[FIRING:2] KubePodCrashLooping shop (app http kube-state-metrics warning)'),
  ],
  [
    'a Deployment’s title: its value has no shape of its own',
    byAlertmanager(
      '[FIRING:1] KubeDeploymentReplicasMismatch (kube-state-metrics web http 10.1.2.3:8080 kube-state-metrics shop warning)',
    ),
  ],
  ['only a namespace', byAlertmanager('[FIRING:1] QuotaAlmostFull', 'namespace: shop')],
  ['a namespace in a sentence', byAlertmanager('[FIRING:1] TooManyErrors', 'Errors in namespace shop')],
  [
    'a pod in words',
    byAlertmanager('[FIRING:1] PodsRestart', 'Pod has been restarting, the pod was restarted'),
  ],
  [
    'what a query selects',
    byAlertmanager(
      '[FIRING:1] TooSlow',
      `expr: rate(http_requests_total{pod="${POD}",namespace="shop"}[5m])`,
    ),
  ],
  [
    'what a label must not be',
    byAlertmanager('[FIRING:1] TooSlow', 'Labels:\n - pod != web-1\n - pod =~ web-.*'),
  ],
  ['names that cannot be', byAlertmanager('[FIRING:1] TooSlow', '*Pod:* Web 1\n*Namespace:* Shop & more')],
  [
    'an alert of Grafana about a number',
    byGrafana(
      '[FIRING:1] Orders per minute Shop',
      '**Firing**\n\nValue: A=3\nLabels:\n - alertname = Orders per minute\n - grafana_folder = Shop\n',
    ),
  ],
  [
    'Grafana’s test',
    byGrafana(
      '[FIRING:1] TestAlert Grafana',
      '**Firing**\n\nValue: [no value]\nLabels:\n - alertname = TestAlert\n - instance = Grafana\n',
    ),
  ],
  ['an incident of something else', byPagerDuty('Triggered', 'The office is on fire')],
  ['an incident whose service has the name of one', byPagerDuty('Resolved', 'Latency of checkout')],
  [
    'who is on call',
    byApp('PagerDuty', [section('*Ann* is now on call for *checkout* until #12 is resolved')]),
  ],
  [
    'an incident’s channel',
    byApp('Incidents', [
      header('Incident update'),
      section('*Status:* Investigating\n*Severity:* critical\n*Pod:* team red'),
    ]),
  ],
  ['a reminder', bot('Reminder: pod: standup at 10:00')],
  ['an audit', bot('ann ran kubectl -n shop delete pod web-1\nnamespace: shop\npod: web-1')],
  ['a team that calls itself a pod', bot('Alert: release freeze\nPod: team-red\nSeverity: info')],
  [
    'our own answer',
    byApp('podwhy', [
      section(`*web* in shop: OOMKilled`),
      section(`pod: ${POD}\nnamespace: shop\nCause: memory`),
    ]),
  ],
];
