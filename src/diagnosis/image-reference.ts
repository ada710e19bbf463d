/** An image reference taken apart, with Docker Hub's defaults filled in. */
export interface ImageReference {
  /** Host and port: `ghcr.io`, `127.0.0.1:5000`, `[::1]:5000`; `docker.io` where the text names none. */
  readonly registry: string;
  /** True where the text itself names the registry. */
  readonly explicit: boolean;
  /** Path in the registry; Docker Hub's own images are under `library/`. */
  readonly repository: string;
  /** `latest` where the text has neither tag nor digest. */
  readonly tag?: string;
  /** `sha256:…`. */
  readonly digest?: string;
}

const HUB = 'docker.io';

/**
 * Takes an image reference apart as the container runtimes do
 * (https://github.com/distribution/reference/blob/main/normalize.go). Text that is no valid reference still gives its
 * best reading: see `referenceProblems` for what is wrong with it.
 */
export function parseImage(text: string): ImageReference {
  const trimmed = text.trim().replace(/^[a-z][a-z0-9+.-]{0,20}:\/\//i, '');
  const [named, digest] = splitAt(trimmed, trimmed.indexOf('@'));
  const [first, rest] = splitAt(named, named.indexOf('/'));
  const explicit = rest !== undefined && isHost(first);
  const path = explicit ? rest : named;
  const [repository, tag] = splitAt(path, path.indexOf(':'));
  const registry = explicit && !isHub(first) ? first : HUB;
  return {
    registry,
    explicit,
    repository: registry === HUB && !repository.includes('/') ? `library/${repository}` : repository,
    ...(tag === undefined && digest === undefined ? { tag: 'latest' } : {}),
    ...(tag === undefined ? {} : { tag }),
    ...(digest === undefined ? {} : { digest }),
  };
}

/** What is asked for in the registry: `shop/app:1.5.0`, `shop/app@sha256:…`. */
export function imageName(image: ImageReference): string {
  if (image.digest !== undefined) return `${image.repository}@${image.digest}`;
  return `${image.repository}:${image.tag}`;
}

/** A reference as it is written, without tag and digest. */
export function withoutTag(text: string): string {
  return text.replace(/@.*$/s, '').replace(/:[^/:]*$/, '');
}

/** The registry's host without the port. */
export function registryHost(image: ImageReference): string {
  return image.registry.replace(/:\d+$/, '');
}

/** The first part of a path is a host when it can't be part of a Docker Hub path. An uppercase letter makes it one too. */
function isHost(part: string): boolean {
  return /[.:[]/.test(part) || part === 'localhost' || part !== part.toLowerCase();
}

function isHub(host: string): boolean {
  return host === HUB || host === 'index.docker.io';
}

/** The text before and after one character; all of it and undefined where `index` is negative. */
function splitAt(text: string, index: number): [string, string | undefined] {
  return index < 0 ? [text, undefined] : [text.slice(0, index), text.slice(index + 1)];
}
