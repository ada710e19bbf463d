import { formatDuration } from '../../src/diagnosis/duration.ts';
import { newest } from '../../src/diagnosis/events.ts';
import { fromEvent, fromObject } from '../../src/diagnosis/evidence.ts';
import { ageOf, eventText, type Scene, type ServiceFound, targetEvents } from './scene.ts';

/** Seconds in which a controller that is there has at least said that it has begun. */
const BEGINS_SECONDS = 120;
/** Seconds that a cloud may take for a load balancer. */
const TAKES_SECONDS = 600;
const LONGEST_TITLE = 140;

/** A Service of type LoadBalancer that nobody has given an address: from outside it can't be reached. */
export function judgeLoadBalancer({ view, service, name }: Scene): readonly ServiceFound[] {
  const { spec, status } = service;
  if (spec?.type !== 'LoadBalancer' || status?.loadBalancer?.ingress?.length) return [];
  const asked = targetEvents(view);
  const events = asked.status === 'ok' ? asked.value : [];
  const failed = newest(events, ({ type }) => type === 'Warning');
  const begun = newest(events, ({ reason }) => reason === 'EnsuringLoadBalancer');
  const age = ageOf(view, service);
  const isYoung = failed === undefined && age < (begun ? TAKES_SECONDS : BEGINS_SECONDS);
  const { loadBalancerClass } = spec;
  const [event] = [failed, begun].filter((one) => one !== undefined);
  return [
    {
      cause: 'load-balancer-pending',
      confidence: failed || isYoung ? 'certain' : asked.status === 'ok' ? 'likely' : 'possible',
      ...(isYoung ? { verdict: 'waiting' as const } : {}),
      params: {
        service: name,
        age: formatDuration(age),
        short: failed?.message?.slice(0, LONGEST_TITLE),
        said: failed && eventText(failed),
        silent: asked.status === 'ok' && !event && !isYoung ? 'no event' : undefined,
        begun: event === begun ? begun?.message : undefined,
        loadBalancerClass,
        clusterIP: spec.clusterIP,
        firstPort: spec.ports?.[0]?.port,
      },
      evidence: [
        fromObject('Service', name, 'status.loadBalancer.ingress', 'none'),
        ...(loadBalancerClass
          ? [fromObject('Service', name, 'spec.loadBalancerClass', loadBalancerClass)]
          : []),
        ...(event ? [fromEvent(event)] : []),
      ],
    },
  ];
}
