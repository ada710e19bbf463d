import { describe, expect, it } from 'vitest';
import type { AlertNews, InboxItem } from '../../src/incidents/alert-news.ts';
import type { Incident, Look } from '../../src/incidents/incident.ts';
import { settle } from '../../src/incidents/settle.ts';
import type { Settled } from '../../src/incidents/settled.ts';

const SUBJECT = { cluster: 'prod', namespace: 'shop', kind: 'Deployment', name: 'web' };
const OOM: Look = {
  cause: 'crashloop/oom-killed',
  title: 'app was killed at its memory limit',
  template: 'h1',
  verdict: 'unhealthy',
  unwell: ['web-h1-a', 'web-h1-b'],
  pods: 5,
};
const PULL: Look = { ...OOM, cause: 'image-pull/not-found', title: 'image not found', unwell: ['web-h1-c'] };
const WELL: Look = { cause: 'none', title: 'well', template: '', verdict: 'healthy', unwell: [], pods: 5 };
const GONE: Look = {
  ...WELL,
  cause: 'not-found',
  title: 'deployment "web" not found',
  verdict: 'unknown',
  pods: 0,
};
const AWAY: Look = { ...GONE, cause: 'unanswered', title: 'no answer' };
const QUESTION: Look = { ...GONE, cause: 'question', title: 'Which namespace?' };

function news(change: Partial<AlertNews> = {}): InboxItem {
  return {
    kind: 'alert',
    news: {
      fingerprint: 'f1',
      status: 'firing',
      alertname: 'KubePodCrashLooping',
      severity: 'warning',
      labels: {},
      target: 'pod/web-h1-a',
      namespace: 'shop',
      origin: { kind: 'webhook' },
      receivedAt: 1000,
      ...change,
    },
  };
}

const RESOLVED = news({ status: 'resolved', receivedAt: 2000 });

interface Step {
  readonly looks: readonly [Look, ...Look[]];
  readonly items?: readonly InboxItem[];
  readonly now?: number;
}

/** What comes of a row of looks, one after the other, each with what the last one left. */
function follow(...steps: readonly Step[]): readonly (readonly Settled[])[] {
  let incidents: readonly Incident[] = [];
  let ids = 0;
  return steps.map(({ looks, items = [], now = 10_000 }) => {
    const settled = settle({ subject: SUBJECT, incidents, looks, items, now, newId: () => `i${++ids}` });
    incidents = settled.map(({ incident }) => incident);
    return settled;
  });
}

function last(...steps: readonly Step[]): readonly Settled[] {
  return follow(...steps).at(-1) ?? [];
}

const told = (settled: readonly Settled[]) =>
  settled.map(({ incident, notes, event }) => [
    incident.id,
    incident.cause,
    incident.state,
    ...(event ? [event] : []),
    ...notes.map(({ kind }) => kind),
  ]);

