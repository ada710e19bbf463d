import { describe, expect, it } from 'vitest';
import type { Pod } from '../../src/diagnosis/objects/pod.ts';
import type { OwnerRestarts } from '../../src/digests/digest.ts';
import { restartCount, startRestartNotes } from '../../src/digests/restarts.ts';
import { restartsSince } from '../../src/digests/restarts-since.ts';

const WEB = { namespace: 'shop', kind: 'Deployment', name: 'web' };
const DB = { namespace: 'shop', kind: 'StatefulSet', name: 'db' };

function pod(uid: string, restartCount: number, finishedAt?: string): Pod {
  const lastState = finishedAt === undefined ? {} : { terminated: { exitCode: 1, finishedAt } };
  return {
    metadata: { uid },
    status: { containerStatuses: [{ name: 'app', restartCount, lastState }] },
  } as Pod;
}

/** `{db: {a: 1}}`: by owner's name and pod. */
function owners(counts: Readonly<Record<string, OwnerRestarts['pods']>>): readonly OwnerRestarts[] {
  return Object.entries(counts).map(([name, pods]) => ({ ...WEB, name, pods }));
}

describe("a pod's restarts", () => {
  it.each<[string, object, number]>([
    ['all containers', { containerStatuses: [{ restartCount: 2 }, { restartCount: 1 }] }, 3],
    [
      'init containers and sidecars',
      { containerStatuses: [{ restartCount: 2 }], initContainerStatuses: [{ restartCount: 4 }] },
      6,
    ],
    ['nothing of a pod without a status', {}, 0],
    ['nothing of what is no count', { containerStatuses: [null, { restartCount: '9' }, 3] }, 0],
    ['nothing of what is no list', { containerStatuses: { restartCount: 2 } }, 0],
  ])('are those of %s', (_, status, count) => {
    expect(restartCount({ status } as Pod)).toBe(count);
  });
});

describe('notes of restarts', () => {
  it('stand by owner and pod, in an order of their own', () => {
    const notes = startRestartNotes();
    notes.add(pod('b', 2), WEB);
    notes.add(pod('c', 1), DB);
    notes.add(pod('a', 5), WEB);
    notes.add({ metadata: {} }, WEB);
    expect(notes.seen()).toEqual({
      owners: [
        { ...WEB, pods: { a: 5, b: 2 } },
        { ...DB, pods: { c: 1 } },
      ],
      truncated: false,
    });
  });

  it('are of those pods that restarted last, whatever the order in which they come', () => {
    const pods = Array.from({ length: 20 }, (_, index) =>
      pod(`pod-${index}`, 100 - index, `2026-01-01T00:00:${10 + index}Z`),
    );
    const seenIn = (order: readonly Pod[]) => {
      const notes = startRestartNotes(3);
      for (const one of order) notes.add(one, WEB);
      return notes.seen();
    };
    const expected = {
      owners: [{ ...WEB, pods: { 'pod-17': 83, 'pod-18': 82, 'pod-19': 81 } }],
      truncated: true,
    };
    expect(seenIn(pods)).toEqual(expected);
    expect(seenIn(pods.toReversed())).toEqual(expected);
    expect(seenIn(pods.slice(0, 3)).truncated).toBe(false);
  });
});

describe('restarts between two digests', () => {
  const now = owners({ api: { a: 7, b: 3 }, web: { c: 2 }, db: { d: 1 } });

  it('are the difference, pod by pod', () => {
    const before = owners({ api: { a: 3, gone: 50 }, web: { c: 2 }, db: { d: 4 } });
    expect(restartsSince({ owners: now, truncated: true }, { owners: before, truncated: false })).toEqual({
      total: 7,
      owners: [{ ...WEB, name: 'api', restarts: 7 }],
    });
  });

  it('leave out pods of which the earlier one may have known nothing', () => {
    const before = owners({ api: { a: 3 } });
    expect(restartsSince({ owners: now, truncated: false }, { owners: before, truncated: true })).toEqual({
      total: 4,
      owners: [{ ...WEB, name: 'api', restarts: 4 }],
    });
  });

  it('follow a pod that is known by another owner by now', () => {
    const moved = restartsSince(
      { owners: owners({ web: { a: 4 } }), truncated: false },
      { owners: owners({ 'web-1': { a: 3 } }), truncated: false },
    );
    expect(moved.total).toBe(1);
  });

  it('name the ten owners with most of them, and count all', () => {
    const many = owners(
      Object.fromEntries(Array.from({ length: 12 }, (_, index) => [`app-${index}`, { [`${index}`]: index }])),
    );
    const since = restartsSince({ owners: many, truncated: false }, { owners: [], truncated: false });
    expect(since.total).toBe(66);
    expect(since.owners.map(({ restarts }) => restarts)).toEqual([11, 10, 9, 8, 7, 6, 5, 4, 3, 2]);
  });
});
