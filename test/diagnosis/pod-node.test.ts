import { expect, test } from 'vitest';
import type { Pod } from '../../src/diagnosis/objects/pod.ts';
import type { View } from '../../src/diagnosis/playbook.ts';
import { isNodeDown, podNodeState } from '../../src/diagnosis/pod-node.ts';
import type { Collected } from '../../src/diagnosis/snapshot.ts';
import { node, pod } from '../support/build.ts';

const FORBIDDEN: Collected<never> = { status: 'unavailable', reason: 'forbidden', message: 'no' };

function view(answer: Collected<unknown>, made: Pod = pod()): View<'node'> {
  return { pod: made, get: () => answer } as unknown as View<'node'>;
}

function withReady(status: string): Collected<unknown> {
  return { status: 'ok', value: node('node-a', { status: { conditions: [{ type: 'Ready', status }] } }) };
}

test('a node is down when its Ready condition says so', () => {
  expect(isNodeDown(view(withReady('Unknown')))).toBe(true);
  expect(isNodeDown(view(withReady('False')))).toBe(true);
  expect(isNodeDown(view(withReady('True')))).toBe(false);
});

test('a node that could not be read, or that is none, is not known to be down', () => {
  expect(isNodeDown(view(FORBIDDEN))).toBe(false);
  expect(podNodeState(view(FORBIDDEN, {}))).toBeUndefined();
});
