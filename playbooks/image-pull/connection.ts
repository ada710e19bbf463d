import type { Params } from '../../src/diagnosis/finding.ts';
import { parseImage, registryHost } from '../../src/diagnosis/image-reference.ts';
import { nearNames } from '../../src/diagnosis/near-names.ts';
import type { PullError } from '../../src/diagnosis/pull-error.ts';
import { referenceProblems } from '../../src/diagnosis/reference-problem.ts';
import { alwaysOf } from './access.ts';
import { answererParams, answerParams } from './answer.ts';
import { certificateParams } from './certificate.ts';
import type { Trouble } from './trouble.ts';

/** Registries that many pull from: a host that is nearly one of them is misspelt. */
const WELL_KNOWN = [
  'docker.io',
  'registry-1.docker.io',
  'ghcr.io',
  'quay.io',
  'gcr.io',
  'registry.k8s.io',
  'mcr.microsoft.com',
  'public.ecr.aws',
  'registry.gitlab.com',
  'nvcr.io',
  'registry.access.redhat.com',
];

/** What the way to a registry failed at: the host, the port, how. */
export function connectionParams(trouble: Trouble, node: string | undefined): Params {
  const { image, error, container, volume } = trouble;
  const reference = parseImage(image);
  const host = error.host ?? registryHost(reference);
  const port = error.port ?? /:(\d+)$/.exec(reference.registry)?.[1] ?? '443';
  const isDefault =
    error.port === undefined ? !reference.registry.includes(':') : ['80', '443'].includes(port);
  const endpoint = isDefault && port === '443' ? host : `${host}:${port}`;
  const isOwnHost = host === registryHost(reference);
  const nearHost = isOwnHost ? nearNames(host, WELL_KNOWN, 1)[0] : undefined;
  const corrected = `${nearHost ?? '<registry>'}${image.slice(registryHost(reference).length)}`;
  // A pull that was given up without a word of whom it waited for: the registry may well have answered.
  const isGivenUp = error.host === undefined && /^context (?:canceled|deadline exceeded)$/.test(error.text);
  return {
    host,
    port,
    endpoint,
    reachedFor: isGivenUp || error.proxy ? undefined : endpoint,
    fromNode: isGivenUp ? undefined : node,
    givenUp: isGivenUp ? image : undefined,
    url: /https?:\/\/[^\s"/]+/.exec(error.text)?.[0].concat('/v2/') ?? defaultUrl(host, port),
    ownHost: isOwnHost && !WELL_KNOWN.includes(host) && !isGivenUp ? host : undefined,
    failure: error.failure ?? 'no connection',
    resolver: error.resolver,
    nearHost,
    assignment:
      isOwnHost && reference.explicit && volume === undefined ? `${container.name}=${corrected}` : undefined,
    upperImage: referenceProblems(image).find(({ kind }) => kind === 'uppercase')?.part,
    serviceHost: /\.svc(?:\.|$)|\.cluster\.local$|^[^.]+$/.test(host) ? host : undefined,
    ...failureParams(error, host, port),
    ...certificateParams(error, `${host}:${port}`, reference.registry, isPublic(host)),
    ...answererParams(trouble),
    ...answerParams(trouble),
    ...cachedParams(trouble),
  };
}

/** Known to everybody, with a certificate that everybody trusts. */
function isPublic(host: string): boolean {
  return (
    host.endsWith('.docker.com') || WELL_KNOWN.some((known) => host === known || host.endsWith(`.${known}`))
  );
}

/** Docker Hub's API is not where its name says. */
function defaultUrl(host: string, port: string): string {
  const server = host === 'docker.io' ? 'registry-1.docker.io' : host;
  return `https://${server}${port === '443' ? '' : `:${port}`}/v2/`;
}

function failureParams(error: PullError, host: string, port: string): Params {
  const address = error.address ?? `${host}:${port}`;
  const isProxy = error.proxy !== undefined;
  const isLoopback = /^(?:127\.|localhost$|\[::1\])/.test(host);
  const isRefused = error.failure === 'connection refused';
  const isSilent = error.host !== undefined && /timeout|no route/.test(error.failure ?? '');
  return {
    proxy: isProxy ? address : undefined,
    proxyHost: isProxy ? host : undefined,
    registryHost: isProxy ? undefined : host,
    proxyAnswer: error.proxyAnswer,
    ...(error.proxyAnswer === undefined ? {} : { failure: `a proxy answers "${error.proxyAnswer}"` }),
    loopback: isLoopback && isRefused ? host : undefined,
    refusedBy: isRefused && !isLoopback && !isProxy ? address : undefined,
    silent: isSilent && !isProxy ? address : undefined,
    noRoute: error.failure === 'network is unreachable' ? address : undefined,
    firewalled: /^(?:operation|permission)/.test(error.failure ?? '') ? address : undefined,
  };
}

/** A container that has run before has its image on the node: with another policy no registry would be asked. */
function cachedParams(trouble: Trouble): Params {
  const alwaysPolicy = alwaysOf(trouble);
  const hasRun = alwaysPolicy !== undefined && (trouble.container.status?.restartCount ?? 0) > 0;
  return {
    alwaysPolicy: hasRun ? undefined : alwaysPolicy,
    cachedPolicy: hasRun ? alwaysPolicy : undefined,
    ...(alwaysPolicy === undefined ? { policyPatch: undefined } : {}),
  };
}