describe('settling a subject', () => {
  it('makes one incident of forty pods with one cause', () => {
    const many = Array.from({ length: 40 }, (_, index) => `web-h1-${index}`);
    const items = many.map((pod) => news({ fingerprint: pod, target: `pod/${pod}` }));
    const [one, ...others] = last({ looks: [{ ...OOM, unwell: many, pods: 40 }], items });
    expect(others).toEqual([]);
    expect(one?.incident.alerts).toHaveLength(40);
    expect(one).toMatchObject({
      event: 'opened',
      look: 0,
      notes: [],
      incident: { openedAt: 1000, state: 'open' },
    });
  });

  it('makes an incident of each cause that an alerted pod has, and of no other', () => {
    const items = [news(), news({ fingerprint: 'f2', target: 'pod/web-h1-c' })];
    const other: Look = { ...OOM, cause: 'probe/readiness-failing', unwell: ['web-h1-d'] };
    expect(told(last({ looks: [OOM, PULL, other], items }))).toEqual([
      ['i1', OOM.cause, 'open', 'opened'],
      ['i2', PULL.cause, 'open', 'opened'],
    ]);
  });

  it('keeps revisions apart', () => {
    const older: Look = { ...OOM, template: 'h0', unwell: ['web-h0-a'] };
    const items = [news(), news({ fingerprint: 'f2', target: 'pod/web-h0-a' })];
    expect(told(last({ looks: [OOM, older], items })).map(([id]) => id)).toEqual(['i1', 'i2']);
  });

  it('takes the first cause for an alert about the workload and for a pod that is not unwell', () => {
    const items = [news({ target: 'deployment/web' }), news({ fingerprint: 'f2', target: 'pod/web-h1-z' })];
    expect(told(last({ looks: [OOM, PULL], items }))).toEqual([['i1', OOM.cause, 'open', 'opened']]);
  });

  it('changes nothing when the same comes again', () => {
    const [first, second] = follow(
      { looks: [OOM], items: [news()] },
      { looks: [OOM], items: [news(), news()] },
    );
    expect(second?.map(({ incident }) => incident)).toEqual(first?.map(({ incident }) => incident));
    expect(second?.flatMap(({ notes, event }) => [...notes, event])).toEqual([undefined]);
  });

  it('gives the same for the same input', () => {
    const once = follow({ looks: [OOM, PULL], items: [news()] }, { looks: [PULL], items: [RESOLVED] });
    expect(follow({ looks: [OOM, PULL], items: [news()] }, { looks: [PULL], items: [RESOLVED] })).toEqual(
      once,
    );
  });

  it('says that the cause has changed, in the same incident', () => {
    const settled = last({ looks: [PULL], items: [news()] }, { looks: [OOM] });
    expect(told(settled)).toEqual([['i1', OOM.cause, 'open', 'cause-changed']]);
    expect(settled[0]?.notes).toEqual([{ kind: 'cause-changed', from: PULL.title, to: OOM.title }]);
  });

  it('merges an incident into the one whose cause its pods have now', () => {
    const items = [news(), news({ fingerprint: 'f2', target: 'pod/web-h1-c' })];
    const settled = last(
      { looks: [OOM, PULL], items },
      { looks: [{ ...OOM, unwell: ['web-h1-a', 'web-h1-c'] }] },
    );
    expect(told(settled)).toEqual([
      ['i1', OOM.cause, 'open'],
      ['i2', PULL.cause, 'closed', 'closed', 'cause-changed'],
    ]);
    expect(settled[0]?.incident.alerts.map(({ fingerprint }) => fingerprint)).toEqual(['f1', 'f2']);
  });

  it('opens a new incident for a new revision that fails as well, with the alerts that still fire', () => {
    const next: Look = { ...OOM, template: 'h2', unwell: ['web-h2-a'] };
    const settled = last({ looks: [OOM], items: [news()] }, { looks: [next] });
    expect(told(settled)).toEqual([
      ['i1', OOM.cause, 'closed', 'closed', 'replaced'],
      ['i2', OOM.cause, 'open', 'opened'],
    ]);
    expect(settled[1]?.incident.alerts).toMatchObject([{ fingerprint: 'f1', status: 'firing' }]);
  });
});

