import { parseImage, withoutTag } from '../../src/diagnosis/image-reference.ts';
import type { Container } from '../../src/diagnosis/objects/container.ts';
import { containersPatch } from './container-patch.ts';
import type { BrokenRule, DeniedTemplate } from './denied-template.ts';

const LATEST = /\blatest\b/i;
const TAG = /\btags?\b/i;
const TAGLESS =
  /\btags? (?:is|are) (?:required|missing)\b|\b(?:without|no|missing|have|specify|use) (?:an? )?(?:\w+ )?tag\b|\buntagged\b/i;
const DIGEST = /\b(?:digests?|sha256)\b/i;

interface ImageRule {
  isBroken(image: string): boolean;
  /** What stands behind the name in its stead: capitals are to be put in by hand. */
  readonly instead: string;
  readonly byHand: string;
  readonly fixed: string;
}

const FIXED_TAG = { instead: ':TAG', byHand: 'TAG', fixed: 'a fixed tag' };

/** Images with the tag that a policy forbids, or without what it wants. */
export function brokenImages(words: string, { place, containers }: DeniedTemplate): BrokenRule | undefined {
  const rule = ruleOf(words);
  const broken = containers.flatMap(({ name, image = '' }) =>
    image !== '' && rule?.isBroken(image) ? [{ name, image }] : [],
  );
  if (!rule || broken.length === 0) return undefined;
  const mended = broken.map(({ name, image }) => [name, `${withoutTag(image)}${rule.instead}`] as const);
  const parts = new Map(mended.map(([name, image]) => [name, { image }]));
  const [only, ...others] = mended;
  return {
    breaks: broken.map(imageText),
    params: {
      fixed: rule.fixed,
      byHand: rule.byHand,
      imagesOf: broken.map(({ name }) => name),
      ...(others.length === 0
        ? { imageSetting: only?.join('=') }
        : { imagePatch: place.patch({ ...containersPatch(place.template?.spec, parts) }) }),
    },
  };
}

function ruleOf(words: string): ImageRule | undefined {
  if (LATEST.test(words)) return { ...FIXED_TAG, isBroken: (image) => parseImage(image).tag === 'latest' };
  if (TAGLESS.test(words)) return { ...FIXED_TAG, isBroken: (image) => withoutTag(image) === image };
  if (!DIGEST.test(words) || TAG.test(words)) return undefined;
  return {
    instead: '@sha256:DIGEST',
    byHand: 'DIGEST',
    fixed: 'a digest',
    isBroken: (image) => parseImage(image).digest === undefined,
  };
}

function imageText({ name, image = '' }: Pick<Container, 'name' | 'image'>): string {
  return withoutTag(image) === image ? `${name} uses ${image}, without a tag` : `${name} uses ${image}`;
}
