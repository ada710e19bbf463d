import { CLAIM_CAUSES } from './causes-claim.ts';
import { CLAIM_TARGET_CAUSES } from './causes-claim-target.ts';
import { CONFIG_CAUSES } from './causes-config.ts';
import { MOUNT_CAUSES } from './causes-mount.ts';

export const CAUSES = {
  ...CONFIG_CAUSES,
  ...CLAIM_CAUSES,
  ...CLAIM_TARGET_CAUSES,
  ...MOUNT_CAUSES,
} as const;

export type VolumeCause = keyof typeof CAUSES;
