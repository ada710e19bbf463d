import type { CreateRefusal } from '../../src/diagnosis/create-refusal.ts';
import { aboutOf } from '../../src/diagnosis/create-shortfall.ts';
import { fromObject } from '../../src/diagnosis/evidence.ts';
import type { Found } from '../../src/diagnosis/finding.ts';
import { nearNames } from '../../src/diagnosis/near-names.ts';
import type { TargetView } from '../../src/diagnosis/playbook.ts';
import { placeOf } from '../not-created/place.ts';

/** Pods that are not even made: the API knows no such class. One that is there by now was made since. */
export function refusedClass(
  view: TargetView<'runtime-classes'>,
  { workload, message, confidence, evidence }: CreateRefusal,
): Found<'runtime-class-missing'> | undefined {
  if (message.refusal.kind !== 'runtime-class-missing') return undefined;
  const { name } = message.refusal;
  const listed = view.get({ section: 'runtime-classes' });
  const classes = listed.status === 'ok' ? listed.value.map(({ metadata }) => String(metadata?.name)) : [];
  const isThere = classes.includes(name);
  const [nearest] = isThere ? [] : nearNames(name, classes, 1);
  const place = placeOf(workload);
  const about = aboutOf(workload);
  const isTarget = about.kind === view.target.kind && about.name === view.target.name;
  return {
    cause: 'runtime-class-missing',
    confidence,
    ...(isThere ? { verdict: 'waiting' as const } : {}),
    ...(isTarget ? {} : { about }),
    params: {
      ...place.params,
      failing: 'The pods are refused',
      runtimeClass: name,
      missing: isThere ? 'did not exist when they were made, and does by now' : 'does not exist',
      arrived: isThere ? name : undefined,
      noClasses: listed.status === 'ok' && classes.length === 0 ? 'none' : undefined,
      classes: classes.filter((one) => one !== name),
      nearest,
      patch: nearest && place.patch({ runtimeClassName: nearest }),
      dropPatch: isThere ? undefined : place.patch({ runtimeClassName: null }),
    },
    evidence: [
      evidence,
      ...(listed.status === 'ok'
        ? [fromObject('Cluster', 'runtimeclasses', 'items', classes.join(', ') || 'none')]
        : []),
    ],
  };
}
