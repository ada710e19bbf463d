import { expect, it } from 'vitest';
import { readKey } from '../../src/diagnosis/snapshot.ts';
import { toRecording } from '../../src/workflows/to-recording.ts';
import { NOW } from '../support/build.ts';

it('a recording holds no private key of a log, which has a line for each of its own', () => {
  const key = ['-----BEGIN PRIVATE KEY-----', 'c2VjcmV0'.repeat(8), 'c2hvcnQ=', '-----END PRIVATE KEY-----'];
  const log = { section: 'log', namespace: 'shop', pod: 'web', container: 'app', previous: false } as const;
  const value = ['loading', ...key, 'loaded'].map((text) => ({ time: NOW, text }));
  const { logs } = toRecording({
    target: { kind: 'Pod', namespace: 'shop', name: 'web' },
    takenAt: NOW,
    pods: [],
    facts: new Map([[readKey(log), { status: 'ok', value }]]),
  });
  const text = JSON.stringify(logs['shop/web/app']?.current);
  expect(text).toMatch(/loading.*BEGIN PRIVATE KEY.*END PRIVATE KEY.*loaded/s);
  expect(text).not.toMatch(/c2VjcmV0|c2hvcnQ/);
});

it('a recording holds the events of a namespace once, whichever question brought them, redacted', () => {
  const event = {
    metadata: { name: 'web.1', namespace: 'shop' },
    message: 'login with password=hunter2hunter2',
  };
  const other = { metadata: { name: 'db.1', namespace: 'shop' }, reason: 'Killing' };
  const recording = toRecording({
    target: { kind: 'Pod', namespace: 'shop', name: 'web' },
    takenAt: NOW,
    pods: [],
    facts: new Map([
      [
        readKey({ section: 'events', kind: 'Pod', name: 'web', namespace: 'shop' }),
        { status: 'ok', value: [event] },
      ],
      [
        readKey({ section: 'namespace-events', namespace: 'shop' }),
        { status: 'ok', value: { events: [event, other], truncated: false } },
      ],
    ]),
  });
  expect(recording.objects).toMatchObject([
    { kind: 'Event', apiVersion: 'v1', metadata: { name: 'web.1' } },
    { kind: 'Event', apiVersion: 'v1', metadata: { name: 'db.1' }, reason: 'Killing' },
  ]);
  expect(JSON.stringify(recording)).not.toContain('hunter2');
});
