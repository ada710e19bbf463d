import type { Params } from '../../src/diagnosis/finding.ts';
import { parseImage, registryHost } from '../../src/diagnosis/image-reference.ts';
import {
  DAMAGED,
  FORBIDDEN_BY_POLICY,
  MISSING_BLOB,
  NOT_AN_IMAGE,
  OLD_FORMAT,
  RUNTIME_GONE,
  WEB_PAGE,
} from '../../src/diagnosis/pull-rules.ts';
import { quote } from './describe.ts';
import type { Trouble } from './trouble.ts';

/** Docker Hub under other names. */
const HUB_HOSTS = ['registry-1.docker.io', 'index.docker.io', 'auth.docker.io'];

/** Who answered, where that is not the registry itself. */
export function answererParams({ image, error }: Trouble): Params {
  const reference = parseImage(image);
  const { host, text } = error;
  // containerd names the registry that a mirror stands in for (https://github.com/containerd/containerd/blob/main/docs/hosts.md).
  const isMirror = /[?&]ns=/.test(text);
  const isOwn =
    host === registryHost(reference) ||
    (reference.registry === 'docker.io' && HUB_HOSTS.includes(host ?? ''));
  const isStorage = !isOwn && !isMirror && error.proxy === undefined;
  return {
    mirrors: error.mirrors,
    askedHost: isMirror ? host : undefined,
    storageHost: isStorage ? host : undefined,
  };
}

/** What an answer means that is no plain refusal. */
export function answerParams({ image, error }: Trouble): Params {
  const { registry, repository } = parseImage(image);
  const { text, status } = error;
  const isPolicy = FORBIDDEN_BY_POLICY.test(text) || status === 412;
  const isPage = WEB_PAGE.test(text);
  return {
    policyRegistry: isPolicy ? registry : undefined,
    pageHost: isPage ? (error.host ?? registry) : undefined,
    blockedAddress: /client with IP '([^']+)' is not allowed/.exec(text)?.[1],
    missingPart: MISSING_BLOB.test(text) ? (/sha256:[0-9a-f]+/.exec(text)?.[0] ?? 'a layer') : undefined,
    status: isPolicy || isPage ? undefined : status,
    serverFault: status !== undefined && status >= 500 ? status : undefined,
    repository,
  };
}

/** What is wrong with what came down, or with the runtime that was to take it. */
export function contentParams({ image, error }: Trouble, node: string | undefined): Params {
  const { text } = error;
  const isDamaged = DAMAGED.test(text);
  const foreignUser = /lchown .*invalid argument|[^:;]*cannot be mapped to a host ID/i.exec(text)?.[0];
  const brokenDisk = /input\/output error|read-only file system/.exec(text)?.[0];
  const isGone = RUNTIME_GONE.test(text);
  const isInspection = error.inspecting !== undefined && !isGone;
  return {
    damaged: isDamaged ? image : undefined,
    unpackable: isDamaged ? undefined : image,
    damage: isDamaged ? quote(text) : undefined,
    unpackError: isDamaged ? undefined : quote(text),
    foreignUser,
    brokenDisk,
    suspectNode: foreignUser === undefined && !isDamaged ? node : undefined,
    oldFormat: OLD_FORMAT.test(text) ? image : undefined,
    artifact: NOT_AN_IMAGE.test(text) ? image : undefined,
    goneNode: isGone ? node : undefined,
    inspectingNode: isInspection ? node : undefined,
    runtimeNode: isGone || isInspection ? node : undefined,
  };
}
