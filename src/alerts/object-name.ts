/** RFC 1123: https://kubernetes.io/docs/concepts/overview/working-with-objects/names/ */
const SUBDOMAIN = /^[a-z0-9]([-a-z0-9.]{0,251}[a-z0-9])?$/;
const LABEL = /^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/;
/** IPv4, and IPv6 with or without brackets. */
const ADDRESS = /^(?:\d{1,3}(?:\.\d{1,3}){3}|\[?[0-9a-f]*:[0-9a-f:.]*:[0-9a-f:.]*\]?)$/i;
const PORT = /:\d{1,5}$/;

/** Whether an object can have this name. */
export function isObjectName(text: string): boolean {
  return SUBDOMAIN.test(text);
}

/** Whether a namespace or a container can have this name. */
export function isLabelName(text: string): boolean {
  return LABEL.test(text);
}

/** `node-a` of `node-a:9100`; an address, or what cannot be a name, is no node's. */
export function nodeName(text: string): string | undefined {
  const host = ADDRESS.test(text) ? text : text.replace(PORT, '');
  return ADDRESS.test(host) || !SUBDOMAIN.test(host) ? undefined : host;
}
