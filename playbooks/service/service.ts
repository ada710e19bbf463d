import type { Service } from '../../src/diagnosis/objects/traffic.ts';
import { portsOf } from '../../src/diagnosis/service-port.ts';
import { judgeExternalName } from './external-name.ts';
import { judgeLoadBalancer } from './load-balancer.ts';
import { judgeNodeLocal } from './node-local.ts';
import { judgePodless } from './podless.ts';
import { judgePolicies } from './policies.ts';
import { type Scene, type ServiceFound, type ServiceView, selectorOf } from './scene.ts';
import { judgeTargetPorts } from './target-port.ts';
import { judgeUnready } from './unready.ts';
import { judgeWrittenEndpoints } from './written-endpoints.ts';

/** A Service that was asked about. */
export function judgeService(view: ServiceView, service: Service): readonly ServiceFound[] {
  const { pods, target } = view;
  const ports = portsOf(service);
  const scene: Scene = {
    view,
    service,
    name: target.name,
    pods,
    ports,
    selector: selectorOf(service),
    mayAskLogs: true,
  };
  // Its name alone is of use: it has no endpoints.
  if (service.spec?.type === 'ExternalName') return judgeExternalName(scene);
  return [...judgeWayIn(scene), ...judgeLoadBalancer(scene), ...judgeNodeLocal(scene)];
}

/** Whether what is sent to a Service gets to a program. */
export function judgeWayIn(scene: Scene): readonly ServiceFound[] {
  if (Object.keys(scene.selector).length === 0) return judgeWrittenEndpoints(scene);
  if (scene.pods.length === 0) return judgePodless(scene);
  const wrong = judgeTargetPorts(scene);
  return [...wrong.values(), ...judgeUnready(scene), ...judgePolicies(scene, [...wrong.keys()])];
}
