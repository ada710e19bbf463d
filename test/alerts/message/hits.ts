import { CUSTOM } from './custom-hits.ts';
import type { Hit } from './hit.ts';
import { SPOKEN } from './spoken-hits.ts';
import { TITLES } from './title-hits.ts';
import { TOOLS } from './tool-hits.ts';

/** Messages that are alerts. */
export const HITS: readonly Hit[] = [...TITLES, ...CUSTOM, ...SPOKEN, ...TOOLS];
