/** Where a kubeconfig leads. */
export interface KubeconfigTarget {
  readonly url: string;
  readonly namespace: string;
  readonly token?: string;
}

/** A kubeconfig with the one context `replay`. JSON strings are YAML strings, so quoting is theirs. */
export function kubeconfigOf({ url, namespace, token }: KubeconfigTarget): string {
  return [
    'apiVersion: v1',
    'kind: Config',
    'current-context: replay',
    'clusters:',
    '- name: replay',
    '  cluster:',
    `    server: ${JSON.stringify(url)}`,
    // The JavaScript client takes plain HTTP for a mistake unless this is set.
    '    insecure-skip-tls-verify: true',
    'contexts:',
    '- name: replay',
    '  context:',
    '    cluster: replay',
    '    user: replay',
    `    namespace: ${JSON.stringify(namespace)}`,
    'users:',
    '- name: replay',
    token === undefined ? '  user: {}' : `  user:\n    token: ${JSON.stringify(token)}`,
    '',
  ].join('\n');
}
