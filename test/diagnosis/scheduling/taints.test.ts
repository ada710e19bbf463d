import { describe, expect, it } from 'vitest';
import type { Taint } from '../../../src/diagnosis/objects/node.ts';
import type { Toleration } from '../../../src/diagnosis/objects/pod.ts';
import {
  nearMiss,
  taintKind,
  taintText,
  tolerates,
  tolerationFor,
  tolerationText,
  untolerated,
} from '../../../src/diagnosis/scheduling/taints.ts';

const gpu: Taint = { key: 'dedicated', value: 'gpu', effect: 'NoSchedule' };

describe('tolerations', () => {
  it.each<[string, Toleration, boolean]>([
    ['the same value', { key: 'dedicated', operator: 'Equal', value: 'gpu', effect: 'NoSchedule' }, true],
    ['no operator', { key: 'dedicated', value: 'gpu' }, true],
    ['another value', { key: 'dedicated', value: 'gpus' }, false],
    ['Exists', { key: 'dedicated', operator: 'Exists' }, true],
    ['Exists without key', { operator: 'Exists' }, true],
    ['an empty key without Exists', { key: '', value: 'gpu' }, false],
    ['another key', { key: 'x', operator: 'Exists' }, false],
    ['another effect', { key: 'dedicated', operator: 'Exists', effect: 'NoExecute' }, false],
    ['an operator of the future', { key: 'dedicated', operator: 'Like', value: 'gpu' }, false],
    ['Gt without numbers', { key: 'dedicated', operator: 'Gt', value: '1' }, false],
  ])('%s', (_, toleration, fits) => {
    expect(tolerates(toleration, gpu)).toBe(fits);
  });

  it('compare numbers with Gt and Lt', () => {
    const sla: Taint = { key: 'sla', value: '950', effect: 'NoSchedule' };
    expect(tolerates({ key: 'sla', operator: 'Gt', value: '900' }, sla)).toBe(true);
    expect(tolerates({ key: 'sla', operator: 'Gt', value: '950' }, sla)).toBe(false);
    expect(tolerates({ key: 'sla', operator: 'Lt', value: '990' }, sla)).toBe(true);
    expect(tolerates({ key: 'sla', operator: 'Lt' }, sla)).toBe(false);
    expect(tolerates({ key: 'sla', operator: 'Gt', value: '1' }, { key: 'sla', effect: 'NoSchedule' })).toBe(
      false,
    );
  });

  it('leave over what keeps the pod away', () => {
    const soft: Taint = { key: 'soft', effect: 'PreferNoSchedule' };
    expect(untolerated({ spec: { taints: [gpu, soft] } })).toEqual([gpu]);
    expect(untolerated({ spec: { taints: [gpu] } }, [{ operator: 'Exists' }])).toEqual([]);
    expect(untolerated({})).toEqual([]);
  });

  it('count a cordon once, with or without its taint', () => {
    const cordon: Taint = { key: 'node.kubernetes.io/unschedulable', effect: 'NoSchedule' };
    expect(untolerated({ spec: { unschedulable: true } })).toEqual([cordon]);
    expect(untolerated({ spec: { unschedulable: true, taints: [cordon] } })).toEqual([cordon]);
  });

  it('are found where they nearly fit', () => {
    const byValue: Toleration = { key: 'dedicated', value: 'gpus' };
    const byKey: Toleration = { key: 'dedicate', value: 'gpu' };
    expect(nearMiss(gpu, [{ operator: 'Exists', effect: 'NoExecute' }, byValue])).toBe(byValue);
    expect(nearMiss(gpu, [byKey])).toBe(byKey);
    expect(nearMiss(gpu, [{ key: 'node.kubernetes.io/not-ready' }, { key: 'other' }])).toBeUndefined();
    expect(nearMiss(gpu)).toBeUndefined();
  });

  it('are written in words', () => {
    expect(taintText(gpu)).toBe('dedicated=gpu:NoSchedule');
    expect(taintText({ key: 'a', effect: 'NoExecute' })).toBe('a:NoExecute');
    expect(tolerationFor(gpu)).toEqual({
      key: 'dedicated',
      operator: 'Equal',
      value: 'gpu',
      effect: 'NoSchedule',
    });
    expect(tolerationFor({ key: 'a', effect: 'NoExecute' })).toEqual({
      key: 'a',
      operator: 'Exists',
      effect: 'NoExecute',
    });
    expect(tolerationText({ key: 'a', value: 'b', effect: 'NoSchedule' })).toBe('a=b:NoSchedule');
    expect(tolerationText({ key: 'a' })).toBe('a=');
    expect(tolerationText({ operator: 'Exists' })).toBe('*');
  });
});

describe('a taint', () => {
  it.each([
    ['node.kubernetes.io/unschedulable', 'cordon'],
    ['node.kubernetes.io/disk-pressure', 'problem'],
    ['node.kubernetes.io/out-of-service', 'problem'],
    ['node.cloudprovider.kubernetes.io/uninitialized', 'starting'],
    ['node.cilium.io/agent-not-ready', 'starting'],
    ['ToBeDeletedByClusterAutoscaler', 'leaving'],
    ['karpenter.sh/disrupted', 'leaving'],
    ['node-role.kubernetes.io/control-plane', 'control-plane'],
    ['node-role.kubernetes.io/master', 'control-plane'],
    ['dedicated', 'custom'],
  ])('%s means %s', (key, kind) => {
    expect(taintKind({ key, effect: 'NoSchedule' })).toBe(kind);
  });
});
