import { existsSync, readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { delimiter, dirname, isAbsolute, join, resolve } from 'node:path';
import type { KubeConfig } from '@kubernetes/client-node/dist/config.js';
import { BotError } from '../errors.ts';

export type Environment = Readonly<Record<string, string | undefined>>;

const SERVICE_ACCOUNT_TOKEN = '/var/run/secrets/kubernetes.io/serviceaccount/token';

/**
 * Loads what kubectl would: the file named, else the list in $KUBECONFIG, else ~/.kube/config, else the pod's own
 * service account. The lists are merged here as kubectl merges them: a missing file is skipped, the first of two
 * entries with one name wins (the client refuses both).
 * @see https://kubernetes.io/docs/concepts/configuration/organize-cluster-access-kubeconfig/#merging-kubeconfig-files
 * @throws BotError no-kubeconfig, kubeconfig-unreadable.
 */
export async function loadKubeconfig(
  file: string | undefined,
  environment: Environment,
): Promise<KubeConfig> {
  // config.js alone: the package's index adds another 80 ms or so of watches, copies and port forwards.
  const { KubeConfig } = await import('@kubernetes/client-node/dist/config.js');
  const files = kubeconfigFiles(file, environment);
  const config = new KubeConfig();
  if (files.length > 0) {
    for (const path of files) merge(config, await readInto(new KubeConfig(), path));
    return config;
  }
  if (environment.KUBERNETES_SERVICE_HOST && existsSync(SERVICE_ACCOUNT_TOKEN)) {
    config.loadFromCluster();
    return config;
  }
  throw new BotError('no-kubeconfig', noKubeconfig(environment));
}

function kubeconfigFiles(file: string | undefined, environment: Environment): readonly string[] {
  if (file) return [resolve(file)];
  const listed = (environment.KUBECONFIG ?? '').split(delimiter).filter(Boolean);
  const paths = listed.length > 0 ? listed : [join(environment.HOME || homedir(), '.kube', 'config')];
  return paths.map((path) => resolve(path)).filter((path) => existsSync(path));
}

function noKubeconfig(environment: Environment): string {
  const listed = environment.KUBECONFIG;
  const where = listed
    ? `None of the files in $KUBECONFIG exists (${listed}).`
    : 'There is no kubeconfig: $KUBECONFIG is not set, ~/.kube/config does not exist, and this is not a pod.';
  return `${where} Check with \`kubectl config view\`, or name a file with --kubeconfig.`;
}

async function readInto(config: KubeConfig, path: string): Promise<KubeConfig> {
  try {
    const text = readFileSync(path, 'utf8');
    if (text.trim() === '') throw new Error('it is empty');
    // As in kubectl, a half-written entry matters only once a context uses it.
    config.loadFromString(text, { onInvalidEntry: 'filter' });
    config.makePathsAbsolute(dirname(path));
    await useTokenFiles(config, text, dirname(path));
    return config;
  } catch (error) {
    const reason = error instanceof Error ? error.message.split('\n')[0] : String(error);
    const message = `The kubeconfig ${path} cannot be read: ${reason}. Check it with \`kubectl config view\`.`;
    throw new BotError('kubeconfig-unreadable', message, { cause: error });
  }
}

/**
 * The client does not know kubectl's `tokenFile`, but reads (and rereads) the token file of an auth provider.
 * @see https://kubernetes.io/docs/reference/config-api/kubeconfig.v1/#AuthInfo
 */
async function useTokenFiles(config: KubeConfig, text: string, directory: string): Promise<void> {
  if (!text.includes('tokenFile')) return;
  const { parse } = await import('yaml');
  const raw: { users?: { name?: string; user?: { tokenFile?: string } | null }[] } = parse(text);
  config.users = config.users.map((user) => {
    const tokenFile = raw.users?.find((entry) => entry.name === user.name)?.user?.tokenFile;
    if (!tokenFile) return user;
    const absolute = isAbsolute(tokenFile) ? tokenFile : join(directory, tokenFile);
    const { token: _outranked, ...rest } = user;
    return { ...rest, authProvider: { name: 'tokenFile', config: { tokenFile: absolute } } };
  });
}

function merge(into: KubeConfig, from: KubeConfig): void {
  into.clusters = [...into.clusters, ...unknownOf(from.clusters, into.clusters)];
  into.users = [...into.users, ...unknownOf(from.users, into.users)];
  into.contexts = [...into.contexts, ...unknownOf(from.contexts, into.contexts)];
  into.currentContext ||= from.currentContext;
}

function unknownOf<T extends { readonly name: string }>(
  entries: readonly T[],
  known: readonly T[],
): readonly T[] {
  return entries.filter((entry) => !known.some(({ name }) => name === entry.name));
}
