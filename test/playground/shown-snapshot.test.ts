import { expect, it } from 'vitest';
import { type Collected, readKey, type Snapshot } from '../../src/diagnosis/snapshot.ts';
import { shownSnapshot } from '../../src/playground/shown-snapshot.ts';
import { NOW } from '../support/build.ts';

const where = { namespace: 'shop', pod: 'web-1', container: 'web' };

function snapshot(facts: readonly (readonly [string, unknown])[]): Snapshot {
  const pod = {
    metadata: { name: 'web-1', namespace: 'shop' },
    spec: { containers: [{ name: 'web', env: [{ name: 'DB_PASSWORD', value: 'hunter2hunter2' }] }] },
  };
  return {
    target: { kind: 'Pod', namespace: 'shop', name: 'web-1' },
    takenAt: NOW,
    pods: [pod],
    facts: new Map(facts.map(([key, value]) => [key, { status: 'ok', value }])),
  };
}

it('has what was read under what was asked', () => {
  const key = readKey({ section: 'log', previous: true, ...where });
  const lines = [{ time: NOW, text: 'starting' }, { text: 'FATAL' }];
  const denied = { status: 'unavailable', reason: 'forbidden', message: 'nodes are forbidden' } as const;
  const shown = shownSnapshot({
    ...snapshot([]),
    facts: new Map<string, Collected<unknown>>([
      [key, { status: 'ok', value: lines }],
      [readKey({ section: 'node', name: 'node-a' }), denied],
    ]),
  });
  expect(shown).toMatchObject({
    target: { name: 'web-1' },
    facts: {
      'log container=web namespace=shop pod=web-1 previous=true': {
        status: 'ok',
        value: [`${NOW} starting`, 'FATAL'],
      },
      'node name=node-a': denied,
    },
  });
});

it('shows no secret: not of a setting, of an event, nor one of several log lines', () => {
  const key = ['-----BEGIN PRIVATE KEY-----', 'c2VjcmV0'.repeat(8), 'c2hvcnQ=', '-----END PRIVATE KEY-----'];
  const shown = JSON.stringify(
    shownSnapshot(
      snapshot([
        [readKey({ section: 'log', previous: false, ...where }), key.map((text) => ({ time: NOW, text }))],
        [
          readKey({ section: 'events', kind: 'Pod', name: 'web-1', namespace: 'shop' }),
          [{ message: 'login with password=hunter2hunter2' }],
        ],
      ]),
    ),
  );
  expect(shown).toContain('BEGIN PRIVATE KEY');
  expect(shown).not.toMatch(/hunter2|c2VjcmV0|c2hvcnQ/);
});
