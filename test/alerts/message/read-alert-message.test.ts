import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { messageContent } from '../../../src/alerts/message/message-content.ts';
import { readAlertMessage, readEditedMessage } from '../../../src/alerts/message/read-alert-message.ts';
import { toTargets } from '../../../src/alerts/to-targets.ts';
import { HITS } from './hits.ts';
import { byAlertmanager, byGrafana, byPagerDuty, grafanaAlert, POD } from './messages.ts';
import { NEAR_MISSES } from './near-misses.ts';

describe('an alert’s message', () => {
  it.each(HITS)('is read: $what', ({ message, source, alerts }) => {
    const group = readAlertMessage(message);
    expect(group?.alerts.map(({ status, labels }) => [status, labels])).toEqual(alerts);
    expect(group?.source).toBe(source);
  });

  it.each(NEAR_MISSES)('is not %s', (_, message) => {
    expect(readAlertMessage(message)).toBeUndefined();
  });

  it('names something that can be looked at', () => {
    expect(HITS.length).toBeGreaterThanOrEqual(40);
    expect(NEAR_MISSES.length).toBeGreaterThanOrEqual(30);
    for (const { message, what } of HITS) {
      const group = readAlertMessage(message);
      expect(group && toTargets(group).targets.length, what).toBeGreaterThan(0);
    }
  });

  it('has the same labels when it is over', () => {
    const firing = HITS.filter(({ message, alerts }) => {
      const statuses = alerts.map(([status]) => status);
      return JSON.stringify(message).includes('FIRING') && !statuses.includes('resolved');
    });
    expect(firing.length).toBeGreaterThan(20);
    for (const { message, what } of firing) {
      const over = JSON.stringify(message)
        .replaceAll(/\[FIRING(?::\d)?\]/g, '[RESOLVED]')
        .replaceAll('FIRING', 'RESOLVED')
        .replaceAll('Firing', 'Resolved')
        .replaceAll('a30200', '2eb886')
        .replaceAll('Triggered', 'Resolved')
        .replaceAll('Acknowledged', 'Resolved')
        .replaceAll('New alert:', 'ann closed alert #12');
      const labels = (given: unknown) => readAlertMessage(given)?.alerts.map((alert) => alert.labels);
      const after = readAlertMessage(JSON.parse(over));
      // Without an alert's name, green and "resolved" are words of everybody.
      if (after === undefined && !JSON.stringify(labels(message)).includes('alertname')) continue;
      expect(
        after?.alerts.map((alert) => alert.labels),
        what,
      ).toEqual(labels(message));
      expect(
        after?.alerts.map(({ status }) => status),
        what,
      ).not.toContain('firing');
    }
  });

  it('gives its labels in one order', () => {
    const fields = [
      { title: 'Pod', value: POD },
      { title: 'Namespace', value: 'shop' },
    ];
    const read = (all: readonly object[]) =>
      JSON.stringify(readAlertMessage(byAlertmanager('[FIRING:1] PodDown', '', { fields: all })));
    expect(read(fields)).toBe(read(fields.toReversed()));
    expect(read(fields)).toContain(POD);
  });

  it('tells where the alert can be looked at', () => {
    const title = `[FIRING:1] KubePodNotReady (shop ${POD} warning)`;
    const one = { alertname: 'PodRestarts', namespace: 'shop', pod: POD };
    expect(readAlertMessage(byAlertmanager(title))).toMatchObject({
      externalURL: 'https://alertmanager.example.com',
      receiver: 'slack',
    });
    expect(readAlertMessage(byGrafana('[FIRING:1] x', `**Firing**\n${grafanaAlert(one)}`))).toMatchObject({
      externalURL: 'https://grafana.example.com',
    });
    expect(readAlertMessage(byPagerDuty('Triggered', title))).toMatchObject({
      externalURL: 'https://acme.pagerduty.com/incidents/Q1ABC',
    });
  });

  it('is read out of what a message instead shows only where nothing else can be', () => {
    const fallback = `[FIRING:1] KubePodNotReady (shop ${POD} warning)`;
    expect(readAlertMessage({ attachments: [{ fallback }] })?.alerts).toHaveLength(1);
    expect(readAlertMessage({ attachments: [{ fallback, text: 'hello' }] })).toBeUndefined();
  });

  it('takes nothing from a link to somewhere else', () => {
    const link = `https://example.com/?filter={pod="${POD}"}&matcher=pod=${POD}`;
    expect(readAlertMessage(byAlertmanager('[FIRING:1] PodDown', `<${link}|Look>`))).toBeUndefined();
  });

  it('takes no name from links that contradict each other', () => {
    const link = (pod: string) =>
      `<https://alertmanager.example.com/#/silences/new?filter={pod="${pod}"}|Silence>`;
    expect(readAlertMessage(byAlertmanager('[FIRING:2] PodDown', link('a-1')))?.alerts).toHaveLength(1);
    expect(readAlertMessage(byAlertmanager('[FIRING:2] PodDown', link('a-1') + link('b-1')))).toBeUndefined();
  });

  it('gives a namespace of a link to the pod that it came with alone', () => {
    const link = `<https://alertmanager.example.com/#/silences/new?filter={pod="a-1",namespace="shop"}|Silence>`;
    const labelsWith = (pod: string) =>
      readAlertMessage(byAlertmanager('[FIRING:1] PodDown', `Pod: ${pod}\n${link}`))?.alerts[0]?.labels;
    expect(labelsWith('a-1')).toEqual({ alertname: 'PodDown', namespace: 'shop', pod: 'a-1' });
    expect(labelsWith('b-1')).toEqual({ alertname: 'PodDown', pod: 'b-1' });
  });
});

