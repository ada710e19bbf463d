import type { Params } from '../../src/diagnosis/finding.ts';
import { withoutTag } from '../../src/diagnosis/image-reference.ts';
import { kubectlName } from '../../src/diagnosis/owner.ts';
import type { View } from '../../src/diagnosis/playbook.ts';
import type { RolloutChange } from '../../src/diagnosis/rollout-diff.ts';
import { placeParams, templatePatch } from './place.ts';
import type { Trouble } from './trouble.ts';

/** What to put in place of an image that can't be pulled. */
export interface RemedyParams extends Params {
  /** What the workload ran before, or runs in other pods. */
  readonly previousImage: string | undefined;
}

/** What the commands of every cause are filled with: where the image is set, to what, and what to go back to. */
export function remedyParams(
  view: View<never>,
  trouble: Trouble,
  change: RolloutChange | undefined,
): RemedyParams {
  const { container, image, volume } = trouble;
  const previousImage =
    change?.differences.find(({ path, container: name }) => path === 'image' && name === container.name)
      ?.before ?? siblingImage(view, trouble);
  const good = change?.from.ready ? change.from : undefined;
  const wanted = good === undefined ? previousImage : undefined;
  return {
    ...placeParams(view, trouble),
    assignment:
      volume === undefined ? `${container.name}=${wanted ?? `${withoutTag(image)}:<tag>`}` : undefined,
    policyPatch: volume === undefined ? templatePatch(view, policyOf(trouble)) : undefined,
    previousImage,
    goodRevision: previousImage && good?.revision,
    goodReady: previousImage && good?.ready,
    undoTarget: good && view.owner && kubectlName(view.owner.kind, view.owner.name),
  };
}

function policyOf({ container }: Trouble): object {
  const list = container.kind === 'app' ? 'containers' : 'initContainers';
  return { [list]: [{ name: container.name, imagePullPolicy: 'IfNotPresent' }] };
}

/** What another pod of the same workload runs in this container, where that is another image. */
function siblingImage(view: View<never>, { container, image }: Trouble): string | undefined {
  const images = view.siblings.flatMap((pod) => {
    const running = pod.status?.containerStatuses?.some(
      (one) => one.name === container.name && one.state?.running,
    );
    return running ? (pod.spec?.containers?.find((one) => one.name === container.name)?.image ?? []) : [];
  });
  return images.find((other) => other !== image);
}
