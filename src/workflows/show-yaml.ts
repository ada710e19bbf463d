import { stringify } from 'yaml';
import type { Ask, Reply } from '../asks.ts';
import type { FoundTarget } from '../ports.ts';
import type { AnswerDeps } from './answer-deps.ts';
import { choosePod } from './choose-pod.ts';
import { needed } from './needed.ts';

/** The target's object as YAML, redacted; of a selector its worst pod. */
export async function showYaml(
  found: FoundTarget,
  ask: Ask,
  { cluster, progress }: AnswerDeps,
): Promise<Reply> {
  progress('reading the object');
  const pod = found.target.kind === 'Selector' ? choosePod(found, undefined).metadata : undefined;
  const { namespace, name } = found.target;
  const target = pod
    ? { kind: 'Pod', namespace: pod.namespace ?? namespace, name: pod.name ?? '' }
    : found.target;
  const object = await needed(cluster, { section: 'object', ...target });
  return {
    kind: 'yaml',
    ask,
    target: pod ? target : { kind: target.kind, namespace, name },
    text: stringify(object),
  };
}
