import { describe, expect, it } from 'vitest';
import type { Reply, ReplyTo, RunResult } from '../../src/asks.ts';
import type { AlertSubject } from '../../src/incidents/alert-news.ts';
import type { Incident, Storm } from '../../src/incidents/incident.ts';
import { linkInTime } from '../../src/link-in-time.ts';
import type { MessageRef } from '../../src/ports.ts';
import { withoutOwnThread } from '../../src/workflows/link-incident.ts';
import { OPEN } from '../slack/blocks/incident-fixtures.ts';
import { ASK, reportOn } from '../slack/blocks/replies.ts';
import { loggerTo, type Running } from '../slack/running-app.ts';

const SUBJECT: AlertSubject = { cluster: 'prod', namespace: 'shop', kind: 'Deployment', name: 'web' };
const REPORT: Reply = { kind: 'report', ask: ASK, report: reportOn('r-feed-timeline', 'deploy/timeline') };
const RESULT: RunResult = { reply: REPORT, subject: SUBJECT };
const PLACED: Incident = { ...OPEN, openedAt: 5000, place: { channel: 'C0ALERTS', ts: '5.000001' } };
const STORM: Storm = {
  ...{ id: 'storm-1', channel: 'C0ALERTS', beganAt: 1, lastAt: 2, over: false },
  ...{ ts: '9.000001', incidents: [] },
};
const IN_STORM: Incident = { ...OPEN, storm: { channel: 'C0ALERTS', id: 'storm-1' } };

interface World {
  readonly known?: readonly Incident[] | Promise<never>;
  readonly storm?: Storm;
  readonly link?: Promise<string | undefined>;
  readonly result?: RunResult;
}

/** What comes of a result, and what was asked for it. */
async function linked({ known = [PLACED], storm, link, result = RESULT }: World) {
  const subjects: AlertSubject[] = [];
  const refs: MessageRef[] = [];
  const log: Running['log'] = [];
  const done = await linkInTime(result, {
    incidents: {
      of: async (subject) => {
        subjects.push(subject);
        return known;
      },
      storm: async (channel) => (storm?.channel === channel ? storm : undefined),
    },
    messenger: {
      permalink: async (ref) => {
        refs.push(ref);
        return link === undefined ? `https://slack.example/${ref.channel}/${ref.ts}` : link;
      },
    },
    logger: loggerTo(log),
  });
  return {
    done,
    incident: done.reply.kind === 'report' ? done.reply.incident : undefined,
    subjects,
    refs,
    log,
  };
}

describe('the link to an incident', () => {
  it('is that of what was asked about', async () => {
    const { done, subjects } = await linked({});
    expect(subjects).toEqual([SUBJECT]);
    expect(done).toEqual({
      ...RESULT,
      reply: {
        ...REPORT,
        incident: {
          ...{ openedAt: 5000, channel: 'C0ALERTS', threadTs: '5.000001' },
          url: 'https://slack.example/C0ALERTS/5.000001',
        },
      },
    });
  });

  it('stays while an alert fires although all is well again', async () => {
    expect((await linked({ known: [{ ...PLACED, state: 'recovered' }] })).incident).toBeDefined();
  });

  it('leads to our message where that is in the thread of an alert', async () => {
    const place = { channel: 'C1', threadTs: '4.000001', ts: '5.000001' };
    expect((await linked({ known: [{ ...PLACED, place }] })).incident).toMatchObject({
      threadTs: '4.000001',
      url: 'https://slack.example/C1/5.000001',
    });
  });

  it.each<[string, Partial<Incident>]>([
    ['is closed', { ...PLACED, state: 'closed' }],
    ['is being posted', { place: { channel: 'C0ALERTS' } }],
    ['is held back', { heldUntil: 9e12 }],
    ['was in another storm', { storm: { channel: 'C0ALERTS', id: 'storm-0' } }],
  ])('is not there where the incident %s', async (_, over) => {
    const { done, refs } = await linked({ known: [{ ...OPEN, ...over }], storm: STORM });
    expect(done).toBe(RESULT);
    expect(refs).toEqual([]);
  });

  it('leads to the summary of the storm that it is told in', async () => {
    expect((await linked({ known: [IN_STORM], storm: STORM })).incident).toMatchObject({
      inStorm: true,
      threadTs: '9.000001',
    });
  });

  it('of several is the one with the cause that was found, else the newest; one call either way', async () => {
    const newest = PLACED;
    const older = { ...PLACED, openedAt: 2000, place: { channel: 'C0ALERTS', ts: '2.000001' } };
    const same = { ...older, cause: 'crashloop/configuration-missing' };
    expect((await linked({ known: [newest, older] })).incident?.openedAt).toBe(5000);
    const { incident, refs } = await linked({ known: [newest, same] });
    expect(incident?.openedAt).toBe(2000);
    expect(refs).toHaveLength(1);
  });

  it('of several is one that is told', async () => {
    expect((await linked({ known: [{ ...OPEN, heldUntil: 9e12 }, PLACED] })).incident?.openedAt).toBe(5000);
  });

  it('is not looked for where there is no report', async () => {
    const reply: Reply = { kind: 'failed', ask: ASK, code: 'denied', message: 'no' };
    const { subjects } = await linked({ result: { reply, subject: SUBJECT } });
    expect(subjects).toEqual([]);
  });
});

describe('an answer does without', () => {
  it('where Slack gives no link', async () => {
    expect((await linked({ link: Promise.resolve(undefined) })).done).toBe(RESULT);
  });

  it('where the store cannot be read', async () => {
    const { done, log } = await linked({ known: Promise.reject(new Error('Connection is closed.')) });
    expect(done).toBe(RESULT);
    expect(log).toEqual([
      { event: 'incident.not-linked', fields: { problem: 'Error: Connection is closed.' } },
    ]);
  });

  it.each<[string, World]>([
    ['the store', { known: new Promise<never>(() => {}) }],
    ['Slack', { link: new Promise<undefined>(() => {}) }],
  ])('where %s takes long', async (_, world) => {
    const { done, log } = await linked(world);
    expect(done).toBe(RESULT);
    expect(log).toEqual([{ event: 'incident.not-linked', fields: { problem: 'late' } }]);
  });
});

describe('in its own thread', () => {
  const incident = { openedAt: 1, channel: 'C1', threadTs: '1.000001', url: 'https://slack.example/x' };
  const reply: Reply = { ...REPORT, incident };

  it.each<[string, ReplyTo]>([
    ['below the incident', { kind: 'message', channel: 'C1', ts: '2.000001', threadTs: '1.000001' }],
    ['in its place', { kind: 'message', channel: 'C1', ts: '1.000001' }],
  ])('%s an answer says nothing of it', (_, to) => {
    expect(withoutOwnThread(reply, to)).toEqual(REPORT);
  });

  it.each<[string, ReplyTo]>([
    ['elsewhere in the channel', { kind: 'message', channel: 'C1', ts: '2.000001' }],
    ['in another thread', { kind: 'message', channel: 'C1', ts: '2.000001', threadTs: '1.500001' }],
    ['in another channel', { kind: 'message', channel: 'C2', ts: '1.000001' }],
    ['to one person', { kind: 'response-url', url: 'https://slack.example/r', expiresAt: 1 }],
  ])('%s it does', (_, to) => {
    expect(withoutOwnThread(reply, to)).toBe(reply);
  });
});
