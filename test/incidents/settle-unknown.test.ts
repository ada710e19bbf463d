import { describe, expect, it } from 'vitest';
import type { AlertNews, AlertSubject, InboxItem } from '../../src/incidents/alert-news.ts';
import type { Incident, Look } from '../../src/incidents/incident.ts';
import { settle } from '../../src/incidents/settle.ts';
import type { Settled } from '../../src/incidents/settled.ts';

const SUBJECT: AlertSubject = { cluster: 'prod', namespace: 'shop', kind: 'Deployment', name: 'web' };
const CLUSTER: AlertSubject = { cluster: 'prod', kind: 'Cluster', name: 'prod' };
const ODD: Look = {
  cause: 'unexplained',
  title: 'unwell, and nothing says why',
  template: 'h1',
  verdict: 'unhealthy',
  unwell: ['web-h1-a'],
  pods: 5,
};
const OOM: Look = { ...ODD, cause: 'crashloop/out-of-memory', title: 'killed' };
const NEXT: Look = { ...OOM, template: 'h2', unwell: ['web-h2-a'] };
const WELL: Look = { cause: 'none', title: 'well', template: '', verdict: 'healthy', unwell: [], pods: 5 };
const AWAY: Look = { ...WELL, cause: 'unanswered', title: 'forbidden', verdict: 'unknown', pods: 0 };
const GONE: Look = { ...AWAY, cause: 'not-found', title: 'there is no deployment "web"' };

function alert(change: Partial<AlertNews> = {}): InboxItem {
  return {
    kind: 'alert',
    news: {
      fingerprint: 'f1',
      status: 'firing',
      alertname: 'KubePodNotReady',
      labels: {},
      target: 'deployment/web',
      origin: { kind: 'webhook' },
      receivedAt: 1000,
      ...change,
    },
  };
}

const RESOLVED = alert({ status: 'resolved', receivedAt: 2000 });

interface Step {
  readonly look: Look;
  readonly items?: readonly InboxItem[];
}

/** What the last of a row of looks comes to. */
function last(steps: readonly Step[], subject = SUBJECT, begin = 10_000): readonly Settled[] {
  let incidents: readonly Incident[] = [];
  let settled: readonly Settled[] = [];
  for (const [index, { look, items = [] }] of steps.entries()) {
    const now = begin + index * 60_000;
    settled = settle({ subject, incidents, looks: [look], items, now, newId: JSON.stringify });
    incidents = settled.map(({ incident }) => incident);
  }
  return settled;
}

const told = (settled: readonly Settled[]) =>
  settled.map(({ incident, notes }) => [incident.cause, incident.state, ...notes.map(({ kind }) => kind)]);

describe('what was unwell without a known cause', () => {
  it('has recovered once the pods are well, and is closed with its alerts', () => {
    const steps = [{ look: ODD, items: [alert()] }, { look: WELL }];
    expect(told(last(steps))).toEqual([['unexplained', 'recovered', 'recovered']]);
    expect(told(last([...steps, { look: WELL, items: [RESOLVED] }]))).toEqual([['unexplained', 'closed']]);
    expect(
      told(
        last([
          { look: ODD, items: [alert()] },
          { look: WELL, items: [RESOLVED] },
        ]),
      ),
    ).toEqual([['unexplained', 'closed', 'closed']]);
  });

  it('counts as a flap when it is there again', () => {
    const [again] = last([{ look: ODD, items: [alert()] }, { look: WELL }, { look: ODD }]);
    expect(again?.incident).toMatchObject({ state: 'open', flaps: 1 });
  });
});

describe('what could not be looked at', () => {
  it('is well, or gone, where that is what is seen later, without a word of a change', () => {
    expect(told(last([{ look: AWAY, items: [alert()] }, { look: WELL }]))).toEqual([['none', 'open']]);
    expect(told(last([{ look: AWAY, items: [alert()] }, { look: GONE }]))).toEqual([['not-found', 'open']]);
    expect(told(last([{ look: GONE, items: [alert()] }, { look: WELL }]))).toEqual([['none', 'open']]);
  });

  it('is over with its alerts, although nobody could look', () => {
    const [over] = last([
      { look: AWAY, items: [alert()] },
      { look: AWAY, items: [RESOLVED] },
    ]);
    expect(over).toMatchObject({ event: 'closed', incident: { state: 'closed', closedAt: 70_000 } });
  });

  it('is not over where it was unwell when it was last seen', () => {
    const steps = [
      { look: OOM, items: [alert()] },
      { look: AWAY, items: [RESOLVED] },
    ];
    expect(told(last(steps))).toEqual([[OOM.cause, 'open']]);
    expect(told(last([...steps, { look: WELL }]))).toEqual([[OOM.cause, 'closed', 'closed']]);
  });
});

describe('a cluster that did not answer', () => {
  it('is over once it answers, whatever fires there', () => {
    const answers: Look = { ...WELL, title: 'it answers', pods: 0 };
    const [over] = last([{ look: AWAY, items: [alert()] }, { look: answers }], CLUSTER);
    expect(over).toMatchObject({
      event: 'closed',
      notes: [],
      incident: { state: 'closed', verdict: 'healthy' },
    });
  });
});

describe('the id of an incident', () => {
  it('is the same when the same is done again a moment later, with more news by then', () => {
    const later = [alert(), alert({ fingerprint: 'f2', receivedAt: 9000 })];
    const ids = (items: readonly InboxItem[], begin: number) =>
      last([{ look: OOM, items }], SUBJECT, begin).map(({ incident }) => incident.id);
    expect(ids(later, 12_000)).toEqual(ids([alert()], 10_000));
    const heirs = (begin: number) => last([{ look: OOM, items: [alert()] }, { look: NEXT }], SUBJECT, begin);
    expect(heirs(12_000).map(({ incident }) => incident.id)).toEqual(
      heirs(10_000).map(({ incident }) => incident.id),
    );
  });

  it('is another for another subject, cause, template and time', () => {
    const id = (look: Look, subject = SUBJECT, receivedAt = 1000) =>
      last([{ look, items: [alert({ receivedAt })] }], subject)[0]?.incident.id;
    const other = { ...SUBJECT, name: 'api' };
    const ids = [id(OOM), id(ODD), id(NEXT), id(OOM, other), id(OOM, SUBJECT, 5000)];
    expect(new Set(ids).size).toBe(5);
  });
});

describe('an incident whose pods have the cause of another by now', () => {
  it('says that cause, as it was seen just now', () => {
    const other: Look = {
      ...OOM,
      cause: 'image-pull/image-not-found',
      title: 'no image',
      unwell: ['web-h1-c'],
    };
    const items = [alert({ target: 'pod/web-h1-a' }), alert({ fingerprint: 'f2', target: 'pod/web-h1-c' })];
    const both = { subject: SUBJECT, now: 10_000, newId: JSON.stringify };
    const incidents = settle({ ...both, incidents: [], looks: [OOM, other], items }).map(
      (one) => one.incident,
    );
    const third: Look = { ...ODD, title: 'something else' };
    const settled = settle({ ...both, incidents, looks: [third], items: [] });
    expect(settled.map(({ notes }) => notes)).toEqual([
      [{ kind: 'cause-changed', from: 'killed', to: 'something else' }],
      [{ kind: 'cause-changed', from: 'no image', to: 'something else' }],
    ]);
  });
});
