import type { CauseInfo, Remedy } from '../../src/diagnosis/playbook.ts';

const ASK_REGISTRY: Remedy = {
  text: 'See what the registry answers[[, from node {node}]].',
  command: 'curl -sv -m 10 {url}',
};
const ASK_LESS: Remedy = {
  text: 'Or let it use an image that is on the node already.',
  command: 'kubectl -n {namespace} patch {patchTarget} -p {policyPatch}',
  changes: true,
};
const RUNS_ELSEWHERE = 'The same image runs on {runningOn}, so look at node {node} first, not at the image.';
const FAILS_ELSEWHERE = 'It fails on {alsoFailingOn} too, so it is not this node alone.';
const MIRROR = 'Node {node} asks {askedHost} in place of {registry}.';
const MIRRORS = 'Mirrors were asked before it and failed: {mirrors}.';
const STORAGE = '{storageHost} is where {registry} sends whoever pulls: for a token or for the layers.';
const ALWAYS = 'Policy {alwaysPolicy} asks the registry at every start of the container.';
const CACHED =
  'The container has run before, so the image is on the node[[ ({node})]]; policy {cachedPolicy} asks the registry all the same.';

/** Causes that lie in the registry or on the way to it. */
export const registryCauses = {
  'registry-unresolvable': {
    title:
      '[[Registry host {registryHost} does not resolve]][[Proxy {proxyHost} does not resolve]][[ on node {node}]]',
    severity: 'critical',
    says: [
      'DNS server {resolver} was asked.',
      'The error: {reason}.',
      MIRROR,
      MIRRORS,
      'Did the image mean {nearHost}?',
      'The first part of {upperImage} is read as a host because of its capital letter.',
      "A node asks its own DNS servers, not the cluster's: it does not know the name of a Service such as {serviceHost}.",
      STORAGE,
      ALWAYS,
      CACHED,
      RUNS_ELSEWHERE,
      FAILS_ELSEWHERE,
    ],
    remedies: [
      {
        text: 'If the host is misspelt, set the right one.',
        command: 'kubectl -n {namespace} set image {setTarget} {assignment}',
        changes: true,
      },
      { text: 'Look the name up on node {node}.', command: 'nslookup {host}[[ {resolver}]]' },
      ASK_LESS,
    ],
  },
  'registry-unreachable': {
    title:
      '[[Registry {reachedFor} cannot be reached]][[Proxy {proxy} cannot be reached]][[The pull of {givenUp} was given up]][[ from node {fromNode}]]: {failure}',
    severity: 'critical',
    says: [
      '{loopback} is the node itself: nothing on node {node} listens on port {port}.',
      'The machine at {refusedBy} is up, but nothing listens on that port, or a firewall turns the node away.',
      'Nothing came back from {silent}: a firewall, an egress rule or a route between it and the node.',
      'The node has no route to {noRoute}: an address of IPv6 on a node without it, or a lost default route.',
      'A firewall or network policy on the node itself forbids the connection to {firewalled}.',
      'It is the proxy of the node that cannot be reached: {proxy}; {host} is not the registry.',
      'The proxy that the node uses does not open the way: {proxyAnswer}.',
      'Either nothing arrived for minutes (containerd: image_pull_progress_timeout), or pulling {givenUp} took too long, or the runtime was restarted.',
      'The error: {reason}.',
      MIRROR,
      MIRRORS,
      STORAGE,
      ALWAYS,
      CACHED,
      RUNS_ELSEWHERE,
      FAILS_ELSEWHERE,
    ],
    remedies: [
      ASK_REGISTRY,
      { text: 'See how long a pull takes[[, on node {node}]].', command: 'time crictl pull {givenUp}' },
      { text: 'Check the host of image {image}: {ownHost} was asked.' },
      ASK_LESS,
    ],
  },
  'registry-certificate-untrusted': {
    title:
      '[[The certificate of registry {untrustedHost} is not accepted]][[Registry {plainHost} speaks plain HTTP where HTTPS is expected]][[The proxy on the way to {plainProxy} speaks plain HTTP where HTTPS is expected]][[Registry {brokenHost} does not complete the TLS handshake]][[ (node {node})]]',
    severity: 'critical',
    says: [
      'No authority that signed it is known to the node: {unknownAuthority}.',
      'It is not valid at this time: {expired}.',
      'It is made out for other names: {otherNames}.',
      '{interceptedHost} is public, so it is a proxy on the way that shows a certificate of its own.',
      'The two sides do not agree: {alert}.',
      'The registry asks the node for a certificate of its own: {clientAlert}.',
      'The error: {reason}.',
      MIRROR,
      MIRRORS,
      STORAGE,
      RUNS_ELSEWHERE,
      FAILS_ELSEWHERE,
    ],
    remedies: [
      {
        text: 'See the certificate.',
        command:
          'openssl s_client -connect {tlsHost} </dev/null | openssl x509 -noout -issuer -subject -dates -ext subjectAltName',
      },
      {
        text: 'Give every node the authority that signed it: `ca` in /etc/containerd/certs.d/{authorityRegistry}/hosts.toml (containerd), /etc/containers/certs.d/{authorityHost}/ca.crt (CRI-O).',
      },
      {
        text: 'Put the authority of the proxy that stands before {interceptedHost} into the system store of every node (update-ca-certificates, update-ca-trust), and restart the runtime.',
      },
      {
        text: 'Name the proxy with http:// in HTTPS_PROXY of the runtime of node {node}: {plainProxy} is behind it.',
      },
      { text: 'Renew the certificate on {tlsHost}: it ended at {expiredAt}.' },
      { text: 'Check the clock of node {node}: the certificate begins at {validFrom}.', command: 'date -u' },
      { text: 'Name the registry in the image as its certificate does: {names}.' },
      {
        text: 'Give every node a certificate: `client` in /etc/containerd/certs.d/{clientCertificate}/hosts.toml (containerd), client.cert and client.key in /etc/containers/certs.d/{clientCertificate} (CRI-O).',
      },
      {
        text: 'Serve it by HTTPS, or name it as insecure on every node: server = "http://{plainHost}" in /etc/containerd/certs.d/{plainHost}/hosts.toml (containerd), insecure = true for it in /etc/containers/registries.conf (CRI-O).',
      },
    ],
  },
  'registry-error': {
    title:
      '[[Registry {policyRegistry} does not give out {name}: its policy forbids it]][[{pageHost} answers with a web page, not with an image]][[Registry {endpoint} answers {status}]]',
    severity: 'critical',
    says: [
      'The error: {reason}.',
      'The image is there; {policyRegistry} holds it back, as for vulnerabilities that a scan found.',
      '{pageHost} is no registry at this address, or a proxy or a login page stands before it.',
      'The fault of a {serverFault} is on the side of the registry, or of a proxy before it; the kubelet tries again by itself.',
      MIRROR,
      MIRRORS,
      STORAGE,
      FAILS_ELSEWHERE,
    ],
    remedies: [
      { ...ASK_REGISTRY, text: 'See what {pageHost} answers[[, from node {node}]].' },
      { text: 'See in {policyRegistry} what its scan found in {name}, and push an image without it.' },
      { text: 'Or have the finding allowed in the policy of the project in {policyRegistry}.' },
      { ...ASK_REGISTRY, text: 'See what {endpoint} answers now, after {status}[[, from node {node}]].' },
    ],
  },
} as const satisfies Readonly<Record<string, CauseInfo>>;
