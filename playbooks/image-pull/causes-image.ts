import type { CauseInfo, Remedy } from '../../src/diagnosis/playbook.ts';

const RUNS_ELSEWHERE = 'The same image runs on {runningOn}.';
const UNDO = {
  text: 'Go back to revision {goodRevision}, which runs {previousImage}.',
  command: 'kubectl -n {namespace} rollout undo {undoTarget} --to-revision={goodRevision}',
  changes: true,
} as const;
const EDIT_VOLUME = {
  text: 'Correct the image of volume {volume}.',
  command: 'kubectl -n {namespace} edit {volumeTarget}',
  changes: true,
} as const;
/** For pods whose image `kubectl set image` can't set, and for those that stay as they are after it. */
const ELSEWHERE: readonly Remedy[] = [
  {
    text: 'Correct the image in {editTarget}, which makes the pods.',
    command: 'kubectl -n {namespace} edit {editTarget}',
    changes: true,
  },
  {
    text: 'Correct the image in the manifest of the static pod, on node {staticNode}: by default in /etc/kubernetes/manifests.',
  },
  {
    text: 'An ephemeral container cannot be changed: start another one.',
    command: "kubectl -n {namespace} debug -it {debugPod} --image='<image>'",
    changes: true,
  },
  {
    text: 'Then delete the pod: {owning} does not replace it by itself.',
    command: 'kubectl -n {namespace} delete pod {stuckPod}',
    changes: true,
  },
  {
    text: 'The Job that was made already keeps the image: delete it, or it goes on waiting.',
    command: 'kubectl -n {namespace} delete job {staleJob}',
    changes: true,
  },
];

