import { describe, expect, it } from 'vitest';
import { BotError, type ErrorCode } from '../../src/errors.ts';
import { parseTarget } from '../../src/kube/target-query.ts';
import type { TargetQuery } from '../../src/ports.ts';

function read(query: TargetQuery | string): string {
  const parsed = parseTarget(typeof query === 'string' ? { text: query } : query, 'home');
  if (parsed.form === 'selector') return `${parsed.namespace ?? '*'} -l ${parsed.selector}`;
  return [parsed.namespace ?? '*', parsed.kind?.kind ?? '?', parsed.name].join(' ');
}

function refused(query: TargetQuery | string): BotError {
  try {
    read(query);
  } catch (error) {
    if (error instanceof BotError) return error;
  }
  throw new Error(`${JSON.stringify(query)} was accepted`);
}

describe('a target', () => {
  it.each([
    ['web', 'home ? web'],
    ['shop/web', 'shop ? web'],
    ['deploy/web', 'home Deployment web'],
    ['shop/deploy/web', 'shop Deployment web'],
    ['deploy/shop/web', 'shop Deployment web'],
    ['deploy web', 'home Deployment web'],
    ['  pod/web-1 ', 'home Pod web-1'],
    ['web.example.com', 'home ? web.example.com'],
  ])('%s reads as %s', (text, meaning) => expect(read(text)).toBe(meaning));

  it.each([
    ['po pod pods Pod PODS pods.v1', 'Pod'],
    ['deploy deployment deployments deployment.apps deployments.v1.apps Deployment', 'Deployment'],
    ['sts statefulset statefulsets statefulsets.apps', 'StatefulSet'],
    ['ds daemonset daemonsets', 'DaemonSet'],
    ['rs replicaset replicasets', 'ReplicaSet'],
    ['job jobs job.batch', 'Job'],
    ['cj cronjob cronjobs cronjobs.batch', 'CronJob'],
    ['svc service services', 'Service'],
    ['ing ingress ingresses.networking.k8s.io', 'Ingress'],
    ['hpa horizontalpodautoscalers horizontalpodautoscaler.autoscaling', 'HorizontalPodAutoscaler'],
    ['pdb poddisruptionbudgets poddisruptionbudget.policy', 'PodDisruptionBudget'],
    ['pvc persistentvolumeclaim', 'PersistentVolumeClaim'],
  ])('takes %s for a %s', (words, kind) => {
    for (const word of words.split(' ')) expect(read(`${word}/x`)).toBe(`home ${kind} x`);
  });

  it.each(['node/a', 'no/a', 'shop/nodes/a', 'nodes shop a'])('%s is a node, in no namespace', (text) => {
    expect(read({ text, namespace: 'shop' })).toBe(' Node a');
  });

  it('takes an unknown first word for a namespace', () => {
    expect(read('kafka/web')).toBe('kafka ? web');
  });

  it('lets -n and -A choose the namespace', () => {
    expect(read({ text: 'deploy/web', namespace: 'shop' })).toBe('shop Deployment web');
    expect(read({ text: 'web', allNamespaces: true })).toBe('* ? web');
    expect(read({ text: 'shop/web', namespace: 'shop' })).toBe('shop ? web');
    expect(read({ selector: 'app=web', namespace: 'shop' })).toBe('shop -l app=web');
    expect(read({ selector: 'app=web', allNamespaces: true })).toBe('* -l app=web');
    expect(read({ selector: 'app=web' })).toBe('home -l app=web');
  });
});

describe('a target that cannot be', () => {
  it.each<[TargetQuery | string, ErrorCode, RegExp]>([
    ['', 'target-invalid', /Name a pod or a workload/],
    ['Web', 'target-invalid', /lowercase.*Did you mean "web"\?/],
    ['web_1', 'target-invalid', /lowercase letters/],
    ['-web', 'target-invalid', /lowercase letters/],
    [`a${'b'.repeat(253)}`, 'target-invalid', /cannot be the name/],
    ['Shop/web', 'target-invalid', /neither a kind .* nor a possible namespace/],
    ['deployment.example.com/web', 'target-invalid', /neither a kind/],
    ['deploy/', 'target-invalid', /not a target/],
    ['a/b/c/d', 'target-invalid', /not a target/],
    ['shop/thing/web', 'target-invalid', /"thing" is not a kind/],
    [{ text: 'shop/web', namespace: 'other' }, 'target-invalid', /Give one of them/],
    [{ text: 'web', selector: 'app=web' }, 'target-invalid', /not both/],
    ['ns/shop', 'target-unsupported', /Namespaces cannot be explained/],
    ['pv/data', 'target-unsupported', /PersistentVolumes/],
    ['shop/rc/web', 'target-unsupported', /ReplicationControllers/],
  ])('%j is %s', (query, code, message) => {
    const error = refused(query);
    expect(error.code).toBe(code);
    expect(error.userMessage).toMatch(message);
    expect(error.retryable).toBe(false);
  });
});
