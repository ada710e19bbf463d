import { asking, type MadeNode, type MadePod, nodeOf, placed, unplaced } from '../../support/pending.ts';
import type { Given } from './cause-case.ts';

export const WEB = 'pod/web-1';

/** What the scheduler says of the only node. */
export function ofOneNode(reason: string): string {
  return `0/1 nodes are available: 1 ${reason}. preemption: 0/1 nodes are available: 1 No preemption victims found for incoming pod.`;
}

export const SHORT_OF_CPU = ofOneNode('Insufficient cpu');

/** Pod web-1 of an hour, asking for 3 cores and refused for them; fields given replace. */
export function refused(made: MadePod = {}): object {
  return unplaced({ says: SHORT_OF_CPU, spec: asking({ cpu: '3' }), ...made });
}

/** Node a of 4 cores, 2 of which pod busy has. */
export function busyNode(made: MadeNode = {}): readonly object[] {
  return [nodeOf('a', made), placed('busy', 'a', { spec: asking({ cpu: '2' }) })];
}

/** Pod web-1, refused for its cores on node a, and more objects. */
export function shortOfCpu(...more: readonly object[]): Given {
  return { target: WEB, objects: [refused(), ...busyNode(), ...more] };
}
