import type { Params } from '../../src/diagnosis/finding.ts';
import { parseImage, withoutTag } from '../../src/diagnosis/image-reference.ts';
import { nearNames } from '../../src/diagnosis/near-names.ts';
import { MISSING_BLOB } from '../../src/diagnosis/pull-rules.ts';
import {
  correctedReference,
  type ReferenceProblemKind,
  referenceProblems,
} from '../../src/diagnosis/reference-problem.ts';
import type { Trouble } from './trouble.ts';

/** Repositories whose images were taken away, and where they are now. */
const MOVED: readonly (readonly [RegExp, string, string])[] = [
  // https://github.com/bitnami/charts/issues/35164: versioned tags left docker.io/bitnami in 2025.
  [/^(?:docker\.io\/)?bitnami\//, 'Bitnami', 'docker.io/bitnamilegacy/'],
  // https://github.com/kubernetes-sigs/kubebuilder/discussions/3907
  [/^gcr\.io\/kubebuilder\//, 'Kubebuilder', 'registry.k8s.io/kubebuilder/'],
  // https://kubernetes.io/blog/2023/02/06/k8s-gcr-io-freeze-announcement/
  [/^k8s\.gcr\.io\//, 'Kubernetes', 'registry.k8s.io/'],
];

/** Where an image is now that its publisher has moved, under the same name. */
function movedParams(image: string): Params {
  const move = MOVED.find(([from]) => from.test(image));
  return move === undefined ? {} : { publisher: move[1], movedImage: image.replace(move[0], move[2]) };
}

/** Registries and paths that only their publishers can push to. */
const PUBLISHED =
  /^(?:docker\.io\/(?:library|bitnami)|registry\.k8s\.io|k8s\.gcr\.io|mcr\.microsoft\.com|registry\.(?:access\.)?redhat\.(?:com|io)|docker\.elastic\.co|gcr\.io\/kubebuilder)\//;

/** Official images of Docker Hub that many pull: a name that is nearly one of them is misspelt. */
const OFFICIAL =
  'alpine amazoncorretto busybox caddy cassandra consul debian docker eclipse-temurin elasticsearch fedora golang grafana haproxy httpd influxdb jenkins kibana mariadb maven memcached mongo mysql nats nextcloud nginx node openjdk perl php postgres python rabbitmq redis registry ruby rust tomcat traefik ubuntu vault wordpress'.split(
    ' ',
  );

/** Official images are public: access to one is only refused because there is none of that name. */
export function isNoOfficialImage({ image, error }: Pick<Trouble, 'image' | 'error'>): boolean {
  const { registry, repository } = parseImage(image);
  const isOpen = /repository does not exist|insufficient_scope|access to the resource is denied/;
  return (
    error.kind === 'access-denied' &&
    registry === 'docker.io' &&
    repository.startsWith('library/') &&
    isOpen.test(error.text) &&
    !/[?&]ns=/.test(error.text)
  );
}

/** Registries that refuse access to a repository that does not exist: what they don't find is a tag of one that does. */
const TELLING =
  /^(?:docker\.io|ghcr\.io|quay\.io)$|\.dkr\.ecr\.|\.azurecr\.io$|\.pkg\.dev$|^(?:\w+\.)?gcr\.io$/;

function missingTag(registry: string, repository: string, tag: string | undefined): Params {
  return TELLING.test(registry) ? { unknownTag: tag, knownRepository: repository } : { unlistedTag: tag };
}

/** Which of repository, tag and digest is missing, as far as the registry told them apart. */
export function notFoundParams({ image, error }: Trouble, previousImage?: string): Params {
  const { repository, tag, digest, registry } = parseImage(image);
  const { text } = error;
  const knowsTag = /manifest[ _]unknown|manifest for .* not found|manifest tagged by/i.test(text);
  const isUnofficial = isNoOfficialImage({ image, error });
  const knowsRepository =
    isUnofficial ||
    /name[ _]unknown|repository name not known|repository .* (?:not found|does not exist)/i.test(text);
  const isNeighbour = previousImage !== undefined && withoutTag(previousImage) === withoutTag(image);
  const isPart = MISSING_BLOB.test(text);
  const isOpen = !knowsTag && !knowsRepository && !isPart && digest === undefined;
  const isTag = knowsTag || (isOpen && TELLING.test(registry));
  return {
    ...(isTag && !knowsRepository ? missingTag(registry, repository, tag) : {}),
    unknownRepository: knowsRepository ? `${registry}/${repository}` : undefined,
    sameRepository: isOpen && isNeighbour ? previousImage : undefined,
    missingTag: tag,
    eitherTag: isOpen && !isTag && !isNeighbour ? tag : undefined,
    digest: isPart ? undefined : digest,
    wholeRegistry: isPart ? undefined : registry,
    partRegistry: isPart ? registry : undefined,
    pushable: digest === undefined && !PUBLISHED.test(`${registry}/${repository}`) ? image : undefined,
    nearImage: isUnofficial ? nearNames(repository.slice('library/'.length), OFFICIAL, 1)[0] : undefined,
    ...movedParams(image),
  };
}

/** The param by which each problem of a reference is said. */
const PROBLEM_PARAM: Readonly<Record<ReferenceProblemKind, string>> = {
  empty: 'empty',
  space: 'space',
  scheme: 'scheme',
  placeholder: 'placeholder',
  uppercase: 'uppercase',
  'second-tag': 'secondTag',
  'empty-tag': 'emptyTag',
  'tag-characters': 'tagCharacters',
  'tag-length': 'tagLength',
  digest: 'badDigest',
  host: 'badHost',
  path: 'badPath',
};

const TAG_PARAMS = ['emptyTag', 'tagCharacters', 'tagLength', 'badDigest'];

/** What exactly is wrong with a reference, and the one that was meant where that is plain. */
export function referenceParams({ image, container, volume }: Trouble): Params {
  const corrected = correctedReference(image);
  const problems = referenceProblems(image).map(({ kind, part }) => [PROBLEM_PARAM[kind], part] as const);
  const isTag = problems.every(([param]) => TAG_PARAMS.includes(param));
  const meant = corrected ?? (isTag ? `${withoutTag(image)}:<tag>` : '<registry>/<repository>:<tag>');
  return {
    ...Object.fromEntries(problems),
    shownImage: image === '' ? '""' : image,
    corrected,
    assignment: volume === undefined ? `${container.name}=${meant}` : undefined,
  };
}

/** Docker Hub is where a name without a registry comes from by convention. */
export function shortNameParams({ image, container, volume }: Trouble): Params {
  const { registry, repository } = parseImage(image);
  const full = `${registry}/${repository}${image.slice(withoutTag(image).length)}`;
  return { assignment: volume === undefined ? `${container.name}=${full}` : undefined, fullName: full };
}
