import { describe, expect, test } from 'vitest';
import * as evidence from '../../src/diagnosis/evidence.ts';
import { event } from '../support/build.ts';

describe('evidence', () => {
  test('an event keeps its words, its count, its time and its container', () => {
    const made = event({
      involvedObject: { kind: 'Pod', name: 'web-1', fieldPath: 'spec.containers{app}' },
      count: 3,
    });
    expect(evidence.fromEvent(made)).toEqual({
      kind: 'event',
      object: 'pod/web-1',
      container: 'app',
      type: 'Warning',
      reason: 'Failed',
      message: 'it failed',
      count: 3,
      lastSeen: '2026-01-01T12:00:00.000Z',
    });
  });

  test('an event with nothing in it is still evidence', () => {
    expect(evidence.fromEvent({})).toEqual({
      kind: 'event',
      object: 'object/?',
      type: 'Normal',
      reason: '',
      message: '',
      count: 1,
      lastSeen: '',
    });
  });

  test.each([
    [
      'of a container’s status',
      evidence.fromStatus('web-1', 'state.waiting', 'ErrImagePull', 'app'),
      { kind: 'status', object: 'pod/web-1', field: 'state.waiting', text: 'ErrImagePull', container: 'app' },
    ],
    [
      'of a pod’s status',
      evidence.fromStatus('web-1', 'phase', 'Pending'),
      { kind: 'status', object: 'pod/web-1', field: 'phase', text: 'Pending' },
    ],
    [
      'of a spec',
      evidence.fromSpec('web-1', 'spec.nodeName', 'node-a'),
      { kind: 'spec', object: 'pod/web-1', field: 'spec.nodeName', text: 'node-a' },
    ],
    [
      'of a node',
      evidence.fromNode('node-a', 'status.allocatable', 'cpu 4'),
      { kind: 'node', object: 'node/node-a', field: 'status.allocatable', text: 'cpu 4' },
    ],
    [
      'of another object',
      evidence.fromObject('PersistentVolumeClaim', 'data', 'status.phase', 'Pending'),
      { kind: 'object', object: 'persistentvolumeclaim/data', field: 'status.phase', text: 'Pending' },
    ],
    [
      'that was worked out',
      evidence.computed('node/node-a', '2 free'),
      { kind: 'computed', object: 'node/node-a', text: '2 free' },
    ],
    [
      'that was worked out for a container',
      evidence.computed('pod/web-1', '2Gi', 'app'),
      { kind: 'computed', object: 'pod/web-1', text: '2Gi', container: 'app' },
    ],
    [
      'from a log',
      evidence.fromLog('web-1', 'app', 'previous', ['boom']),
      { kind: 'log', object: 'pod/web-1', container: 'app', run: 'previous', lines: ['boom'] },
    ],
  ])('evidence %s says what was seen and where', (_, made, expected) => {
    expect(made).toEqual(expected);
  });
});
