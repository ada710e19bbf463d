import fc from 'fast-check';
import { expect, test } from 'vitest';
import { finalizerOwner } from '../../src/diagnosis/finalizer-owner.ts';

test.each([
  ['batch.kubernetes.io/job-tracking', 'the Job controller of kube-controller-manager'],
  ['workflows.argoproj.io/status', 'Argo Workflows'],
  ['kueue.x-k8s.io/managed', 'Kueue'],
  ['example.com/backup-before-delete', 'the controller that uses the name example.com'],
  ['protected.example.com', 'the controller that uses the name protected.example.com'],
  ['hold', 'the controller that set it'],
])('%s is taken off by %s', (finalizer, owner) => {
  expect(finalizerOwner(finalizer)).toBe(owner);
});

test('any text has an owner', () => {
  fc.assert(fc.property(fc.string(), (text) => finalizerOwner(text) !== ''));
});
