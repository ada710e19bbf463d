import { describe, expect, it } from 'vitest';
import type { Ask, AskJob } from '../../src/asks.ts';
import { askKey } from '../../src/queue/ask-key.ts';
import { readAskJob, readAskJobText } from '../../src/queue/payload.ts';

const DIGEST: Ask = { verb: 'digest', cluster: 'prod' };

function jobOf(ask: Ask, id = 'Ev1'): AskJob {
  return {
    id,
    ask,
    asker: { user: 'U1', channel: 'C1' },
    replyTo: { kind: 'message', channel: 'C1', ts: '1.1' },
    askedAt: 1,
  };
}

function keyOf(ask: Partial<Ask>, id?: string): string {
  return askKey(jobOf({ ...DIGEST, ...ask }, id));
}

describe('a request in the queue', () => {
  it.each([
    { ...DIGEST, namespace: 'shop' },
    { ...DIGEST, namespaces: ['shop', 'pay'] },
    { ...DIGEST, allNamespaces: true },
    { ...DIGEST, namespaces: Array.from({ length: 50 }, (_, index) => `team-${index}`) },
  ] satisfies Ask[])('comes out as it went in: %j', (ask) => {
    const job = jobOf(ask);
    expect(readAskJobText(JSON.stringify(job))).toEqual({ status: 'ok', value: job });
  });

  it.each([
    [{ namespaces: [] }, 'ask.namespaces: too_small'],
    [{ namespaces: Array.from({ length: 51 }, (_, index) => `team-${index}`) }, 'ask.namespaces: too_big'],
    [{ namespaces: [''] }, 'ask.namespaces.0: too_small'],
    [{ namespaces: 'shop' }, 'ask.namespaces: invalid_type'],
    [{ allNamespaces: 'yes' }, 'ask.allNamespaces: invalid_type'],
    [{ everyNamespace: true }, 'ask: unrecognized_keys'],
  ])('that says %j is told of where its answer is waited for', (ask, problem) => {
    const job = jobOf(DIGEST);
    expect(readAskJob({ ...job, ask: { ...DIGEST, ...ask } })).toMatchObject({
      status: 'invalid',
      problem,
      salvaged: { id: 'Ev1', replyTo: job.replyTo, ask: { verb: 'why', cluster: 'unknown' } },
    });
  });
});

describe('requests that one run answers', () => {
  it('name the same namespaces, in any order', () => {
    const key = keyOf({ namespaces: ['shop', 'pay'] });
    expect(keyOf({ namespaces: ['pay', 'shop'] }, 'Ev2')).toBe(key);
    expect(keyOf({ namespaces: ['pay', 'shop', 'pay'] })).toBe(key);
  });

  it('are not those about other places', () => {
    const places: Partial<Ask>[] = [
      {},
      { allNamespaces: true },
      { namespace: 'shop' },
      { namespace: 'pay' },
      { namespaces: ['shop', 'pay'] },
      { namespaces: ['shop', 'pay', 'vault'] },
      { namespaces: ['shop,pay'] },
      { verb: 'list' },
    ];
    expect(new Set(places.map((place) => keyOf(place))).size).toBe(places.length);
  });

  it('are all but watches, each of which is its own', () => {
    const [one, other] = ['Ev1', 'Ev2'].map((id) => keyOf({ verb: 'watch', target: 'web' }, id));
    expect(one).not.toBe(other);
    expect(keyOf({}, 'Ev1')).toBe(keyOf({ allNamespaces: false }, 'Ev2'));
  });
});
