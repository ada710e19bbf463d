/** Messages as the tools post them. */

export const POD = 'web-7dc8c9f7d4-5tcrt';

const ALERTMANAGER = 'https://alertmanager.example.com';

/** Alertmanager's default templates: a title with a link, and no text. */
export function byAlertmanager(
  title: string,
  text = '',
  more: Readonly<Record<string, unknown>> = {},
): Readonly<Record<string, unknown>> {
  const resolved = title.includes('RESOLVED');
  return {
    type: 'message',
    subtype: 'bot_message',
    bot_id: 'B0ALERT',
    username: 'AlertManager',
    text: '',
    attachments: [
      {
        id: 1,
        fallback: `${title} | ${ALERTMANAGER}/#/alerts?receiver=slack`,
        color: resolved ? '2eb886' : 'a30200',
        title,
        title_link: `${ALERTMANAGER}/#/alerts?receiver=slack`,
        text,
        mrkdwn_in: ['fallback', 'pretext', 'text'],
        ...more,
      },
    ],
  };
}

/** Grafana's default templates: a title, and a list of labels for each alert. */
export function byGrafana(title: string, text: string): Readonly<Record<string, unknown>> {
  return {
    type: 'message',
    subtype: 'bot_message',
    bot_id: 'B0GRAFANA',
    username: 'Grafana',
    text: '',
    attachments: [
      {
        id: 1,
        fallback: title,
        color: title.includes('FIRING') ? 'D63232' : '36a64f',
        title,
        title_link: 'https://grafana.example.com/alerting/list',
        text,
        footer: 'Grafana v11.2.0',
        ts: 1_795_000_000,
      },
    ],
  };
}

export function grafanaAlert(labels: Readonly<Record<string, string>>): string {
  const lines = Object.entries(labels).map(([name, value]) => ` - ${name} = ${value}`);
  const query = Object.entries(labels).map(
    ([name, value]) => `&amp;matcher=${encodeURIComponent(`${name}=${value}`)}`,
  );
  return [
    '',
    'Value: A=3, C=1',
    'Labels:',
    ...lines,
    'Annotations:',
    ' - description = Pod other/thing-1 is what it is compared with',
    ' - summary = A pod restarts',
    'Source: <https://grafana.example.com/alerting/grafana/ab12/view?orgId=1>',
    `Silence: <https://grafana.example.com/alerting/silence/new?alertmanager=grafana${query.join('')}>`,
    '',
  ].join('\n');
}

/** An app of today: a bot's user, and blocks. */
export function byApp(
  name: string,
  blocks: readonly object[],
  more: Readonly<Record<string, unknown>> = {},
): Readonly<Record<string, unknown>> {
  return {
    type: 'message',
    user: 'U0APP',
    bot_id: 'B0APP',
    app_id: 'A0APP',
    bot_profile: { id: 'B0APP', name },
    text: '',
    blocks,
    ...more,
  };
}

export function section(text: string, fields: readonly string[] = []): object {
  return {
    type: 'section',
    text: { type: 'mrkdwn', text },
    ...(fields.length > 0 ? { fields: fields.map((field) => ({ type: 'mrkdwn', text: field })) } : {}),
  };
}

export function header(text: string): object {
  return { type: 'header', text: { type: 'plain_text', text, emoji: true } };
}

export function byPagerDuty(
  word: string,
  title: string,
  lines: readonly string[] = [],
): Readonly<Record<string, unknown>> {
  return byApp('PagerDuty', [
    section(`*${word}* #123: <https://acme.pagerduty.com/incidents/Q1ABC|${title}>`, [
      '*Service:*\n<https://acme.pagerduty.com/services/P1|checkout>',
      '*Urgency:*\nHigh',
      '*Assigned:*\nAnn',
    ]),
    ...lines.map((line) => section(line)),
    {
      type: 'actions',
      elements: [
        {
          type: 'button',
          text: { type: 'plain_text', text: 'Acknowledge' },
          action_id: 'ack',
          value: 'Q1ABC',
        },
      ],
    },
  ]);
}

export function byOpsgenie(text: string, title: string, description = ''): Readonly<Record<string, unknown>> {
  return {
    type: 'message',
    subtype: 'bot_message',
    bot_id: 'B0OPS',
    username: 'Opsgenie for Alert Management',
    text,
    attachments: [
      {
        fallback: title,
        title: `#12: ${title}`,
        title_link: 'https://opsg.in/a/i/acme/ab12-34',
        color: '#F4A83D',
        text: description,
        fields: [
          { title: 'Priority', value: 'P2', short: true },
          { title: 'Tags', value: 'Prometheus, warning', short: true },
          { title: 'Routed Teams', value: 'shop', short: true },
        ],
      },
    ],
  };
}
