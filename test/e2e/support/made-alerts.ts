import { type MadeOwner, podsOf } from '../../../src/replay/made-cluster/made-owner.ts';
import { WAYS } from '../../../src/replay/made-cluster/way.ts';
import type { PostedAlert } from './alertmanager.ts';

/** Labels that kube-prometheus puts on every alert of kube-state-metrics. */
const SCRAPED = {
  job: 'kube-state-metrics',
  endpoint: 'https-main',
  instance: '198.51.100.9:8443',
  service: 'kube-state-metrics',
  prometheus: 'monitoring/k8s',
};

/** The alerts that kubernetes-mixin has firing for a Deployment's broken pods: one for each. */
export function podAlerts(owner: MadeOwner, takenAt: string): readonly PostedAlert[] {
  return podsOf(owner, takenAt).flatMap(({ name, namespace, uid, way }) => {
    if (way === undefined) return [];
    const { alertname, labels } = WAYS[way].alert;
    return [alert(alertname, { ...SCRAPED, ...labels, namespace, pod: name, container: 'app', uid })];
  });
}

/** The alert about the Deployment as a whole. */
export function ownerAlert({ namespace, name }: MadeOwner): PostedAlert {
  return alert('KubeDeploymentReplicasMismatch', { ...SCRAPED, namespace, deployment: name });
}

/** An alert as kubernetes-mixin words it, a warning unless told. */
export function alert(alertname: string, labels: Readonly<Record<string, string>>): PostedAlert {
  return {
    labels: { alertname, severity: 'warning', ...labels },
    annotations: { summary: `${alertname} fires.`, runbook_url: `https://runbooks.example/${alertname}` },
    generatorURL: 'http://prometheus.example/graph',
  };
}
