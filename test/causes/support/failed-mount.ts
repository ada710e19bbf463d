import type { Given } from './cause-case.ts';
import { reword } from './change.ts';
import { rootCertificates } from './made-config-map.ts';

/** A recording in which the volume of a bound claim can't be attached: its driver does not answer. */
export const NOT_ATTACHED = {
  target: 'deploy/keeper',
  recording: 'r-vault-5-keeper',
  objects: [rootCertificates('r-vault-5')],
} as const;
export const KEEPER = 'pod/keeper-5644f9cc65-8j5dc';

const RECORDED =
  'AttachVolume.Attach failed for volume "r-ebs-keys" : timed out waiting for external-attacher of ebs.csi.aws.com CSI driver to attach volume vol-0f3a';

/** The same pod, of whose claim `keys` the attach controller says something else. */
export function attachSaying(words: string): Given {
  return { ...NOT_ATTACHED, change: (objects) => reword(objects, RECORDED, words) };
}

/** The same pod, whose volume is attached and whose kubelet says this of mounting. */
export function mountSaying(words: string, reason = 'FailedMount'): Given {
  return {
    ...NOT_ATTACHED,
    change: (objects) => {
      reword(objects, RECORDED, words);
      reword(objects, 'FailedAttachVolume', reason);
    },
  };
}
