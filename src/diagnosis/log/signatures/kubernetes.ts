import { type Signature, WEIGHT } from '../signature.ts';

const denied = { cause: 'api-access-denied', confidence: 'certain', weight: WEIGHT.decisive } as const;

/** What the Kubernetes API refuses its clients (https://kubernetes.io/docs/reference/access-authn-authz/authorization/). */
export const KUBERNETES: readonly Signature[] = [
  {
    ...denied,
    id: 'kubernetes/forbidden',
    needles: ['cannot '],
    pattern:
      /User \\{0,3}"system:serviceaccount:(?<accountNamespace>[\w.-]{1,63}):(?<account>[\w.-]{1,253})\\{0,3}" cannot (?<verb>[a-z]{2,30}) resource \\{0,3}"(?<resource>[\w./-]{1,120})\\{0,3}"(?: in API group \\{0,3}"(?<apiGroup>[\w.-]{0,253})\\{0,3}")?(?: in the namespace \\{0,3}"(?<namespace>[\w.-]{1,63})\\{0,3}"| at the cluster scope)?/,
  },
  {
    ...denied,
    id: 'kubernetes/forbidden-user',
    needles: ['cannot '],
    pattern:
      /User \\{0,3}"(?<account>[^"\\]{1,253})\\{0,3}" cannot (?<verb>[a-z]{2,30}) (?:resource|path) \\{0,3}"(?<resource>[^"\\]{1,120})\\{0,3}"(?: in API group \\{0,3}"(?<apiGroup>[\w.-]{0,253})\\{0,3}")?(?: in the namespace \\{0,3}"(?<namespace>[\w.-]{1,63})\\{0,3}")?/,
  },
  {
    ...denied,
    confidence: 'likely',
    weight: WEIGHT.specific,
    id: 'kubernetes/forbidden-short',
    needles: ['forbidden'],
    pattern:
      /\b(?<resource>(?:pods|services|secrets|configmaps|nodes|events|endpoints|leases|deployments|namespaces|ingresses|jobs|customresourcedefinitions)[\w./-]{0,80})(?: \\{0,3}"[^"]{1,253}")? is forbidden\b|Forbidden!Configured service account doesn't have access|Failure executing: (?<verb>GET|POST|PUT|PATCH|DELETE) at: \S{1,300} Message: Forbidden/,
  },
  {
    ...denied,
    id: 'kubernetes/unauthorized',
    needles: [
      'you must be logged in to the server',
      'unauthorized',
      'the server has asked for the client to provide credentials',
    ],
    pattern:
      /You must be logged in to the server|the server has asked for the client to provide credentials|(?:kube|apiserver|k8s|leaderelection|reflector|informer).{0,200}\bUnauthorized\b/i,
    params: { reason: 'credentials' },
  },
  {
    ...denied,
    confidence: 'likely',
    id: 'kubernetes/no-in-cluster-config',
    needles: [
      'kubernetes_service_host',
      'serviceaccount/token',
      'in-cluster config',
      'service host/port is not set',
      'no configuration has been provided',
      'unable to load in-cluster',
    ],
    pattern:
      /KUBERNETES_SERVICE_HOST and KUBERNETES_SERVICE_PORT must be defined|(?:open|stat) (?<path>\/var\/run\/secrets\/kubernetes\.io\/serviceaccount\/token): no such file|unable to load in-cluster configuration|Service host\/port is not set|no configuration has been provided, try setting KUBERNETES_MASTER/,
    params: { reason: 'no-token' },
  },
  {
    ...denied,
    cause: 'application-error',
    id: 'kubernetes/kind-missing',
    needles: ['no matches for kind', 'could not find the requested resource'],
    pattern:
      /no matches for kind \\?"(?<resource>\w{1,80})\\?" in version \\?"(?<apiGroup>[\w./-]{1,120})|the server could not find the requested resource(?: \(\w+ (?<resource2>[\w.-]{1,160})\))?/,
    params: { reason: 'resource-definition-missing' },
  },
  {
    ...denied,
    cause: 'application-error',
    confidence: 'likely',
    weight: WEIGHT.vague,
    id: 'kubernetes/leader-election-lost',
    needles: ['leader election lost', 'leaderelection lost', 'failed to renew lease', 'lost lease'],
    pattern:
      /leader ?election lost|failed to renew lease (?<resource>[\w./-]{1,160})?|lost (?:leader )?lease/i,
    params: { reason: 'leader-election-lost' },
  },
];
