/** A ConfigMap of one key. */
export function madeConfigMap(namespace: string, name: string, key: string): object {
  return { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name, namespace }, data: { [key]: '' } };
}

/** What every namespace has for its tokens' volumes, and the recordings leave out. */
export function rootCertificates(namespace: string): object {
  return madeConfigMap(namespace, 'kube-root-ca.crt', 'ca.crt');
}