/** Causes that lie in the image or in what the pod says about it. */
export const imageCauses = {
  'image-not-found': {
    title:
      '[[Registry {wholeRegistry} has no image {name}]][[Registry {partRegistry} lacks a part of image {name}]]',
    severity: 'critical',
    says: [
      'Container {container} waits for {image}[[, the image of volume {volume}]].',
      'The repository {knownRepository} exists, its tag {unknownTag} does not.',
      'The registry knows no tag {unlistedTag} of {repository}; some say the same of a repository that does not exist.',
      'The repository {unknownRepository} does not exist.',
      'Node {node} holds {heldImages} of the same repository, so it is tag {missingTag} that is missing.',
      'Did the image mean {nearImage}?',
      'Image {sameRepository} came from the same repository, so it is tag {missingTag} that is missing.',
      'The registry answers the same whether tag {eitherTag} is missing or all of {repository}.',
      'Nothing with digest {digest} is in {repository}: it was deleted, or pushed to another repository.',
      'The manifest is there, {missingPart} that it names is not: push the image again, or clear the cache of a mirror.',
      'The image names no registry, so {defaultRegistry} was asked.',
      'Node {node} asks {askedHost} in place of {registry}.',
      'Mirrors were asked before it and failed: {mirrors}.',
      '{publisher} has moved its images: this one may be {movedImage} now.',
      'Revision {goodRevision} still serves with {goodReady} ready pods.',
      'The same image runs on {runningOn}: it was in the registry when it was pulled there.',
      'The template of job {job} cannot be changed: correct the image in what makes the job, too.',
      'Pull secret {missingSecrets} could not be retrieved; some registries say "not found" to strangers.',
    ],
    remedies: [
      UNDO,
      {
        text: 'Set an image that the registry has.',
        command: 'kubectl -n {namespace} set image {setTarget} {assignment}',
        changes: true,
      },
      ...ELSEWHERE,
      {
        text: 'Or push it; the kubelet tries again by itself, at most 5 minutes apart.',
        command: 'docker push {pushable}',
      },
      EDIT_VOLUME,
    ],
  },
  'reference-invalid': {
    title: 'Image reference {shownImage} is not valid',
    severity: 'critical',
    says: [
      'Repository names are lowercase: {uppercase} has capital letters.',
      'It has two tags: {secondTag}.',
      'It begins with {scheme}: an image reference has no scheme.',
      'It still holds the placeholder {placeholder}: nothing filled it in.',
      'It is empty: {empty}.',
      'It has a space in it: "{space}".',
      'The tag is empty: nothing follows "{emptyTag}".',
      'Tag {tagCharacters} has characters other than letters, digits, _, . and -, or begins with . or -.',
      'Tag {tagLength} is longer than 128 characters.',
      'Digest {badDigest} is not sha256: followed by 64 hexadecimal digits.',
      'Registry {badHost} is not a host name with an optional port.',
      'The part {badPath} of its path is not lowercase letters and digits joined by ., _ or -.',
      'The kubelet says: {reason}.',
    ],
    remedies: [
      {
        text: 'Set a valid reference.',
        command: 'kubectl -n {namespace} set image {setTarget} {assignment}',
        changes: true,
      },
      ...ELSEWHERE,
      EDIT_VOLUME,
    ],
  },
  'short-name-ambiguous': {
    title: 'Image {image} names no registry, and the node does not choose one',
    severity: 'critical',
    says: ['Node {node} is set to ask for full names: {reason}.'],
    remedies: [
      {
        text: "Write the registry in front, as Docker Hub's here.",
        command: 'kubectl -n {namespace} set image {setTarget} {assignment}',
        changes: true,
      },
      ...ELSEWHERE,
      EDIT_VOLUME,
    ],
  },
  'never-pulled': {
    title: 'Image {image} is not on the node[[ ({node})]], and its pull policy is {policy}',
    severity: 'critical',
    says: [
      'With policy {policy} the kubelet only uses an image that is already on node {node}.',
      RUNS_ELSEWHERE,
    ],
    remedies: [
      {
        text: 'Let the kubelet pull it when it is not there.',
        command: 'kubectl -n {namespace} patch {patchTarget} -p {policyPatch}',
        changes: true,
      },
      ...ELSEWHERE.slice(-2),
      {
        text: 'Or load {image} on node {node} (`kind load docker-image`, `minikube image load`, `ctr -n k8s.io images import`).',
      },
      EDIT_VOLUME,
    ],
  },
  'signature-invalid': {
    title: 'The signature of image {image} is not accepted',
    severity: 'critical',
    says: ['The policy of the node[[ ({node})]] refuses it: {reason}.'],
    remedies: [
      { text: 'Sign the image with a key that the policy accepts, and push it again.' },
      {
        text: "Or set an image that is signed; the node's policy is /etc/containers/policy.json with CRI-O.",
      },
      UNDO,
    ],
  },
  'architecture-mismatch': {
    title: 'Image {image} has no variant for {platform}',
    severity: 'critical',
    says: ['Node {node} is {architecture}; the image was built for other platforms only.', RUNS_ELSEWHERE],
    remedies: [
      { text: 'See which platforms the image has.', command: 'docker manifest inspect {image}' },
      {
        text: 'Build it for this platform too.',
        command: 'docker buildx build --platform {platforms} -t {pushable} --push .',
      },
      {
        text: 'Or keep its pods to nodes that it fits, with a nodeSelector kubernetes.io/arch.',
        command: 'kubectl get nodes -L kubernetes.io/arch',
      },
      UNDO,
    ],
  },
  'pull-slow': {
    title: 'Image {image} has been pulled for {elapsed}',
    severity: 'warning',
    verdict: 'waiting',
    says: [
      'Nothing has failed: container {container} starts once the image is on the node[[ ({node})]].',
      'The kubelet pulls one image at a time unless told otherwise, so it may wait for another.',
      'containerd gives up a pull from which nothing arrives for {stalled}, unless configured otherwise.',
    ],
    remedies: [
      { text: 'See whether it has been pulled since.', command: 'kubectl -n {namespace} describe pod {pod}' },
    ],
  },
} as const satisfies Readonly<Record<string, CauseInfo>>;
