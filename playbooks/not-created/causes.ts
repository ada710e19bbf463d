import { AMOUNT_CAUSES, NAME_CAUSES } from './causes-amounts.ts';
import { OFF_CAUSES, OTHER_CAUSES } from './causes-other.ts';
import { POLICY_CAUSES } from './causes-policy.ts';

/** Why pods that should be there are not made. */
export const CAUSES = {
  ...AMOUNT_CAUSES,
  ...POLICY_CAUSES,
  ...NAME_CAUSES,
  ...OTHER_CAUSES,
  ...OFF_CAUSES,
} as const;
