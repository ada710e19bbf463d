import type { Params } from '../../src/diagnosis/finding.ts';
import { parseImage } from '../../src/diagnosis/image-reference.ts';
import { nearNames } from '../../src/diagnosis/near-names.ts';
import type { View } from '../../src/diagnosis/playbook.ts';
import type { Trouble } from './trouble.ts';

/**
 * What images on the node tell of one that the registry does not have: one of the same repository says that it is the
 * tag that is missing, one of a repository written nearly so what may have been meant.
 */
export function heldParams(
  view: View<'node'>,
  { image, container, volume }: Trouble,
  previousImage: string | undefined,
): Params {
  const name = view.pod.spec?.nodeName;
  if (name === undefined || previousImage !== undefined) return {};
  const answer = view.get({ section: 'node', name });
  if (answer.status !== 'ok') return {};
  const held = (answer.value.status?.images ?? [])
    .flatMap(({ names }) => names ?? [])
    .filter((one) => !one.includes('@') && one !== image);
  const wanted = parseImage(image);
  if (wanted.tag === undefined) return {};
  const same = held.filter((one) => {
    const { registry, repository } = parseImage(one);
    return registry === wanted.registry && repository === wanted.repository;
  });
  const near = same.length > 0 ? nearTag(wanted.tag, same) : nearRepository(image, held);
  const isSet = near !== undefined && volume === undefined;
  return {
    ...(near === undefined ? {} : { nearImage: near }),
    ...(isSet ? { assignment: `${container.name}=${near}` } : {}),
    ...(same.length > 0 ? { heldImages: same, eitherTag: undefined, unlistedTag: undefined } : {}),
  };
}

/** `v1.4.2` and `1.4.2` are one version; `1.4.3` is another on purpose. */
function nearTag(tag: string, images: readonly string[]): string | undefined {
  const plain = (text = '') => text.replace(/^v(?=\d)/, '');
  return images.find((one) => plain(parseImage(one).tag) === plain(tag));
}

/** The same registry and tag, and a path written nearly so. */
function nearRepository(image: string, images: readonly string[]): string | undefined {
  const wanted = parseImage(image);
  const alike = images.filter((one) => {
    const { registry, tag } = parseImage(one);
    return registry === wanted.registry && tag === wanted.tag;
  });
  const paths = alike.map((one) => parseImage(one).repository);
  const [near] = nearNames(wanted.repository, paths, 1);
  return alike.find((one) => parseImage(one).repository === near);
}
