import type { Ask, Reply } from '../asks.ts';
import { sortEvents } from '../diagnosis/events.ts';
import { eventsAbout } from '../diagnosis/events-about.ts';
import type { Pod } from '../diagnosis/objects/pod.ts';
import { redactObject } from '../diagnosis/redact.ts';
import { wellFormed } from '../diagnosis/well-formed.ts';
import type { FoundTarget } from '../ports.ts';
import type { AnswerDeps } from './answer-deps.ts';
import { choosePod } from './choose-pod.ts';
import { wanted } from './needed.ts';

/** The target's worst pod and its events. */
export async function describePod(
  found: FoundTarget,
  ask: Ask,
  { cluster, progress }: AnswerDeps,
): Promise<Reply> {
  const pod = choosePod(found, ask.container);
  // A variable's name tells that its value is a secret: in the text alone nothing would.
  const shown = redactObject(pod) as Pod;
  const { name = '', namespace = found.target.namespace, uid } = pod.metadata ?? {};
  progress('reading events');
  const read = eventsAbout('Pod', { name, namespace, uid });
  const { value = [], gaps } = await wanted(cluster, read);
  const events = sortEvents(value.map(wellFormed));
  return { kind: 'describe', ask, target: found.target, takenAt: cluster.now(), pod: shown, events, gaps };
}
