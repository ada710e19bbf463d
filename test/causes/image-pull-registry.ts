import type { CauseCase } from './support/cause-case.ts';
import { reword, saying } from './support/change.ts';
import { endingIn, failingWith, RESOLVE } from './support/failed-pull.ts';

const UNKNOWN_AUTHORITY = 'tls: failed to verify certificate: x509: certificate signed by unknown authority';
const REFUSED = 'connect: connection refused';

export const cases: readonly CauseCase[] = [
  {
    cause: 'image-pull/access-denied',
    gives: { target: 'deploy/slips', recording: 'r-payroll-2-slips' },
    near: [
      {
        what: 'the registry knows no such image',
        change: saying('401 Unauthorized', '404 Not Found'),
        instead: 'image-pull/image-not-found',
      },
      {
        what: 'the token server can’t be found',
        ...endingIn(
          `${RESOLVE}failed to authorize: failed to fetch anonymous token: Get "https://auth.docker.io/token": dial tcp: lookup auth.docker.io on 10.0.0.2:53: no such host`,
        ),
        instead: 'image-pull/registry-unresolvable',
      },
    ],
  },
  {
    cause: 'image-pull/pull-secret-missing',
    gives: { target: 'deploy/calc', recording: 'r-payroll-calc' },
    near: [
      {
        what: 'the Secret is there and its credentials are refused',
        change: (objects) => {
          objects.push({
            apiVersion: 'v1',
            kind: 'Secret',
            metadata: { name: 'registry-pull', namespace: 'r-payroll' },
            data: { '.dockerconfigjson': '' },
          });
          reword(objects, 'Unable to retrieve some image pull secrets (registry-pull)', 'Pulling');
        },
        instead: 'image-pull/access-denied',
      },
      {
        what: 'the image can be had without it, and is not there',
        change: saying(
          'pull access denied, repository does not exist or may require authorization: authorization failed: no basic auth credentials',
          '127.0.0.1:5001/private/payroll:4.1.0: not found',
        ),
        instead: 'image-pull/image-not-found',
      },
    ],
  },
  {
    cause: 'image-pull/rate-limited',
    gives: { target: 'deploy/forms', recording: 'r-survey-forms' },
    near: [
      {
        what: 'the registry is overloaded',
        change: saying('429 Too Many Requests', '503 Service Unavailable'),
        instead: 'image-pull/registry-error',
      },
      {
        what: 'the kubelet limits itself and asks no registry',
        ...failingWith('pull QPS exceeded'),
        instead: 'image-pull/pull-failed',
      },
    ],
  },
  {
    cause: 'image-pull/registry-error',
    gives: { target: 'deploy/threads', recording: 'r-forum-threads' },
    near: [
      {
        what: 'it answers that there were too many pulls',
        change: saying('503 Service Unavailable', '429 Too Many Requests'),
        instead: 'image-pull/rate-limited',
      },
      {
        what: 'the proxy of the node, not the registry, gives the status',
        change: saying('503 Service Unavailable', '407 Proxy Authentication Required'),
        instead: 'image-pull/registry-unreachable',
      },
    ],
  },
  {
    cause: 'image-pull/registry-unresolvable',
    gives: { target: 'deploy/tariffs', recording: 'r-billing-3-tariffs' },
    near: [
      {
        what: 'the name resolves and nothing listens there',
        change: saying(
          'lookup nosuch.registry.invalid on 10.255.255.53:53: no such host',
          `192.0.2.1:443: ${REFUSED}`,
        ),
        instead: 'image-pull/registry-unreachable',
      },
      {
        what: 'it is the program that does not find its server',
        target: 'deploy/stock',
        recording: 'r-inventory-stock',
        instead: 'crashloop/dependency-unreachable',
      },
    ],
  },
  {
    cause: 'image-pull/registry-unreachable',
    gives: { target: 'deploy/dunning', recording: 'r-billing-2-dunning' },
    near: [
      {
        what: 'the registry answers with a certificate of an unknown authority',
        change: saying(`dial tcp 127.0.0.1:5999: ${REFUSED}`, UNKNOWN_AUTHORITY),
        instead: 'image-pull/registry-certificate-untrusted',
      },
      {
        what: 'it is the runtime’s own socket that refuses',
        ...failingWith(
          `rpc error: code = Unavailable desc = connection error: desc = "transport: Error while dialing: dial unix /run/containerd/containerd.sock: ${REFUSED}"`,
        ),
        instead: 'image-pull/pull-failed',
      },
    ],
  },
  {
    cause: 'image-pull/registry-certificate-untrusted',
    gives: { target: 'deploy/desk', recording: 'r-support-desk' },
    near: [
      {
        what: 'the handshake gets no answer',
        change: saying(UNKNOWN_AUTHORITY, 'net/http: TLS handshake timeout'),
        instead: 'image-pull/registry-unreachable',
      },
      {
        what: 'it is the program that its server turns away',
        target: 'deploy/quotes',
        recording: 'r-quotes-quotes',
        instead: 'crashloop/dependency-rejected',
      },
    ],
  },
];
