import { fromObject, fromStatus } from '../../src/diagnosis/evidence.ts';
import { nameOf } from '../../src/diagnosis/name-of.ts';
import type { Pod } from '../../src/diagnosis/objects/pod.ts';
import { hasFailed, isReady, podStatus, readyColumn } from '../../src/diagnosis/pod-status.ts';
import {
  aboutService,
  ageOf,
  labelsText,
  livingPods,
  makerOf,
  type Scene,
  type ServiceFound,
  type ServiceView,
} from './scene.ts';

/** Seconds that a pod may take to be ready without anything being wrong, and to be started at all. */
const READY_SECONDS = 120;
const START_SECONDS = 600;
const MOST_SHOWN = 6;

/** Pods that the selector fits, and none that is ready: a sign of what is wrong with them. */
export function judgeUnready(scene: Scene): readonly ServiceFound[] {
  const { pods, service, name, view } = scene;
  const living = livingPods(pods);
  if (living.some(isReady)) return [];
  // Such a Service sends to pods that aren't ready as well.
  if (living.length > 0 && service.spec?.publishNotReadyAddresses) return [];
  const isStarting = living.length > 0 && living.every((pod) => isOnItsWay(view, pod));
  // The target's own pods are judged by themselves: what they wait for says more.
  if (isStarting && view.target.kind === 'Service') return [];
  const [first] = living.length > 0 ? living : pods;
  const selector = labelsText(scene.selector);
  const maker = first && makerOf(first);
  return [
    {
      cause: 'no-ready-endpoints',
      confidence: 'certain',
      ...(isStarting ? { verdict: 'waiting' as const } : {}),
      ...aboutService(scene),
      params: {
        service: name,
        selector,
        many: living.length > 1 ? String(living.length) : undefined,
        only: living.length === 1 ? living[0]?.metadata?.name : undefined,
        ended: living.length === 0 ? String(pods.length) : undefined,
        states: pods.slice(0, MOST_SHOWN).map(stateText),
        first: first?.metadata?.name,
        maker: maker?.startsWith('pod/') ? undefined : maker,
      },
      evidence: [
        fromObject('Service', name, 'spec.selector', selector),
        ...pods.slice(0, MOST_SHOWN).map((pod) => fromStatus(nameOf(pod), 'status', stateText(pod))),
      ],
    },
  ];
}

function isOnItsWay(view: ServiceView, pod: Pod): boolean {
  if (hasFailed(pod)) return false;
  return ageOf(view, pod) < (pod.status?.phase === 'Pending' ? START_SECONDS : READY_SECONDS);
}

function stateText(pod: Pod): string {
  return `${nameOf(pod)}: ${readyColumn(pod)} ${podStatus(pod)}`;
}
