import type { Params } from '../../src/diagnosis/finding.ts';
import { parseImage } from '../../src/diagnosis/image-reference.ts';

/**
 * Registries of a cloud are opened to the identity of its nodes; a pull secret is the way from outside. Each gives the
 * params of one remedy.
 */
export function cloudParams(image: string): Params {
  const { registry, repository } = parseImage(image);
  const ecr = /^(\d{12})\.dkr\.ecr(?:-fips)?\.([a-z0-9-]+)\.amazonaws\.com/.exec(registry);
  if (ecr)
    return { cloudRegistry: registry, ecrAccount: ecr[1], ecrRegion: ecr[2], ecrRepository: repository };
  const acr = /^([a-z0-9]+)[a-z0-9-]*(?:\.[a-z0-9]+)?\.azurecr\.(?:io|cn|us)$/.exec(registry)?.[1];
  if (acr) return { cloudRegistry: registry, acrName: acr };
  const location = /^([a-z0-9-]+)-docker\.pkg\.dev$/.exec(registry)?.[1];
  if (location) {
    const [project, garRepository] = repository.split('/');
    return { cloudRegistry: registry, garLocation: location, garProject: project, garRepository };
  }
  return /^(?:[a-z]+\.)?gcr\.io$/.test(registry)
    ? { cloudRegistry: registry, gcrProject: repository.split('/')[0] }
    : {};
}
