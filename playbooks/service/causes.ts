import { INGRESS_CAUSES } from './causes-ingress.ts';
import { OUTSIDE_CAUSES } from './causes-outside.ts';
import { WAY_IN_CAUSES } from './causes-way-in.ts';

/** Why pods that run, or a Service or an Ingress, can't be reached. */
export const CAUSES = { ...WAY_IN_CAUSES, ...OUTSIDE_CAUSES, ...INGRESS_CAUSES };