describe('the end of an incident', () => {
  it('is closed when every alert is resolved and the cluster agrees', () => {
    const settled = last(
      { looks: [OOM], items: [news()] },
      { looks: [WELL], items: [RESOLVED], now: 61_000 },
    );
    expect(told(settled)).toEqual([['i1', OOM.cause, 'closed', 'closed', 'closed']]);
    expect(settled[0]).toMatchObject({
      notes: [{ kind: 'closed', pods: 5, afterMs: 60_000 }],
      incident: { closedAt: 61_000, unwell: [], verdict: 'healthy' },
    });
  });

  it('stays open when every alert is resolved and the cluster does not agree, and says so once', () => {
    const steps = [
      { looks: [OOM], items: [news()] },
      { looks: [OOM], items: [RESOLVED] },
      { looks: [OOM] },
    ] as const;
    const [, second, third] = follow(...steps);
    expect(second?.[0]).toMatchObject({
      incident: { state: 'open' },
      notes: [{ kind: 'still-unwell', unwell: 2, pods: 5 }],
    });
    expect(third?.[0]?.notes).toEqual([]);
  });

  it('is closed later, once the pods are well', () => {
    const settled = last(
      { looks: [OOM], items: [news()] },
      { looks: [OOM], items: [RESOLVED] },
      { looks: [WELL] },
    );
    expect(told(settled)).toEqual([['i1', OOM.cause, 'closed', 'closed', 'closed']]);
  });

  it('has recovered where the alert still fires, and closes without another word', () => {
    const [, second, third] = follow(
      { looks: [OOM], items: [news()] },
      { looks: [WELL] },
      { looks: [WELL], items: [RESOLVED] },
    );
    expect(told(second ?? [])).toEqual([['i1', OOM.cause, 'recovered', 'recovered']]);
    expect(told(third ?? [])).toEqual([['i1', OOM.cause, 'closed', 'closed']]);
  });

  it('counts its flaps and does not announce them', () => {
    const settled = last(
      { looks: [OOM], items: [news()] },
      { looks: [WELL] },
      { looks: [OOM] },
      { looks: [WELL], items: [RESOLVED] },
      { looks: [OOM], items: [news({ receivedAt: 3000 })] },
    );
    expect(told(settled)).toEqual([['i1', OOM.cause, 'open', 'reopened']]);
    expect(settled[0]?.incident.flaps).toBe(2);
    expect(settled[0]?.incident.closedAt).toBeUndefined();
  });

  it('is opened again by its own alert where all is well already', () => {
    const settled = last(
      { looks: [OOM], items: [news()] },
      { looks: [WELL], items: [RESOLVED] },
      { looks: [WELL], items: [news({ receivedAt: 3000 })] },
    );
    expect(told(settled)).toEqual([['i1', OOM.cause, 'recovered', 'reopened']]);
    expect(settled[0]?.incident.flaps).toBe(1);
  });

  it('is gone where its owner was deleted', () => {
    const settled = last({ looks: [OOM], items: [news()] }, { looks: [GONE], items: [RESOLVED] });
    expect(told(settled)).toEqual([['i1', OOM.cause, 'closed', 'closed', 'gone']]);
    expect(told(last({ looks: [OOM], items: [news()] }, { looks: [GONE] }))).toEqual([
      ['i1', OOM.cause, 'recovered', 'gone'],
    ]);
  });

  it('leaves what is closed alone', () => {
    const closing: Step[] = [
      { looks: [OOM], items: [news()] },
      { looks: [WELL], items: [RESOLVED] },
    ];
    const [before] = follow(...closing).at(-1) ?? [];
    const [after] = last(...closing, { looks: [PULL], now: 99_000 });
    expect(after?.incident).toEqual(before?.incident);
  });
});

