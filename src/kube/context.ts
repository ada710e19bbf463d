import type { KubeConfig } from '@kubernetes/client-node/dist/config.js';
import type { Cluster, User } from '@kubernetes/client-node/dist/config_types.js';
import { BotError } from '../errors.ts';

/** A kubeconfig with one context chosen and its parts checked. */
export interface ChosenContext {
  readonly config: KubeConfig;
  readonly name: string;
  readonly namespace: string;
  readonly cluster: Cluster;
  readonly user: User;
}

const ANONYMOUS = 'anonymous (no user in the context)';

/**
 * Selects a context, and mends what the client would trip over.
 * @throws BotError context-unknown, kubeconfig-unreadable.
 */
export function chooseContext(config: KubeConfig, wanted: string | undefined): ChosenContext {
  const name = wanted ?? config.getCurrentContext();
  const context = config.getContexts().find((candidate) => candidate.name === name);
  if (!name || !context) throw unknownContext(config, name);
  const cluster = config.getCluster(context.cluster);
  if (!cluster) throw missing(name, 'cluster', context.cluster);
  const user = context.user ? config.getUser(context.user) : { name: ANONYMOUS };
  if (!user) throw missing(name, 'user', context.user);
  const mended = { cluster: allowPlainHttp(cluster), user: tellPlugin(user, cluster) };
  config.loadFromOptions({
    clusters: [mended.cluster],
    users: [mended.user],
    contexts: [{ ...context, user: user.name }],
    currentContext: name,
  });
  return { config, name, namespace: context.namespace ?? 'default', ...mended };
}

function unknownContext(config: KubeConfig, name: string | undefined): BotError {
  const names = config.getContexts().map((context) => context.name);
  const listed = names.length === 0 ? 'It has no contexts.' : `It has: ${names.join(', ')}.`;
  const fact = name ? `The kubeconfig has no context "${name}".` : 'The kubeconfig has no current context.';
  const next = 'See `kubectl config get-contexts`, and choose one with --context.';
  return new BotError('context-unknown', `${fact} ${listed} ${next}`);
}

function missing(context: string, part: string, name: string): BotError {
  const message = `The context "${context}" names the ${part} "${name}", which the kubeconfig does not have.`;
  return new BotError('kubeconfig-unreadable', `${message} Check it with \`kubectl config view\`.`);
}

/** The client refuses http:// unless TLS is not to be verified; kubectl takes it as it is (`kubectl proxy`, tests). */
function allowPlainHttp(cluster: Cluster): Cluster {
  return cluster.server.startsWith('http:') ? { ...cluster, skipTLSVerify: true } : cluster;
}

/**
 * A credential plugin learns from $KUBERNETES_EXEC_INFO which version to answer in and, where it asks for it, about
 * which cluster; the client does not set it.
 * @see https://kubernetes.io/docs/reference/access-authn-authz/authentication/#input-and-output-formats
 */
function tellPlugin(user: User, cluster: Cluster): User {
  if (!user.exec) return user;
  const about = {
    server: cluster.server,
    'tls-server-name': cluster.tlsServerName,
    'insecure-skip-tls-verify': cluster.skipTLSVerify || undefined,
    'certificate-authority-data': cluster.caData,
    'proxy-url': cluster.proxyUrl,
  };
  const info = {
    apiVersion: user.exec.apiVersion,
    kind: 'ExecCredential',
    spec: { interactive: false, ...(user.exec.provideClusterInfo ? { cluster: about } : {}) },
  };
  const told = { name: 'KUBERNETES_EXEC_INFO', value: JSON.stringify(info) };
  return { ...user, exec: { ...user.exec, env: [...(user.exec.env ?? []), told] } };
}
