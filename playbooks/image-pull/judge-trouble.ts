import type { Confidence, Evidence, Found, Params } from '../../src/diagnosis/finding.ts';
import type { KubeEvent } from '../../src/diagnosis/objects/meta.ts';
import type { PullErrorKind } from '../../src/diagnosis/pull-error.ts';
import type { RolloutChange } from '../../src/diagnosis/rollout-diff.ts';
import { accessDenied, rateLimited } from './access.ts';
import { answererParams, answerParams, contentParams } from './answer.ts';
import { connectionParams } from './connection.ts';
import { describeTrouble } from './describe.ts';
import { elsewhere } from './elsewhere.ts';
import { heldParams } from './held.ts';
import type { ImagePullCause, ImagePullView } from './index.ts';
import { nodeParams } from './node.ts';
import { isNoOfficialImage, notFoundParams, referenceParams, shortNameParams } from './reference.ts';
import { remedyParams } from './remedy.ts';
import { pullSecrets, unretrieved } from './secrets.ts';
import type { Trouble } from './trouble.ts';

export interface Known {
  readonly events: readonly KubeEvent[];
  readonly change: RolloutChange | undefined;
}

/** Failures that one node can have for itself: worth asking how the other pods fare. */
const NODE_SENSITIVE: readonly PullErrorKind[] = [
  'registry-unresolvable',
  'registry-unreachable',
  'registry-certificate-untrusted',
  'node-disk-full',
  'unpack-failed',
  'never-pulled',
];

/** What is wrong with one container's image: one finding, or two where a pull secret is missing besides. */
export function judgeTrouble(
  view: ImagePullView,
  trouble: Trouble,
  known: Known,
): readonly Found<ImagePullCause>[] {
  const kind = isNoOfficialImage(trouble) ? 'image-not-found' : trouble.error.kind;
  const others = elsewhere(view, trouble, NODE_SENSITIVE.includes(kind));
  const base = {
    ...describeTrouble(trouble),
    ...remedyParams(view, trouble, known.change),
    ...others.params,
  };
  const found = (cause: ImagePullCause, params: Params, evidence: readonly Evidence[] = []) => ({
    cause,
    confidence: confidenceOf(trouble),
    container: trouble.container.name,
    params: { ...base, ...params },
    evidence: [...trouble.evidence, ...evidence, ...others.evidence] as const,
  });
  switch (kind) {
    case 'access-denied':
      return accessDenied(view, trouble, known.events, found);
    case 'rate-limited':
      return rateLimited(view, trouble, known.events, found);
    case 'image-not-found':
      return [
        found(kind, {
          ...answererParams(trouble),
          ...answerParams(trouble),
          ...notFoundParams(trouble, base.previousImage),
          missingSecrets: unretrieved(view.pod, known.events),
          ...heldParams(view, trouble, base.previousImage),
        }),
      ];
    case 'reference-invalid':
      return [found(kind, referenceParams(trouble))];
    case 'short-name-ambiguous':
      return [found(kind, shortNameParams(trouble))];
    case 'registry-unresolvable':
    case 'registry-unreachable':
    case 'registry-certificate-untrusted':
    case 'registry-error':
      return [found(kind, connectionParams(trouble, view.pod.spec?.nodeName))];
    case 'unpack-failed':
      return [found(kind, contentParams(trouble, view.pod.spec?.nodeName))];
    case 'architecture-mismatch':
    case 'node-disk-full': {
      const node = nodeParams(view, trouble);
      return [found(kind, node.params, node.evidence)];
    }
    case 'pull-failed': {
      const unexplained = trouble.error.text === '' ? view.podName : undefined;
      return [
        found(kind, {
          ...contentParams(trouble, view.pod.spec?.nodeName),
          unexplained,
          absentSecrets: unexplained && absentSecrets(view, known.events),
          replaceable: view.owner && unexplained,
        }),
      ];
    }
    default:
      return [found(kind, {})];
  }
}

/** Known from the spec alone; only a complete list says that one does not exist. */
function absentSecrets(view: ImagePullView, events: readonly KubeEvent[]): readonly string[] {
  if ((view.pod.spec?.imagePullSecrets ?? []).length === 0) return [];
  const { listed, missing } = pullSecrets(view, events);
  return listed ? missing : [];
}

function confidenceOf({ error }: Trouble): Confidence {
  return error.text === '' ? 'likely' : 'certain';
}