describe('what is not known', () => {
  it('tells of an alert where all is well, and of the cause once there is one', () => {
    const [first, second] = follow({ looks: [WELL], items: [news()] }, { looks: [OOM] });
    expect(told(first ?? [])).toEqual([['i1', 'none', 'open', 'opened']]);
    expect(told(second ?? [])).toEqual([['i1', OOM.cause, 'open', 'cause-changed']]);
    expect(second?.[0]?.notes).toEqual([{ kind: 'cause-changed', to: OOM.title }]);
  });

  it('closes an alert that nothing ever was behind without a word', () => {
    const settled = last({ looks: [WELL], items: [news()] }, { looks: [WELL], items: [RESOLVED] });
    expect(told(settled)).toEqual([['i1', 'none', 'closed', 'closed']]);
  });

  it('changes nothing but the alerts while the cluster does not answer', () => {
    const [first, second] = follow({ looks: [OOM], items: [news()] }, { looks: [AWAY], items: [RESOLVED] });
    expect(second?.[0]?.incident).toEqual({
      ...first?.[0]?.incident,
      alerts: [expect.objectContaining({ status: 'resolved' })],
    });
    const more = news({ fingerprint: 'f2', target: 'pod/web-h1-c' });
    expect(told(last({ looks: [OOM], items: [news()] }, { looks: [AWAY], items: [more] }))).toEqual([
      ['i1', OOM.cause, 'open'],
    ]);
  });

  it('has one incident for a cluster that never answered, until it does', () => {
    const steps: Step[] = [{ looks: [AWAY], items: [news(), news({ fingerprint: 'f2' })] }];
    expect(told(last(...steps))).toEqual([['i1', 'unanswered', 'open', 'opened']]);
    expect(told(last(...steps, { looks: [OOM] }))).toEqual([['i1', OOM.cause, 'open', 'cause-changed']]);
  });

  it('asks once, and is over when the alert is', () => {
    const asked: Step[] = [
      { looks: [QUESTION], items: [news()] },
      { looks: [QUESTION], items: [news()] },
    ];
    expect(told(last(...asked))).toEqual([['i1', 'question', 'open']]);
    expect(told(last(...asked, { looks: [QUESTION], items: [RESOLVED] }))).toEqual([
      ['i1', 'question', 'closed', 'closed'],
    ]);
  });

  it('does nothing for an alert that is resolved before it was heard of', () => {
    expect(last({ looks: [OOM], items: [RESOLVED] })).toEqual([]);
  });

  it('takes the later word of two in one inbox', () => {
    expect(last({ looks: [OOM], items: [RESOLVED, news()] })).toEqual([]);
    expect(last({ looks: [OOM], items: [news(), RESOLVED] })).toEqual([]);
  });
});

describe('what people do', () => {
  const act = (action: 'acknowledge' | 'snooze' | 'rerun', until?: number): InboxItem => ({
    kind: 'action',
    action,
    incident: 'i1',
    user: 'U1',
    at: 5000,
    ...(until === undefined ? {} : { until }),
  });
  const look = (why: 'follow-up' | 'snooze-over'): InboxItem => ({ kind: 'look', why, incident: 'i1' });
  const begun: Step = { looks: [OOM], items: [news()] };
  const spread: Look = { ...OOM, unwell: ['web-h1-a', 'web-h1-b', 'web-h1-e'] };

  it('is kept: who acknowledged it, and until when it is snoozed', () => {
    const [one] = last(begun, { looks: [OOM], items: [act('acknowledge'), act('snooze', 20_000)] });
    expect(one?.incident).toMatchObject({
      acknowledged: { user: 'U1', at: 5000 },
      snoozed: { user: 'U1', until: 20_000 },
    });
  });

  it('speaks at follow-ups only, and only of a change', () => {
    expect(last(begun, { looks: [OOM], items: [look('follow-up')] })[0]?.notes).toEqual([]);
    expect(last(begun, { looks: [spread] })[0]?.notes).toEqual([]);
    expect(last(begun, { looks: [spread], items: [look('follow-up')] })[0]?.notes).toEqual([
      { kind: 'spread', from: 2, to: 3, pods: 5 },
    ]);
  });

  it('is silent while it is snoozed, and says when that is over', () => {
    const snoozed: Step[] = [begun, { looks: [OOM], items: [act('snooze', 20_000)] }];
    expect(last(...snoozed, { looks: [PULL], items: [look('follow-up')] })[0]?.notes).toEqual([]);
    const [over] = last(...snoozed, { looks: [OOM], items: [look('snooze-over')], now: 20_000 });
    expect(over?.notes).toEqual([{ kind: 'snooze-over' }]);
    expect(over?.incident.snoozed).toBeUndefined();
  });

  it('forgets an acknowledgement when it comes again', () => {
    const [again] = last(
      begun,
      { looks: [WELL], items: [act('acknowledge'), RESOLVED] },
      { looks: [OOM], items: [news({ receivedAt: 3000 })] },
    );
    expect(again?.incident.acknowledged).toBeUndefined();
  });
});
