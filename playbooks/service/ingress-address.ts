import { formatDuration } from '../../src/diagnosis/duration.ts';
import { newest } from '../../src/diagnosis/events.ts';
import { fromEvent, fromObject } from '../../src/diagnosis/evidence.ts';
import type { Ingress } from '../../src/diagnosis/objects/traffic.ts';
import { ageOf, eventText, type ServiceFound, type ServiceView, targetEvents } from './scene.ts';

/** Seconds that a controller may take to give an Ingress its address. */
const TAKES_SECONDS = 600;
const LONGEST_TITLE = 140;

/** No address: what the controller says of it, or that none says anything. */
export function judgeAddress(view: ServiceView, ingress: Ingress): readonly ServiceFound[] {
  if (ingress.status?.loadBalancer?.ingress?.length) return [];
  const { name } = view.target;
  const asked = targetEvents(view);
  if (asked.status !== 'ok') return [];
  const age = ageOf(view, ingress);
  const refused = newest(asked.value, ({ type }) => type === 'Warning');
  const address = fromObject('Ingress', name, 'status.loadBalancer.ingress', 'none');
  if (refused) {
    const short = refused.message?.slice(0, LONGEST_TITLE);
    const by = refused.source?.component || refused.reportingComponent;
    const params = { ingress: name, short, by, said: eventText(refused) };
    return [
      { cause: 'ingress-refused', confidence: 'likely', params, evidence: [fromEvent(refused), address] },
    ];
  }
  if (!(age >= TAKES_SECONDS)) return [];
  const params = {
    ingress: name,
    age: formatDuration(age),
    silent: asked.value.length === 0 ? 'no event' : undefined,
  };
  return [{ cause: 'ingress-without-address', confidence: 'certain', params, evidence: [address] }];
}
