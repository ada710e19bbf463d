import type { CauseInfo, Remedy } from '../../src/diagnosis/playbook.ts';

const CREATE_SECRET =
  "kubectl -n {namespace} create secret docker-registry {newSecret} --docker-server={dockerServer} --docker-username='<user>' --docker-password='<password>'";
const NAME_SECRET: Remedy = {
  text: 'Name it in {secretTarget}[[; service account {viaAccount} gives it to pods made after that]].',
  command: 'kubectl -n {namespace} patch {secretTarget} -p {newSecretPatch}',
  changes: true,
};
const RESTART: Remedy = {
  text: 'Then have its pods made anew.',
  command: 'kubectl -n {namespace} rollout restart {restartTarget}',
  changes: true,
};
const RENEW: readonly Remedy[] = [
  RESTART,
  {
    text: 'Then delete the pod, so that it is made anew.',
    command: 'kubectl -n {namespace} delete pod {renewedPod}',
    changes: true,
  },
  {
    text: 'Then delete the Job that was made before.',
    command: 'kubectl -n {namespace} delete job {renewedJob}',
    changes: true,
  },
];
const RUNS_ELSEWHERE = 'The same image runs on {runningOn}, so look at node {node} first, not at the image.';
const FAILS_ELSEWHERE = 'It fails on {alsoFailingOn} too, so it is not this node alone.';
const MIRROR = 'Node {node} asks {askedHost} in place of {registry}.';
const MIRRORS = 'Mirrors were asked before it and failed: {mirrors}.';

/** Causes that lie in the credentials for a registry. */
export const accessCauses = {
  'access-denied': {
    title:
      '[[Registry {refusing} refuses access to {name}]][[The kubelet does not let the pod use image {guarded}: it has shown no credentials for it]]',
    severity: 'critical',
    says: [
      'The answer: {reason}.',
      'The registry lets in certain addresses only, and {blockedAddress}, from which the node comes, is not one of them.',
      'It is a web page, as a proxy or a firewall gives it: {pageHost} itself may not have been asked.',
      MIRROR,
      MIRRORS,
      'The image is on the node[[ ({node})]], pulled for pods with credentials; this pod has to name a pull secret for {guarded}, too.',
      'Credentials for {nodeCredentials} were sent, and not from a pull secret of the pod: they are those of the node.',
      'The answer fits both: {ambiguous} is private, or it does not exist.',
      'Pull secret {presentSecrets} exists, so its credentials for {registry} are wrong, expired or not in it.',
      'The pod names pull secret {uncheckedSecrets}; whether it exists could not be checked.',
      'The pod names no pull secret, and its service account {plainAccount} gave it none.',
      'Service account {laterAccount} names {laterSecrets} by now: pods made from now on get it.',
      'Secret {unusableSecrets} has no key .dockerconfigjson, so the kubelet passes it over.',
      '{expiringRegistry} gives out tokens that expire after 12 hours: a stored one has to be renewed.',
      '{cloudRegistry} is a registry that nodes of the same cloud enter by their own identity, without a pull secret.',
      RUNS_ELSEWHERE,
    ],
    remedies: [
      {
        text: 'See which registries secret {presentSecret} has credentials for; {dockerServer} has to be one.',
        command:
          "kubectl -n {namespace} get secret {presentSecret} -o jsonpath='{.data.\\.dockerconfigjson}' | base64 -d | jq '.auths | keys'",
      },
      {
        text: 'Renew the credentials in it, which replaces all that it holds; the kubelet tries again by itself.',
        command:
          "kubectl -n {namespace} create secret docker-registry {presentSecret} --docker-server={dockerServer} --docker-username='<user>' --docker-password='<password>' --dry-run=client -o yaml | kubectl -n {namespace} apply -f -",
        changes: true,
      },
      {
        text: 'Let the nodes pull: give their role the policy AmazonEC2ContainerRegistryPullOnly; an account other than {ecrAccount} also needs a policy of the repository.',
        command:
          'aws ecr get-repository-policy --registry-id {ecrAccount} --region {ecrRegion} --repository-name {ecrRepository}',
      },
      {
        text: "Let the cluster's nodes pull from it.",
        command: "az aks update -g '<group>' -n '<cluster>' --attach-acr {acrName}",
        changes: true,
      },
      {
        text: "Let the nodes' service account read the repository.",
        command:
          "gcloud artifacts repositories add-iam-policy-binding {garRepository} --project={garProject} --location={garLocation} --role=roles/artifactregistry.reader --member='serviceAccount:<service account of the nodes>'",
        changes: true,
      },
      {
        text: "Let the nodes' service account read the project's images.",
        command:
          "gcloud projects add-iam-policy-binding {gcrProject} --role=roles/artifactregistry.reader --member='serviceAccount:<service account of the nodes>'",
        changes: true,
      },
      {
        text: 'Use pull secret {candidate}, which exists, if it is for {registry}.',
        command: 'kubectl -n {namespace} patch {secretTarget} -p {secretPatch}',
        changes: true,
      },
      {
        text: 'If nothing else uses {wrongSecret}, make it anew as a pull secret: the type of a Secret that exists can’t be changed.',
        command:
          "kubectl -n {namespace} delete secret {wrongSecret} && kubectl -n {namespace} create secret docker-registry {wrongSecret} --docker-server={dockerServer} --docker-username='<user>' --docker-password='<password>'",
        changes: true,
      },
      { text: 'Create a pull secret.', command: CREATE_SECRET, changes: true },
      NAME_SECRET,
      ...RENEW,
      { text: 'Have the address {blockedAddress} let in by the firewall of {registry}.' },
      {
        text: 'See how {askedHost} is set up on node {node}: /etc/containerd/certs.d/{registry}/hosts.toml.',
      },
      { text: 'If the repository is not private, check its name: {ambiguous}.' },
    ],
  },
  'pull-secret-missing': {
    title:
      '[[Pull secret {missingSecrets} does not exist in namespace {namespace}]][[Pull secret {unretrievedSecrets} could not be retrieved]]',
    severity: 'critical',
    says: [
      'Service account {account} names it.',
      'Without credentials registry {registry} refused {name}: {reason}.',
      'Secrets that may have been meant: {candidates}.',
    ],
    remedies: [
      {
        text: 'Name secret {candidate}, which exists, if it is for {registry}[[; service account {viaAccount} gives it to pods made after that]].',
        command: 'kubectl -n {namespace} patch {secretTarget} -p {secretPatch}',
        changes: true,
      },
      ...RENEW,
      {
        text: 'Or create it under the name that the pod asks for; the kubelet tries again by itself.',
        command: CREATE_SECRET,
        changes: true,
      },
    ],
  },
  'rate-limited': {
    title: 'Registry {registry} refuses {name}: too many pulls',
    severity: 'critical',
    says: [
      'The answer: {reason}.',
      'It was pulled without credentials, so the limit of the address by which the node reaches {anonymous} counts.',
      'It was counted as a pull without credentials: secret {unusedSecrets} has none for {dockerServer}.',
      'It was counted as a pull of user {countedUser}, whose limit is reached.',
      'Policy {alwaysPolicy} asks the registry at every start of the container.',
      'The kubelet tries again by itself, at most 5 minutes apart.',
      FAILS_ELSEWHERE,
    ],
    remedies: [
      { text: 'Pull with credentials: create a pull secret.', command: CREATE_SECRET, changes: true },
      NAME_SECRET,
      ...RENEW,
      { text: 'Or pull {repository} through a mirror or from a registry of your own.' },
    ],
  },
} as const satisfies Readonly<Record<string, CauseInfo>>;