describe('a hostile message', () => {
  const LABELS = `\nnamespace: shop\npod: ${POD}\n`;

  it('is read as far as its first 20,000 characters, 800 lines and 100 links', () => {
    const long = messageContent({ text: 'x\n'.repeat(50_000), attachments: [{ text: 'y'.repeat(50_000) }] });
    expect(long.lines).toHaveLength(800);
    const wide = messageContent({ text: 'x'.repeat(50_000), blocks: [{ text: 'y' }] });
    expect(wide.lines.join('').length).toBeLessThanOrEqual(20_000);
    const links = Array.from({ length: 500 }, (_, index) => ({ url: `https://example.com/${index}` }));
    expect(messageContent({ actions: links }).links).toHaveLength(100);
    for (const line of wide.lines) expect(line.length).toBeLessThanOrEqual(1_000);
  });

  it('is read no deeper than twelve levels, in at most 2,000 pieces', () => {
    let deep: object = { text: `[FIRING:1] PodDown${LABELS}` };
    for (let level = 0; level < 100; level++) deep = { elements: [deep] };
    expect(readAlertMessage({ blocks: [deep] })).toBeUndefined();
    const round: { elements: unknown[] } = { elements: [] };
    round.elements.push(round, round, round);
    expect(messageContent(round).lines).toEqual([]);
    const many = Array.from({ length: 5_000 }, () => ({ text: 'x' }));
    expect(messageContent({ blocks: many }).lines.length).toBeLessThan(1_000);
  });

  it('has a hundred alerts at the most', () => {
    const text = Array.from({ length: 500 }, (_, index) => `pod=web-${index}`).join('\n');
    expect(readAlertMessage({ text: `[FIRING:500] PodDown\n${text}` })?.alerts).toHaveLength(100);
  });

  it.each([
    '[firing',
    '[FIRING:1] ',
    'pod: ',
    'a = ',
    'a="',
    '"a":"',
    'map[a:b ',
    'a{',
    '<https://a|',
    'a-',
    'web-7dc8c9f7d4-',
    'Pod a/',
    'in namespace ',
    '| ',
    ', a:',
    '#1 resolved ',
    ':a',
    '(((',
    'https://a/#/alerts?filter=',
    '*a*\n',
  ])('costs what its size does, whatever it repeats: %j', (piece) => {
    // Each pattern is bounded: were one not, this would not end within the test's time.
    for (const text of [piece.repeat(20_000), `${piece.repeat(40)}\n`.repeat(1_000)]) {
      const attachments = [{ title: text, text, fields: [{ title: text, value: text }], title_link: text }];
      expect(() => readAlertMessage({ text, attachments })).not.toThrow();
    }
    const after = readAlertMessage({
      text: `[FIRING:1] PodDown${LABELS}`,
      attachments: [{ text: piece.repeat(5_000) }],
    });
    expect(after?.alerts[0]).toMatchObject({ labels: { namespace: 'shop', pod: POD } });
  });

  it('can be any JSON, or anything else', () => {
    fc.assert(
      fc.property(fc.anything(), (any) => {
        readAlertMessage(any);
        readAlertMessage({ text: any, attachments: [any], blocks: any, username: any, bot_profile: any });
      }),
    );
    const word = fc.constantFrom(
      '[FIRING:1]',
      'Labels:',
      'pod',
      '=',
      ': ',
      '\n',
      'web-1',
      '{',
      '"',
      'Alert',
      '(',
      ')',
      ' - ',
    );
    fc.assert(
      fc.property(fc.array(word, { maxLength: 60 }), (words) => {
        for (const alert of readAlertMessage({ text: words.join('') })?.alerts ?? [])
          for (const value of Object.values(alert.labels)) expect(value.length).toBeLessThanOrEqual(1_024);
      }),
    );
  });

  it('cannot reach an object’s prototype', () => {
    const text = `[FIRING:1] PodDown\nLabels:\n - pod = web-1\n - __proto__ = x\n - constructor = y\n`;
    const [alert] = readAlertMessage({ text })?.alerts ?? [];
    expect(Object.keys(alert?.labels ?? {})).toEqual(['alertname', 'constructor', 'pod']);
    expect(Object.getPrototypeOf(alert?.labels)).toBe(Object.prototype);
  });
});

describe('an edited message', () => {
  const said = (title: string, footer = '') => ({ attachments: [{ title, footer }] });
  const firing = said('[FIRING:1] KubePodNotReady (shop web-7dc8c9f7d4-5tcrt warning)');
  const resolved = said('[RESOLVED] KubePodNotReady (shop web-7dc8c9f7d4-5tcrt warning)');

  it('is read where it says something else of its alerts', () => {
    expect(readEditedMessage(resolved, firing)).toEqual(readAlertMessage(resolved));
    expect(readEditedMessage(firing, { text: 'hello' })).toEqual(readAlertMessage(firing));
  });

  it('is nothing where it says the same, or nothing any more', () => {
    expect(readEditedMessage({ ...firing, text: 'taken by ann' }, firing)).toBeUndefined();
    expect(readEditedMessage({ text: 'withdrawn' }, firing)).toBeUndefined();
  });
});
