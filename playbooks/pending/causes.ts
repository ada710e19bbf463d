import { neighbourCauses } from './causes-neighbours.ts';
import { nodeCauses } from './causes-nodes.ts';
import { queueCauses } from './causes-queue.ts';
import { volumeCauses } from './causes-volumes.ts';

export const causes = { ...queueCauses, ...volumeCauses, ...nodeCauses, ...neighbourCauses };

export type PendingCause = keyof typeof causes;
