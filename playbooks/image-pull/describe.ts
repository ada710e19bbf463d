import type { Params } from '../../src/diagnosis/finding.ts';
import { imageName, parseImage } from '../../src/diagnosis/image-reference.ts';
import type { Trouble } from './trouble.ts';

/** Characters of a runtime's words that a sentence quotes; the evidence has them all. */
const MOST_REASON = 300;

/** The params that every failed pull has: the image taken apart, and the runtime's own words. */
export function describeTrouble({ image, volume, policy, error }: Trouble): Params {
  const reference = parseImage(image);
  return {
    image,
    volume,
    policy,
    registry: reference.registry,
    repository: reference.repository,
    tag: reference.tag,
    digest: reference.digest,
    name: imageName(reference),
    // Docker Hub's credentials are stored under its old address
    // (https://kubernetes.io/docs/tasks/configure-pod-container/pull-image-private-registry/).
    dockerServer: reference.registry === 'docker.io' ? 'https://index.docker.io/v1/' : reference.registry,
    defaultRegistry: reference.explicit ? undefined : reference.registry,
    reason: quote(error.text),
  };
}

/** A runtime's words in a sentence: one line without its end, not too long. */
export function quote(text: string): string {
  const line = text.replace(/\s+/g, ' ').replace(/[.:\s]+$/, '');
  return line.length > MOST_REASON ? `${line.slice(0, MOST_REASON)}…` : line;
}
