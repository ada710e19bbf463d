import { describe, expect, test } from 'vitest';
import type { KubeEvent } from '../../src/diagnosis/objects/meta.ts';
import type { Pod } from '../../src/diagnosis/objects/pod.ts';
import { ownWords } from '../../src/diagnosis/own-words.ts';
import { viewOf } from '../../src/diagnosis/pod-view.ts';
import { type Collected, type Read, readKey } from '../../src/diagnosis/snapshot.ts';
import { containerStatus, event, pod } from '../support/build.ts';
import { facts, snapshot } from '../support/snapshots.ts';

const READ: Read = { section: 'events', kind: 'Pod', name: 'web-1', namespace: 'shop', uid: 'pod-uid' };

function words(one: Pod, answer: readonly KubeEvent[] | Collected<never>) {
  const fact = 'status' in answer ? new Map([[readKey(READ), answer]]) : facts([READ, answer]);
  return ownWords(viewOf(snapshot({ facts: fact }), one, new Map()));
}

const unbound = pod({ spec: { nodeName: undefined } });
const young = pod({ metadata: { creationTimestamp: '2026-01-01T11:59:30Z' } });
const tokenSync =
  'MountVolume.SetUp failed for volume "kube-api-access": failed to sync configmap cache: timed out';

describe('ownWords', () => {
  test.each<[string, Pod, Partial<KubeEvent>, boolean]>([
    ['a warning', pod(), { reason: 'FailedMount', message: 'no such device' }, true],
    ['nothing that is normal', pod(), { type: 'Normal' }, false],
    ['a pod’s failed scheduling while it has no node', unbound, { reason: 'FailedScheduling' }, true],
    ['no scheduling that has succeeded since', pod(), { reason: 'FailedScheduling' }, false],
    ['no sync of a token’s volume at a start', pod(), { reason: 'FailedMount', message: tokenSync }, false],
    ['a mount that fails without words', pod(), { reason: 'FailedMount', message: undefined }, true],
    ['no probe of a young pod', young, { reason: 'Unhealthy' }, false],
    ['a probe of an old pod', pod(), { reason: 'Unhealthy' }, true],
    [
      'no probe of a pod of unknown age',
      pod({ metadata: { creationTimestamp: undefined } }),
      { reason: 'Unhealthy' },
      false,
    ],
  ])('take for a warning: %s', (_, one, overrides, warned) => {
    const made = event({ message: 'so it said', ...overrides });
    expect(words(one, [made])).toEqual({ ...(warned && made.message ? { text: made.message } : {}), warned });
  });

  test('are the newest warning', () => {
    const old = event({ message: 'first', lastTimestamp: '2026-01-01T11:00:00Z' });
    expect(words(pod(), [event({ message: 'then' }), old]).text).toBe('then');
  });

  test('are the pod’s own before any event', () => {
    const state = { waiting: { reason: 'Odd', message: 'never seen' } };
    const one = pod({ status: { containerStatuses: [containerStatus('app', state)] } });
    expect(words(one, [event()])).toEqual({ text: 'app: Odd: never seen', warned: true });
  });

  test('are the warning where the condition only repeats that something is not ready', () => {
    const conditions = [{ type: 'Ready', status: 'False', message: 'containers with unready status: [app]' }];
    const one = pod({ status: { conditions } });
    expect(words(one, [event({ message: 'no such volume' })]).text).toBe('no such volume');
    expect(words(one, []).text).toBe('containers with unready status: [app]');
  });

  test('say nothing where the events cannot be read', () => {
    expect(words(pod(), { status: 'unavailable', reason: 'forbidden', message: 'no' })).toEqual({
      warned: false,
    });
  });
});
