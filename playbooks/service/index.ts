import type { Judgement } from '../../src/diagnosis/finding.ts';
import { definePlaybook } from '../../src/diagnosis/playbook.ts';
import { CAUSES } from './causes.ts';
import { judgeDns } from './dns.ts';
import { judgeIngress } from './ingress.ts';
import type { Cause, ServiceView } from './scene.ts';
import { judgeService } from './service.ts';

export const service = definePlaybook({
  id: 'service',
  title: 'The pods run and can’t be reached',
  meaning:
    'Nothing leads from a Service or an Ingress to a program that answers: the selector fits no pod, a port leads nowhere, no pod is ready, a NetworkPolicy drops the connections, nobody serves the Ingress. Or a pod asks name servers that don’t know the cluster.',
  impact:
    'Clients get refused connections, timeouts or an error page of the ingress controller, while the pods look healthy.',
  alerts: ['KubePodNotReady', 'KubeDeploymentReplicasMismatch'],
  reads: [
    'namespace-pods',
    'workloads',
    'pods',
    'network-policies',
    'namespaces',
    'log',
    'endpoint-slices',
    'events',
    'services',
    'ingress-classes',
    'names',
  ],
  causes: CAUSES,
  diagnose(view) {
    const found = judgeDns(view);
    return { findings: found ? [found] : [] };
  },
  diagnoseTarget: (view) => judge(view),
});

function judge(view: ServiceView): Judgement<Cause> {
  const { object } = view;
  if (object?.kind === 'Service') return { findings: judgeService(view, object) };
  return { findings: object?.kind === 'Ingress' ? judgeIngress(view, object) : [] };
}
